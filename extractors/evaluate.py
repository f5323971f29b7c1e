"""How well readings agree with gold: precision, recall and F1 by what is found, with intervals. Pure; no files.

Entities count once a document: a found entity is right when one of the document's gold entities has its type and
its name or one of its surfaces. Amounts are right when span, kind, value and a money's currency agree, the spans as far
as they overlap. Attributions, topics and the verdict on the topic are right when equal.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractors.gold import Gold, GoldAmount
from records.facts import Amount, AmountKind, EntityType, Reading

#: Resamples of the documents behind an interval, and its two ends.
_RESAMPLES, _LOW, _HIGH = 1000, 0.025, 0.975
#: Languages of a row over all of them.
ALL = "all"
#: Value of a unit of ours in the percents of the gold: 25 basis points are 0.25.
_PERCENTS = {"percent": 1.0, "percentage_point": 1.0, "basis_point": 0.01}
_ENTITY_TYPES = frozenset(type_.value for type_ in EntityType)
_AMOUNT_KINDS = frozenset(kind.value for kind in AmountKind)
Pair = tuple[Gold, Reading]
#: Right, wrong and missed.
Counts = tuple[int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One line of the table: `what` in `language`, with the 95 % interval of F1 over documents."""

    what: str
    language: str
    documents: int
    right: int
    wrong: int
    missed: int
    precision: float
    recall: float
    f1: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """One disagreement, with the text around it."""

    document: str
    what: str
    #: `wrong` (found, not in the gold) or `missed`.
    verdict: str
    shown: str
    context: str


@dataclass(frozen=True, slots=True)
class _Item:
    """Something found or wanted: where it counts, how it is shown, where it stands."""

    what: str
    shown: str
    start: int
    end: int


def evaluate(pairs: Sequence[Pair]) -> list[Score]:
    """A score for every kind of thing in every language, and for all languages together."""
    counted = [(gold.language, _counts(gold, reading)) for gold, reading in pairs]
    kinds = sorted({what for _, counts in counted for what in counts})
    languages = [ALL, *sorted({language for language, _ in counted})]
    scores = []
    for what in kinds:
        for language in languages:
            rows = [counts.get(what, (0, 0, 0)) for spoken, counts in counted if language in (ALL, spoken)]
            if any(any(row) for row in rows):
                scores.append(_score(what, language, rows))
    return scores


def misses(pairs: Sequence[Pair]) -> Iterator[Miss]:
    """Every disagreement, document by document. For open gold only: the locked half is never looked at."""
    for gold, reading in pairs:
        _, wrong, missed = _compare(gold, reading)
        for verdict, items in (("wrong", wrong), ("missed", missed)):
            for item in items:
                context = gold.text[max(0, item.start - 50) : item.end + 40].replace("\n", " ")
                yield Miss(
                    document=gold.id, what=item.what, verdict=verdict, shown=item.shown, context=context
                )


def _counts(gold: Gold, reading: Reading) -> dict[str, Counts]:
    right, wrong, missed = _compare(gold, reading)
    totals: dict[str, list[int]] = {}
    for place, items in enumerate((right, wrong, missed)):
        for item in items:
            for what in (item.what, *_sums(item.what)):
                totals.setdefault(what, [0, 0, 0])[place] += 1
    return {what: (row[0], row[1], row[2]) for what, row in totals.items()}


def _sums(what: str) -> tuple[str, ...]:
    if what in _ENTITY_TYPES:
        return ("entities",)
    return ("amounts",) if what in _AMOUNT_KINDS else ()


def _compare(gold: Gold, reading: Reading) -> tuple[list[_Item], list[_Item], list[_Item]]:
    """Right, wrong and missed items of one document."""
    right: list[_Item] = []
    wrong: list[_Item] = []
    missed: list[_Item] = []
    for part in (_entities(gold, reading), _amounts(gold, reading), _verdicts(gold, reading)):
        for whole, items in zip((right, wrong, missed), part, strict=True):
            whole += items
    return right, wrong, missed


_Parts = tuple[list[_Item], list[_Item], list[_Item]]


def _entities(gold: Gold, reading: Reading) -> _Parts:
    wanted: dict[tuple[EntityType, str], set[str]] = {}
    place: dict[tuple[EntityType, str], tuple[int, int]] = {}
    for mark in gold.mentions:
        key = mark.type, mark.name
        wanted.setdefault(key, {folded(mark.name)}).add(folded(gold.text[mark.start : mark.end]))
        place.setdefault(key, (mark.start, mark.end))
    found: dict[tuple[EntityType, str], set[str]] = {}
    where: dict[tuple[EntityType, str], tuple[int, int]] = {}
    for mention in reading.mentions:
        if mention.type is not None:
            own = mention.type, mention.entity_id or mention.name
            found.setdefault(own, {folded(mention.name)}).add(folded(mention.surface))
            where.setdefault(own, (mention.start, mention.end))
    right, wrong = [], []
    open_ = dict(wanted)
    for own, names in found.items():
        match = next((key for key, surfaces in open_.items() if key[0] == own[0] and surfaces & names), None)
        item = _Item(own[0], own[1], *where[own])
        if match is None:
            wrong.append(item)
        else:
            right.append(item)
            del open_[match]
    return right, wrong, [_Item(key[0], key[1], *place[key]) for key in open_]


def _amounts(gold: Gold, reading: Reading) -> _Parts:
    right, wrong = [], []
    open_ = list(gold.amounts)
    for amount in reading.amounts:
        match = next((wanted for wanted in open_ if _same_amount(wanted, amount)), None)
        item = _Item(
            amount.kind, f"{amount.surface} = {amount.value:g} {amount.unit}", amount.start, amount.end
        )
        if match is None:
            wrong.append(item)
        else:
            right.append(item)
            open_.remove(match)
    return right, wrong, [_Item(one.kind, f"{one.value:g} {one.unit}", one.start, one.end) for one in open_]


def _same_amount(wanted: GoldAmount, amount: Amount) -> bool:
    value = amount.value * (_PERCENTS[amount.unit] if amount.kind == AmountKind.PERCENT else 1.0)
    overlap = wanted.start < amount.end and amount.start < wanted.end
    same_unit = amount.kind != AmountKind.MONEY or amount.unit == wanted.unit
    return (
        overlap
        and wanted.kind == amount.kind
        and abs(value - wanted.value) <= 1e-6 * abs(value)
        and same_unit
    )


def _verdicts(gold: Gold, reading: Reading) -> _Parts:
    sets = (
        (
            "attributions",
            set(map(folded, gold.attributions)),
            {folded(a.source) for a in reading.attributions},
        ),
        ("topics", set(gold.topics), set(reading.relevance.topics)),
        (
            "on_topic",
            {"on_topic"} if gold.on_topic else set(),
            {"on_topic"} if reading.relevance.on_topic else set(),
        ),
    )
    parts: _Parts = ([], [], [])
    for what, wanted, found in sets:
        for items, names in zip(parts, (wanted & found, found - wanted, wanted - found), strict=True):
            items += (_Item(what, name, 0, 0) for name in sorted(names))
    return parts


def folded(name: str) -> str:
    """A name without case, accents, articles, full stops and double spaces: `The U.S. Congress` is `us congress`."""
    even = unicodedata.normalize("NFKD", name.replace("\u2019", "'")).casefold()
    even = "".join(letter for letter in even if not unicodedata.combining(letter)).replace(".", "")
    even = re.sub(r"\b(?:united states|u s)\b", "us", re.sub(r"^the\s+", "", even))
    # Initials, however spaced: C. C. Wei and CC Wei.
    return re.sub(r"\b(\w) (?=\w\b)", r"\1", " ".join(even.split()))


def _score(what: str, language: str, rows: Sequence[Counts]) -> Score:
    right, wrong, missed = (sum(column) for column in zip(*rows, strict=True))
    low, high = _interval(rows)
    return Score(
        what=what,
        language=language,
        documents=len(rows),
        right=right,
        wrong=wrong,
        missed=missed,
        precision=_ratio(right, right + wrong),
        recall=_ratio(right, right + missed),
        f1=_f1(right, wrong, missed),
        low=low,
        high=high,
    )


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def _f1(right: int, wrong: int, missed: int) -> float:
    return _ratio(2 * right, 2 * right + wrong + missed)


def _interval(rows: Sequence[Counts]) -> tuple[float, float]:
    """The middle 95 % of F1 over resampled documents; the same rows give the same interval."""
    dice = random.Random(0)  # noqa: S311 - statistics, not secrets
    scores = []
    for _ in range(_RESAMPLES):
        sample = dice.choices(rows, k=len(rows))
        scores.append(_f1(*(sum(column) for column in zip(*sample, strict=True))))
    scores.sort()
    return scores[int(_LOW * _RESAMPLES)], scores[int(_HIGH * _RESAMPLES)]


def as_table(scores: Sequence[Score]) -> str:
    """The scores as lines of a Markdown table."""
    head = "| what | language | documents | precision | recall | F1 | 95 % |\n|---|---|---|---|---|---|---|"
    lines = [
        f"| {s.what} | {s.language} | {s.documents} | {s.precision:.3f} | {s.recall:.3f} | {s.f1:.3f} | {s.low:.3f} to {s.high:.3f} |"
        for s in scores
    ]
    return "\n".join([head, *lines])


def below(scores: Sequence[Score], floors: Mapping[str, float]) -> list[str]:
    """What has fallen under its floor, `what/language` → F1."""
    reached = {f"{score.what}/{score.language}": score.f1 for score in scores}
    return [
        f"{key}: {reached.get(key, 0.0):.3f} < {floor:.3f}"
        for key, floor in floors.items()
        if reached.get(key, 0.0) < floor
    ]
