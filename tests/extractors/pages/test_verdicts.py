"""Pages that are no article are named and say why; articles that look like them stay articles."""

from __future__ import annotations

import tomllib
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest

from extractors.article import read_page
from extractors.pages.walls import KNOWLEDGE, read_walls
from records.errors import ConfigError
from records.news import Article, Page, Verdict

FOLDER = Path(__file__).parents[2] / "data" / "verdicts"
CASES: dict[str, dict[str, Any]] = tomllib.loads((FOLDER / "cases.toml").read_text(encoding="utf-8"))
NOW = datetime(2026, 6, 30, tzinfo=UTC)
LONG = (
    "Il ministero ha risposto che la licenza sarà valutata entro primavera, caso per caso e senza eccezioni. "
)


def read(body: bytes | str, url: str = "https://a.example/x", asked: str = "", **headers: str) -> Article:
    told = tuple({"content-type": "text/html", **headers}.items())
    raw = body if isinstance(body, bytes) else body.encode()
    page = Page(url=asked or url, final_url=url, status=200, headers=told, body=raw, fetched_at=NOW)
    return read_page(page, None, NOW)


def read_case(name: str) -> Article:
    case = CASES[name]
    body = (FOLDER / f"{name}.html").read_bytes()
    return read(body, case["url"], case.get("asked", ""), **case.get("headers", {}))


@pytest.mark.parametrize("name", CASES)
def test_a_page_is_what_it_is_and_the_reason_says_by_what(name: str) -> None:
    article = read_case(name)
    assert article.verdict == name.partition("-")[0]
    assert CASES[name].get("why", "").lower() in article.why.lower()
    assert article.verdict is Verdict.ARTICLE or article.why


def test_every_file_is_a_case_and_every_kind_has_three_pages_and_many_near_misses() -> None:
    assert {file.stem for file in FOLDER.glob("*.html")} == set(CASES)
    kinds = Counter(name.partition("-")[0] for name in CASES)
    assert kinds["article"] >= 20
    walls = ("paywall", "index", "live_blog", "error_page", "challenge", "cookie_wall", "video", "empty")
    assert all(kinds[kind] >= 3 for kind in walls)
    for kind in ("paywall", "index", "error_page", "cookie_wall", "video"):
        languages = {name.rpartition("-")[2] for name in CASES if name.startswith(kind)}
        assert len(languages) > 1


def test_a_teaser_is_kept_with_its_text() -> None:
    article = read_case("paywall-piano-it")
    assert article.text.startswith("Undici giorni di attesa")
    assert article.text.endswith("una delle sigle riportate…")
    assert article.title == "Chip fermi al terminal, gli importatori chiedono i danni"


@pytest.mark.parametrize(
    ("url", "verdict"), [("index.html", Verdict.ARTICLE), ("https://a.example/index.html", Verdict.INDEX)]
)
def test_a_saved_file_called_index_is_no_front_page_for_its_name(url: str, verdict: Verdict) -> None:
    item = '{"@type":"NewsArticle","headline":"Titolo di prova","datePublished":"2026-03-03T10:00:00Z"}'
    more = "".join(f'<h3><a href="/{n}">Un titolo lungo di altre storie {n}</a></h3>' for n in range(9))
    body = f"<h1>Titolo di prova</h1><p>{LONG * 4}</p>{more}"
    assert read(f'<script type="application/ld+json">{item}</script>{body}', url).verdict is verdict


def test_scrambled_text_is_not_read() -> None:
    assert "kAm" not in read_case("paywall-townnews-en").text


@pytest.mark.parametrize("name", [name for name in CASES if name.startswith("article-")])
@pytest.mark.parametrize(
    "scripts",
    [
        '<script src="https://geo.captcha-delivery.com/tags.js"></script><script>window.KPSDK={}</script>',
        '<script src="/_Incapsula_Resource?SWJIYLWA=1"></script><div class="g-recaptcha"></div>',
        '<div id="didomi-host"></div><div class="tp-container-inner"></div><div id="poool-widget"></div>',
        '<script src="/cdn-cgi/challenge-platform/h/b/scripts/jsd/main.js"></script><div id="root"></div>',
    ],
    ids=["bot checks", "more bot checks", "empty boxes", "shell"],
)
def test_what_vendors_put_on_every_page_makes_no_page_less_an_article(name: str, scripts: str) -> None:
    case = CASES[name]
    body = (FOLDER / f"{name}.html").read_text(encoding="utf-8").replace("</body>", f"{scripts}</body>")
    assert read(body, case["url"], case.get("asked", "")).verdict is Verdict.ARTICLE


@pytest.mark.parametrize(
    "prompt",
    [
        "Subscribe to our newsletter and never miss a story.",
        "Iscriviti alla newsletter per continuare a seguirci.",
        "Suscríbete a nuestro boletín para recibir las noticias.",
        "You have 3 free articles left. Subscribe to continue reading without limits.",
        "Ti restano 2 articoli gratuiti. Abbonati per leggere senza limiti.",
        "Te quedan 4 artículos gratis. Suscríbete para leer sin límites.",
    ],
)
@pytest.mark.parametrize("length", [5, 12])
def test_a_prompt_under_a_whole_article_is_no_paywall(prompt: str, length: int) -> None:
    article = f"<article><h1>Titolo di prova</h1><p>{LONG * length}</p><p>{LONG * 3}</p></article>"
    assert read(f"{article}<div class=box><p>{prompt}</p></div>").verdict is Verdict.ARTICLE


@pytest.mark.parametrize(
    "prompt",
    [
        "Questo articolo è riservato ai Soci sostenitori.",
        "Contenuto riservato agli abbonati",
        "Per leggere l'articolo completo, abbonati",
        "Accedi gratuitamente per continuare",
        "Continue reading your article with a subscription",
        "This story is available exclusively to subscribers.",
        "Subscribe to unlock this article",
        "Register for free to continue reading",
        "You've reached your limit of free articles.",
        "Hazte Premium desde 1 euro el primer mes",
        "Has agotado tus artículos gratuitos de este mes",
        "Regístrate para seguir leyendo",
        "¿Quieres seguir leyendo? Elige tu plan",
        "Vuoi continuare a leggere? Abbonati",
        "Try unlimited access for four weeks",
    ],
)
def test_a_prompt_that_keeps_the_rest_back_is_a_paywall(prompt: str) -> None:
    article = f"<article><h1>Titolo di prova</h1><p>{LONG * 2}</p></article>"
    assert read(f"{article}<div class=box><p>{prompt}</p></div>").verdict is Verdict.PAYWALL
    above = f"<div class=box><p>{prompt}</p></div>{article}"
    assert read(above).verdict is Verdict.ARTICLE


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("Already a subscriber? Log in.", Verdict.PAYWALL),
        ("Esta funcionalidad es sólo para suscriptores.", Verdict.ARTICLE),
        ("More about ports and customs", Verdict.ARTICLE),
    ],
)
def test_a_text_that_is_not_free_by_its_own_word_needs_one_more_sign(said: str, verdict: Verdict) -> None:
    item = '{"@type":"NewsArticle","headline":"Titolo di prova","isAccessibleForFree":false}'
    article = f"<article><h1>Titolo di prova</h1><p>{LONG * 6}</p></article><div><p>{said}</p></div>"
    assert read(f'<script type="application/ld+json">{item}</script>{article}').verdict is verdict


@pytest.mark.parametrize(
    "title",
    [
        "404 Not Found",
        "Page not found | A Paper",
        "Sorry, we can't find that page",
        "La pagina richiesta non è disponibile",
        "Errore 404",
        "Contenuto non trovato",
        "Esta página no existe",
        "No encontramos la página",
    ],
)
def test_an_error_by_its_title_alone_is_one_where_hardly_anything_else_is_said(title: str) -> None:
    assert read(f"<title>{title}</title><h1>{title}</h1>").verdict is Verdict.ERROR_PAGE
    assert read(f"<title>{title}</title><h1>{title}</h1><p>{LONG * 4}</p>").verdict is Verdict.ARTICLE


@pytest.mark.parametrize(
    ("address", "verdict"),
    [
        ("https://a.example/", Verdict.ERROR_PAGE),
        ("https://www.a.example", Verdict.ERROR_PAGE),
        ("https://a.example/en/", Verdict.ERROR_PAGE),
        ("https://a.example/?p=3", Verdict.ARTICLE),
        ("https://a.example/2026/storia", Verdict.ARTICLE),
    ],
)
def test_who_asks_for_a_story_and_gets_the_front_page_got_an_error(address: str, verdict: Verdict) -> None:
    body = f"<h1>Titolo di prova</h1><p>{LONG * 5}</p>"
    assert read(body, address, "https://a.example/economia/1").verdict is verdict
    assert read(body, address, address).verdict is Verdict.ARTICLE


@pytest.mark.parametrize(
    ("body", "content_type", "verdict"),
    [
        (b"%PDF-1.7 x", "application/pdf", Verdict.NOT_HTML),
        (b"%PDF-1.7 x", "text/html", Verdict.NOT_HTML),
        (b"\r\n  %PDF-1.7 x", "text/html", Verdict.NOT_HTML),
        (b"\x00\x01", "application/pdf", Verdict.NOT_HTML),
        (f"<html><body><p>{LONG * 3}</p></body></html>".encode(), "application/pdf", Verdict.ARTICLE),
        (f"<p>{LONG * 3} %PDF-1.7 is what such files begin with.</p>".encode(), "text/html", Verdict.ARTICLE),
    ],
    ids=["said", "not said", "behind white space", "only said", "said wrongly", "spoken of"],
)
def test_a_pdf_is_known_by_its_bytes_and_by_its_header(
    body: bytes, content_type: str, verdict: Verdict
) -> None:
    article = read(body, **{"content-type": content_type})
    assert article.verdict is verdict
    assert verdict is Verdict.ARTICLE or "pdf" in article.why.lower()


@pytest.mark.parametrize("content_type", ["text/html", "text/html; charset=utf-8", ""])
def test_bytes_that_nobody_unpacked_are_no_text_whatever_the_header_says(content_type: str) -> None:
    """A server that forgets to say that it packs with brotli, which begins with nothing of its own."""
    packed = Random(4).randbytes(60_000).replace(b"<", b"\x00")
    article = read(packed, **{"content-type": content_type})
    assert (article.verdict, article.why, article.text) == (Verdict.NOT_HTML, "binary", "")


def test_a_page_with_a_few_stray_control_characters_is_a_page() -> None:
    body = f"<html><body>{chr(1) * 200}<h1>Titolo</h1><p>{LONG * 3}</p></body></html>".encode()
    assert read(body, **{"content-type": "text/html"}).verdict is Verdict.ARTICLE


@pytest.mark.parametrize(("latest_first", "verdict"), [(True, Verdict.LIVE_BLOG), (False, Verdict.ARTICLE)])
def test_a_day_told_from_morning_to_night_is_no_ticker(latest_first: bool, verdict: Verdict) -> None:
    hours = range(8, 18)
    lines = (f"<p>{hour}:15 {LONG}</p>" for hour in (reversed(hours) if latest_first else hours))
    page = f"<html><body><h1>La giornata del porto</h1>{''.join(lines)}</body></html>"
    assert read(page).verdict is verdict


def test_phrases_are_in_lower_case_as_the_texts_are_that_they_meet() -> None:
    lists = tomllib.loads(KNOWLEDGE.read_text(encoding="utf-8"))["words"].values()
    phrases = [phrase for table in lists for list_ in table.values() for phrase in list_]
    assert [phrase for phrase in phrases if phrase != phrase.lower()] == []


def test_broken_knowledge_is_refused_by_name(tmp_path: Path) -> None:
    file = tmp_path / "verdicts.toml"
    file.write_text(KNOWLEDGE.read_text(encoding="utf-8").replace("'attention required'", "'attention('"))
    with pytest.raises(ConfigError, match=r"verdicts\.toml"):
        read_walls(file)
