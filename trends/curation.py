"""Who is behind a name, and which names wait for somebody to say who they are: for people who decide it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from records.errors import ConfigError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_LOOKS_LIKE = """
SELECT name, entity_id FROM entities_by_decision
ORDER BY jaro_winkler_similarity(strip_accents(lower(name)), strip_accents(lower($words))) DESC, entity_id
LIMIT 3
"""
_ABOUT = """
SELECT e.entity_id, e.type, e.name, e.catalogued, e.country, e.parent, e.wikidata, e.tickers, e.merged,
       e.first_seen, n.articles, n.mentions, n.first_day, n.last_day
FROM entities_by_decision AS e LEFT JOIN names AS n ON n.entity_id = e.entity_id
WHERE e.entity_id IN (SELECT entity_id FROM find_names($words))
ORDER BY n.articles DESC NULLS LAST, e.entity_id
"""
_FORMS = """
SELECT a.language, list(DISTINCT a.form ORDER BY a.form)
FROM entity_aliases AS a
LEFT JOIN entity_links AS f ON f.entity_id = a.entity_id AND f.form = a.form
LEFT JOIN entity_links AS l ON l.entity_id = a.entity_id AND l.form IS NULL
WHERE coalesce(f.into_id, l.into_id, a.entity_id) = $id
GROUP BY a.language ORDER BY a.language
"""
_DECIDED = """
SELECT kind, entity_id, form, into_id, name, decided_at, decided_by, why FROM entity_decisions
WHERE $id IN (entity_id, into_id) ORDER BY number
"""
_SAID = """
SELECT published_day, sentence, outlet, url FROM facts_mentions WHERE entity_id = $id
QUALIFY row_number() OVER (PARTITION BY reading_id, sentence_number ORDER BY number) = 1
ORDER BY published DESC NULLS LAST, url, sentence_number LIMIT $top
"""
_WAITING = """
SELECT entity_id, type, name, articles, mentions, last_day, sentence, outlet, url FROM names_to_review
WHERE $type IS NULL OR type = $type ORDER BY articles DESC, mentions DESC, entity_id LIMIT $top
"""
_LIKELY = "SELECT entity_id, name, why, likeness FROM likely_same($id) LIMIT $top"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A sentence that names the entity."""

    published_day: date | None
    sentence: str
    outlet: str | None
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One entity as it stands now. `articles` 0: the catalogue knows it, no article names it."""

    entity_id: str
    type: str
    name: str
    catalogued: bool
    country: str | None
    parent: str | None
    wikidata: str | None
    tickers: tuple[str, ...]
    #: Ids of facts that stand for it, too.
    merged: tuple[str, ...]
    first_seen: datetime | None
    articles: int
    mentions: int
    first_day: date | None
    last_day: date | None
    #: Spellings by language, "" for any.
    forms: dict[str, tuple[str, ...]]
    #: Rows of entity_decisions that concern it, oldest first.
    decisions: tuple[dict[str, Any], ...]
    #: The newest ones.
    sentences: tuple[Spoken, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Likely:
    """Somebody for whom a name could stand; `likeness` from 0 to 1."""

    entity_id: str
    name: str
    why: str
    likeness: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An unknown name, with the sentence of the earliest article that has it."""

    entity_id: str
    type: str
    name: str
    articles: int
    mentions: int
    last_day: date | None
    sentence: str
    outlet: str | None
    url: str
    likely: tuple[Likely, ...]


def known(db: DuckDBPyConnection, words: str, *, sentences: int = 5) -> list[Known]:
    """Every entity that `words` mean (id, name, ticker, spelling); ConfigError when there is none."""
    rows = [_known(db, row, sentences) for row in _rows(db, _ABOUT, words=words)]
    if rows:
        return rows
    near = [f"{row['name']} ({row['entity_id']})" for row in _rows(db, _LOOKS_LIKE, words=words)]
    remedy = f"near: {', '.join(near)}" if near else "the file knows no names yet"
    raise ConfigError(words, "is no name in the file", remedy)


def waiting(db: DuckDBPyConnection, type_: str | None = None, *, top: int = 20) -> list[Waiting]:
    """The unknown names, the most articles first, each with at most three for whom it could stand."""
    return [
        Waiting(**row, likely=tuple(Likely(**one) for one in _rows(db, _LIKELY, id=row["entity_id"], top=3)))
        for row in _rows(db, _WAITING, type=type_, top=top)
    ]


def _known(db: DuckDBPyConnection, row: dict[str, Any], sentences: int) -> Known:
    about = {"id": row["entity_id"]}
    listed = {key: tuple(row[key]) for key in ("tickers", "merged")}
    counted = {key: row[key] or 0 for key in ("articles", "mentions")}
    forms = db.execute(_FORMS, about).fetchall()
    return Known(
        **(row | listed | counted),
        forms={language: tuple(spelled) for language, spelled in forms},
        decisions=tuple(_rows(db, _DECIDED, **about)),
        sentences=tuple(Spoken(**one) for one in _rows(db, _SAID, **about, top=sentences)),
    )


def _rows(db: DuckDBPyConnection, sql: str, **values: object) -> Iterator[dict[str, Any]]:
    cursor = db.execute(sql, values)
    names = [column[0] for column in cursor.description or ()]
    # Taken at once: the next question on this connection would end an open answer.
    yield from [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
