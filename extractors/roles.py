"""What an amount is for: capex, fine, revenue, price … by the nearest telling word in its sentence."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from typing import Any

from extractors.document import Document
from extractors.market import is_market, is_move, is_share_price, lowered
from extractors.recognisers.ranges import Linked
from extractors.recognisers.units import NOUNS
from extractors.words import KNOWLEDGE, pattern_of
from records.facts import Amount, AmountKind

#: Words count at most so many characters from the amount. What stands behind it counts as farther off, and so
#: does what another amount or the end of a clause parts from it.
_REACH, _BEHIND_COSTS, _CLAUSE_COSTS, _AMOUNT_COSTS = 120, 12, 25, 20
_CLAUSE = re.compile(r"[,;:()\u2013\u2014]\s")
_TABLE_NUMBER = re.compile(r"-\d$")
_CODE = re.compile(r"[A-Z]{1,6}-?\d+[A-Za-z]{0,3}|\d{3}[A-Z]")


class _Roles:
    """The patterns of one kind of amount: one for words anywhere near, one for what decides alone."""

    def __init__(self, kind: AmountKind, table: dict[str, dict[str, Any]]) -> None:
        fit = [(role, row) for role, row in table.items() if kind in row["kinds"]]
        #: By number of group: the role, and what its words cost.
        self.told = {
            f"r{i}": (_TABLE_NUMBER.sub("", fit[i][0]), fit[i][1].get("costs", 0)) for i in range(len(fit))
        }
        self.near = _joined({f"r{i}": row["words"] for i, (_, row) in enumerate(fit)})
        self.behind = _joined({f"r{i}": row["behind"] for i, (_, row) in enumerate(fit) if "behind" in row})


def _joined(words: dict[str, list[str]]) -> re.Pattern[str]:
    """A pattern for lower-case text: without case to mind, most of its branches end at their first letter."""
    groups = (f"(?P<{group}>{pattern_of(phrases)})" for group, phrases in words.items())
    return re.compile(rf"(?<!\w)(?:{'|'.join(groups) or '(?!)'})(?!\w)")


def _read() -> tuple[dict[AmountKind, _Roles], dict[str, str], frozenset[str]]:
    with (KNOWLEDGE / "roles.toml").open("rb") as file:
        table = tomllib.load(file)
    units, goods = table.pop("units"), frozenset(table.pop("goods")["words"].split()) | NOUNS
    table.pop("market")
    return {kind: _Roles(kind, table) for kind in AmountKind}, units, goods


_ROLES, _UNITS, _GOODS = _read()


def amounts_with_roles(document: Document, linked: Sequence[Linked]) -> list[Amount]:
    """The amounts, numbered as they stand, each with its role when a word near it tells one."""
    found: list[Amount] = []
    #: Asked once a sentence, however many amounts it has.
    of_market = cache(partial(is_market, document))
    for number, one in enumerate(linked):
        measured = one.measured
        sentence = document.sentence_at(measured.start)
        role = _role(document, linked, number, sentence, of_market)
        if one.range_of is not None:
            role = found[one.range_of].role or role
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


def _role(
    document: Document,
    linked: Sequence[Linked],
    number: int,
    sentence: int,
    of_market: Callable[[tuple[int, int]], bool],
) -> str | None:
    one = linked[number].measured
    if one.kind == AmountKind.QUANTITY and one.unit in _UNITS:
        return _UNITS[one.unit] or None
    if one.kind == AmountKind.QUANTITY and not _is_goods(one.unit):
        return None
    span = document.sentences[sentence] if document.sentences else (0, 0)
    start, end = _whole(document.plain, linked, number)
    if one.kind != AmountKind.QUANTITY and of_market(span):
        if one.kind == AmountKind.PERCENT and is_move(document.plain, span, start, end):
            return "market_move"
        if one.kind == AmountKind.MONEY and is_share_price(document.plain, span, start, one.value):
            return "share_price"
    roles = _ROLES[one.kind]
    if behind := roles.behind.match(lowered(document.plain, end, min(span[1], end + _REACH)).lstrip()):
        return roles.told[behind.lastgroup or ""][0]
    others = [(other.measured.start, other.measured.end) for other in linked[max(0, number - 3) : number + 4]]
    return min(_telling(document.plain, one.kind, span, start, end, others), default=(0, None))[1]


def _is_goods(unit: str) -> bool:
    return unit.lower() in _GOODS or _CODE.fullmatch(unit) is not None


def _whole(text: str, linked: Sequence[Linked], number: int) -> tuple[int, int]:
    """The span of the amount with the other end of its range and with its conversion."""
    start, end = linked[number].measured.start, linked[number].measured.end
    for index in range(max(0, number - 1), min(len(linked), number + 2)):
        tied = linked[max(index, number)]
        if index != number and min(index, number) in (tied.range_of, tied.converts):
            start, end = (
                min(start, linked[index].measured.start),
                max(end, linked[index].measured.end),
            )
    return start, end + text.startswith(")", end)


def _telling(
    text: str,
    kind: AmountKind,
    span: tuple[int, int],
    start: int,
    end: int,
    others: Sequence[tuple[int, int]],
) -> Iterator[tuple[int, str]]:
    """How far off each word is that tells a role, and the role."""
    floor, ceiling = max(span[0], start - _REACH), min(span[1], end + _REACH)
    roles = _ROLES[kind]
    for match in roles.near.finditer(lowered(text, floor, ceiling)):
        begin, stop = floor + match.start(), floor + match.end()
        if begin < end and start < stop:
            continue
        ahead = stop <= start
        left, right = (stop, start) if ahead else (end, begin)
        away = right - left + (0 if ahead else _BEHIND_COSTS)
        away += _CLAUSE_COSTS * sum(1 for _ in _CLAUSE.finditer(text, left, right))
        away += _AMOUNT_COSTS * sum(left <= one and other <= right for one, other in others)
        role, costs = roles.told[match.lastgroup or ""]
        yield away + costs, role
