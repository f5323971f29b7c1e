"""Pages as a reader of HTML sees them."""

import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest

from demo.articles import Article, read_articles
from demo.newsroom import Newsroom
from demo.quirks import Quirk

READABLE = [article for article in read_articles(1) if article.readable]
each_readable = pytest.mark.parametrize("article", READABLE, ids=lambda article: article.id)
_ADDRESS = re.compile(r'(?:href|src|action)="([^"#][^"]*)"|<(?:link|loc|guid)[^>]*>\s*([^<\s]+)')


class _Text(HTMLParser):
    """The text of a page without scripts and styles, and its JSON-LD."""

    def __init__(self) -> None:
        super().__init__()
        self.words, self.linked, self.h1 = "", "", ""
        self._inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        kind = dict(attrs).get("type", "")
        self._inside.append("json-ld" if kind == "application/ld+json" else tag)

    def handle_endtag(self, tag: str) -> None:
        self._inside.pop()

    def handle_data(self, data: str) -> None:
        here = self._inside[-1] if self._inside else ""
        if here == "json-ld":
            self.linked += data
        elif here not in ("script", "style"):
            self.words += data
        if here == "h1":
            self.h1 += data


def read(page: str) -> _Text:
    reader = _Text()
    void = re.compile(r"<(meta|link|img|input|br|hr)\b[^>]*>")
    reader.feed(void.sub(" ", page))
    return reader


def page_of(newsroom: Newsroom, get: Any, article: Article) -> Any:
    return get(newsroom.url_of(article))


def charset(article: Article) -> str:
    return "cp1252" if Quirk.SAYS_UTF8_IS_LATIN1 in article.quirks else "utf-8"


def with_quirk(quirk: Quirk) -> Article:
    return next(article for article in read_articles(1) if quirk in article.quirks)


@each_readable
def test_a_page_says_what_its_article_says(newsroom, get, article):
    got = page_of(newsroom, get, article)
    page = read(got.body.decode(charset(article)))
    text = " ".join(page.words.split())
    shown = article.prose if Quirk.PAYWALL not in article.quirks else [b.plain for b in article.blocks[:2]]
    assert got.status == 200
    assert page.h1 == article.title
    said = [part.strip() for line in shown for part in line.split("|")]
    assert [part for part in said if part not in text] == []
    assert article.author in text
    assert json.loads(page.linked)["headline"] == article.title


@each_readable
def test_a_page_names_its_canonical_address_and_leads_nowhere_else(newsroom, get, article):
    page = page_of(newsroom, get, article).body.decode(charset(article))
    base = newsroom.urls[article.outlet]
    assert f'<link rel="canonical" href="{newsroom.url_of(article)}">' in page
    assert f'<meta property="og:url" content="{newsroom.url_of(article)}">' in page
    addresses = [link for link, _ in _ADDRESS.findall(page) if link]
    assert [link for link in addresses if not link.startswith((base, "/"))] == []


def test_feeds_and_sitemaps_lead_nowhere_else(newsroom, get):
    for key, base in newsroom.urls.items():
        for path in (newsroom.outlets[key].feed_path, "/robots.txt", "/", "/sitemap_index.xml"):
            answer = get(base + path).body.decode("iso-8859-1")
            links = [first or second for first, second in _ADDRESS.findall(answer)]
            outside = [link for link in links if not link.startswith((base, "/", "tag:", "&lt;", "<"))]
            assert outside == [], (key, path)


@each_readable
def test_markup_in_a_text_is_escaped(newsroom, get, article):
    """Whoever writes `<script>` or `R&D` into an article gets it printed, not run."""
    page = page_of(newsroom, get, article).body.decode(charset(article))
    assert not re.search(r"&(?!#?\w+;)", re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL))


def test_an_ampersand_and_a_less_than_survive(newsroom, get):
    article = next(a for a in READABLE if a.id == "advanced-packaging-glass-penang")
    page = page_of(newsroom, get, article).body.decode()
    assert '<h1 class="entry-title">Glass &amp; silicon: &quot;fragile&quot;' in page
    assert "&lt;5%, R&amp;D engineers" in page


def test_a_bracketed_ticker_is_linked_and_stays_whole(newsroom, get):
    article = next(a for a in READABLE if a.id == "tsmc-controlli-clienti-multa")
    page = page_of(newsroom, get, article).body.decode()
    assert '(<a class="ticker" href="/quote/TSM">NYSE:TSM</a>) (<a class="ticker"' in page
    assert get(newsroom.urls["borsa-it"] + "/quote/TSM").status == 200


@pytest.mark.parametrize(
    ("quirk", "status", "words"),
    [
        (Quirk.CHALLENGE_403, 403, "Just a moment"),
        (Quirk.CHALLENGE_503, 503, "Checking your browser"),
        (Quirk.CHALLENGE_200, 200, "robot"),
        (Quirk.MISSING_PAGE, 404, "404"),
    ],
)
def test_a_page_may_be_a_refusal(newsroom, get, quirk, status, words):
    got = page_of(newsroom, get, with_quirk(quirk))
    assert got.status == status
    assert words in got.body.decode()


def test_a_page_may_be_empty(newsroom, get):
    got = page_of(newsroom, get, with_quirk(Quirk.EMPTY_PAGE))
    assert (got.status, got.body) == (200, b"")


def test_a_paywalled_page_shows_a_teaser_and_says_so(newsroom, get):
    article = with_quirk(Quirk.PAYWALL)
    page = read(page_of(newsroom, get, article).body.decode())
    assert json.loads(page.linked)["isAccessibleForFree"] is False
    assert article.prose[-1] not in page.words


def test_a_page_may_have_no_date_at_all(newsroom, get):
    page = page_of(newsroom, get, with_quirk(Quirk.UNDATED_PAGE)).body.decode()
    assert not re.search(r"datePublished|published_time|<time|\b2026-|September", page)


def test_a_page_may_have_its_date_in_words_alone(newsroom, get):
    page = page_of(newsroom, get, with_quirk(Quirk.PAGE_DATE_IN_WORDS)).body.decode()
    assert "5 novembre 2026, 18:45" in page
    assert not re.search(r"datePublished|published_time|<time|\b2026-", page)


def test_a_page_may_lie_about_its_charset(newsroom, get):
    modern = page_of(newsroom, get, with_quirk(Quirk.SAYS_LATIN1_IS_UTF8))
    assert modern.headers["Content-Type"] == "text/html; charset=iso-8859-1"
    assert b"charset=iso-8859-1" in modern.body
    assert "Università" in modern.body.decode() or "l’Ateneo" in modern.body.decode()
    old = page_of(newsroom, get, with_quirk(Quirk.SAYS_UTF8_IS_LATIN1))
    assert old.headers["Content-Type"] == "text/html; charset=utf-8"
    with pytest.raises(UnicodeDecodeError):
        old.body.decode()


def test_robots_forbids_where_one_article_lies(newsroom, get):
    article = with_quirk(Quirk.FORBIDDEN_BY_ROBOTS)
    rules = get(newsroom.urls[article.outlet] + "/robots.txt").body.decode()
    assert "Disallow: /abbonati/" in rules
    assert newsroom.site(article.outlet).path_of(article).startswith("/abbonati/")


def test_the_front_page_names_the_feed(newsroom, get):
    feed = newsroom.urls["gazette-en"] + "/feeds/news.atom"
    front = get(newsroom.urls["gazette-en"] + "/").body.decode()
    assert f'type="application/atom+xml" title="The Harbour Gazette" href="{feed}"' in front
