"""Score: how often readings are right, against articles marked by hand."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Measure(StrEnum):
    """What is counted; GUIDELINES.md of the gold says when each counts as right."""

    ENTITIES = "entities"  # once an article: type and entity
    MENTIONS = "mentions"  # every mention: type and exact span
    AMOUNTS = "amounts"  # kind, value, currency, at overlapping spans
    AMOUNTS_EXACT = "amounts_exact"  # and span, bound, unit, range, conversion
    ATTRIBUTIONS = "attributions"  # once an article: the source
    ON_TOPIC = "on_topic"  # the articles that are
    TOPICS = "topics"  # of all articles
    PROMOTION = "promotion"  # lines on the page that are not part of the article
    QUOTES = "quotes"  # what is said: kind, speaker, at spans that overlap by half
    QUOTE_SPANS = "quote_spans"  # the same, whoever speaks
    QUOTES_EXACT = "quotes_exact"  # and exact span, and relay
    SPEAKER_ROLES = "speaker_roles"  # post or calling of who speaks
    RELAYS = "relays"  # each link through whom it came
    AMOUNT_ROLES = "amount_roles"  # what an amount is
    DATES = "dates"  # value, at overlapping spans


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One line of the table, over `documents` articles."""

    measure: Measure
    #: Entity type, kind of amount or of quote; None for all.
    type: str | None
    #: ISO 639-1; None for all.
    language: str | None
    documents: int
    #: Right, found but wrong, missed.
    right: int
    wrong: int
    missed: int
    #: Ends of the 95 % interval of F1, by resampling the articles.
    low: float
    high: float

    @property
    def precision(self) -> float | None:
        """Of what was found, how much is right; None when nothing was found."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else None

    @property
    def recall(self) -> float | None:
        """Of what there is, how much was found; None when there is nothing."""
        return self.right / (self.right + self.missed) if self.right + self.missed else None

    @property
    def f1(self) -> float:
        """Harmonic mean of both; 1 when there is nothing and nothing was found."""
        return f1_of(self.right, self.wrong, self.missed)

    @property
    def key(self) -> str:
        """`entities`, `entities.chip`, `entities/it`, `entities.chip/it`."""
        what = f"{self.measure}.{self.type}" if self.type else str(self.measure)
        return f"{what}/{self.language}" if self.language else what


def f1_of(right: int, wrong: int, missed: int) -> float:
    """F1 from counts."""
    whole = 2 * right + wrong + missed
    return 2 * right / whole if whole else 1.0
