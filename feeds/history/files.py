"""Local files as history: text and HTML, each with an optional sidecar `.json` that says what it is."""

from __future__ import annotations

import difflib
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from feeds.dates import read_date
from feeds.identity import canonical_url
from records.dates import UNDATED
from records.errors import ConfigError
from records.feeds import Entry
from records.news import Page

#: The feed key of entries that came from files.
FEED = "files"

#: What is read as history, by the ending of its name.
TYPES = {
    ".txt": "text/plain", ".text": "text/plain", ".md": "text/plain",
    ".html": "text/html", ".htm": "text/html", ".xhtml": "application/xhtml+xml",
}  # fmt: skip
_FIELDS = ("url", "title", "published", "language", "outlet", "author")


def entries_of(
    paths: Sequence[Path], set_aside: Callable[[ConfigError], None] | None = None
) -> Iterator[tuple[Entry, Page]]:
    """An entry and its page for each file of `files_in(paths)`, in that order.

    A file without a sidecar URL is named `urn:sha256:<of its bytes>`. A file that cannot be read, or whose
    sidecar cannot, is told to `set_aside` and left out; ConfigError when nobody listens, and when it is the
    only one asked for.
    """
    alone = len(paths) == 1 and paths[0].is_file()
    for file in files_in(paths):
        try:
            yield entry_of(file)
        except ConfigError as error:
            if alone or set_aside is None:
                raise
            set_aside(error)


def files_in(paths: Iterable[Path]) -> Iterator[Path]:
    """The text and HTML files: those named, and those in named directories, sorted; others there passed over.

    ConfigError for a path that isn't there and for a named file of another type.
    """
    for path in paths:
        if not path.exists():
            raise ConfigError(str(path), "does not exist")
        if path.is_dir():
            yield from sorted(p for p in path.rglob("*") if p.suffix.lower() in TYPES and _is_inside(p, path))
        elif path.suffix.lower() not in TYPES:
            raise ConfigError(str(path), "is no text or HTML file", f"allowed: {' '.join(TYPES)}")
        else:
            yield path


def _is_inside(file: Path, folder: Path) -> bool:
    """A file that lies in the folder in truth: a link may lead anywhere."""
    return file.is_file() and file.resolve().is_relative_to(folder.resolve())


def entry_of(path: Path) -> tuple[Entry, Page]:
    """One file's entry and page; ConfigError when it can't be read, or when its sidecar can't."""
    try:
        body = path.read_bytes()
        written = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except FileNotFoundError as error:
        raise ConfigError(str(path), "does not exist") from error
    except OSError as error:
        raise ConfigError(str(path), f"cannot be read: {error.strerror}") from error
    said = _sidecar(path)
    url = said.get("url") or f"urn:sha256:{hashlib.sha256(body).hexdigest()}"
    language = said.get("language", "")
    entry = Entry(
        feed=FEED,
        id=url,
        url=canonical_url(url),
        link=url,
        title=said.get("title", ""),
        published=read_date(said["published"], language, written) if "published" in said else UNDATED,
        author=said.get("author", ""),
        credit=said.get("outlet", ""),
    )
    headers = [("content-type", TYPES[path.suffix.lower()])]
    if language:
        headers.append(("content-language", language))
    page = Page(url=url, final_url=url, status=0, headers=tuple(headers), body=body, fetched_at=written)
    return entry, page


def _sidecar(path: Path) -> dict[str, str]:
    """What `page.json` or `page.html.json` says of `page.html`; nothing when there is neither."""
    for file in (path.with_suffix(".json"), path.with_name(path.name + ".json")):
        if file.is_file():
            return _said(file)
    return {}


def _said(file: Path) -> dict[str, str]:
    try:
        said: Any = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigError(
            str(file), "is no JSON", f"a sidecar is an object with {', '.join(_FIELDS)}"
        ) from error
    if not isinstance(said, dict):
        raise ConfigError(str(file), "is no JSON object", f"a sidecar has {', '.join(_FIELDS)}")
    for key, value in said.items():
        if key not in _FIELDS:
            near = difflib.get_close_matches(key, _FIELDS, n=1)
            remedy = f"did you mean {near[0]}? " if near else ""
            raise ConfigError(str(file), f"unknown key {key!r}", f"{remedy}allowed: {', '.join(_FIELDS)}")
        if not isinstance(value, str | None):
            raise ConfigError(str(file), f"{key} must be text")
    return {key: value for key, value in said.items() if value}
