"""Articles as JSON objects, and files and folders as pages: what `chipwatch article` prints and reads."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from extractors.pages.metadata.dates import as_printed
from records.dates import UNDATED
from records.errors import ConfigError
from records.news import Article, Page
from records.provenance import UNTOLD

#: Beside the pages of a folder: file stem → {"url": …, "crawl_date": …}.
SIDECAR = "pages.json"
#: What `evidence` tells of.
FIELDS = (
    "title", "subtitle", "authors", "published", "modified", "language", "canonical", "outlet", "section",
    "tags", "image", "credit", "agency", "free",
)  # fmt: skip
_SUFFIXES = frozenset((".html", ".htm", ".xhtml", ".txt", ".pdf"))


def as_json(article: Article, source: str) -> dict[str, Any]:
    """One article; null where nobody says. `published` and `modified` in the zone that the page printed, or
    without one. `evidence` says of each field who said it, in what words, and how far that is trusted."""
    shown = {
        "source": source,
        "url": article.url,
        "verdict": str(article.verdict),
        "why": article.why or None,
        "title": article.title or None,
        "subtitle": article.subtitle or None,
        "authors": list(article.authors),
        "published": as_printed(article.published),
        "modified": as_printed(article.modified) if article.modified else None,
        "language": article.language,
        "canonical": article.url if not article.url.startswith("urn:") else None,
        "outlet": article.outlet or None,
        "section": article.section or None,
        "tags": list(article.tags),
        "image": article.image or None,
        "credit": article.credit or None,
        "agency": article.agency or None,
        "free": article.free,
        "method": article.method or None,
        "text": article.text,
        "headings": [section.heading for section in article.sections if section.heading],
        "removed": [{"reason": removed.reason, "text": removed.text} for removed in article.removed],
        "counted": article.extras,
    }
    return shown | {"evidence": _evidence(article, shown)}


def _evidence(article: Article, shown: dict[str, Any]) -> dict[str, Any]:
    dates = {"published": article.published, "modified": article.modified or UNDATED}
    by, _, why = article.method.partition(": ")
    encoding = article.encoding
    return {
        field: {
            "value": shown[field],
            "raw": said.raw or None,
            "method": said.method or None,
            "confidence": str(said.confidence),
        }
        for field in FIELDS
        for said in (dates.get(field) or article.told.get(field, UNTOLD),)
    } | {
        "body": {"by": by or None, "why": why or None, "second_opinion": article.second_opinion or None},
        "charset": {
            "value": encoding.charset,
            "method": encoding.method,
            "why": encoding.why or None,
            "undecodable": encoding.undecodable,
            "repaired": encoding.repaired,
        }
        if encoding
        else None,
    }


def page_of(file: Path, now: datetime, url: str = "", crawled: datetime | None = None) -> Page:
    """A local file as a page; `url` is where it came from, "" when nobody knows.

    ConfigError when it cannot be read.
    """
    address = url or file.as_posix()
    try:
        body = file.read_bytes()
    except OSError as error:
        missing = isinstance(error, FileNotFoundError)
        problem = "does not exist" if missing else f"cannot be read: {error.strerror}"
        raise ConfigError(str(file), problem) from error
    return Page(url=address, final_url=address, status=0, body=body, fetched_at=crawled or now)


def pages_in(folder: Path, now: datetime) -> Iterator[tuple[str, Page]]:
    """Name and page of each file in a folder, in order of name; `pages.json` tells where they came from and
    when. ConfigError when that is no JSON object of objects."""
    told = _told(folder / SIDECAR)
    for file in sorted(folder.iterdir()):
        if file.suffix.lower() in _SUFFIXES and file.is_file():
            known = told.get(file.stem, {})
            yield file.name, page_of(file, now, known.get("url") or "", _when(known.get("crawl_date")))


def _told(sidecar: Path) -> dict[str, dict[str, Any]]:
    """What the folder's sidecar says, nothing where there is none."""
    if not sidecar.exists():
        return {}
    try:
        told: Any = json.loads(sidecar.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigError(str(sidecar), "is no JSON") from error
    if not isinstance(told, dict) or not all(isinstance(known, dict) for known in told.values()):
        raise ConfigError(str(sidecar), "must map a file's stem to an object", 'like {"url": "https://…"}')
    return told


def _when(raw: object) -> datetime | None:
    try:
        when = datetime.fromisoformat(str(raw)) if raw else None
    except ValueError:
        return None
    return when.replace(tzinfo=when.tzinfo or UTC) if when else None
