"""What an amount is for: capex, fine, revenue, price … by the nearest telling word in its sentence."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence

from extractors.document import Document
from extractors.recognisers.ranges import Linked
from extractors.words import KNOWLEDGE
from records.facts import Amount, AmountKind

#: Words count at most so many characters from the amount, and those behind it as if they were farther off.
_REACH, _BEHIND_COSTS = 90, 12


def _read() -> tuple[list[tuple[str, frozenset[AmountKind], re.Pattern[str]]], dict[str, str]]:
    with (KNOWLEDGE / "roles.toml").open("rb") as file:
        table = tomllib.load(file)
    units: dict[str, str] = table.pop("units")
    roles = [
        (role, frozenset(map(AmountKind, row["kinds"])), _pattern(row["words"]))
        for role, row in table.items()
    ]
    return roles, units


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    stems = "|".join(re.escape(word).replace(r"\ ", r"\s+").replace(r"\*", r"\w*") for word in words)
    return re.compile(rf"(?<!\w)(?:{stems})(?!\w)", re.IGNORECASE)


_ROLES, _UNITS = _read()


def amounts_with_roles(document: Document, linked: Sequence[Linked]) -> list[Amount]:
    """The amounts, numbered as they stand, each with its role when a word near it tells one."""
    found: list[Amount] = []
    for number, one in enumerate(linked):
        measured = one.measured
        sentence = document.sentence_at(measured.start)
        role = _role(document, measured.kind, measured.unit, measured.start, measured.end, sentence)
        if role is None and one.range_of is not None:
            role = found[one.range_of].role
        if one.converts is not None:
            role = found[one.converts].role or role
        found.append(
            Amount(
                id=number,
                kind=measured.kind,
                value=measured.value,
                unit=measured.unit,
                bound=measured.bound,
                role=role,
                surface=document.text[measured.start : measured.end],
                start=measured.start,
                end=measured.end,
                sentence=sentence,
                cue=measured.cue,
                range_of=one.range_of,
                converts=one.converts,
            )
        )
    return found


def _role(document: Document, kind: AmountKind, unit: str, start: int, end: int, sentence: int) -> str | None:
    if kind == AmountKind.QUANTITY and unit in _UNITS:
        return _UNITS[unit]
    floor, ceiling = document.sentences[sentence] if document.sentences else (0, 0)
    floor, ceiling = max(floor, start - _REACH), min(ceiling, end + _REACH)
    best: tuple[int, str] | None = None
    for role, kinds, pattern in _ROLES:
        if kind in kinds:
            for match in pattern.finditer(document.plain, floor, ceiling):
                away = start - match.end() if match.end() <= start else match.start() - end + _BEHIND_COSTS
                if best is None or away < best[0]:
                    best = away, role
    return best[1] if best else None
