"""Feed, FeedState, Entry, Poll: what we poll and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from records.dates import Dated


class FeedKind(StrEnum):
    """How a source is read."""

    FEED = "feed"  # RSS 0.9x/2.0, Atom, RDF: whatever feedparser reads
    JSON_FEED = "json_feed"
    NEWS_SITEMAP = "news_sitemap"
    WORDPRESS = "wordpress"  # REST, as a live source
    FEDERAL_REGISTER = "federal_register"


class Fetch(StrEnum):
    """Which entries of a feed have their pages fetched."""

    ALL = "all"
    MATCHING = "matching"  # only those whose title or summary touches the topic


class Outcome(StrEnum):
    """What one poll of one feed came to; the reason codes of `polls.outcome`."""

    NEW = "new"  # 200, at least one entry not seen before
    NOTHING_NEW = "nothing_new"  # 200, a feed, all entries known
    SAME_BODY = "same_body"  # 200, the bytes of last time
    NOT_MODIFIED = "not_modified"  # 304
    EMPTY = "empty"  # 200, a feed without entries
    NOT_A_FEED = "not_a_feed"  # 200, HTML or something else
    BROKEN = "broken"  # 200, a feed cut off or malformed beyond reading
    CHALLENGE = "challenge"  # a bot challenge instead of the feed
    GONE = "gone"  # 410
    NOT_FOUND = "not_found"  # 404
    REFUSED = "refused"  # 401, 403, 451
    RATE_LIMITED = "rate_limited"  # 429, or 503 with Retry-After
    SERVER_ERROR = "server_error"  # 5xx
    HTTP_ERROR = "http_error"  # any other status
    TIMEOUT = "timeout"
    DNS = "dns"
    CONNECTION = "connection"
    TLS = "tls"
    TOO_BIG = "too_big"
    REDIRECT = "redirect"  # too many, or to where we don't go
    FORBIDDEN = "forbidden"  # we don't ask: address, scheme, robots.txt
    NO_CANDIDATE = "no_candidate"  # none of a source's addresses gave a feed

    @property
    def is_good(self) -> bool:
        """Whether a feed was read, or proved unchanged."""
        return self in _GOOD


_GOOD = frozenset({Outcome.NEW, Outcome.NOTHING_NEW, Outcome.SAME_BODY, Outcome.NOT_MODIFIED, Outcome.EMPTY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A source as configured in a sources file. `key` is its name everywhere."""

    key: str
    title: str
    #: Ordered: the first is the address; more than one are candidates, tried once each until one parses.
    urls: tuple[str, ...]
    outlet: str
    #: Publisher family: what counts as one independent voice.
    family: str
    #: ISO 639-1; a hint for dates and numbers, never the language of an article.
    language: str
    #: ISO 3166, "" for unknown.
    country: str
    kind: FeedKind = FeedKind.FEED
    fetch: Fetch = Fetch.ALL
    #: A source on this machine or network: private addresses allowed, no politeness delay.
    local: bool = False
    #: False for a server known to answer 304 though its feed has changed.
    validators: bool = True
    enabled: bool = True
    #: A to D as in the catalogue's header.
    certainty: str = "D"
    terms: str = ""
    why: str = ""
    #: Where the past lies: "wordpress", "sitemap" or "" (unknown), and its address.
    history: str = ""
    history_url: str = ""
    #: The outlet's page for people, and the folder, outermost first, in which lists of feeds (OPML) have it.
    site: str = ""
    folder: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """What we remember of a feed between polls. All times aware UTC; None: never yet."""

    key: str
    #: The address that works, when it is not the first configured one.
    url: str | None = None
    #: The configured address that led to `url`.
    url_for: str | None = None
    etag: bytes | None = None
    last_modified: bytes | None = None
    #: The address whose answer gave the two validators: they are sent to no other.
    validators_from: str | None = None
    #: Of the last body that parsed; a body that did not is never remembered.
    body_sha256: str | None = None
    next_poll: datetime | None = None
    last_poll: datetime | None = None
    last_good: datetime | None = None
    last_new: datetime | None = None
    verified_at: datetime | None = None
    #: Seconds between polls, as adapted by overlap; None before the second good poll.
    interval: float | None = None
    #: Weighted failures in a row (hard 1, soft 0.5, temporary 0.25); 0 is well.
    failure_score: float = 0.0
    failures: int = 0
    last_outcome: Outcome | None = None
    #: Candidate addresses that gave no feed, with the time until which they are not tried again.
    misses: dict[str, datetime] = field(default_factory=dict)
    #: False when this server's validators were caught lying.
    trust_validators: bool = True
    #: The last time that we asked without validators and got the whole feed.
    probed_at: datetime | None = None
    #: Retry-After of a 429 or 503: until then nothing is asked of this host.
    blocked_until: datetime | None = None
    #: A permanent redirect seen but not yet believed: target and how many good parses in a row.
    moved_to: str | None = None
    moved_count: int = 0
    #: When nothing is known to be missing since: the newest poll that proved overlap.
    overlap_at: datetime | None = None
    #: What the channel asked at the last parse, for polls that bring no channel: seconds to stay away, and
    #: hours (UTC) and days (Monday 0) of rest, ascending.
    channel_wait: float = 0.0
    skip_hours: tuple[int, ...] = ()
    skip_days: tuple[int, ...] = ()
    #: The alarm as last reported, "" when well; and since when it is one of this kind.
    alarm: str = ""
    alarm_since: datetime | None = None
    #: What was said when the last alarm ended, and when that was.
    recovered: str = ""
    recovered_at: datetime | None = None
    #: Fingerprint of the configured addresses that all this is about (feeds.memory).
    configured: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One item of one feed, as the feed tells it."""

    feed: str
    #: The feed's own id (guid, atom:id), else its link; unique within the feed only.
    id: str
    #: Canonical URL (`feeds.identity`); the link as printed is `link`.
    url: str
    link: str
    title: str
    summary: str = ""
    #: HTML of content:encoded or atom:content, "" when the feed has none.
    content: str = ""
    published: Dated
    updated: Dated | None = None
    author: str = ""
    tags: tuple[str, ...] = ()
    #: RSS <source>: the true publisher as the feed names it, "" when it doesn't.
    credit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What a feed's headers and body ask of its readers: never to come back sooner."""

    #: Seconds: the longest of Retry-After, max-age less Age, Expires, ttl, sy:update*.
    wait: float = 0.0
    #: Hours of the day, UTC, and days of the week (Monday 0), at which the feed rests.
    skip_hours: frozenset[int] = frozenset()
    skip_days: frozenset[int] = frozenset()


NO_HINTS = Hints()


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the file already holds of one feed's entries."""

    ids: frozenset[str] = frozenset()
    #: Canonical URLs.
    urls: frozenset[str] = frozenset()
    #: Title and printed update time by id, as last seen: an entry that carries another is `changed`.
    #: Ids may be missing.
    titles: Mapping[str, str] = field(default_factory=dict)
    updates: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """What a feed used to bring, from its polls: what the alarms compare with."""

    #: New entries of each whole day (UTC) up to yesterday, oldest first: of the last 56 days, or of the 56 up
    #: to the last new entry and those since; fewer for a young feed. None: no poll of that day was good.
    new_by_day: tuple[int | None, ...] = ()
    #: Of the same days, how many entries the documents had: the median, None where none was read.
    sizes_by_day: tuple[float | None, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll:
    """One poll of one feed: what was asked, what came, what it changed."""

    feed: str
    url: str
    started: datetime
    #: Seconds.
    seconds: float
    outcome: Outcome
    #: One line for people: what is wrong, "" when nothing is.
    problem: str = ""
    status: int | None = None
    bytes: int = 0
    entries: tuple[Entry, ...] = ()
    #: Ids of known entries that stood in the feed unchanged and were not parsed: seen, and in `known`.
    unread: tuple[str, ...] = ()
    #: Items that could not become entries (no link, absurd), by reason.
    dropped: dict[str, int] = field(default_factory=dict)
    new: int = 0
    known: int = 0
    changed: int = 0
    hints: Hints = NO_HINTS
    #: What we remembered when the poll began; None in polls that are read back from the file.
    before: FeedState | None = None
    #: What to remember for the next poll.
    state: FeedState
