"""Page → Article. Pure and total: whatever the bytes are, an article comes back, and its verdict says what it
is."""

from __future__ import annotations

from datetime import datetime

from extractors.language import detect
from extractors.pages.decode import decode
from extractors.pages.hypertext import read_hypertext
from extractors.pages.identity import identity
from extractors.pages.kinds import kind_of
from extractors.pages.plain import read_plain
from extractors.pages.sections import assemble
from records.dates import UNDATED
from records.feeds import Entry
from records.news import Article, Page, Verdict


def read_page(page: Page, entry: Entry | None, now: datetime) -> Article:
    """The article of `page`; `entry` is what its feed said of it, None when no feed led here.

    Never raises for what the bytes are. `now` only tells dates in the future from others.
    """
    kind = kind_of(page)
    if kind.name == "html":
        return read_hypertext(page, entry, now)
    if kind.name == "text":
        return _read_text(page, entry)
    return Article(
        url=identity(page, entry), verdict=Verdict.NOT_HTML, why=kind.why, title=entry.title if entry else ""
    )


def _read_text(page: Page, entry: Entry | None) -> Article:
    plain = read_plain(decode(page.body, page.header("content-type")).text)
    text, sections = assemble(plain.lines)
    return Article(
        url=identity(page, entry),
        verdict=Verdict.ARTICLE if text else Verdict.EMPTY,
        why="" if text else "no text",
        title=(entry.title if entry else "") or plain.title,
        authors=(entry.author,) if entry and entry.author else (),
        published=entry.published if entry else UNDATED,
        modified=entry.updated if entry else None,
        language=detect(text),
        text=text,
        sections=sections,
        method="plain_text",
        removed=plain.removed,
    )
