"""What we know of the world: knowledge/*.toml as entities, checked when read.

One file a type, one table an entity; the table's key is the slug of its id, `company:nvidia`. A form that two
entities claim in one language is refused, unless both call it weak: then the document decides.
"""

from __future__ import annotations

import gc
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path
from types import MappingProxyType
from typing import Any

from extractors.compiled import compiled
from extractors.tries import tries
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
_NO_DETAILS = _TEXTS | _LISTS | {"tickers"}
_KEY = re.compile(r"[a-z0-9][a-z0-9-]*")
#: Keys whose value is the slug of another entity, with that entity's type.
_PARENTS = {
    EntityType.COMPANY: ("parent", EntityType.COMPANY),
    EntityType.CHIP: ("vendor", EntityType.COMPANY),
    EntityType.MEASURE: ("by", EntityType.AGENCY),
}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Catalogue:
    """The known entities by id, and companies by each of their tickers."""

    entities: Mapping[str, Entity]
    by_ticker: Mapping[str, str]


@cache
def load_catalogue(folder: Path = KNOWLEDGE) -> Catalogue:
    """The catalogue in `folder`, read once a process.

    Raises ConfigError, which names file, line and both owners, when the knowledge contradicts itself.
    """
    tables = load_knowledge(folder)["tables"]
    entities = {
        entity.id: entity for stem, type_ in FILES.items() for entity in _entities(tables[stem], type_)
    }
    by_ticker = {ticker: entity.id for entity in entities.values() for ticker in entity.tickers}
    return Catalogue(entities=MappingProxyType(entities), by_ticker=MappingProxyType(by_ticker))


@cache
def load_knowledge(folder: Path = KNOWLEDGE) -> dict[str, Any]:
    """`tables`, the checked TOML by file, and `exact` and `folded`, the forms as tries (see matcher)."""
    with _no_garbage_collection():
        return compiled(folder, _compile)


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Tens of thousands of new dicts and no garbage: collecting would cost a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _compile(folder: Path) -> dict[str, Any]:
    """Read, check and index the knowledge."""
    tables: dict[str, dict[str, Any]] = {}
    lines: dict[str, str] = {}
    for stem, type_ in FILES.items():
        path = folder / f"{stem}.toml"
        tables[stem] = _read(path, type_, lines) if path.exists() else {}
    entities = [entity for stem, type_ in FILES.items() for entity in _entities(tables[stem], type_)]
    for refusal in (*shared_forms(entities, lines), *shared_tickers(entities, lines)):
        raise refusal
    exact, folded = tries(
        (alias.form, (entity.id, alias.language, alias.weak))
        for entity in entities
        for alias in entity.aliases
    )
    return {"tables": tables, "exact": exact, "folded": folded}


def _read(path: Path, type_: EntityType, lines: dict[str, str]) -> dict[str, Any]:
    """The checked tables of one file; `lines` learns where each entity stands."""
    source = path.read_text(encoding="utf-8")
    try:
        tables = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(path.name, f"is not TOML: {error}") from error
    heads = re.finditer(r"^\[([^\].\n]+)\]", source, re.MULTILINE)
    line_of = {head[1]: source.count("\n", 0, head.start()) + 1 for head in heads}
    for key, table in tables.items():
        where = lines[f"{type_}:{key}"] = f"{path.name}:{line_of.get(key, '?')}"
        if not isinstance(table, dict):
            raise ConfigError(where, f"{key!r} stands outside of every table")
        _check(key, table, type_, where)
    return tables


def _entities(tables: dict[str, Any], type_: EntityType) -> Iterator[Entity]:
    parent_key, parent_type = _PARENTS.get(type_, ("parent", type_))
    for key, table in tables.items():
        parent = str(table.get(parent_key, ""))
        yield Entity(
            id=f"{type_}:{key}",
            type=type_,
            name=table["name"],
            aliases=_aliases(table),
            cues=tuple(table.get("cues", ())),
            wikidata=table.get("wikidata", ""),
            country=table.get("country", ""),
            parent=f"{parent_type}:{parent}" if parent else "",
            tickers=tuple(table.get("tickers", ())),
            details={name: value for name, value in table.items() if name not in _NO_DETAILS},
            checked=table.get("checked", ""),
        )


def _check(key: str, table: dict[str, Any], type_: EntityType, where: str) -> None:
    if not _KEY.fullmatch(key):
        raise ConfigError(where, f"[{key}] is no key", "use lower-case letters, digits and hyphens")
    own = _OWN[type_]
    allowed = _TEXTS | _LISTS | own.keys()
    for name, value in table.items():
        if name not in allowed:
            remedy = f"allowed: {', '.join(sorted(allowed))}"
            raise ConfigError(where, f"[{key}] has an unknown key {name!r}", remedy)
        wants_list = name in _LISTS or own.get(name, False)
        if wants_list != isinstance(value, list):
            raise ConfigError(where, f"[{key}] {name} must {'' if wants_list else 'not '}be a list")
        if name in _LISTS and not all(
            isinstance(form, str) and form and form == form.strip() for form in value
        ):
            raise ConfigError(where, f"[{key}] {name} must hold trimmed, non-empty strings")
    if not isinstance(table.get("name"), str) or not table["name"].strip():
        raise ConfigError(where, f"[{key}] has no name")


def _aliases(table: dict[str, Any]) -> tuple[Alias, ...]:
    """Each spelling once a language, the canonical name first."""
    weak = frozenset(table.get("weak", ()))
    # English is printed everywhere: its forms count in every language.
    anywhere = dict.fromkeys((table["name"], *table.get("forms", ()), *table.get("en", ())))
    listed = [(form, "") for form in anywhere]
    for language in ("it", "es"):
        listed += [
            (form, language) for form in dict.fromkeys(table.get(language, ())) if form not in anywhere
        ]
    known = {form for form, _ in listed}
    listed += [(form, "") for form in table.get("weak", ()) if form not in known]
    return tuple(Alias(form=form, language=language, weak=form in weak) for form, language in listed)


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


def shared_tickers(entities: Iterable[Entity], lines: Mapping[str, str]) -> Iterator[ConfigError]:
    """Each ticker that two companies claim."""
    owner: dict[str, str] = {}
    for entity in entities:
        for ticker in entity.tickers:
            first = owner.setdefault(ticker, entity.id)
            if first != entity.id:
                where = f"{lines[first]} and {lines[entity.id]}"
                yield ConfigError(where, f"{ticker} is a ticker of both {first} and {entity.id}")
