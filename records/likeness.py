"""Fingerprint: what tells a text among others without the text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

#: Part of the shorter text's shingles that must stand in the longer one for the two to be near.
NEAR = 0.6
#: A byte of a sketch is equal by chance so often.
_CHANCE = 1 / 256


class Likeness(StrEnum):
    """How a text repeats an earlier one."""

    EXACT = "exact"  # the same words in the same order
    NEAR = "near"  # edited, cut or extended


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """A text as far as comparing needs it. Only those of one `method` can be compared."""

    method: str
    words: int
    #: Distinct runs of four words.
    shingles: int
    #: Digest of the words in their order, case folded: equal for exact twins.
    exact: int
    #: Texts that are near share at least one; empty for a text too short to be near another.
    bands: tuple[int, ...]
    #: A byte of each minimum hash; as many are equal as the texts have shingles in common.
    sketch: bytes

    def share(self, other: Fingerprint) -> float:
        """Part of the shorter text's shingles that stand in both, 0 to 1: an estimate, ±.05.

        From b-bit minwise hashing (Li and König, 2010), here with 8 bits.
        """
        if self.exact == other.exact:
            return 1.0
        if self.method != other.method or not (self.bands and other.bands):
            return 0.0
        equal = sum(a == b for a, b in zip(self.sketch, other.sketch, strict=True)) / len(self.sketch)
        jaccard = max(0.0, (equal - _CHANCE) / (1 - _CHANCE))
        common = jaccard * (self.shingles + other.shingles) / (1 + jaccard)
        return min(1.0, common / min(self.shingles, other.shingles))
