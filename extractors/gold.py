"""Gold: articles marked by hand, as tests/data/gold/GUIDELINES.md says, read into text and spans."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from extractors.gold_layer import Layer, read_layer
from records.errors import ConfigError
from records.facts import AmountKind, EntityType

_MARK = re.compile(r"\[\[(?P<type>[a-z]+)=(?P<name>[^|\]]*)\|(?P<surface>.*?)\]\]", re.DOTALL)
_END = re.compile(r"^%%%\s*$", re.MULTILINE)
_BOUNDS = frozenset({"at_least", "at_most", "about"})


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldMention:
    """An entity where the annotator saw it."""

    type: EntityType
    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldAmount:
    """An amount where the annotator saw it; `unit` "" for percents."""

    kind: AmountKind
    value: float
    unit: str
    bound: str | None
    is_range_end: bool
    converts: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """One marked article. `text` is without marks; spans are offsets into it."""

    id: str
    language: str
    style: str
    on_topic: bool
    topics: tuple[str, ...]
    attributions: tuple[str, ...]
    title: str
    text: str
    #: What stands after the line `%%%`: nothing there may be extracted.
    promotion: str
    mentions: tuple[GoldMention, ...]
    amounts: tuple[GoldAmount, ...]
    published: date | None = None
    #: None: only the first layer of the article is marked.
    layer: Layer | None = None


def read_gold(source: str, name: str) -> Gold:
    """One article from its TOML; ConfigError names the article and the mark that is wrong."""
    try:
        table = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(name, f"is not TOML: {error}") from error
    marked, _, promotion = _split(table["text"])
    text, mentions, amounts = _strip(marked, name)
    return Gold(
        id=name,
        language=table["language"],
        style=table["style"],
        on_topic=table["on_topic"],
        topics=tuple(table["topics"]),
        attributions=tuple(table["attributions"]),
        title=table["title"],
        text=text,
        promotion=promotion.strip(),
        mentions=tuple(mentions),
        amounts=tuple(amounts),
        published=date.fromisoformat(table["published"]) if "published" in table else None,
    )


def read_gold_folder(folder: Path) -> list[Gold]:
    """All articles of a folder, by name, each with its second layer where there is one."""
    articles = [
        read_gold(path.read_text(encoding="utf-8"), path.stem) for path in sorted(folder.glob("*.toml"))
    ]
    layers = {path.stem: path for path in layer_files(folder)}
    if alone := layers.keys() - {article.id for article in articles}:
        raise ConfigError(str(folder), f"a second layer without its article: {', '.join(sorted(alone))}")
    return [
        replace(article, layer=read_layer_file(article, layers[article.id]))
        if article.id in layers
        else article
        for article in articles
    ]


def layer_files(folder: Path) -> list[Path]:
    """The second layer of a half: `said/open/` beside `open/`."""
    return sorted((folder.parent / "said" / folder.name).glob("*.toml"))


def read_layer_file(gold: Gold, file: Path) -> Layer:
    """The second layer that `file` marks on `gold`."""
    printed = [gold.text[amount.start : amount.end] for amount in gold.amounts]
    return read_layer(file.read_text(encoding="utf-8"), gold.id, gold.text, printed)


def _split(marked: str) -> tuple[str, str, str]:
    end = _END.search(marked)
    return (marked[: end.start()], end.group(), marked[end.end() :]) if end else (marked, "", "")


def _strip(marked: str, name: str) -> tuple[str, list[GoldMention], list[GoldAmount]]:
    """The text without its marks, and what they said."""
    marked = marked.strip()
    pieces: list[str] = []
    mentions: list[GoldMention] = []
    amounts: list[GoldAmount] = []
    at = length = 0
    for mark in _MARK.finditer(marked):
        before, surface = marked[at : mark.start()], mark["surface"]
        start = length + len(before)
        if mark["type"] in {kind.value for kind in AmountKind}:
            amounts.append(_amount(mark, start, name))
        elif mark["type"] in {type_.value for type_ in EntityType}:
            end = start + len(surface)
            mentions.append(
                GoldMention(type=EntityType(mark["type"]), name=mark["name"].strip(), start=start, end=end)
            )
        else:
            raise ConfigError(name, f"{mark.group()} has no known type")
        pieces += (before, surface)
        at, length = mark.end(), start + len(surface)
    text = "".join((*pieces, marked[at:]))
    if "[[" in text or "]]" in text:
        raise ConfigError(name, f"a mark is broken near {text[max(0, text.find('[[')) :][:40]!r}")
    return text, mentions, amounts


def _amount(mark: re.Match[str], start: int, name: str) -> GoldAmount:
    words = mark["name"].split()
    try:
        value = float(words[0])
    except (ValueError, IndexError):
        raise ConfigError(name, f"{mark.group()} has no number") from None
    flags = set(words[1:]) & (_BOUNDS | {"range", "converts"})
    unit = " ".join(word for word in words[1:] if word not in flags)
    return GoldAmount(
        kind=AmountKind(mark["type"]),
        value=value,
        unit=unit,
        bound=next(iter(flags & _BOUNDS), None),
        is_range_end="range" in flags,
        converts="converts" in flags,
        start=start,
        end=start + len(mark["surface"]),
    )
