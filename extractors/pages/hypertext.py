"""An HTML page → Article: decode, guard, one parse, body, metadata, verdict."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime

from selectolax.lexbor import LexborHTMLParser

from extractors.language import detect
from extractors.pages.body import Reading, read_body, read_fragment
from extractors.pages.decode import Decoded, as_utf8, decode
from extractors.pages.fields import (
    authors_of,
    canonical_told,
    credit_of,
    encoding_of,
    language_told,
    published_of,
    subtitle_of,
    title_of,
)
from extractors.pages.guard import too_complex
from extractors.pages.identity import identity
from extractors.pages.metadata.reading import Metadata, read_metadata
from extractors.pages.sections import assemble
from extractors.pages.signs import Signs, gather
from extractors.pages.verdict import judge
from records.feeds import Entry
from records.news import Article, Page, Section, Verdict
from records.provenance import UNTOLD

#: Reasons for which only the number of lines is kept: nobody asks which menu items were left out.
_ONLY_COUNTED = frozenset(
    ("links", "navigation", "share", "fragment", "hidden", "comments", "title", "aside")
)
#: Lines that credit a picture and not the text.
_OF_PICTURES = frozenset(("caption", "embed"))
#: The rest of an article as BLOX (TownNews) prints it to those who have not paid: every letter is another.
_SCRAMBLED = ".encrypted-content"
#: Characters that an entry's own HTML must have to stand in for a page.
_FEED_TEXT = 400
#: Verdicts for which the feed's own text can stand in.
_REPLACEABLE = frozenset(
    (Verdict.PAYWALL, Verdict.COOKIE_WALL, Verdict.CHALLENGE, Verdict.EMPTY, Verdict.ERROR_PAGE)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """A page as far as it was read, before the verdict."""

    page: Page
    entry: Entry | None
    decoded: Decoded
    tree: LexborHTMLParser
    about: Metadata
    reading: Reading
    text: str
    sections: tuple[Section, ...]

    @property
    def title(self) -> str:
        return title_of(self.about, self.entry)[0]


def read_hypertext(page: Page, entry: Entry | None, now: datetime) -> Article:
    """The article of an HTML page."""
    refused = too_complex(as_utf8(page.body))  # UTF-16 would hide its tags
    if refused:
        return no_article(page, entry, Verdict.TOO_COMPLEX, refused)
    read = _read(page, entry, now)
    verdict, why = judge(_signs(read))
    if verdict in _REPLACEABLE and entry and len(entry.content) > _FEED_TEXT:
        own = read_fragment(entry.content, f"the page is no article ({verdict})")
        text, sections = assemble(own.lines)
        if len(text) >= _FEED_TEXT and len(text) > len(read.text):
            read = replace(read, reading=own, text=text, sections=sections)
            verdict, why = Verdict.ARTICLE, ""
    return _article(read, verdict, why)


def no_article(page: Page, entry: Entry | None, verdict: Verdict, why: str) -> Article:
    """What is left of a page that is not read."""
    return Article(url=identity(page, entry), verdict=verdict, why=why, title=entry.title if entry else "")


def _read(page: Page, entry: Entry | None, now: datetime) -> _Read:
    url = page.final_url or page.url
    decoded = decode(page.body, page.header("content-type"))
    tree = LexborHTMLParser(decoded.markup)
    for node in tree.css(_SCRAMBLED) if "encrypted-content" in decoded.text else ():
        node.decompose()
    about = read_metadata(tree, url, now)
    day = (about.published.value or page.fetched_at).date()
    reading = read_body(tree, decoded.text, about, about.sources.host, day)
    text, sections = assemble(reading.lines)
    return _Read(
        page=page,
        entry=entry,
        decoded=decoded,
        tree=tree,
        about=about,
        reading=reading,
        text=text,
        sections=sections,
    )


def _article(read: _Read, verdict: Verdict, why: str) -> Article:
    about, entry, reading = read.about, read.entry, read.reading
    removed = tuple(line for line in reading.body.removed if line.reason not in _ONLY_COUNTED)
    url = identity(read.page, entry, about.canonical)
    language = detect(read.text)
    credit, told_credit = credit_of(
        read.page, about, entry, [line.text for line in removed if line.reason not in _OF_PICTURES]
    )
    subtitle, told_subtitle = subtitle_of(about, reading, read.text)
    authors, told_authors = authors_of(about, reading, entry)
    told = about.told | {
        "title": title_of(about, entry)[1],
        "subtitle": told_subtitle,
        "authors": told_authors,
        "language": language_told(language, about.sources.language),
        "credit": told_credit,
        "canonical": canonical_told(url, read.page, about.told.get("canonical", UNTOLD), about.canonical),
    }
    return Article(
        url=url,
        verdict=verdict,
        why=why,
        title=read.title,
        subtitle=subtitle,
        authors=authors,
        published=published_of(about, reading, entry),
        modified=about.modified or (entry.updated if entry else None),
        language=language,
        text=read.text,
        sections=read.sections,
        outlet=about.outlet,
        section=about.section,
        tags=about.tags,
        image=about.image,
        credit=credit,
        free=about.free,
        method=reading.method,
        second_opinion=reading.second_opinion,
        encoding=encoding_of(read.decoded),
        told={field: said for field, said in told.items() if said != UNTOLD},
        removed=removed,
        extras=_extras(read.decoded, reading),
    )


def _signs(read: _Read) -> Signs:
    return gather(read.page, read.title, read.text, read.reading, read.about, read.tree, read.decoded.text)


def _extras(decoded: Decoded, reading: Reading) -> dict[str, int]:
    """What was left out without keeping each line, and what decoding met, by reason."""
    body = reading.body
    counts = Counter(removed.reason for removed in body.removed if removed.reason in _ONLY_COUNTED)
    counts["outside"] = max(
        0, len(reading.page.blocks if reading.page else ()) - len(body.blocks) - len(body.removed)
    )
    counts.update({"undecodable": decoded.scars, "doubly_encoded": decoded.repaired})
    return {reason: number for reason, number in sorted(counts.items()) if number}
