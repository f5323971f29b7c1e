"""From counts by article to scores: sums, and how far they might differ on other articles."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence

from records.accuracy import Measure, Score, f1_of

#: Measure, and entity type or kind of amount; None for all.
Key = tuple[Measure, str | None]
#: Right, wrong, missed.
Count = tuple[int, int, int]
#: Of one article.
Counts = Mapping[Key, Count]

#: Resamples of the articles behind an interval, and its two ends.
_RESAMPLES, _LOW, _HIGH = 1000, 0.025, 0.975
_NOTHING = (0, 0, 0)
_ORDER = list(Measure)


def scores_of(counted: Iterable[tuple[str, Counts]]) -> list[Score]:
    """A score for each key, over all languages and in each; `counted`: language and counts of each article.

    A language without anything to find, and nothing found, has no score.
    """
    articles = list(counted)
    languages = [None, *sorted({language for language, _ in articles})]
    scores = []
    for key in sorted({key for _, counts in articles for key in counts}, key=_place):
        for language in languages:
            rows = [counts.get(key, _NOTHING) for own, counts in articles if language in (None, own)]
            if any(row != _NOTHING for row in rows):
                scores.append(_score(key, language, rows))
    return scores


def _place(key: Key) -> tuple[int, str]:
    return _ORDER.index(key[0]), key[1] or ""


def _score(key: Key, language: str | None, rows: Sequence[Count]) -> Score:
    right, wrong, missed = (sum(column) for column in zip(*rows, strict=True))
    low, high = _interval(rows)
    return Score(
        measure=key[0],
        type=key[1],
        language=language,
        documents=len(rows),
        right=right,
        wrong=wrong,
        missed=missed,
        low=low,
        high=high,
    )


def _interval(rows: Sequence[Count]) -> tuple[float, float]:
    """The middle 95 % of F1 over resampled articles; the same rows give the same interval."""
    dice = random.Random(0)  # noqa: S311 - statistics, not secrets
    samples = (dice.choices(rows, k=len(rows)) for _ in range(_RESAMPLES))
    scores = sorted(f1_of(*(sum(column) for column in zip(*sample, strict=True))) for sample in samples)
    return scores[int(_LOW * _RESAMPLES)], scores[int(_HIGH * _RESAMPLES)]
