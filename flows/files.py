"""Files and standard input as pages, for commands that read without keeping."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from extractors.article import read_page
from extractors.output import as_json
from extractors.reading import read
from feeds.history.files import entry_of, files_in
from flows.walk import utcnow
from records.feeds import Entry
from records.news import Page


def inputs(files: Sequence[str], batch: Path | None) -> Iterator[tuple[str, Entry | None, Page]]:
    """(source as given, entry, page) of each input; `-` is standard input. ConfigError for a wrong path."""
    for name in files:
        if name == "-":
            yield name, None, standard_input()
        else:
            yield from ((str(file), *entry_of(file)) for file in files_in([Path(name)]))
    if batch is not None:
        yield from ((str(file), *entry_of(file)) for file in files_in([batch]))


def read_inputs(files: Sequence[str], batch: Path | None, *, with_text: bool) -> Iterator[dict[str, object]]:
    """The facts of each input as `extractors.output` prints them."""
    for source, entry, page in inputs(files, batch):
        article = read_page(page, entry, utcnow())
        reading = read(article.text, title=article.title, language=article.language)
        yield as_json(reading, source, text=article.text if with_text else None)


def standard_input() -> Page:
    """What is typed or piped in, named by its digest."""
    body = sys.stdin.buffer.read()
    urn = f"urn:sha256:{hashlib.sha256(body).hexdigest()}"
    return Page(url=urn, final_url=urn, status=0, body=body, fetched_at=utcnow())
