"""`chipwatch eval --agreement`: those who mark articles by hand, against each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from extractors.evaluate import agreement, layer_agreement
from extractors.gold import Gold, read_gold_folder, read_layer_file
from extractors.gold_layer import Layer
from flows.accuracy import LOCKED, OPEN
from records.accuracy import Score
from records.errors import ConfigError

#: The tables in which people are compared who worked from the same page, each alone.
_PEOPLE = ("annotator b against a", "second layer, a second annotator against the first")


def agreed(folder: Path) -> dict[str, list[Score]]:
    """How far annotators agree: b with a, by equal names of files in agreement/, and each with the gold;
    and who marked a second layer in agreement/said/ with who marked that of the gold.

    Without what nobody has marked yet. Raises ConfigError when they did not mark the same articles.
    """
    gold = {half: read_gold_folder(folder / half) for half in (OPEN, LOCKED)}
    layers = list(_second_layers(folder, gold))
    return _first_layer(folder, gold) | ({_PEOPLE[1]: layer_agreement(layers)} if layers else {})


def between_people(tables: Mapping[str, Sequence[Score]]) -> list[Score]:
    """Of what `agreed` tells, the figures that say how well the page is understood: each once."""
    return [score for name in _PEOPLE for score in tables.get(name, ())]


def _first_layer(folder: Path, gold: Mapping[str, Sequence[Gold]]) -> dict[str, list[Score]]:
    a, b = ({one.id: one for one in read_gold_folder(folder / "agreement" / who)} for who in "ab")
    if a.keys() != b.keys():
        alone = ", ".join(sorted(a.keys() ^ b.keys()))
        raise ConfigError(str(folder / "agreement"), f"only one annotator marked {alone}")
    if not a:
        return {}
    by_text = {one.text: one for half in gold.values() for one in half}
    return {_PEOPLE[0]: agreement((a[name], b[name]) for name in sorted(a))} | {
        f"annotator {who} against the gold": agreement(
            (by_text[one.text], one) for one in marked.values() if one.text in by_text
        )
        for who, marked in (("a", a), ("b", b))
    }


def _second_layers(folder: Path, gold: Mapping[str, Sequence[Gold]]) -> Iterator[tuple[Gold, Layer]]:
    for half, articles in gold.items():
        by_name = {one.id: one for one in articles}
        for file in sorted((folder / "agreement" / "said" / half).glob("*.toml")):
            if file.stem not in by_name:
                raise ConfigError(str(file), f"there is no such article in {half}/")
            yield by_name[file.stem], read_layer_file(by_name[file.stem], file)
