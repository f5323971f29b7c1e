"""An HTML page → Article: decode, guard, one parse, body, metadata, verdict."""

from __future__ import annotations

import hashlib
from collections import Counter
from datetime import datetime
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from extractors.language import detect
from extractors.pages.decode import Decoded, decode
from extractors.pages.body import Reading, read_body
from extractors.pages.guard import refusal
from extractors.pages.metadata.reading import Metadata, read_metadata
from extractors.pages.sections import assemble
from extractors.pages.verdict import Signs, judge
from records.dates import Confidence, Dated
from records.feeds import Entry
from records.news import Article, Page, Verdict

#: Reasons for which only the number of lines is kept: nobody asks which menu items were left out.
_ONLY_COUNTED = frozenset(
    ("links", "navigation", "share", "fragment", "hidden", "comments", "title", "aside")
)
#: Characters of the whole page's text that the verdict looks at.
_AROUND = 4_000


def read_hypertext(page: Page, entry: Entry | None, now: datetime) -> Article:
    """The article of an HTML page."""
    refused = refusal(page.body)
    if refused:
        return Article(
            url=_address(page, entry, ""),
            verdict=Verdict.TOO_BIG,
            why=refused,
            title=entry.title if entry else "",
        )
    decoded = decode(page.body, page.header("content-type"))
    tree = LexborHTMLParser(decoded.markup)
    about = read_metadata(tree, page.final_url or page.url, now)
    reading = read_body(tree, decoded.text, about.body)
    text, sections = assemble(reading.lines)
    title = about.title or (entry.title if entry else "")
    verdict, why = judge(_signs(page, about, reading, decoded.text, text, title))
    return Article(
        url=_address(page, entry, about.canonical),
        verdict=verdict,
        why=why,
        title=title,
        subtitle=about.subtitle,
        authors=about.authors or ((entry.author,) if entry and entry.author else ()),
        published=_published(about.published, entry),
        modified=about.modified or (entry.updated if entry else None),
        language=detect(text),
        text=text,
        sections=sections,
        outlet=about.outlet,
        section=about.section,
        tags=about.tags,
        image=about.image,
        credit=entry.credit if entry else "",
        free=about.free,
        method=reading.method,
        removed=tuple(removed for removed in reading.removed if removed.reason not in _ONLY_COUNTED),
        extras=_extras(decoded, reading),
    )


def _signs(page: Page, about: Metadata, reading: Reading, html: str, text: str, title: str) -> Signs:
    blocks = reading.page.blocks if reading.page else []
    return Signs(
        status=page.status,
        url=page.final_url or page.url,
        title=title,
        text=text,
        around="\n".join(block.text for block in blocks)[:_AROUND],
        html=html[:60_000] if len(text) < _AROUND else "",
        kind=about.kind,
        dated=about.published.value is not None,
        free=about.free,
        removed=reading.removed,
        linked_lines=sum(b.linked > 0.6 * len(b.text) and len(b.text) > 30 for b in blocks),
    )


def _extras(decoded: Decoded, reading: Reading) -> dict[str, int]:
    """What was left out without keeping each line, and what decoding met, by reason."""
    counts = Counter(removed.reason for removed in reading.removed if removed.reason in _ONLY_COUNTED)
    whole = len(reading.page.blocks) if reading.page else 0
    outside = whole - len(reading.body.blocks) - len(reading.body.removed)
    counts.update({"outside": outside, "undecodable": decoded.scars, "doubly_encoded": decoded.repaired})
    return {reason: number for reason, number in sorted(counts.items()) if number}


def _published(said: Dated, entry: Entry | None) -> Dated:
    """The page's date; the feed's where the page has none or only a day of it."""
    told = entry.published if entry else None
    if told is None or told.value is None or told.confidence is Confidence.DOUBTFUL:
        return said
    if said.value is None:
        return told
    vague = said.confidence in (Confidence.DAY, Confidence.LIKELY, Confidence.DOUBTFUL)
    near = abs((told.value - said.value).total_seconds()) < 36 * 3600
    return told if vague and near and told.confidence is Confidence.SURE else said


def _address(page: Page, entry: Entry | None, canonical: str) -> str:
    """The article's identity: the page's canonical link when it stays on the same site, else where we found it."""
    found = entry.url if entry and entry.url else page.final_url or page.url
    if not found.startswith(("http://", "https://")):
        return canonical or f"urn:sha256:{hashlib.sha256(page.body).hexdigest()}"
    here, there = urlsplit(found), urlsplit(canonical)
    if _site(there.hostname) == _site(here.hostname) and (there.path.strip("/") or not here.path.strip("/")):
        return canonical
    return found


def _site(host: str | None) -> str:
    return (host or "").removeprefix("www.").removeprefix("amp.").removeprefix("m.")
