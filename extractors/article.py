"""Page → Article. Pure and total: whatever the bytes are, an article comes back, and its verdict says what it
is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from extractors.language import detect
from extractors.pages.agency import agency_of
from extractors.pages.decode import decode
from extractors.pages.fields import by_feed, canonical_told, encoding_of, language_told
from extractors.pages.guard import too_big
from extractors.pages.hypertext import no_article, read_hypertext
from extractors.pages.identity import identity
from extractors.pages.kinds import kind_of
from extractors.pages.plain import read_plain
from extractors.pages.repeated import Lines, without_repeated
from extractors.pages.sections import assemble
from records.dates import UNDATED, Confidence
from records.feeds import Entry
from records.news import Article, Page, Verdict
from records.provenance import UNTOLD, Told

#: Lines that outlets print under many articles, by outlet, then by key.
Repeated = Mapping[str, Lines]
#: Reasons of lines that credit a picture and not the text.
_OF_PICTURES = frozenset(("caption", "embed"))


def read_page(
    page: Page, entry: Entry | None, now: datetime, repeated: Repeated | None = None, outlet: str = ""
) -> Article:
    """The article of `page`; `entry` is what its feed said of it, None when no feed led here.

    Never raises for what the bytes are. `now` only tells dates in the future from others. `repeated` holds
    lines to leave out: those of `outlet`, or of the outlet that the page names when that is "".
    """
    article = _read(page, entry, now)
    if repeated:
        article = without_repeated(article, repeated.get(outlet or article.outlet, {}))
    return _with_agency(article)


def _with_agency(article: Article) -> Article:
    agency = _agency(article)
    if not agency:
        return article
    marked = Told(raw=agency, method="marks", confidence=Confidence.LIKELY)
    return replace(article, agency=agency, told={**article.told, "agency": marked})


def _agency(article: Article) -> str:
    """By the article's own marks, and by the lines that were left out of it but for those of pictures."""
    if article.verdict is not Verdict.ARTICLE:
        return ""
    lines = [line.text for line in article.removed if line.reason not in _OF_PICTURES]
    return agency_of(article.text, (*article.authors, article.credit), lines, article.outlet)


def _read(page: Page, entry: Entry | None, now: datetime) -> Article:
    kind = kind_of(page)
    if kind.name == "other":
        return no_article(page, entry, Verdict.NOT_HTML, kind.why)
    big = too_big(page.body)
    if big:
        return no_article(page, entry, Verdict.TOO_BIG, big)
    return read_hypertext(page, entry, now) if kind.name == "html" else _read_text(page, entry)


def _read_text(page: Page, entry: Entry | None) -> Article:
    decoded = decode(page.body, page.header("content-type"))
    plain = read_plain(decoded.text)
    text, sections = assemble(plain.lines)
    url, language = identity(page, entry), detect(text)
    first_line = Told(raw=plain.title, method="text", confidence=Confidence.LIKELY)
    told = {
        "title": by_feed(entry.title) if entry and entry.title else first_line if plain.title else UNTOLD,
        "authors": by_feed(entry.author if entry else ""),
        "language": language_told(language, ""),
        "canonical": canonical_told(url, page, UNTOLD, ""),
    }
    return Article(
        url=url,
        verdict=Verdict.ARTICLE if text else Verdict.EMPTY,
        why="" if text else "no text",
        title=(entry.title if entry else "") or plain.title,
        authors=(entry.author,) if entry and entry.author else (),
        published=entry.published if entry else UNDATED,
        modified=entry.updated if entry else None,
        language=language,
        text=text,
        sections=sections,
        method="plain_text",
        encoding=encoding_of(decoded),
        told={field: said for field, said in told.items() if said != UNTOLD},
        removed=plain.removed,
    )
