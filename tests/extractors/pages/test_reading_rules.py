"""Rules of the general reader, of site rules, of second opinions and of texts in scripts."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from extractors.article import read_page
from extractors.pages.boilerplate import KNOWLEDGE, boilerplate, read_boilerplate
from extractors.pages.identity import identity
from extractors.pages.metadata.dates import as_printed
from extractors.pages.script_text import markup_in_scripts
from extractors.pages.second_opinion import agreement, ask
from extractors.pages.sections import assemble
from extractors.pages.sites import read_sites, site_of
from extractors.pages.tree import outline
from records.dates import UNDATED, Confidence, Dated
from records.errors import ConfigError
from records.feeds import Entry
from records.news import Article, Page, Verdict
from tests.extractors.pages import golden

NOW = datetime(2026, 3, 1, tzinfo=UTC)
LONG = (
    "Il ministero ha risposto che la licenza sarà valutata entro primavera, caso per caso e senza eccezioni. "
    * 4
)


def read(
    body: str, entry: Entry | None = None, url: str = "https://a.example/x", status: int = 200
) -> Article:
    page = Page(url=url, final_url=url, status=status, body=body.encode(), fetched_at=NOW)
    return read_page(page, entry, NOW)


def entry(content: str = "", url: str = "https://a.example/x") -> Entry:
    return Entry(feed="f", id="1", url=url, link=url, title="Dal feed", content=content, published=UNDATED)


def lines(markup: str) -> list[str]:
    body = LexborHTMLParser(markup).body
    assert body is not None
    return [block.text for block in outline(body).blocks]


def test_doubled_breaks_part_paragraphs_and_single_ones_only_after_a_full_stop() -> None:
    assert lines("<div>One two<br>three.<br>Four<br><br>five</div>") == ["One two three.", "Four", "five"]


def test_cells_of_a_row_are_parted_by_tabs() -> None:
    assert lines("<table><tr><th>A <b>b</b></th><td> 1 </td><td></td></tr></table>") == ["A b\t1"]


def test_white_space_is_folded_and_characters_are_kept() -> None:
    assert lines("<p> Due\u00a0parole \n\t “fi” </p>") == ["Due parole “fi”"]


def test_a_bold_short_line_is_a_heading_and_a_bold_sentence_is_none() -> None:
    article = read(
        f"<article><p>{LONG}</p><p><b>Che cosa cambia</b></p><p>{LONG}</p><p><b>{LONG}</b></p></article>"
    )
    assert [section.heading for section in article.sections] == ["", "Che cosa cambia"]


def test_a_marked_box_inside_the_article_goes_and_a_mark_around_the_article_does_not_count() -> None:
    article = read(
        f'<div class="newsletter-page"><article><p>{LONG}</p>'
        f'<div class="related-posts"><p>Altra storia lunga</p></div><p>{LONG}</p></article></div>'
    )
    assert article.text == f"{LONG.strip()}\n\n{LONG.strip()}"
    assert [line.reason for line in article.removed] == ["see_also"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Leggi anche: un’altra storia", "see_also"),
        ("Lee también: otra historia", "see_also"),
        ("READ MORE: another story", "see_also"),
        ("Iscriviti alla newsletter", "newsletter"),
        ("Foto di archivio (LaPresse)", "credit"),
        ("Un operaio al lavoro (AFP / JO SMITH)", "credit"),
        ("RIPRODUZIONE RISERVATA © Copyright", "disclosure"),
        ("By Ada Verne", "byline"),
        ("Il ministro ha detto che leggerà anche il rapporto.", ""),
        ("Related parties must be named in the form.", "see_also"),
        ("La fotografia del settore è cupa, dice il rapporto dell’istituto.", ""),
    ],
)
def test_lines_say_of_themselves_that_they_are_no_part_of_the_article(line: str, reason: str) -> None:
    assert boilerplate().reason(line, late=False) == reason


def test_soft_words_count_only_late() -> None:
    line = "La prova gratuita è finita, dice il garante."
    assert boilerplate().reason(line, late=False) == ""
    assert boilerplate().reason(line, late=True) == "promotion"


def test_broken_knowledge_is_refused_by_name(tmp_path: Path) -> None:
    file = tmp_path / "boilerplate.toml"
    file.write_text(
        KNOWLEDGE.read_text(encoding="utf-8").replace('"comments?"', '"comments?("'), encoding="utf-8"
    )
    with pytest.raises(ConfigError, match=r"boilerplate\.toml"):
        read_boilerplate(file)


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (
            'outlet="A"\nhosts=["a.example"]\nsource="K"\n[[a.layouts]]\nbodi=".x"',
            "unknown key 'bodi'; allowed: body",
        ),
        ('outlet="A"\nhosts=["a.example"]\nsource="K"\n[[a.layouts]]\nbody="div["', "is no CSS selector"),
        ('outlet="A"\nsource="K"\nlayouts=[]', "key 'hosts' is missing"),
        ("outlet=", "line 2"),
    ],
    ids=["typo", "selector", "missing", "no TOML"],
)
def test_a_wrong_site_rule_is_refused_with_what_is_allowed(tmp_path: Path, row: str, problem: str) -> None:
    file = tmp_path / "sites.toml"
    file.write_text(f"[a]\n{row}\n", encoding="utf-8")
    with pytest.raises(ConfigError) as refused:
        read_sites(file)
    assert problem in str(refused.value)
    assert "sites.toml" in str(refused.value)


def test_a_rule_holds_for_hosts_below_its_own_and_for_its_days() -> None:
    site = site_of("www.ansa.it")
    assert site is not None
    assert site_of("notansa.it") is None
    assert [layout.covers(date(2019, 6, 6)) for layout in site.layouts] == [False, True, False]


def test_a_page_meets_the_rules_of_its_own_time() -> None:
    page = golden.page("ansa_2019-06-06")
    assert read_page(page, None, NOW).method == "site_rule: ansa, layout 2"
    moved = replace(page, body=page.body.replace(b"2019-06-06T18:02", b"2025-06-06T18:02"))
    assert read_page(moved, None, NOW).method.startswith("general")


def test_a_rule_that_finds_nothing_leaves_the_page_to_the_general_reader() -> None:
    article = read(
        f"<article><h1>Titolo</h1><p>{LONG}</p><p>{LONG}</p></article>", url="https://www.ansa.it/x"
    )
    assert article.method.startswith("general")
    assert article.verdict is Verdict.ARTICLE


def test_the_feeds_own_text_stands_in_for_a_walled_page() -> None:
    wall = golden.page("paywall_2026-04-07").body.decode()
    url = "https://www.ilpagamento.example/economia/memoria-prezzi"
    article = read(wall, entry(f"<p>{LONG}</p><p>{LONG}</p><p>Leggi anche: altro</p>", url), url)
    assert article.verdict is Verdict.ARTICLE
    assert article.method.startswith("feed: the page is no article (paywall)")
    assert article.text == f"{LONG.strip()}\n\n{LONG.strip()}"
    assert read(wall, entry("<p>Poche parole.</p>", url), url).verdict is Verdict.PAYWALL


@pytest.mark.parametrize(
    ("canonical", "url"),
    [
        ("https://a.example/story", "https://a.example/story"),
        ("https://www.a.example/story", "https://www.a.example/story"),
        ("https://b.example/story", "https://a.example/x"),
        ("https://a.example/", "https://a.example/x"),
        ("http://[", "https://a.example/x"),
        ("", "https://a.example/x"),
    ],
    ids=["same site", "with www", "another site", "front page", "no address", "none"],
)
def test_identity_is_the_canonical_link_while_it_stays_on_the_site(canonical: str, url: str) -> None:
    assert read(f'<link rel="canonical" href="{canonical}"><p>{LONG}</p>').url == url


def test_a_canonical_link_to_another_site_is_a_credit() -> None:
    assert read(f'<link rel="canonical" href="https://b.example/story"><p>{LONG}</p>').credit == "b.example"


def test_a_sidecars_url_comes_before_the_canonical_link() -> None:
    page = Page(url="a.html", final_url="a.html", status=0, body=b"", fetched_at=NOW)
    assert (
        identity(page, entry(url="https://a.example/side"), "https://a.example/other")
        == "https://a.example/side"
    )
    assert identity(page, None, "https://a.example/other") == "https://a.example/other"
    assert identity(page, None).startswith("urn:sha256:")


def test_text_in_a_streamed_script_is_found() -> None:
    markup = f"<p>{LONG}</p><p>{LONG}</p>"
    row = json.dumps(f"1b:T4f2,{markup}")
    page = LexborHTMLParser(f"<body><div></div><script>self.__next_f.push([1,{row}])</script></body>")
    assert markup_in_scripts(page) == markup
    listed = json.dumps(
        {"content_elements": [{"type": "text", "content": LONG.strip()}, {"type": "image"}] * 2}
    )
    page = LexborHTMLParser(f"<body><script>window.Fusion={listed}</script></body>")
    assert LONG.strip() in markup_in_scripts(page)
    assert markup_in_scripts(LexborHTMLParser("<script>var a = 1;</script>")) == ""


def test_the_witness_decides_between_two_readers() -> None:
    article = "".join(
        f"<p>Frase numero {n} del testo vero, lunga abbastanza per essere prosa di giornale.</p>"
        for n in range(30)
    )
    markup = f"<html><body><article><h1>Titolo</h1>{article}</article></body></html>"
    wrong = [("Qualcosa di tutto diverso che non sta nella pagina.", False)]
    answer = ask(markup, wrong, "Titolo", LexborHTMLParser(article).text())
    assert answer.lines is not None
    assert len(answer.lines) == 30
    assert "agrees" in answer.why
    right = [
        (f"Frase numero {n} del testo vero, lunga abbastanza per essere prosa di giornale.", False)
        for n in range(30)
    ]
    same = ask(markup, right, "Titolo", "")
    assert (same.lines, same.why) == (None, "says the same (1.00)")


def test_the_page_is_walked_beyond_the_heading_where_much_prose_stands_elsewhere() -> None:
    around = f"<div><h1>Titolo</h1>{f'<p>{LONG}</p>' * 3}</div>"
    rest = f"<div>{f'<p>{LONG} Il resto della storia.</p>' * 5}</div>"
    assert "Il resto della storia." in read(f"<html><body>{around}{rest}</body></html>").text


def test_prose_beside_the_way_to_the_article_joins_it_and_what_is_short_does_not() -> None:
    lead = f"Il piroscafo è fermo da martedì davanti al molo di ponente, e nessuno scende a terra. {LONG}"
    teaser = "Il molo di levante riapre a giugno."
    body = f"<section>{f'<p>{LONG}</p>' * 9}</section>"
    page = f"<article><h1>Titolo</h1><div><p>{lead}</p></div><div><p>{teaser}</p></div>{body}</article>"
    text = read(f"<html><body>{page}</body></html>").text
    assert text.startswith("Il piroscafo è fermo")
    assert teaser not in text


@pytest.mark.parametrize(
    ("line", "day", "authors"),
    [
        ("di Anna Rovelli - 12 marzo 2004", "2004-03-12", ("Anna Rovelli",)),
        ("Por Inés Robledo | 12 de marzo de 2004", "2004-03-12", ("Inés Robledo",)),
        ("By Ada Verne, March 12, 2004", "2004-03-12", ("Ada Verne",)),
        ("di Anna Rovelli", None, ("Anna Rovelli",)),
    ],
)
def test_the_line_under_the_headline_of_an_old_page_says_who_and_when(
    line: str, day: str | None, authors: tuple[str, ...]
) -> None:
    body = "".join(f"<p>{LONG}</p>" for _ in range(3))
    article = read(f"<html><body><h1>Titolo</h1><p>{line}</p>{body}</body></html>")
    assert (as_printed(article.published), article.authors) == (day, authors)
    assert line not in article.text


@pytest.mark.parametrize(
    ("days", "confidence", "wins"),
    [(0, Confidence.SURE, "feed"), (40, Confidence.SURE, "page"), (0, Confidence.LIKELY, "page")],
)
def test_a_sure_date_of_the_feed_makes_a_vague_one_of_the_same_days_exact(
    days: int, confidence: Confidence, wins: str
) -> None:
    moment = datetime(2026, 1, 10, 9, 30, tzinfo=UTC) + timedelta(days=days)
    told = Dated(raw="feed", value=moment, method="pubDate", confidence=confidence)
    head = '<meta name="date" content="2026-01-10">'
    article = read(
        f"<html><head>{head}</head><body><p>{LONG}</p></body></html>", replace(entry(), published=told)
    )
    assert article.published.raw == ("feed" if wins == "feed" else "2026-01-10")


@pytest.mark.parametrize(
    ("described", "subtitle"),
    [
        ("Undici casse ferme da martedì.", "Undici casse ferme da martedì."),
        (LONG[:120] + "…", ""),
        (LONG[:60], ""),
    ],
)
def test_a_description_that_is_the_texts_beginning_is_no_subtitle(described: str, subtitle: str) -> None:
    head = f'<meta name="description" content="{described}">'
    assert read(f"<html><head>{head}</head><body><p>{LONG}</p></body></html>").subtitle == subtitle


def _in_boxes(kept: int, of: int, box: str) -> str:
    lines = [
        f"Riga {n}: il porto ha trattenuto la cassa {n * 37} per un controllo sui documenti."
        for n in range(of)
    ]
    plain = (f"<p>{line}</p>" for line in lines[:kept])
    boxed = (f'<div class="{box}"><p>{line}</p></div>' for line in lines[kept:])
    return f"<html><body><h1>Casse ferme in porto</h1><div>{''.join((*plain, *boxed))}</div></body></html>"


@pytest.mark.parametrize(("kept", "asked"), [(4, True), (7, False), (10, False)])
def test_somebody_else_is_asked_where_much_of_the_prose_is_left_out(kept: int, asked: bool) -> None:
    article = read(_in_boxes(kept, 10, "related"))
    assert article.second_opinion == ("says the same (1.00)" if asked else "")
    assert article.method.startswith("general")


def test_somebody_else_is_believed_where_two_of_his_readings_agree_against_ours() -> None:
    article = read(_in_boxes(5, 14, "poll"))
    assert article.method == f"second_opinion: {article.second_opinion}"
    assert "Riga 13:" in article.text


def test_nobody_is_asked_about_a_page_with_very_many_tags() -> None:
    article = read(_in_boxes(5, 14, "poll").replace("</body>", f"{'<i></i>' * 10_100}</body>"))
    assert article.second_opinion == "not asked: too large a page"
    assert article.method.startswith("general")


def test_agreement_is_one_for_equal_texts_and_none_for_others() -> None:
    assert agreement(LONG, LONG.upper()) == 1.0
    assert agreement(LONG, "Nothing of the kind was ever said here.") == 0.0
    assert agreement("", "") == 0.0


def test_sections_cover_the_text_in_order() -> None:
    text, sections = assemble(
        [("Uno.", False), ("Due", True), ("Tre.", False), ("Quattro", True), ("Cinque.", False)]
    )
    assert text == "Uno.\n\nDue\n\nTre.\n\nQuattro\n\nCinque."
    assert [(s.heading, text[s.start : s.end]) for s in sections] == [
        ("", "Uno."),
        ("Due", "Due\n\nTre."),
        ("Quattro", "Quattro\n\nCinque."),
    ]
    assert assemble([]) == ("", ())


@pytest.mark.parametrize("status", [404, 410, 500])
def test_an_error_status_is_an_error_page_whatever_it_shows(status: int) -> None:
    article = read(f"<h1>Titolo</h1><p>{LONG}</p><p>{LONG}</p><p>{LONG}</p><p>{LONG}</p>", status=status)
    assert (article.verdict, article.why) == (Verdict.ERROR_PAGE, f"HTTP {status}")
