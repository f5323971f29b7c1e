"""Readings and the facts they found."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

import duckdb

from records.facts import Amount, Attribution, DateMention, Mention, Quote, Reading
from records.news import Article
from records.runs import Harvest
from storage.articles import version_id
from storage.batches import Row, load
from storage.evidence import Fact
from storage.identity import digest, number
from storage.statements import apply

#: The tables of facts, each filled from the field of Reading of that name.
FACTS = ("mentions", "candidates", "amounts", "attributions", "quotes", "date_mentions")

#: What one kind of fact has and the others lack.
_OWN = {
    Mention: ("type", "entity_id", "name", "confidence"),
    Amount: ("kind", "value", "unit", "bound", "role", "range_of", "converts"),
    Attribution: ("source", "type", "entity_id"),
    Quote: (
        "kind",
        "speaker",
        "speaker_type",
        "speaker_entity_id",
        "role",
        "speaker_surface",
        "speaker_start",
        "speaker_end",
        "relay",
    ),
    DateMention: ("value", "until", "relative"),
}


def keep_readings(db: duckdb.DuckDBPyConnection, harvest: Harvest, now: datetime) -> Counter[str]:
    """Readings and facts, inside the open transaction and after `keep_articles`; rows by statement.

    Leaves the temporary table `written`: the readings that were not there as they are.
    """
    read = {
        reading_id(found.article, found.reading): (found.article, found.reading)
        for found in harvest.found
        if found.article is not None and found.reading is not None
    }
    rows = {key: _tables(key, article, reading) for key, (article, reading) in read.items()}
    load(
        db,
        "readings",
        [
            _reading_row(key, article, reading, rows[key], now, harvest.run.id)
            for key, (article, reading) in read.items()
        ],
    )
    for table in FACTS:
        wanted = (key for key, (_, reading) in read.items() if reading.relevance.on_topic)
        load(db, table, (row for key in wanted for row in rows[key][table]))
    return apply(db, "readings")


def reading_id(article: Article, reading: Reading) -> int:
    """Of the version and the extractor version."""
    return number(str(version_id(article)), reading.extractor_version)


def _tables(key: int, article: Article, reading: Reading) -> dict[str, list[Row]]:
    place = {"reading_id": key, "article_id": number(article.url), "version_id": version_id(article)}
    return {table: list(_fact_rows(place, getattr(reading, table))) for table in FACTS}


def _reading_row(
    key: int, article: Article, reading: Reading, tables: dict[str, list[Row]], now: datetime, run_id: str
) -> Row:
    relevance = reading.relevance
    return {
        "reading_id": key,
        "article_id": number(article.url),
        "version_id": version_id(article),
        "extractor_version": reading.extractor_version,
        "text_sha256": reading.text_sha256,
        "language": reading.language,
        "on_topic": relevance.on_topic,
        "score": relevance.score,
        "topics": relevance.topics,
        "why": relevance.why,
        "sentences": _spans(reading.sentences) if relevance.on_topic else [],
        **{table: len(tables[table]) for table in FACTS},
        "facts_sha256": _facts_digest(reading, tables),
        "read_at": now,
        "run_id": run_id,
    }


def _spans(sentences: Iterable[tuple[int, int]]) -> list[dict[str, int]]:
    return [{"char_start": start, "char_end": end} for start, end in sentences]


def _facts_digest(reading: Reading, tables: dict[str, list[Row]]) -> str:
    relevance = reading.relevance
    decided = [reading.language, relevance.on_topic, relevance.score, relevance.topics, relevance.why]
    return digest(json.dumps([reading.text_sha256, decided, reading.sentences, tables], ensure_ascii=False))


def _fact_rows(place: Row, facts: Sequence[Fact]) -> Iterator[Row]:
    for n, fact in enumerate(facts):
        yield {
            **place,
            "number": n if isinstance(fact, Attribution) else fact.id,
            "surface": fact.surface,
            "char_start": fact.start,
            "char_end": fact.end,
            "sentence": fact.sentence,
            "cue": fact.cue,
            **{name: getattr(fact, name) for name in _OWN[type(fact)]},
        }
