"""New sources into a sources file: as tables that a person would have written."""

from __future__ import annotations

import json
import re
from collections.abc import Container
from pathlib import Path
from urllib.parse import urlsplit

from feeds.names import plain
from records.feeds import Feed, FeedKind, Fetch


def key_for(title: str, taken: Container[str]) -> str:
    """A key made of the title that is not taken yet: `wired-italia`, `wired-italia-2`."""
    words = re.findall(r"[a-z0-9]+", " ".join(plain(word) for word in title.split()))
    stem = "-".join(words)[:40].strip("-") or "feed"
    numbered = (f"{stem}-{n}" for n in range(2, 10_000))
    return stem if stem not in taken else next(key for key in numbered if key not in taken)


def source(
    url: str,
    taken: Container[str],
    *,
    title: str = "",
    language: str,
    country: str,
    fetch: Fetch = Fetch.MATCHING,
    local: bool = False,
) -> Feed:
    """A source as a person would add it: its key made of its title, its outlet named as itself."""
    name = title or site_of(url)
    return Feed(
        key=key_for(name, taken),
        title=name,
        urls=(url,),
        outlet=name,
        family=name,
        language=language,
        country=country,
        fetch=fetch,
        local=local,
        certainty="C",
    )


def as_table(feed: Feed) -> str:
    """The lines of one source; fields that say no more than the default are left out."""
    lines = [f"[{feed.key}]", _line("title", feed.title)]
    lines += [_line("outlet", feed.outlet)] if feed.outlet != feed.title else []
    lines += [_line("family", feed.family)] if feed.family not in (feed.outlet, feed.title) else []
    lines += [_line("language", feed.language), _line("country", feed.country)]
    lines += [_line("kind", feed.kind)] if feed.kind is not FeedKind.FEED else []
    lines += [_line("url", feed.urls[0])] if len(feed.urls) == 1 else [f"urls = {json.dumps(feed.urls)}"]
    lines += [_line("fetch", feed.fetch)]
    lines += ["local = true"] if feed.local else []
    lines += ["enabled = false"] if not feed.enabled else []
    lines += [_line("why", feed.why)] if feed.why else []
    return "\n".join(lines) + "\n"


def add_to(path: Path, feed: Feed) -> None:
    """Append the source to a sources file of the user's; the file is made when there is none."""
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    gap = "" if not before else "\n" if before.endswith("\n") else "\n\n"
    with path.open("a", encoding="utf-8") as file:
        file.write(gap + as_table(feed))


def _line(name: str, value: str) -> str:
    # JSON's strings are TOML's basic strings.
    return f"{name} = {json.dumps(str(value), ensure_ascii=False)}"


def site_of(url: str) -> str:
    """The host without `www.`: a title for a feed that has none."""
    return (urlsplit(url).hostname or url).removeprefix("www.")
