"""An article's fields where the page's metadata is not alone: the feed, the body and the text have a say."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.pages.body import Reading
from extractors.pages.decode import Decoded
from extractors.pages.identity import site
from extractors.pages.metadata.bylines import clean_names
from extractors.pages.metadata.published import date_in
from extractors.pages.metadata.reading import Metadata
from records.dates import Confidence, Dated
from records.feeds import Entry
from records.news import Page
from records.provenance import UNTOLD, Encoding, Told

#: Characters by which a description is known as the beginning of the text.
_BEGINNING = 80
#: Characters; a longer line marked as a byline is a note on the author.
_LONGEST_BYLINE = 60
#: Seconds within which two dates are of one publication: a day and half of one, for zones.
_NEAR = 36 * 3600


def title_of(about: Metadata, entry: Entry | None) -> tuple[str, Told]:
    """The page's, else the feed's."""
    if about.title or entry is None:
        return about.title, about.told.get("title", UNTOLD)
    return entry.title, by_feed(entry.title)


def subtitle_of(about: Metadata, reading: Reading, text: str) -> tuple[str, Told]:
    """The standfirst; a description that only repeats the article's beginning is none."""
    shown = next((line.text for line in reading.body.removed if line.reason == "standfirst"), "")
    described = about.subtitle, about.told.get("subtitle", UNTOLD)
    choices = (
        (reading.subtitle, Told(raw=reading.subtitle, method="site_rule", confidence=Confidence.SURE)),
        (shown, Told(raw=shown, method="standfirst", confidence=Confidence.LIKELY)),
        described,
    )
    said, told = next((choice for choice in choices if choice[0]), ("", UNTOLD))
    return ("", UNTOLD) if said and text.startswith(said.rstrip("….")[:_BEGINNING]) else (said, told)


def authors_of(about: Metadata, reading: Reading, entry: Entry | None) -> tuple[tuple[str, ...], Told]:
    """By the page's metadata, by a line in the article that is a byline, or by the feed."""
    if about.authors:
        return about.authors, about.told.get("authors", UNTOLD)
    lines = [line.text for line in reading.body.removed if line.reason == "byline"]
    lines = [line for line in lines if len(line) <= _LONGEST_BYLINE]
    if names := clean_names(lines):
        return tuple(names), Told(raw=" · ".join(lines), method="byline", confidence=Confidence.LIKELY)
    return ((entry.author,), by_feed(entry.author)) if entry and entry.author else ((), UNTOLD)


def published_of(about: Metadata, reading: Reading, entry: Entry | None) -> Dated:
    """The page's date; the feed's where the page has none, or only a vague one of about the same time.

    Where neither has one, that of the byline, whose line was left out of the article.
    """
    said, told = about.published, entry.published if entry else None
    if told is None or told.value is None or told.confidence is Confidence.DOUBTFUL:
        return said if said.value else _printed_date(about, reading) or said
    if said.value is None:
        return told
    near = abs((told.value - said.value).total_seconds()) < _NEAR
    vague = said.confidence is not Confidence.SURE
    return told if near and vague and told.confidence is Confidence.SURE else said


def _printed_date(about: Metadata, reading: Reading) -> Dated | None:
    lines = (line.text for line in reading.body.removed if line.reason == "byline")
    return next((dated for line in lines if (dated := date_in(about.sources, line, "byline")).value), None)


def credit_of(page: Page, about: Metadata, entry: Entry | None, lines: Sequence[str]) -> tuple[str, Told]:
    """The original, by the page's word, the feed's, or a canonical link to another site."""
    said, told = about.credit(lines)
    if said:
        return said, told
    if entry and entry.credit:
        return entry.credit, by_feed(entry.credit)
    canonical = about.canonical
    elsewhere = site(canonical) if canonical and site(canonical) != site(page.final_url) else ""
    if not elsewhere or not page.status:
        return "", UNTOLD
    return elsewhere, Told(raw=canonical, method="link", confidence=Confidence.DOUBTFUL)


def language_told(language: str | None, declared: str) -> Told:
    """By the text; what the page declares only speaks for it or against it."""
    if language is None:
        return Told(raw=declared) if declared else UNTOLD
    agrees = declared.lower().startswith(language)
    doubt = Confidence.DOUBTFUL if declared else Confidence.LIKELY
    return Told(raw=declared, method="text", confidence=Confidence.SURE if agrees else doubt)


def canonical_told(url: str, page: Page, linked: Told, link: str) -> Told:
    """Who gave the article its name: its own link, or the address where it was found."""
    if link and url == link:
        return linked
    address = page.final_url or page.url
    if url == address:
        return Told(raw=address, method="address", confidence=Confidence.LIKELY)
    return UNTOLD if url.startswith("urn:") else by_feed(url)


def by_feed(raw: str) -> Told:
    """What the feed's item or a sidecar says."""
    return Told(raw=raw, method="feed", confidence=Confidence.LIKELY) if raw else UNTOLD


def encoding_of(decoded: Decoded) -> Encoding:
    """How the page's bytes were read."""
    return Encoding(
        charset=decoded.charset,
        method=decoded.method,
        why=decoded.why,
        undecodable=decoded.scars,
        repaired=decoded.repaired,
    )
