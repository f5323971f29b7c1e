"""Whatever the bytes are, an article with a verdict comes back, in bounded time, and its parts fit."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.article import read_page
from extractors.pages.output import as_json
from records.news import Article, Page, Verdict
from tests.extractors.pages import golden

NOW = datetime(2026, 3, 1, tzinfo=UTC)
#: CPU seconds for a page of some kilobytes.
LIMIT = 2.0

TAGS = [
    "p",
    "div",
    "span",
    "a",
    "b",
    "i",
    "ul",
    "li",
    "table",
    "tr",
    "td",
    "h1",
    "h2",
    "article",
    "section",
    "nav",
    "aside",
    "script",
    "style",
    "br",
    "img",
    "blockquote",
    "figure",
    "title",
]
CLASSES = (
    "article-body",
    "related",
    "newsletter",
    "comments",
    "entry-content",
    "promo",
    "caption",
    "sidebar",
    "x",
)
WORDS = st.sampled_from(
    (
        "chip",
        "Leggi anche",
        "Il ministero ha deciso. ",
        "licence",
        "&amp;",
        "&#0;",
        "\0",
        "“”",
        "é",
        "<",
        ">",
        '"',
        "\u2028",
    )
)
FRAGMENTS = st.one_of(
    WORDS,
    st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]),
    st.builds(lambda tag, name: f'<{tag} class="{name}">', st.sampled_from(TAGS), st.sampled_from(CLASSES)),
    st.builds(lambda n: f"<p>{'Una frase lunga con molte parole. ' * n}</p>", st.integers(1, 30)),
    st.sampled_from(
        ("<!--", "-->", "<![CDATA[", "]]>", "<?php", "<!DOCTYPE html>", '<script type="application/ld+json">')
    ),
    st.sampled_from(
        ('{"@type":"NewsArticle","headline":', '"a\\ud800"', "}", "[", "]", '{"@graph":[', ",", '"author":[[')
    ),
    st.sampled_from(
        ('<meta property="og:title" content="', '<link rel="canonical" href="http://[">', "<time datetime=")
    ),
    st.sampled_from(
        (
            "404 Not Found",
            "Abbonati per continuare a leggere",
            "10:15 ",
            "Search results for chips",
            "cookie ",
            '<div class="paywall">',
            '<video src="/a">',
            '<div id="didomi-host">',
            "<title>VIDEO: ",
            "In diretta: ",
        )
    ),
    st.text(max_size=12),
)
#: One character or word over and over: what makes a careless pattern search for ever.
RUNS = (
    " ", "\u00a0", "\n", "<", "<a", ",", ".", "a", "A ", "1", "/", "|", " | ", " and ", "-", "&", "&lt;",
    "(", "…", "http://", "@", "a@", "di ", "by ", "12:", "2026-01-", "1 maggio ",
    "subscribe to ", "pagina che ",
)  # fmt: skip
#: Characters of a run, fewer than are read of a field: a pattern that is quadratic in them takes seconds.
RUN = 9_000
FIELDS = (
    "<title>Ada{}Verne</title>",
    "<h1>Ada {} Verne</h1>",
    '<meta property="og:title" content="Ada{}Verne">',
    '<meta name="author" content="Ada{}Verne">',
    '<meta name="description" content="Ada{}Verne">',
    '<meta name="keywords" content="Ada{}Verne">',
    '<meta property="article:published_time" content="2026{}01">',
    '<link rel="canonical" href="https://a.example/{}">',
    '<script type="application/ld+json">{"@type":"Article","name":"Ada{}","author":"Ada{}Verne"}</script>',
    '<time datetime="2026{}01">{}</time>',
    '<div class="byline">By Ada {} Verne</div>',
    '<div class="date">1 maggio {} 2026</div>',
    "<p>{}</p>",
    "<li>{}</li>",
    '<p class="{}">Ada</p>',
    "<script>var a = \"{}\";</script>",
)  # fmt: skip
HTML = st.lists(FRAGMENTS, max_size=120).map("".join)


def page(body: bytes, content_type: str = "text/html") -> Page:
    url = "https://fuzz.example/2026/02/30/x"
    return Page(
        url=url,
        final_url=url,
        status=200,
        headers=(("content-type", content_type),),
        body=body,
        fetched_at=NOW,
    )


def check(article: Article) -> None:
    """The invariants of every article."""
    assert isinstance(article.verdict, Verdict)
    assert article.verdict is Verdict.ARTICLE or article.why
    assert "\0" not in article.text
    assert not article.text or article.text == article.text.strip()
    assert article.published.value is None or article.published.value.tzinfo is UTC
    for section in article.sections:
        part = article.text[section.start : section.end]
        assert part
        assert part.startswith(section.heading)
    assert "\n\n".join(article.text[s.start : s.end] for s in article.sections) == article.text
    assert all(line.text and line.reason for line in article.removed)
    assert all(count > 0 for count in article.extras.values())
    str(as_json(article, "x")).encode()


def read(body: bytes, content_type: str = "text/html") -> Article:
    start = time.process_time()
    article = read_page(page(body, content_type), None, NOW)
    assert time.process_time() - start < LIMIT
    check(article)
    return article


QUICK = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
LONG = settings(max_examples=15_000, deadline=None, suppress_health_check=list(HealthCheck))


@QUICK
@given(
    st.binary(max_size=3000),
    st.sampled_from(["text/html", "text/plain", "", "text/html; charset=utf-16", "x/y"]),
)
def test_any_bytes_give_an_article_with_a_verdict(body: bytes, content_type: str) -> None:
    read(body, content_type)


@QUICK
@given(HTML)
def test_any_markup_gives_an_article_whose_parts_fit(markup: str) -> None:
    read(markup.encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize("field", FIELDS)
def test_no_field_takes_long_for_what_it_repeats(field: str) -> None:
    for piece in RUNS:
        read(field.replace("{}", piece * (RUN // len(piece))).encode())


@QUICK
@given(
    name=st.sampled_from(golden.names()),
    cuts=st.lists(st.tuples(st.integers(0, 9000), st.integers(0, 400), st.binary(max_size=12)), max_size=6),
)
def test_any_damage_to_a_real_page_is_survived(name: str, cuts: list[tuple[int, int, bytes]]) -> None:
    body = golden.page(name).body
    for start, length, put in cuts:
        body = body[:start] + put + body[start + length :]
    read(body)


@QUICK
@given(HTML)
def test_the_same_page_gives_the_same_article(markup: str) -> None:
    body = markup.encode("utf-8", "surrogatepass")
    assert read(body) == read(body)


@QUICK
@given(name=st.sampled_from(golden.names()), spaces=st.integers(1, 5))
def test_white_space_between_elements_changes_no_text(name: str, spaces: int) -> None:
    original = golden.page(name).body
    spaced = original.replace(b"</p>", b"</p>" + b"\n" * spaces).replace(b"<p", b" " * spaces + b"<p")
    assert read(spaced).text == read(original).text


@pytest.mark.long
@LONG
@given(HTML)
def test_any_markup_at_length(markup: str) -> None:
    read(markup.encode("utf-8", "surrogatepass"))


@pytest.mark.long
@LONG
@given(st.binary(max_size=20_000), st.sampled_from(["text/html", "text/plain", ""]))
def test_any_bytes_at_length(body: bytes, content_type: str) -> None:
    read(body, content_type)


@pytest.mark.long
@LONG
@given(
    name=st.sampled_from(golden.names()),
    cuts=st.lists(st.tuples(st.integers(0, 9000), st.integers(0, 4000), st.binary(max_size=40)), max_size=20),
)
def test_any_damage_at_length(name: str, cuts: list[tuple[int, int, bytes]]) -> None:
    body = golden.page(name).body
    for start, length, put in cuts:
        body = body[:start] + put + body[start + length :]
    read(body)
