"""Fingerprints tell copies of a text from texts that only share a phrase."""

from __future__ import annotations

import random

import pytest

from extractors.duplicates import fingerprint
from records.likeness import NEAR

SYLLABLES = ("lar", "mon", "tes", "vi", "con", "pre", "sa", "do", "ta", "ne", "ri", "mo", "lo", "ve")
WORDS = [one + other for one in SYLLABLES for other in SYLLABLES]


def prose(seed: int, length: int = 200) -> list[str]:
    return random.Random(seed).choices(WORDS, k=length)


def share(one: list[str], other: list[str]) -> float:
    return fingerprint(" ".join(one)).share(fingerprint(" ".join(other)))


def edited() -> list[str]:
    words = prose(1)
    for at in range(15, 200, 40):
        words[at] = "altro"
    return words


def test_case_white_space_and_punctuation_do_not_make_another_text() -> None:
    one, other = fingerprint("Il governo ha deciso, ieri."), fingerprint("il  governo HA\ndeciso ieri")
    assert one.exact == other.exact
    assert one.share(other) == 1.0


@pytest.mark.parametrize(
    "copy",
    [edited(), prose(1)[:130], prose(1) + prose(9, 120), prose(8, 20) + prose(1)[30:]],
    ids=["edited", "cut", "extended", "new lead"],
)
def test_edited_cut_and_extended_copies_are_near_and_share_a_band(copy: list[str]) -> None:
    one, other = fingerprint(" ".join(prose(1))), fingerprint(" ".join(copy))
    assert one.exact != other.exact
    assert one.share(other) >= NEAR
    assert set(one.bands) & set(other.bands)


def test_texts_that_share_a_quote_are_not_near() -> None:
    quote = prose(5, 40)
    assert share(prose(1) + quote, prose(2) + quote) < NEAR


def test_a_short_text_has_no_bands_and_is_compared_exactly_only() -> None:
    assert fingerprint(" ".join(prose(1, 20))).bands == ()
    assert share(prose(1, 20), [*prose(1, 20), "fine"]) == 0.0


def test_the_same_text_gives_the_same_fingerprint() -> None:
    assert fingerprint(" ".join(prose(3))) == fingerprint(" ".join(prose(3)))


def test_an_empty_text_has_a_fingerprint() -> None:
    assert fingerprint("").words == 0


@pytest.mark.long
def test_a_thousand_stories_are_found_in_their_copies_and_in_no_other() -> None:
    found = wrong = 0
    prints = [fingerprint(" ".join(prose(story, 300))) for story in range(1000)]
    by_band = {band: number for number, one in enumerate(prints) for band in one.bands}
    for story in range(1000):
        copy = fingerprint(" ".join(prose(story, 300)[:210] + prose(story + 5000, 60)))
        near = {number for band in copy.bands if (number := by_band.get(band)) is not None}
        near = {number for number in near if prints[number].share(copy) >= NEAR}
        found += story in near
        wrong += len(near - {story})
    assert found >= 980
    assert wrong == 0
