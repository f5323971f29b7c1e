"""The articles: one TOML file each, in `articles/`, read anew for each edition."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from zlib import crc32

from demo.lighttext import CLUTTER, Block, parse_blocks
from demo.quirks import WITHOUT_TEXT, Quirk

#: The day on which the newsroom stands still; nothing is published after it.
EDITION_DATE = date(2026, 11, 20)
#: All articles lie within this many days before it.
DAYS = 120

_FOLDER = Path(__file__).parent / "articles"
_KEYS = {
    "outlet", "language", "published", "updated", "title", "standfirst", "author", "section", "body", "tags",
    "quirks", "story", "on_topic", "topics", "expect", "since", "path", "edition-2",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article as its newsroom knows it: the truth behind what pages and feeds say of it."""

    #: The file's name without ending, also the slug of its address.
    id: str
    outlet: str
    language: str
    #: With the outlet's own offset; kept here even when a quirk hides it from readers.
    published: datetime
    updated: datetime
    title: str
    standfirst: str
    author: str
    section: str
    body: str
    tags: tuple[str, ...]
    quirks: frozenset[Quirk]
    #: Articles that tell the same story share this word; "" when there is only one.
    story: str
    on_topic: bool
    topics: tuple[str, ...]
    #: A few facts that a reader must find; the README has the notation.
    expect: tuple[str, ...]
    #: The first edition that has it.
    since: int
    #: "" for the outlet's own pattern.
    path: str

    @property
    def number(self) -> int:
        """The post number that a CMS would give it: the same in each run and edition."""
        return 100_000 + crc32(self.id.encode()) % 900_000

    @property
    def blocks(self) -> list[Block]:
        """The body, clutter included."""
        return parse_blocks(self.body)

    @property
    def prose(self) -> list[str]:
        """What belongs to the article: paragraphs, headings, lists, quotes, as a reader sees them."""
        return [block.plain for block in self.blocks if block.kind not in CLUTTER]

    @property
    def clutter(self) -> list[str]:
        """What stands in the page's body and does not belong to the article."""
        return [block.plain for block in self.blocks if block.kind in CLUTTER]

    @property
    def readable(self) -> bool:
        """False when no reader ever gets its text: challenge, 404, empty page."""
        return not self.quirks & WITHOUT_TEXT


def read_articles(edition: int) -> list[Article]:
    """The articles of one edition, newest first; the second has new ones and rewrites some."""
    articles = (_article(stem, table, edition) for stem, table in read_tables())
    return newest_first(article for article in articles if article.since <= edition)


def newest_first(articles: Iterable[Article]) -> list[Article]:
    """In the order of a feed; ties by id."""
    return sorted(articles, key=lambda article: (article.published, article.id), reverse=True)


@cache
def read_tables(folder: Path = _FOLDER) -> list[tuple[str, dict[str, Any]]]:
    """Each file's stem and content; ValueError names a file with a key that is none of ours."""
    tables = []
    for file in sorted(folder.glob("*.toml")):
        table = tomllib.loads(file.read_text("utf-8"))
        if unknown := table.keys() - _KEYS:
            raise ValueError(f"{file.name}: unknown key {min(unknown)!r}")
        tables.append((file.stem, table))
    return tables


def _article(stem: str, table: dict[str, Any], edition: int) -> Article:
    now = table | (table.get("edition-2", {}) if edition >= 2 else {})
    return Article(
        id=stem,
        outlet=now["outlet"],
        language=now["language"],
        published=now["published"],
        updated=now["updated"] if "updated" in now else now["published"],
        title=now["title"],
        standfirst=now["standfirst"],
        author=now["author"],
        section=now["section"],
        body=now["body"],
        tags=tuple(now.get("tags", ())),
        quirks=frozenset(Quirk(name) for name in now.get("quirks", ())),
        story=now.get("story", ""),
        on_topic=now.get("on_topic", False),
        topics=tuple(now.get("topics", ())),
        expect=tuple(now.get("expect", ())),
        since=now.get("since", 1),
        path=now.get("path", ""),
    )
