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
from flows.show import complain
from flows.walk import utcnow
from records.errors import ConfigError
from records.feeds import Entry
from records.news import Article, Page, Verdict


def inputs(files: Sequence[str], batch: Path | None) -> Iterator[tuple[str, Entry | None, Page]]:
    """(source as given, entry, page) of each input; `-` is standard input. ConfigError for a wrong path.

    A file that cannot be read, or whose sidecar cannot, is named and left out when others were asked for.
    """
    if batch is not None and batch.exists() and not batch.is_dir():
        raise ConfigError(str(batch), "is no folder")
    for name in files:
        if name == "-":
            yield name, None, standard_input()
        else:
            yield from _local([Path(name)], alone=len(files) == 1)
    if batch is not None:
        yield from _local([batch], alone=False)


def _local(paths: Sequence[Path], *, alone: bool) -> Iterator[tuple[str, Entry, Page]]:
    for file in files_in(paths):
        try:
            yield str(file), *entry_of(file)
        except ConfigError as error:
            if alone and file in paths:
                raise
            complain(f"left out: {error}")


def read_inputs(files: Sequence[str], batch: Path | None, *, with_text: bool) -> Iterator[dict[str, object]]:
    """The facts of each input as `extractors.output` prints them; of one without a text, why it has none."""
    for source, entry, page in inputs(files, batch):
        article = read_page(page, entry, utcnow())
        warn_of(source, article)
        reading = read(
            article.text, title=article.title, language=article.language, published=article.published.day
        )
        yield as_json(reading, source, text=article.text if with_text else None)


def warn_of(source: str, article: Article) -> None:
    """Say that nothing could be read, and why: an empty answer alone looks like one without facts."""
    if article.verdict in (Verdict.EMPTY, Verdict.NOT_HTML, Verdict.TOO_BIG, Verdict.TOO_COMPLEX):
        complain(f"{source}: nothing to read: {article.verdict}: {article.why}")


def standard_input() -> Page:
    """What is typed or piped in, named by its digest."""
    body = sys.stdin.buffer.read()
    urn = f"urn:sha256:{hashlib.sha256(body).hexdigest()}"
    return Page(url=urn, final_url=urn, status=0, body=body, fetched_at=utcnow())
