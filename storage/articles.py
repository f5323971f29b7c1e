"""Pages, the articles read from them, and each text that an article had."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

import duckdb

from records.dates import Dated
from records.news import ArchivedPage, Article
from records.runs import Found, Harvest, Run
from storage.batches import Row, countable, date_columns, day_of, load, optional
from storage.identity import digest, folded, moment, number
from storage.statements import apply, rows


def keep_articles(db: duckdb.DuckDBPyConnection, harvest: Harvest, now: datetime) -> Counter[str]:
    """Pages, articles and versions, inside the open transaction; rows by statement of writes/articles.sql.

    A page that is there already was read again: its new version takes the place of the old one.
    Leaves the temporary table `touched`: the articles of this batch and their days.
    """
    outlets = {feed.key: feed.outlet for feed in harvest.feeds}
    load(db, "articles", _distinct("article_id", _article_rows(harvest, outlets)))
    load(db, "article_versions", _distinct("version_id", _version_rows(harvest, now)))
    pages = (_page_row(found, found.page, harvest.run, now) for found in harvest.found if found.page)
    load(db, "pages", _distinct("page_id", pages))
    return apply(db, "articles")


def as_known(db: duckdb.DuckDBPyConnection, harvest: Harvest) -> Harvest:
    """The harvest, less what only seems to have changed: articles that lack but lines learnt meanwhile.

    They come back with the text that the file has of them, and bring no version and no reading.
    """
    whole = {version_id(_with_lines(f.article)) for f in harvest.found if f.article and f.article.whole}
    if not whole:
        return harvest
    load(db, "article_versions", [{"version_id": key} for key in whole], "asked")
    known = {key for (key,) in rows(db, "known_versions")}
    return replace(harvest, found=tuple(_as_known(found, known) for found in harvest.found))


def _as_known(found: Found, known: set[int]) -> Found:
    if found.article is None or not found.article.whole:
        return found
    before = _with_lines(found.article)
    if version_id(before) not in known:
        return found
    return replace(found, article=before, reading=None, fingerprint=None)


def _with_lines(article: Article) -> Article:
    """As it was read before its outlet's lines were known; `whole` stays, as the sign of it."""
    return replace(article, text=article.whole)


def version_id(article: Article) -> int:
    """Of its headline and text, however the white space falls."""
    return number(article.url, folded(article.title), folded(article.text))


def _distinct(key: str, rows: Iterable[Row]) -> Iterable[Row]:
    """The first of each."""
    found: dict[object, Row] = {}
    for row in rows:
        found.setdefault(row[key], row)
    return found.values()


def _published(found: Found, article: Article) -> Dated:
    """The page's date before the feed's; one that can be counted before one that can't."""
    dates = [article.published, found.entry.published]
    return next(filter(countable, dates), next((date for date in dates if date.raw), dates[0]))


def _article_rows(harvest: Harvest, outlets: Mapping[str, str]) -> Iterator[Row]:
    for found in harvest.found:
        if (article := found.article) is None:
            continue
        date = _published(found, article)
        published = date.value if countable(date) else None
        reading = found.reading
        yield {
            "article_id": number(article.url),
            "day": day_of(published or found.first_seen),
            "url": article.url,
            "feed": found.entry.feed,
            # As configured; else as a sidecar or the feed's item says; else as the page does.
            "outlet": optional(outlets.get(found.entry.feed, "") or found.entry.credit or article.outlet),
            "title": optional(article.title),
            "language": article.language,
            "verdict": article.verdict,
            **date_columns("published", date),
            "published": published,
            "first_seen": found.first_seen,
            "backfilled": found.backfilled,
            "versions": 1,
            "version_id": version_id(article),
            "on_topic": reading.relevance.on_topic if reading else None,
            "score": reading.relevance.score if reading else None,
            "run_id": harvest.run.id,
        }


def _version_rows(harvest: Harvest, now: datetime) -> Iterator[Row]:
    """Those whose text is wanted first, so that of two equal ones the wanted text is kept."""
    found_rows = [
        _version_row(found, found.article, harvest.run.id, now)
        for found in harvest.found
        if found.article is not None
        and not (found.article.whole and found.article.whole == found.article.text)
    ]
    yield from sorted(found_rows, key=lambda row: row["text"] is None)


def _version_row(found: Found, article: Article, run_id: str, now: datetime) -> Row:
    off_topic = found.reading is not None and not found.reading.relevance.on_topic
    return {
        "version_id": version_id(article),
        "day": day_of(found.first_seen),  # replaced by the article's
        "article_id": number(article.url),
        "page_id": page_id(found.page) if found.page else None,
        "verdict": article.verdict,
        "why": optional(article.why),
        "title": optional(article.title),
        "subtitle": optional(article.subtitle),
        "authors": article.authors,
        "language": article.language,
        **date_columns("published", article.published),
        **date_columns("modified", article.modified),
        "text": None if off_topic else article.text,
        "text_sha256": digest(article.text),
        "characters": len(article.text),
        "sections": _sections(article),
        "outlet": optional(article.outlet),
        "section": optional(article.section),
        "tags": article.tags,
        "image": optional(article.image),
        "credit": optional(article.credit),
        "agency": optional(article.agency),
        "free": article.free,
        "method": optional(article.method),
        "removed": [{"text": line.text, "reason": line.reason} for line in article.removed],
        "extras": article.extras,
        "first_seen": seen_at(found),
        "made_at": now,
        "run_id": run_id,
    }


def _sections(article: Article) -> list[dict[str, object]]:
    return [
        {"heading": section.heading, "char_start": section.start, "char_end": section.end}
        for section in article.sections
    ]


def page_id(page: ArchivedPage) -> int:
    """Of URL and time: the same page fetched again is another row."""
    return number(page.url, moment(page.fetched_at))


def seen_at(found: Found) -> datetime:
    """Our clock when this text came."""
    return found.page.fetched_at if found.page else found.first_seen


def _page_row(found: Found, page: ArchivedPage, run: Run, now: datetime) -> Row:
    article = found.article
    return {
        "page_id": page_id(page),
        "day": day_of(page.fetched_at),
        "url": page.url,
        "final_url": page.final_url,
        "article_id": number(article.url) if article else None,
        "version_id": version_id(article) if article else None,
        "feed": found.entry.feed,
        "run_id": run.id,
        "status": page.status,
        "digest": page.digest,
        "file": page.file,
        "byte_offset": page.offset,
        "byte_length": page.length,
        "fetched_at": page.fetched_at,
        "reader_version": run.versions.get("reader"),
        "extractor_version": run.versions.get("extractor"),
        "read_at": now,
        "archived": True,
    }
