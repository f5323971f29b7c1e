"""Mention, Amount, Attribution, Quote, DateMention, Relevance, Reading: what an article says, with spans.

Every span is code points of the article's text, half-open: `text[start:end] == surface`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class EntityType(StrEnum):
    """The only entity types."""

    COMPANY = "company"
    PERSON = "person"
    AGENCY = "agency"
    MEDIA = "media"
    CHIP = "chip"
    MEASURE = "measure"
    COUNTRY = "country"
    PLACE = "place"
    TICKER = "ticker"
    INDEX = "index"
    ORG = "org"


class AmountKind(StrEnum):
    """What an amount counts."""

    MONEY = "money"
    PERCENT = "percent"
    QUANTITY = "quantity"


class QuoteKind(StrEnum):
    """Whose words a quote has."""

    DIRECT = "direct"  # the speaker's own, between marks
    INDIRECT = "indirect"  # the article's


class Bound(StrEnum):
    """How the text hedges a number; absent when it doesn't."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ABOUT = "about"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name in the text. `type` None: a candidate, whose type is in doubt."""

    #: Number within the reading, from 0, in text order.
    id: int
    type: EntityType | None
    #: `company:nvidia`; provisional ids for the unknown start with `~`: `person:~derek-aw`.
    entity_id: str | None
    #: English canonical name; for the unknown, the fullest surface in the article.
    name: str
    surface: str
    start: int
    end: int
    #: Number of the sentence, from 0.
    sentence: int
    #: 0 to 1.
    confidence: float
    #: What fired: `catalogue`, `ticker`, `role_before:ceo`, `suffix:holdings`, `back_reference` …
    cue: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A number that means something. `value` is in units of `unit`, scale words applied."""

    id: int
    kind: AmountKind
    value: float
    #: ISO 4217 for money; `percent`, `percentage_point`, `basis_point`; a quantity's head noun or symbol.
    unit: str
    bound: Bound | None
    #: capex, fine, revenue, charge, price, shipment, market_move, quota, tariff …; None when unsure.
    role: str | None
    surface: str
    start: int
    end: int
    sentence: int
    cue: str
    #: Id of the amount whose upper end this is.
    range_of: int | None = None
    #: Id of the amount that this one restates in another currency.
    converts: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """A source that the article cites; one per source, at its first span."""

    #: English canonical name, or a generic source in English ("analysts", "people familiar").
    source: str
    #: `media`, `person`, `analyst_firm`, `generic`.
    type: str
    entity_id: str | None
    surface: str
    start: int
    end: int
    sentence: int
    cue: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """What somebody says. The span is what is said: of a direct quote without its marks."""

    #: Number within the reading, from 0, in text order.
    id: int
    kind: QuoteKind
    #: English canonical name, or a generic source in English; None when the article doesn't tell.
    speaker: str | None
    #: An attribution's type, or an entity's: a company, an agency, a country may speak for itself; `unknown`
    #: for a name by its capitals alone.
    speaker_type: str | None
    speaker_entity_id: str | None
    #: As printed beside the name: "CEO", "segretario al Commercio".
    role: str | None
    #: Where the speaker is named, or the role that stands for the name; None when carried from before.
    speaker_surface: str | None
    speaker_start: int | None
    speaker_end: int | None
    #: Through whom it came, the outermost first: ("Reuters", "people familiar").
    relay: tuple[str, ...]
    surface: str
    start: int
    end: int
    #: Number of the sentence in which it begins.
    sentence: int
    #: The verb or the marker that fired; ends in `+hearsay` when the article tells it in the conditional.
    cue: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """A time that the text names.

    `value` is as exact as the text: `2026-11-24`, `2026-11`, `2026-Q3`, `2026-H1`, `2026`; None when it is
    told from a day that isn't known.
    """

    #: Number within the reading, from 0, in text order.
    id: int
    value: str | None
    #: The last of a span of time, in the manner of `value`; None for a single time.
    until: str | None = None
    #: Told from the article's day or another ("ieri", "next quarter").
    relative: bool
    surface: str
    start: int
    end: int
    sentence: int
    cue: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Relevance:
    """Whether the article is about the topic, how surely, and why."""

    on_topic: bool
    #: 0 to 1.
    score: float
    topics: tuple[str, ...]
    #: The concepts that decided, each `concept@start` into the text.
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One extractor version over one text."""

    text_sha256: str
    extractor_version: str
    language: str | None
    relevance: Relevance
    #: Half-open spans of the sentences, in order.
    sentences: tuple[tuple[int, int], ...]
    mentions: tuple[Mention, ...]
    candidates: tuple[Mention, ...]
    amounts: tuple[Amount, ...]
    attributions: tuple[Attribution, ...]
    quotes: tuple[Quote, ...] = ()
    date_mentions: tuple[DateMention, ...] = ()
