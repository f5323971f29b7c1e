"""Articles as JSON objects, and files and folders as pages: what `chipwatch article` prints and reads."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from extractors.pages.metadata.dates import as_printed
from records.news import Article, Page

#: Beside the pages of a folder: file stem → {"url": …, "crawl_date": …}.
SIDECAR = "pages.json"
_SUFFIXES = frozenset((".html", ".htm", ".xhtml", ".txt", ".pdf"))


def as_json(article: Article, source: str) -> dict[str, Any]:
    """One article; `published` and `modified` carry the zone that the page printed, or none when it printed
    none."""
    return {
        "source": source,
        "url": article.url,
        "verdict": str(article.verdict),
        "why": article.why,
        "title": article.title,
        "subtitle": article.subtitle,
        "authors": list(article.authors),
        "published": as_printed(article.published),
        "modified": as_printed(article.modified) if article.modified else None,
        "language": article.language,
        "canonical": article.url if not article.url.startswith("urn:") else None,
        "outlet": article.outlet,
        "section": article.section,
        "tags": list(article.tags),
        "image": article.image,
        "credit": article.credit,
        "free": article.free,
        "method": article.method,
        "text": article.text,
        "headings": [section.heading for section in article.sections if section.heading],
        "removed": [{"reason": removed.reason, "text": removed.text} for removed in article.removed],
        "counted": article.extras,
    }


def page_of(file: Path, now: datetime, url: str = "", crawled: datetime | None = None) -> Page:
    """A local file as a page; `url` is where it came from, "" when nobody knows."""
    address = url or file.as_posix()
    return Page(url=address, final_url=address, status=0, body=file.read_bytes(), fetched_at=crawled or now)


def pages_in(folder: Path, now: datetime) -> Iterator[tuple[str, Page]]:
    """Name and page of each file in a folder, in order of name; `pages.json` tells where they came from and
    when."""
    sidecar = folder / SIDECAR
    told = json.loads(sidecar.read_text(encoding="utf-8")) if sidecar.exists() else {}
    for file in sorted(folder.iterdir()):
        if file.suffix.lower() in _SUFFIXES:
            known = told.get(file.stem, {})
            yield file.name, page_of(file, now, known.get("url", ""), _when(known.get("crawl_date")))


def _when(raw: object) -> datetime | None:
    try:
        when = datetime.fromisoformat(str(raw)) if raw else None
    except ValueError:
        return None
    return when.replace(tzinfo=when.tzinfo or UTC) if when else None
