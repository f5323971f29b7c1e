"""An HTML page → Article: decode, guard, one parse, body, metadata, verdict."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime

from selectolax.lexbor import LexborHTMLParser

from extractors.language import detect
from extractors.pages.body import Reading, read_body, read_fragment
from extractors.pages.decode import Decoded, as_utf8, decode
from extractors.pages.guard import too_complex
from extractors.pages.identity import host_of, identity, site
from extractors.pages.metadata.bylines import clean_names
from extractors.pages.metadata.reading import Metadata, read_metadata
from extractors.pages.sections import assemble
from extractors.pages.tree import outline
from extractors.pages.verdict import Signs, is_doubtful, judge
from records.dates import Confidence, Dated
from records.feeds import Entry
from records.news import Article, Page, Section, Verdict

#: Reasons for which only the number of lines is kept: nobody asks which menu items were left out.
_ONLY_COUNTED = frozenset(
    ("links", "navigation", "share", "fragment", "hidden", "comments", "title", "aside")
)
#: Lines that credit a picture and not the text.
_OF_PICTURES = frozenset(("caption", "embed"))
#: Characters of the whole page's text, and of its markup, that the verdict looks at.
_AROUND, _MARKUP = 4_000, 60_000
#: Characters by which a description is known as the beginning of the text.
_BEGINNING = 80
#: Characters; a longer line marked as a byline is a note on the author.
_LONGEST_BYLINE = 60
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
        return self.about.title or (self.entry.title if self.entry else "")


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
    about = read_metadata(tree, url, now)
    day = (about.published.value or page.fetched_at).date()
    reading = read_body(tree, decoded.text, about, host_of(url), day)
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
    return Article(
        url=identity(read.page, entry, about.canonical),
        verdict=verdict,
        why=why,
        title=read.title,
        subtitle=_subtitle(read),
        authors=_authors(read),
        published=_published(about.published, entry),
        modified=about.modified or (entry.updated if entry else None),
        language=detect(read.text),
        text=read.text,
        sections=read.sections,
        outlet=about.outlet,
        section=about.section,
        tags=about.tags,
        image=about.image,
        credit=_credit(read, tuple(line.text for line in removed if line.reason not in _OF_PICTURES)),
        free=about.free,
        method=reading.method,
        removed=removed,
        extras=_extras(read.decoded, reading),
    )


def _subtitle(read: _Read) -> str:
    """The standfirst; a description that only repeats the article's beginning is none."""
    shown = next((line.text for line in read.reading.body.removed if line.reason == "standfirst"), "")
    said = read.reading.subtitle or shown or read.about.subtitle
    return "" if said and read.text.startswith(said.rstrip("….")[:_BEGINNING]) else said


def _credit(read: _Read, lines: tuple[str, ...]) -> str:
    """The original, by the page's word, the feed's, or a canonical link to another site."""
    canonical = read.about.canonical
    elsewhere = site(canonical) if canonical and site(canonical) != site(read.page.final_url) else ""
    told = read.entry.credit if read.entry else ""
    return read.about.credit(lines) or told or (elsewhere if read.page.status else "")


def _authors(read: _Read) -> tuple[str, ...]:
    """By the page's metadata, by a line in the article that is a byline, or by the feed."""
    bylines = (line.text for line in read.reading.body.removed if line.reason == "byline")
    return (
        read.about.authors
        or tuple(clean_names(line for line in bylines if len(line) <= _LONGEST_BYLINE))
        or ((read.entry.author,) if read.entry and read.entry.author else ())
    )


def _signs(read: _Read) -> Signs:
    body = read.tree.body
    about = read.about
    reasons = frozenset(line.reason for line in read.reading.body.removed)
    doubtful = is_doubtful(read.text, reasons, dated=about.published.value is not None, free=about.free)
    blocks = outline(body).blocks if doubtful and body is not None else []
    return Signs(
        status=read.page.status,
        title=read.title,
        text=read.text,
        around="\n".join(block.text for block in blocks)[:_AROUND],
        markup=read.decoded.text[:_MARKUP] if doubtful else "",
        kind=about.kind,
        dated=about.published.value is not None,
        free=about.free,
        reasons=reasons,
        linked_lines=sum(b.linked > 0.6 * len(b.text) and len(b.text) > 30 for b in blocks),
    )


def _extras(decoded: Decoded, reading: Reading) -> dict[str, int]:
    """What was left out without keeping each line, and what decoding met, by reason."""
    body = reading.body
    counts = Counter(removed.reason for removed in body.removed if removed.reason in _ONLY_COUNTED)
    counts["outside"] = max(
        0, len(reading.page.blocks if reading.page else ()) - len(body.blocks) - len(body.removed)
    )
    counts.update({"undecodable": decoded.scars, "doubly_encoded": decoded.repaired})
    return {reason: number for reason, number in sorted(counts.items()) if number}


def _published(said: Dated, entry: Entry | None) -> Dated:
    """The page's date; the feed's where the page has none, or only a vague one of about the same time."""
    told = entry.published if entry else None
    if told is None or told.value is None or told.confidence is Confidence.DOUBTFUL:
        return said
    if said.value is None:
        return told
    near = abs((told.value - said.value).total_seconds()) < 36 * 3600
    return (
        told
        if near and said.confidence is not Confidence.SURE and told.confidence is Confidence.SURE
        else said
    )
