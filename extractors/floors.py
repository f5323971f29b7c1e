"""Floors: F1 that was reached once and is not to be lost in silence. tests/data/gold/floors.toml holds them.

A floor is the figure rounded down to hundredths: one article more or less should not trip it.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from records.accuracy import Measure, Score
from records.errors import ConfigError

_HEAD = """\
# F1 on the gold that must not drop; tests/flows/test_accuracy.py holds every line.
# Written by `chipwatch eval --set-floors`, which raises floors and lowers none without --allow-lower.
"""
#: What is pinned in each language too.
_BY_LANGUAGE = (Measure.ENTITIES, Measure.AMOUNTS, Measure.ATTRIBUTIONS, Measure.ON_TOPIC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Floors:
    """By half of the gold and key of the score (`entities.chip`, `entities/it`)."""

    #: Digest of the half that they were measured on.
    gold_sha256: Mapping[str, str] = field(default_factory=dict)
    f1: Mapping[str, Mapping[str, float]] = field(default_factory=dict)


def read_floors(file: Path) -> Floors:
    """The floors of a file; none when there is no file. Raises ConfigError for a file of another shape."""
    if not file.exists():
        return Floors()
    try:
        tables = tomllib.loads(file.read_text(encoding="utf-8"))
        return Floors(
            gold_sha256={half: str(table.pop("gold_sha256")) for half, table in tables.items()},
            f1={half: {key: float(f1) for key, f1 in table.items()} for half, table in tables.items()},
        )
    except (tomllib.TOMLDecodeError, KeyError, ValueError, AttributeError) as error:
        raise ConfigError(str(file), f"holds no floors: {error!r}") from error


def as_toml(floors: Floors) -> str:
    """The file's text."""
    parts = [_HEAD]
    for half, f1 in floors.f1.items():
        lines = (f'"{key}" = {floor:.2f}' for key, floor in f1.items())
        parts.append("\n".join([f"[{half}]", f'gold_sha256 = "{floors.gold_sha256[half]}"', *lines, ""]))
    return "\n".join(parts)


def below(scores: Iterable[Score], floors: Mapping[str, float]) -> list[str]:
    """What lies under its floor, or has a floor and no figure; one line each."""
    reached = {score.key: score.f1 for score in scores}
    return [
        f"{key}: {reached[key]:.3f} is below {floor:.2f}"
        if key in reached
        else f"{key}: not measured any more"
        for key, floor in floors.items()
        if reached.get(key, -1.0) < floor
    ]


def pinned(scores: Iterable[Score]) -> dict[str, float]:
    """The floors that these scores give."""
    return {
        score.key: math.floor(score.f1 * 100 + 1e-9) / 100
        for score in scores
        if score.language is None or (score.type is None and score.measure in _BY_LANGUAGE)
    }
