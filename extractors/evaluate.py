"""How well readings agree with gold, and annotators with each other: what is right, wrong, missed.

Pure; no files. When something counts as right is told in tests/data/gold/GUIDELINES.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from extractors.gold import Gold
from extractors.said import Figure, Named, Said, said_in_gold, said_in_reading
from extractors.scores import Counts, Key, scores_of
from records.accuracy import Measure, Score
from records.errors import ConfigError
from records.facts import AmountKind, Reading

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """An article marked by hand, and what we made of it."""

    gold: Gold
    #: Of the marked text.
    reading: Reading
    #: What the page reader left of title, text and promotion; None when it was not asked.
    page: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """One disagreement, with the text around it."""

    document: str
    #: As in Score: `entities.chip`, `amounts.money`, `attributions`.
    what: str
    #: `wrong` (found, not in the gold) or `missed`.
    verdict: str
    shown: str
    #: "" for what has no place: topics, the verdict on the topic, sources of the gold.
    before: str = ""
    surface: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class _Item:
    """Something found or wanted: under which keys it counts, how it is shown, where it stands."""

    keys: tuple[Key, ...]
    shown: str = ""
    start: int = 0
    end: int = 0


#: Right, wrong, missed.
_Parts = tuple[list[_Item], list[_Item], list[_Item]]


def evaluate(trials: Iterable[Trial]) -> list[Score]:
    """A score for every measure, type and language, and over all languages; the same each time."""
    return scores_of((trial.gold.language, _counts(_tried(trial))) for trial in trials)


def agreement(pairs: Iterable[tuple[Gold, Gold]]) -> list[Score]:
    """The same figures for annotator b against annotator a; F1 is the same the other way round.

    Raises ConfigError when the two did not mark the same text.
    """
    counted = []
    for a, b in pairs:
        if a.text != b.text:
            raise ConfigError(a.id, "the two annotators marked different texts", "copy the text as it is")
        counted.append((a.language, _counts(_compare(said_in_gold(a), said_in_gold(b)))))
    return scores_of(counted)


def misses(trials: Iterable[Trial]) -> Iterator[Miss]:
    """Every disagreement, article by article. For open gold only: the locked half is never looked at."""
    for trial in trials:
        _, wrong, missed = _tried(trial)
        for verdict, items in (("wrong", wrong), ("missed", missed)):
            yield from (_miss(trial.gold, verdict, item) for item in items if _is_telling(item))


def _is_telling(item: _Item) -> bool:
    return item.keys[0][0] not in (Measure.MENTIONS, Measure.AMOUNTS_EXACT)


def _miss(gold: Gold, verdict: str, item: _Item) -> Miss:
    measure, type_ = item.keys[-1]
    text, start, end = gold.text, item.start, item.end
    return Miss(
        document=gold.id,
        what=f"{measure}.{type_}" if type_ else str(measure),
        verdict=verdict,
        shown=item.shown,
        before=text[max(0, start - 50) : start].replace("\n", " "),
        surface=text[start:end],
        after=text[end : end + 40].replace("\n", " ") if end else "",
    )


def _counts(parts: _Parts) -> Counts:
    rows = [Counter(key for item in part for key in item.keys) for part in parts]
    keys = {key for row in rows for key in row}
    return {key: (rows[0][key], rows[1][key], rows[2][key]) for key in keys}


def _tried(trial: Trial) -> _Parts:
    parts = _compare(said_in_gold(trial.gold), said_in_reading(trial.reading))
    if trial.page is not None:
        for whole, lines in zip(parts, _lines(trial.gold, trial.page), strict=True):
            whole += (_Item(((Measure.PROMOTION, None),), line) for line in lines)
    return parts


def _lines(gold: Gold, page: str) -> tuple[list[str], list[str], list[str]]:
    """Promotion that was taken out, paragraphs that were taken out with it, promotion that stayed."""
    kept, promotion = set(_each_line(page)), _each_line(gold.promotion)
    lost = [line for line in _each_line(gold.text) if line not in kept]
    return (
        [line for line in promotion if line not in kept],
        lost,
        [line for line in promotion if line in kept],
    )


def _each_line(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def _compare(wanted: Said, found: Said) -> _Parts:
    parts: _Parts = ([], [], [])
    for more in (
        _matched(wanted.entities, found.entities, _same_entity, _entity),
        _sets(Measure.MENTIONS, wanted.spans, found.spans),
        _matched(wanted.figures, found.figures, _same_amount, _amount),
        _matched(wanted.figures, found.figures, _same_amount_exactly, _amount_exact),
        _matched(wanted.sources, found.sources, _same_entity, _source),
        _sets(Measure.TOPICS, wanted.topics, found.topics),
        _sets(
            Measure.ON_TOPIC, {"on topic"} if wanted.on_topic else (), {"on topic"} if found.on_topic else ()
        ),
    ):
        for whole, items in zip(parts, more, strict=True):
            whole += items
    return parts


def _matched(
    wanted: Sequence[_T], found: Sequence[_T], same: Callable[[_T, _T], bool], item: Callable[[_T], _Item]
) -> _Parts:
    """Each found one with the first wanted one that it equals and that no other has taken."""
    right, wrong, rest = [], [], list(wanted)
    for one in found:
        match = next((place for place, other in enumerate(rest) if same(other, one)), None)
        if match is None:
            wrong.append(item(one))
        else:
            right.append(item(one))
            del rest[match]
    return right, wrong, [item(one) for one in rest]


def _sets(measure: Measure, wanted: Iterable[object], found: Iterable[object]) -> _Parts:
    one, other = set(wanted), set(found)
    parts = (one & other, other - one, one - other)
    right, wrong, missed = ([_Item(((measure, None),), str(item)) for item in part] for part in parts)
    return right, wrong, missed


def _same_entity(wanted: Named, found: Named) -> bool:
    return wanted.type == found.type and wanted.called.meets(found.called)


def _same_amount(wanted: Figure, found: Figure) -> bool:
    overlap = wanted.start < found.end and found.start < wanted.end
    close = abs(found.value - wanted.value) <= 1e-6 * abs(wanted.value)
    same_unit = wanted.kind != AmountKind.MONEY or wanted.unit == found.unit
    return overlap and close and same_unit and wanted.kind == found.kind


def _same_amount_exactly(wanted: Figure, found: Figure) -> bool:
    same_span = (wanted.start, wanted.end) == (found.start, found.end)
    same_words = (wanted.unit, wanted.hedge) == (found.unit, found.hedge)
    return same_span and same_words and _same_amount(wanted, found)


def _entity(one: Named) -> _Item:
    keys = ((Measure.ENTITIES, None), (Measure.ENTITIES, str(one.type)))
    return _Item(keys, one.shown, one.start, one.end)


def _amount(one: Figure) -> _Item:
    return _Item(((Measure.AMOUNTS, None), (Measure.AMOUNTS, str(one.kind))), one.shown, one.start, one.end)


def _amount_exact(one: Figure) -> _Item:
    return _Item(((Measure.AMOUNTS_EXACT, None),), one.shown, one.start, one.end)


def _source(one: Named) -> _Item:
    return _Item(((Measure.ATTRIBUTIONS, None),), one.shown, one.start, one.end)
