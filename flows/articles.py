"""`chipwatch article`: files, folders, URLs and standard input as articles, and how they are shown."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from extractors.article import read_page
from extractors.pages.metadata.dates import as_printed
from extractors.pages.output import SIDECAR, page_of, pages_in
from feeds.history.files import TYPES, entry_of
from flows.courtesy import courteous_client
from flows.files import standard_input, warn_of
from flows.plan import configured_feeds
from flows.show import Lines, complain
from flows.walk import utcnow
from records.errors import ConfigError, FetchError
from records.news import Article

if TYPE_CHECKING:
    from flows.settings import Settings
    from records.dates import Dated
    from records.feeds import Entry
    from records.news import Page
    from records.provenance import Encoding

#: An input: its name as given, what is known of it beside its bytes, and the page.
Input = tuple[str, "Entry | None", "Page"]


def articles(
    settings: Settings, names: Sequence[str], batch: Path | None
) -> Iterator[tuple[str, Article | FetchError]]:
    """The article of each input in the order given; of a URL that gave none, the reason.

    ConfigError for a path that cannot be read.
    """
    fetched = asyncio.run(_fetch(settings, [name for name in names if _is_url(name)]))
    for name in names:
        answer = fetched.get(name)
        if isinstance(answer, FetchError):
            yield name, answer
        elif answer is not None:
            yield name, read_page(answer, None, utcnow())
        else:
            yield from _read(_local(name))
    if batch is not None:
        yield from _read(_folder(batch))


def shown(article: Article) -> Lines:
    """The article for people: what the page says of itself, the text, what was left out and why."""
    yield from (
        (line, style) for line, style in ((article.title, "bold"), (article.subtitle, "italic")) if line
    )
    yield "", ""
    for label, value in _facts(article):
        if value:
            yield f"{label:<11} {value}", "dim"
    yield "", ""
    headings = {section.heading for section in article.sections if section.heading}
    for line in article.text.split("\n\n") if article.text else ():
        yield line, "bold" if line in headings else ""
        yield "", ""
    if article.removed:
        yield f"Left out: {len(article.removed)} lines", "dim"
        width = max(len(removed.reason) for removed in article.removed)
        for removed in article.removed:
            yield f"  {removed.reason:<{width}}  {removed.text}", "dim"
    if article.extras:
        counted = ", ".join(f"{number} {reason}" for reason, number in article.extras.items())
        yield f"Counted only: {counted}", "dim"


def _facts(article: Article) -> Iterator[tuple[str, str]]:
    """What is known besides title and text, each with who said it and how far that is trusted."""
    why = f": {article.why}" if article.why else ""
    access = {None: "", True: "free", False: "not free"}[article.free]
    fields = {
        "title": ("title", article.title),
        "by": ("authors", ", ".join(article.authors)),
        "outlet": ("outlet", article.outlet),
        "section": ("section", article.section),
        "access": ("free", access),
        "language": ("language", article.language or ""),
        "credit": ("credit", article.credit),
        "agency": ("agency", article.agency),
        "tags": ("tags", ", ".join(article.tags)),
        "image": ("image", article.image),
        "url": ("canonical", article.url),
    }
    yield "verdict", f"{article.verdict}{why}"
    yield "published", _date(article.published)
    yield "modified", _date(article.modified)
    for label, (field, value) in fields.items():
        yield label, f"{value} {_said(article, field)}".rstrip() if value else ""
    yield "body by", article.method
    yield "trafilatura", article.second_opinion
    yield "charset", _charset(article.encoding)


def _said(article: Article, field: str) -> str:
    """`(json_ld, sure)`; as printed where that is not what is shown."""
    said = article.told.get(field)
    if said is None:
        return ""
    printed = f"; printed {said.raw!r}" if field == "title" and said.raw != article.title else ""
    return f"({said.method or 'nobody'}, {said.confidence}{printed})"


def _charset(encoding: Encoding | None) -> str:
    if encoding is None:
        return ""
    why = f"; {encoding.why}" if encoding.why else ""
    counts = (("undecodable", encoding.undecodable), ("put right", encoding.repaired))
    found = "".join(f", {number:,} {what}" for what, number in counts if number)
    return f"{encoding.charset} ({encoding.method}{why}{found})"


def _date(dated: Dated | None) -> str:
    """With how it was read: `2026-11-13T09:30:00+01:00 (json_ld, sure; printed …)`."""
    if dated is None or not (dated.raw or dated.value):
        return ""
    said = ", ".join(word for word in (dated.method, str(dated.confidence)) if word)
    printed = as_printed(dated)
    raw = f"; printed {dated.raw!r}" if dated.raw and dated.raw != printed else ""
    return f"{printed or 'not readable'} ({said}{raw})"


def _read(inputs: Iterator[Input]) -> Iterator[tuple[str, Article]]:
    for source, entry, page in inputs:
        article = read_page(page, entry, utcnow())
        warn_of(source, article)
        yield source, article


def _local(name: str) -> Iterator[Input]:
    path = Path(name)
    if name == "-":
        yield name, None, standard_input()
    elif path.is_dir():
        yield from _folder(path)
    elif path.suffix.lower() in TYPES:
        yield name, *entry_of(path)
    else:
        yield name, None, page_of(path, utcnow())


def _folder(folder: Path) -> Iterator[Input]:
    """Its files; a `pages.json` says where all of them came from, else each may have a sidecar of its own."""
    if not folder.is_dir():
        raise ConfigError(str(folder), "is no folder" if folder.exists() else "does not exist")
    if (folder / SIDECAR).exists():
        for name, page in pages_in(folder, utcnow()):
            yield str(folder / name), None, page
        return
    for name, page in pages_in(folder, utcnow()):
        path = folder / name
        try:
            entry, named = entry_of(path) if path.suffix.lower() in TYPES else (None, page)
        except ConfigError as error:
            complain(f"left out: {error}")
        else:
            yield str(path), entry, named


def _is_url(name: str) -> bool:
    return name.startswith(("http://", "https://"))


async def _fetch(settings: Settings, urls: Sequence[str]) -> dict[str, Page | FetchError]:
    """Each through the one client, robots.txt heeded; at home only where a source of the user's is."""
    if not urls:
        return {}
    from feeds.pages import fetch_address

    homes = {
        urlsplit(url).netloc
        for feed in configured_feeds(settings).values()
        if feed.local
        for url in feed.urls
    }

    async def attempt(url: str) -> Page | FetchError:
        try:
            return await fetch_address(client, url, utcnow(), local=urlsplit(url).netloc in homes)
        except FetchError as error:
            return error

    async with courteous_client(settings) as client:
        answers = await asyncio.gather(*map(attempt, urls))
    return dict(zip(urls, answers, strict=True))
