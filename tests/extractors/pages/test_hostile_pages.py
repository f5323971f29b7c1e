"""Bounded time and memory on pages that were made to cost both; a reason, no crash."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from extractors.article import read_page
from records.news import Page, Verdict
from tests.extractors.pages.hostile import PAGES

NOW = datetime(2026, 3, 1, tzinfo=UTC)
#: Seconds of CPU that no page may take even on a busy machine; the worst takes 1.5 on a quiet one.
LIMIT = 8.0


def page(body: bytes, content_type: str = "text/html") -> Page:
    url = "https://hostile.example/a"
    headers = (("content-type", content_type),)
    return Page(url=url, final_url=url, status=200, headers=headers, body=body, fetched_at=NOW)


@pytest.mark.parametrize("name", PAGES)
def test_a_hostile_page_costs_bounded_time_and_gives_a_verdict(name: str) -> None:
    start = time.process_time()
    article = read_page(page(PAGES[name]), None, NOW)
    assert time.process_time() - start < LIMIT
    assert article.verdict is Verdict.ARTICLE or article.why
    assert "\0" not in article.text
    article.title.encode()
    article.text.encode()


@pytest.mark.parametrize(
    ("name", "verdict", "why"),
    [
        ("50 MB", Verdict.TOO_BIG, "bytes"),
        ("10 million tags", Verdict.TOO_BIG, "bytes"),
        ("depth 78,000", Verdict.TOO_COMPLEX, "nested"),
        ("depth 78,000 in utf-16", Verdict.TOO_COMPLEX, "nested"),
        ("depth 39,000, closed", Verdict.TOO_COMPLEX, "nested"),
        ("300,000 attributes", Verdict.TOO_COMPLEX, "attributes"),
        ("attributes with brackets", Verdict.TOO_COMPLEX, "attributes"),
        ("attributes parted by slashes", Verdict.TOO_COMPLEX, "attributes"),
        ("300,000 tags", Verdict.TOO_COMPLEX, "300,000 tags"),
        ("pdf", Verdict.NOT_HTML, "PDF"),
        ("jpeg", Verdict.NOT_HTML, "JPEG"),
        ("gzip", Verdict.NOT_HTML, "gzip"),
        ("feed", Verdict.NOT_HTML, "rss"),
        ("empty", Verdict.EMPTY, "0 characters"),
    ],
)
def test_the_reason_says_what_was_wrong(name: str, verdict: Verdict, why: str) -> None:
    article = read_page(page(PAGES[name]), None, NOW)
    assert article.verdict is verdict
    assert why in article.why


@pytest.mark.parametrize(
    "name",
    [name for name in PAGES if "name" in name or "title" in name or "long" in name or "headings" in name],
)
def test_no_field_keeps_more_than_a_field_needs(name: str) -> None:
    article = read_page(page(PAGES[name]), None, NOW)
    assert len(article.title) <= 1_000
    assert len(article.authors) <= 40
    assert max(map(len, (article.subtitle, article.outlet, article.section, *article.tags))) <= 10_000


def test_names_behind_white_space_and_the_first_of_a_long_list_are_found() -> None:
    many = b", ".join(b"Ada Verne %d" % n for n in range(50_000))
    names = b'<meta name="author" content="' + many + b'">'
    assert read_page(page(names), None, NOW).authors[:2] == ("Ada Verne 0", "Ada Verne 1")
    spaced = b'<meta name="author" content="Ada' + b" " * 2_000 + b'Verne">'
    assert read_page(page(spaced), None, NOW).authors == ("Ada Verne",)


@pytest.mark.parametrize(
    "name", ["null bytes", "open comment", "unclosed lists", "many links", "half a surrogate"]
)
def test_the_article_behind_broken_markup_is_found_or_the_verdict_says_why_not(name: str) -> None:
    article = read_page(page(PAGES[name]), None, NOW)
    assert "licence would be reviewed" in article.text or article.verdict is not Verdict.ARTICLE


def test_a_json_answer_is_no_article() -> None:
    article = read_page(page(PAGES["json"], "application/json"), None, NOW)
    assert article.verdict is Verdict.NOT_HTML


@pytest.mark.long
def test_all_hostile_pages_together_stay_below_a_gigabyte() -> None:
    """In a child with a capped address space, where an allocation too much is an error."""
    child = """
import resource, sys
from datetime import UTC, datetime
sys.path.insert(0, sys.argv[1])
from extractors.article import read_page
from tests.extractors.pages.hostile import PAGES
from tests.extractors.pages.test_hostile_pages import page
taken = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (taken + 1_000_000_000,) * 2)
for body in PAGES.values():
    read_page(page(body), None, datetime(2026, 3, 1, tzinfo=UTC))
"""
    root = str(Path(__file__).parents[3])
    done = subprocess.run([sys.executable, "-c", child, root], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
