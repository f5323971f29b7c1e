"""Page, Article: what came over the wire, and what reading made of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from records.dates import UNDATED, Dated
from records.provenance import Encoding, Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One HTTP response, or one local file, before anybody reads it."""

    url: str
    #: After redirects; equal to `url` when there were none.
    final_url: str
    #: 0 for a local file.
    status: int
    #: Header names lower-case, in the server's order; repeated names kept.
    headers: tuple[tuple[str, str], ...] = ()
    #: Decompressed.
    body: bytes
    #: Aware UTC.
    fetched_at: datetime
    #: Headers of the request as sent, for the archive; empty for a local file, or when nobody noted them.
    request: tuple[tuple[str, str], ...] = ()

    def header(self, name: str) -> str:
        """The first header of that lower-case name, "" when there is none."""
        return next((value for key, value in self.headers if key == name), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedPage:
    """Where a page's response record lies in the archive."""

    url: str
    final_url: str
    status: int
    #: sha256 of the body, hex.
    digest: str
    #: WARC file name, relative to the archive's folder.
    file: str
    offset: int
    length: int
    fetched_at: datetime


class Verdict(StrEnum):
    """What a page is. Only ARTICLE is read as news; every other is kept and counted."""

    ARTICLE = "article"
    PAYWALL = "paywall"  # a teaser; its text is kept, and marked
    COOKIE_WALL = "cookie_wall"
    CHALLENGE = "challenge"  # bot check
    ERROR_PAGE = "error_page"  # an error, whatever the status said
    VIDEO = "video"
    AUDIO = "audio"  # a podcast's page
    GALLERY = "gallery"  # pictures with captions
    LIVE_BLOG = "live_blog"
    INDEX = "index"  # a list of articles
    NOT_HTML = "not_html"  # PDF, image, JSON …
    EMPTY = "empty"  # no text that could be an article's
    TOO_BIG = "too_big"
    TOO_COMPLEX = "too_complex"  # tags, depth or attributes that no page needs and no parser stands


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A run of paragraphs under one heading; `heading` is "" for the part before the first."""

    heading: str
    #: Code-point offsets into Article.text, half-open; the heading's own line included.
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """A line that was on the page and is no part of the article."""

    text: str
    #: `promotion`, `see_also`, `newsletter`, `credit`, `disclosure`, `caption`, `embed`, `repeated`, …
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A page as read. `text` is what every offset points into.

    `text` holds paragraphs and headings separated by one blank line, NFC-normalised by nobody:
    its code points are the page's own, white space folded.
    """

    #: Canonical URL: the article's identity. `urn:sha256:…` of the bytes for a file without one.
    url: str
    verdict: Verdict
    #: Why this verdict, one line.
    why: str = ""
    title: str = ""
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    published: Dated = UNDATED
    modified: Dated | None = None
    #: ISO 639-1 by the text itself; None when unsure.
    language: str | None = None
    text: str = ""
    sections: tuple[Section, ...] = ()
    outlet: str = ""
    section: str = ""
    tags: tuple[str, ...] = ()
    image: str = ""
    #: The original that the page credits ("via", translated from), "" when none.
    credit: str = ""
    #: The news agency whose copy this is, by the marks that outlets must print; "" when no mark names one.
    agency: str = ""
    #: None when the page doesn't say.
    free: bool | None = None
    #: `site_rule`, `general`, `second_opinion`, `feed`, `plain_text`; and why, one line.
    method: str = ""
    #: What trafilatura said where our own reader was unsure, "" where it was not asked.
    second_opinion: str = ""
    #: None for what was not read.
    encoding: Encoding | None = None
    #: Who said each field that somebody said; dates say it themselves.
    told: Mapping[str, Told] = field(default_factory=dict)
    removed: tuple[Removed, ...] = ()
    #: Counts by reason of what was removed without keeping each line (scripts, navigation …).
    extras: dict[str, int] = field(default_factory=dict)
    #: `text` with the outlet's repeated lines still in it; "" when none was removed. It tells a line that was
    #: learnt meanwhile from a change by the publisher.
    whole: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RepeatedLine:
    """A line that an outlet prints under many articles: the outlet's, not the story's."""

    outlet: str
    #: The line in lower case, white space folded; of a short one the numbers as 0.
    key: str
    #: As printed once.
    line: str
    #: Different stories that held it, and all different stories that were looked at.
    stories: int
    of: int
    #: When the first and the last of them were fetched, aware UTC.
    first: datetime
    last: datetime
    #: URLs of some of them.
    evidence: tuple[str, ...]
