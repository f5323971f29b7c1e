"""Told, Encoding: where the fields of an article came from."""

from __future__ import annotations

from dataclasses import dataclass

from records.dates import Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Who said what a field says. A date says it of itself, see `Dated`."""

    #: As printed, before anything was taken off it.
    raw: str = ""
    #: `json_ld`, `og`, `meta`, `heading`, `link`, `byline`, `feed`, `text` …; "" when nobody said it.
    method: str = ""
    #: `sure`: the page says it twice, and never otherwise; `likely`: once, or in other words elsewhere;
    #: `doubtful`: only a last resort says it.
    confidence: Confidence = Confidence.NONE


UNTOLD = Told()


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoding:
    """How bytes became characters."""

    charset: str
    #: `bom`, `header`, `meta`, `content`.
    method: str
    #: What spoke against a declaration, or for the content; "" where all is as declared.
    why: str = ""
    #: Bytes that are none of the charset, and doubly encoded characters that were put right.
    undecodable: int = 0
    repaired: int = 0
