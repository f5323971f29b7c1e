"""What we know of the world: knowledge/*.toml as entities, checked when read.

One file a type, one table an entity; the table's key is the slug of its id, `company:nvidia`. A form that two
entities claim in one language is refused, unless both call it weak: then the document decides.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path
from types import MappingProxyType

from extractors.words import KNOWLEDGE
from records.entities import Alias, Entity
from records.errors import ConfigError
from records.facts import EntityType

#: Which file holds which type.
FILES = {
    "companies": EntityType.COMPANY,
    "agencies": EntityType.AGENCY,
    "media": EntityType.MEDIA,
    "people": EntityType.PERSON,
    "chips": EntityType.CHIP,
    "measures": EntityType.MEASURE,
    "countries": EntityType.COUNTRY,
    "places": EntityType.PLACE,
    "indices": EntityType.INDEX,
    "organisations": EntityType.ORG,
}
_TEXTS = frozenset({"name", "wikidata", "country", "checked"})
_LISTS = frozenset({"forms", "it", "en", "es", "weak", "cues"})
#: Keys of one type: True a list, False a single value.
_OWN: Mapping[EntityType, Mapping[str, bool]] = {
    EntityType.COMPANY: {"tickers": True, "sector": False, "parent": False, "founded": False},
    EntityType.AGENCY: {"kind": False, "parent": False},
    EntityType.MEDIA: {"family": False, "lang": False, "kind": False, "parent": False},
    EntityType.PERSON: {"roles": True, "short": True},
    EntityType.CHIP: {
        "vendor": False,
        "kind": False,
        "family": False,
        "successor": False,
        "memory": False,
        "for_china": False,
        "figures": False,
    },
    EntityType.MEASURE: {"kind": False, "by": False, "date": False, "reference": False},
    EntityType.COUNTRY: {},
    EntityType.PLACE: {"kind": False, "parent": False},
    EntityType.INDEX: {"kind": False},
    EntityType.ORG: {"kind": False, "parent": False},
}
_KEY = re.compile(r"[a-z0-9][a-z0-9-]*")
#: Keys whose value is the slug of another entity, with that entity's type.
_PARENTS = {
    EntityType.COMPANY: ("parent", EntityType.COMPANY),
    EntityType.CHIP: ("vendor", EntityType.COMPANY),
    EntityType.MEASURE: ("by", EntityType.AGENCY),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """The known entities by id, and companies by each of their tickers."""

    entities: Mapping[str, Entity]
    by_ticker: Mapping[str, str]


@cache
def load_catalogue(folder: Path = KNOWLEDGE) -> Catalogue:
    """The catalogue in `folder`, read once a process.

    Raises ConfigError, which names file, line and both owners, when the knowledge contradicts itself.
    """
    entities: dict[str, Entity] = {}
    lines: dict[str, str] = {}
    for stem, type_ in FILES.items():
        path = folder / f"{stem}.toml"
        if path.exists():
            for entity, where in _read(path, type_):
                entities[entity.id] = entity
                lines[entity.id] = where
    for refusal in shared_forms(entities.values(), lines):
        raise refusal
    return Catalogue(entities=MappingProxyType(entities), by_ticker=_tickers(entities.values(), lines))


def _read(path: Path, type_: EntityType) -> Iterator[tuple[Entity, str]]:
    source = path.read_text(encoding="utf-8")
    try:
        tables = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(path.name, f"is not TOML: {error}") from error
    line_of = {
        match.group(1): number
        for number, line in enumerate(source.splitlines(), 1)
        if (match := re.match(r"\[([^\].]+)\]", line))
    }
    for key, table in tables.items():
        where = f"{path.name}:{line_of.get(key, '?')}"
        if not isinstance(table, dict):
            raise ConfigError(where, f"{key!r} stands outside of every table")
        yield _entity(key, table, type_, where), where


def _entity(key: str, table: dict[str, object], type_: EntityType, where: str) -> Entity:
    if not _KEY.fullmatch(key):
        raise ConfigError(where, f"[{key}] is no key", "use lower-case letters, digits and hyphens")
    _check(key, table, type_, where)
    parent_key, parent_type = _PARENTS.get(type_, ("parent", type_))
    parent = str(table.get(parent_key, ""))
    details = {name: value for name, value in table.items() if name not in _TEXTS | _LISTS | {"tickers"}}
    return Entity(
        id=f"{type_}:{key}",
        type=type_,
        name=str(table["name"]),
        aliases=_aliases(table),
        cues=_texts(table, "cues"),
        wikidata=str(table.get("wikidata", "")),
        country=str(table.get("country", "")),
        parent=f"{parent_type}:{parent}" if parent else "",
        tickers=_texts(table, "tickers"),
        details=details,
        checked=str(table.get("checked", "")),
    )


def _check(key: str, table: dict[str, object], type_: EntityType, where: str) -> None:
    own = _OWN[type_]
    allowed = _TEXTS | _LISTS | own.keys()
    for name, value in table.items():
        if name not in allowed:
            raise ConfigError(
                where, f"[{key}] has an unknown key {name!r}", f"allowed: {', '.join(sorted(allowed))}"
            )
        wants_list = name in _LISTS or own.get(name, False)
        if wants_list != isinstance(value, list):
            raise ConfigError(where, f"[{key}] {name} must {'' if wants_list else 'not '}be a list")
        if name in _LISTS and not all(isinstance(form, str) and form.strip() == form != "" for form in value):  # type: ignore[attr-defined]
            raise ConfigError(where, f"[{key}] {name} must hold trimmed, non-empty strings")
    if not str(table.get("name", "")).strip():
        raise ConfigError(where, f"[{key}] has no name")


def _texts(table: dict[str, object], key: str) -> tuple[str, ...]:
    values = table.get(key, [])
    return tuple(str(value) for value in values) if isinstance(values, list) else ()


def _aliases(table: dict[str, object]) -> tuple[Alias, ...]:
    """Each spelling once a language, the canonical name first."""
    weak = set(_texts(table, "weak"))
    listed = [(str(table["name"]), "")]
    listed += [(form, "") for form in _texts(table, "forms")]
    # English is printed everywhere: its forms count in every language.
    listed += [(form, "") for form in _texts(table, "en")]
    listed += [(form, language) for language in ("it", "es") for form in _texts(table, language)]
    known = {form for form, _ in listed}
    listed += [(form, "") for form in _texts(table, "weak") if form not in known]
    return tuple(Alias(form=form, language=lang, weak=form in weak) for form, lang in dict.fromkeys(listed))


def shared_forms(entities: Iterable[Entity], lines: Mapping[str, str]) -> Iterator[ConfigError]:
    """Each form that two entities claim in one language, unless both call it weak."""
    owners: dict[str, list[tuple[str, Alias]]] = {}
    for entity in entities:
        for alias in entity.aliases:
            owners.setdefault(alias.form, []).append((entity.id, alias))
    for form, claims in owners.items():
        for (one, alias), (other, second) in combinations(claims, 2):
            meet = alias.language == second.language or "" in (alias.language, second.language)
            if one != other and meet and not (alias.weak and second.weak):
                yield ConfigError(
                    f"{lines[one]} and {lines[other]}",
                    f"{form!r} stands for both {one} and {other}",
                    "keep it in one, or list it as weak with cues in both",
                )


def _tickers(entities: Iterable[Entity], lines: Mapping[str, str]) -> Mapping[str, str]:
    owner: dict[str, str] = {}
    for entity in entities:
        for ticker in entity.tickers:
            first = owner.setdefault(ticker, entity.id)
            if first != entity.id:
                where = f"{lines[first]} and {lines[entity.id]}"
                raise ConfigError(where, f"{ticker} is a ticker of both {first} and {entity.id}")
    return MappingProxyType(owner)
