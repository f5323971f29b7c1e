"""New sources into a sources file: as tables that a person would have written."""

from __future__ import annotations

import json
import re
from collections.abc import Container, Sequence
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from feeds.names import plain
from feeds.opml import Subscription
from feeds.sources import is_key
from records.errors import ConfigError
from records.feeds import Feed, FeedKind, Fetch

#: Fields of a table in the order in which a person reads them.
_ORDER = (
    "title", "outlet", "family", "language", "country", "kind", "url", "urls", "fetch", "local", "validators",
    "enabled", "certainty", "terms", "history", "history_url", "site", "folder", "why",
)  # fmt: skip


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
    key: str = "",
    title: str = "",
    language: str,
    country: str = "",
    kind: FeedKind = FeedKind.FEED,
    fetch: Fetch = Fetch.ALL,
    local: bool = False,
) -> Feed:
    """A source as a person adds it: its key made of its title, its site its publisher until they say more."""
    name = title or site_of(url)
    return Feed(
        key=key or key_for(name, taken),
        title=name,
        urls=(url,),
        outlet=name,
        family=site_of(url),
        language=language,
        country=country,
        kind=kind,
        fetch=fetch,
        local=local,
    )


def subscribed(
    one: Subscription,
    taken: Container[str],
    *,
    language: str = "",
    country: str = "",
    fetch: Fetch = Fetch.MATCHING,
    local: bool = False,
) -> Feed:
    """A source of a list of feeds; the arguments hold where the list says nothing.

    A list comes from elsewhere: that a source lies on the user's own network, only the user can say. Raises
    ConfigError for a language that nobody knows, and for words of ours that we don't know.
    """
    own = one.own
    title = one.title or site_of(one.url)
    if not (known := one.language or language):
        raise ConfigError(one.url, "names no language", "say which with --language it, es, en …")
    outlet = own.get("outlet", title)
    own_key = own.get("key", "")
    return Feed(
        key=own_key if is_key(own_key) and own_key not in taken else key_for(title, taken),
        title=title,
        urls=(one.url, *own.get("more_urls", "").split()),
        outlet=outlet,
        family=own.get("family", site_of(one.url)),
        language=known,
        country=own.get("country", country),
        kind=FeedKind(_word(one, "kind", FeedKind, FeedKind.FEED)),
        fetch=Fetch(_word(one, "fetch", Fetch, fetch)),
        local=local,
        validators=own.get("validators") != "false",
        enabled=own.get("enabled") != "false",
        certainty=own.get("certainty", "D"),
        terms=own.get("terms", ""),
        why=one.description,
        history=own.get("history", ""),
        history_url=own.get("history_url", ""),
        site=one.site,
        folder=one.folder if one.folder != (known,) else (),
    )


def _word(one: Subscription, name: str, choices: type[StrEnum], default: str) -> str:
    word = one.own.get(name, default)
    allowed = [str(choice) for choice in choices]
    if word not in allowed:
        raise ConfigError(one.url, f"{name} = {word!r} is not allowed", f"allowed: {', '.join(allowed)}")
    return word


def as_table(feed: Feed) -> str:
    """The lines of one source; fields that say no more than the default are left out."""
    values: dict[str, object] = {
        "title": feed.title,
        "outlet": feed.outlet if feed.outlet != feed.title else "",
        "family": feed.family if feed.family != feed.outlet else "",
        "language": feed.language,
        "country": feed.country,
        "kind": str(feed.kind) if feed.kind is not FeedKind.FEED else "",
        "url": feed.urls[0] if len(feed.urls) == 1 else "",
        "urls": feed.urls if len(feed.urls) > 1 else "",
        "fetch": str(feed.fetch),
        "local": feed.local or "",
        "validators": "" if feed.validators else False,
        "enabled": "" if feed.enabled else False,
        "certainty": feed.certainty if feed.certainty != "D" else "",
        "terms": feed.terms,
        "history": feed.history,
        "history_url": feed.history_url,
        "site": feed.site,
        "folder": feed.folder or "",
        "why": feed.why,
    }
    # JSON's strings, lists and booleans are TOML's too.
    lines = [f"{name} = {_toml(values[name])}" for name in _ORDER if values[name] != ""]
    return "\n".join([f"[{feed.key}]", *lines, ""])


def _toml(value: object) -> str:
    # DEL is the one sign that JSON leaves as it is and TOML forbids; half a surrogate is in no file.
    text = json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return text.encode("utf-8", "replace").decode("utf-8")


def add_to(path: Path, feeds: Sequence[Feed]) -> None:
    """Append the sources to a sources file of the user's; the file is made when there is none."""
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    gap = "" if not before else "\n" if before.endswith("\n") else "\n\n"
    with path.open("a", encoding="utf-8") as file:
        file.write(gap + "\n".join(map(as_table, feeds)))


def site_of(url: str) -> str:
    """The host without `www.`: a title for a feed that has none."""
    try:
        return (urlsplit(url).hostname or url).removeprefix("www.")
    except ValueError:
        return url
