"""How well readings agree with gold, and annotators with each other: what is right, wrong, missed.

Pure; no files. When something counts as right is told in tests/data/gold/GUIDELINES.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractors.compare import Item, Parts, counts_of, joined, matched, sets
from extractors.compare_layer import compare_layer
from extractors.gold import Gold
from extractors.gold_layer import Layer
from extractors.said import Figure, Named, Said, said_in_gold, said_in_reading, same_amount
from extractors.said_layer import layer_in_gold, layer_in_reading
from extractors.scores import scores_of
from records.accuracy import Measure, Score
from records.errors import ConfigError
from records.facts import Reading

#: Told by another measure too, which shows the same place.
_SILENT = frozenset({Measure.MENTIONS, Measure.AMOUNTS_EXACT, Measure.QUOTE_SPANS, Measure.QUOTES_EXACT})


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


def evaluate(trials: Iterable[Trial]) -> list[Score]:
    """A score for every measure, type and language, and over all languages; the same each time.

    Measures of the second layer count over the articles that have one.
    """
    tried = list(trials)
    return [
        *scores_of((trial.gold.language, counts_of(_tried(trial))) for trial in tried),
        *scores_of((trial.gold.language, counts_of(_layer(trial))) for trial in tried if trial.gold.layer),
    ]


def agreement(pairs: Iterable[tuple[Gold, Gold]]) -> list[Score]:
    """The same figures for annotator b against annotator a; F1 is the same the other way round.

    Raises ConfigError when the two did not mark the same text.
    """
    counted = []
    for a, b in pairs:
        if a.text != b.text:
            raise ConfigError(a.id, "the two annotators marked different texts", "copy the text as it is")
        counted.append((a.language, counts_of(_compare(said_in_gold(a), said_in_gold(b)))))
    return scores_of(counted)


def layer_agreement(pairs: Iterable[tuple[Gold, Layer]]) -> list[Score]:
    """Second layers that somebody else marked, each against its article's own, as readings are."""
    return scores_of((gold.language, counts_of(_layers(gold, other))) for gold, other in pairs)


def misses(trials: Iterable[Trial]) -> Iterator[Miss]:
    """Every disagreement, article by article. For open gold only: the locked half is never looked at."""
    for trial in trials:
        _, wrong, missed = joined([_tried(trial), _layer(trial)])
        for verdict, items in (("wrong", wrong), ("missed", missed)):
            yield from (_miss(trial.gold, verdict, item) for item in items if _is_telling(item))


def _is_telling(item: Item) -> bool:
    return item.keys[0][0] not in _SILENT


def _miss(gold: Gold, verdict: str, item: Item) -> Miss:
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


def _tried(trial: Trial) -> Parts:
    parts = _compare(said_in_gold(trial.gold), said_in_reading(trial.reading))
    if trial.page is not None:
        for whole, lines in zip(parts, _lines(trial.gold, trial.page), strict=True):
            whole += (Item(((Measure.PROMOTION, None),), line) for line in lines)
    return parts


def _layer(trial: Trial) -> Parts:
    gold = trial.gold
    if gold.layer is None:
        return ([], [], [])
    return compare_layer(layer_in_gold(gold, gold.layer), layer_in_reading(trial.reading))


def _layers(gold: Gold, other: Layer) -> Parts:
    """Raises ConfigError when the article has no layer of its own."""
    if gold.layer is None:
        raise ConfigError(gold.id, "the first annotator marked no second layer of it")
    return compare_layer(layer_in_gold(gold, gold.layer), layer_in_gold(gold, other))


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


def _compare(wanted: Said, found: Said) -> Parts:
    on_topic = [{"on topic"} if said.on_topic else () for said in (wanted, found)]
    return joined(
        [
            matched(wanted.entities, found.entities, _same_entity, _entity),
            sets(Measure.MENTIONS, wanted.spans, found.spans),
            matched(wanted.figures, found.figures, same_amount, _amount),
            matched(wanted.figures, found.figures, _same_amount_exactly, _amount_exact),
            matched(wanted.sources, found.sources, _same_entity, _source),
            sets(Measure.TOPICS, wanted.topics, found.topics),
            sets(Measure.ON_TOPIC, *on_topic),
        ]
    )


def _same_entity(wanted: Named, found: Named) -> bool:
    return wanted.type == found.type and wanted.called.meets(found.called)


def _same_amount_exactly(wanted: Figure, found: Figure) -> bool:
    same_span = (wanted.start, wanted.end) == (found.start, found.end)
    same_words = (wanted.unit, wanted.hedge) == (found.unit, found.hedge)
    return same_span and same_words and same_amount(wanted, found)


def _entity(one: Named) -> Item:
    keys = ((Measure.ENTITIES, None), (Measure.ENTITIES, str(one.type)))
    return Item(keys, one.shown, one.start, one.end)


def _amount(one: Figure) -> Item:
    return Item(((Measure.AMOUNTS, None), (Measure.AMOUNTS, str(one.kind))), one.shown, one.start, one.end)


def _amount_exact(one: Figure) -> Item:
    return Item(((Measure.AMOUNTS_EXACT, None),), one.shown, one.start, one.end)


def _source(one: Named) -> Item:
    return Item(((Measure.ATTRIBUTIONS, None),), one.shown, one.start, one.end)
