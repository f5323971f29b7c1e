"""What people decide about names: kept as rows, applied in their order, never written into the facts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches

import duckdb

from records.entities import Decision, DecisionKind
from records.errors import ConfigError
from records.facts import EntityType
from storage.batches import aware, load, optional
from storage.links import end, links, whom
from storage.statements import apply
from storage.transactions import transaction

#: An id that a split may make: of a known type, and provisional.
_NEW_ID = re.compile(rf"({'|'.join(EntityType)}):~[a-z0-9][a-z0-9-]*")


def decide(db: duckdb.DuckDBPyConnection, asked: Decision) -> Decision | None:
    """Keep the decision and give it back with its ids; None when all is so already.

    `entity_id` and `into_id` may be names that only one entity has. Raises ConfigError when it makes
    no sense: an unknown name, a circle, a spelling that nobody uses.
    """
    made = decisions(db)
    decision = _CHECKS[asked.kind](db, replace(asked, entity_id=find_entity(db, asked.entity_id)), made)
    if decision is not None:
        _keep(db, decision, made)
    return decision


def decisions(db: duckdb.DuckDBPyConnection) -> list[Decision]:
    """All of them, in the order in which they apply."""
    rows = db.execute(
        "SELECT kind, entity_id, form, into_id, name, decided_at, decided_by, why "
        "FROM entity_decisions ORDER BY number"
    ).fetchall()
    return [
        Decision(
            kind=DecisionKind(kind),
            entity_id=entity_id,
            form=form or "",
            into_id=into_id or "",
            name=name or "",
            at=aware(at),
            by=by,
            why=why or "",
        )
        for kind, entity_id, form, into_id, name, at, by, why in rows
    ]


def find_entity(db: duckdb.DuckDBPyConnection, words: str) -> str:
    """The one id that `words` mean: an id, else a name or spelling that only one entity has.

    Raises ConfigError for words that mean none, or several.
    """
    if _exists(db, words):
        return words
    found = db.execute(
        "SELECT entity_id FROM entities WHERE lower(name) = lower($it) "
        "UNION SELECT entity_id FROM entity_aliases WHERE lower(form) = lower($it)",
        {"it": words},
    ).fetchall()
    ids: list[str] = sorted({entity_id for (entity_id,) in found})
    if len(ids) > 1:
        made = decisions(db)
        ids = sorted({whom(made, entity_id) for entity_id in ids})
    if len(ids) == 1:
        return ids[0]
    if ids:
        raise ConfigError(words, f"means {len(ids)} entities", f"give one of the ids {', '.join(ids)}")
    known = [entity_id for (entity_id,) in db.execute("SELECT entity_id FROM entities").fetchall()]
    near = get_close_matches(words, known, n=3)
    remedy = f"near: {', '.join(near)}" if near else "see chipwatch entities review"
    raise ConfigError(words, "no such entity", remedy)


def _merge(db: duckdb.DuckDBPyConnection, asked: Decision, made: Sequence[Decision]) -> Decision | None:
    source, target = asked.entity_id, whom(made, find_entity(db, asked.into_id))
    if target == source:
        raise ConfigError("merge", f"{asked.into_id} is {source} itself, or merged into it")
    if whom(made, source) == target:
        return None
    _refuse_merged("merge", source, made)
    if db.execute("SELECT 1 FROM entities WHERE entity_id = ? AND catalogued", [source]).fetchall():
        raise ConfigError("merge", f"{source} is in the catalogue", "mend its table in extractors/knowledge")
    return replace(asked, into_id=target)


def _rename(db: duckdb.DuckDBPyConnection, asked: Decision, made: Sequence[Decision]) -> Decision | None:
    del db
    _refuse_merged("rename", asked.entity_id, made)
    name = " ".join(asked.name.split())
    if not name:
        raise ConfigError("rename", "an empty name")
    renamed = (one for one in made if one.kind == DecisionKind.RENAME)
    names = [one.name for one in renamed if one.entity_id == asked.entity_id]
    return None if names[-1:] == [name] else replace(asked, name=name)


def _split(db: duckdb.DuckDBPyConnection, asked: Decision, made: Sequence[Decision]) -> Decision | None:
    source = asked.entity_id
    _refuse_merged("split", source, made)
    target = _target(db, asked, made)
    spelled = _spelled(db, source, made)
    owners = {end(made, entity_id, asked.form) for entity_id in spelled.get(asked.form, ())}
    if source in owners:
        return replace(asked, into_id=target)
    if target in owners:
        return None
    problem = f"{source} is nowhere spelled {asked.form!r}"
    raise ConfigError("split", problem, f"its spellings: {', '.join(sorted(spelled)) or 'none'}")


def _target(db: duckdb.DuckDBPyConnection, asked: Decision, made: Sequence[Decision]) -> str:
    """Where the spelling goes. An id that was merged into this very entity comes out of it again."""
    is_new = _NEW_ID.fullmatch(asked.into_id) is not None and not _exists(db, asked.into_id)
    target = asked.into_id if is_new else find_entity(db, asked.into_id)
    if target == asked.entity_id:
        raise ConfigError("--into", f"{target} cannot be split off itself")
    now = whom(made, target)
    return target if now == asked.entity_id else now


def _spelled(db: duckdb.DuckDBPyConnection, entity_id: str, made: Sequence[Decision]) -> dict[str, list[str]]:
    """Spellings of the entity and of what was merged into it, each with the ids that are spelled so."""
    moved = {one.entity_id for one in made if one.kind != DecisionKind.RENAME}
    ids = {entity_id, *(one for one in moved if end(made, one) == entity_id)}
    rows = db.execute(
        "SELECT form, list(DISTINCT entity_id) FROM entity_aliases "
        "WHERE list_contains($ids, entity_id) GROUP BY form",
        {"ids": sorted(ids)},
    )
    return dict(rows.fetchall())


def _refuse_merged(verb: str, entity_id: str, made: Sequence[Decision]) -> None:
    if (now := whom(made, entity_id)) != entity_id:
        raise ConfigError(verb, f"{entity_id} is merged into {now} already", f"{verb} {now}, or split it off")


def _exists(db: duckdb.DuckDBPyConnection, entity_id: str) -> bool:
    return bool(db.execute("SELECT 1 FROM entities WHERE entity_id = ?", [entity_id]).fetchall())


_CHECKS = {DecisionKind.MERGE: _merge, DecisionKind.RENAME: _rename, DecisionKind.SPLIT: _split}


def _keep(db: duckdb.DuckDBPyConnection, decision: Decision, made: Sequence[Decision]) -> None:
    row = {
        "number": len(made) + 1,
        "kind": decision.kind,
        "entity_id": decision.entity_id,
        "form": optional(decision.form),
        "into_id": optional(decision.into_id),
        "name": optional(decision.name),
        "decided_at": decision.at,
        "decided_by": decision.by,
        "why": optional(decision.why),
    }
    linked = ({"entity_id": a, "form": form, "into_id": b} for a, form, b in links([*made, decision]))
    load(db, "entity_decisions", [row])
    load(db, "entity_links", linked)
    with transaction(db):
        apply(db, "decisions")
