"""The outlets: `outlets.toml`, one table each, in the order of their ports."""

import tomllib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """An invented outlet: what it is, how it publishes, how it is followed."""

    key: str
    name: str
    tagline: str
    language: str
    country: str
    #: Publisher family, as in the catalogue of sources.
    family: str
    #: Why one would follow it, as in the catalogue of sources.
    why: str
    #: rss | atom | rdf | news_sitemap | broken (always 500) | html (a page where a feed should be)
    feed: str
    feed_path: str
    #: Addresses that a reader tries first, in vain: the order of candidates, without the good one.
    wrong_paths: tuple[str, ...] = ()
    #: Items in the live feed.
    feed_size: int = 30
    #: The feed carries whole articles, not only standfirsts.
    full_text: bool = False
    feed_charset: str = "utf-8"
    #: all | matching: whether every page is worth fetching, as in the catalogue of sources.
    fetch: str = "all"
    #: wordpress | sitemap | "": how the past can be asked for.
    history: str = ""
    #: Sitemap files are gzipped, as some publishers do.
    gzipped_sitemaps: bool = False
    #: `{slug}`, `{section}`, `{year}`, `{month}`, `{day}` are filled in.
    article_path: str = "/{slug}"
    #: both | etag | weak | modified | none: what a conditional GET may lean on.
    validators: str = "both"
    #: robots.txt forbids everything below it.
    forbidden: str = ""


def read_outlets() -> dict[str, Outlet]:
    """All outlets by key."""
    tables = tomllib.loads((Path(__file__).parent / "outlets.toml").read_text("utf-8"))
    return {key: _outlet(key, table) for key, table in tables.items()}


def _outlet(key: str, table: dict[str, object]) -> Outlet:
    wrong = table.pop("wrong_paths", [])
    assert isinstance(wrong, list)
    return Outlet(key=key, wrong_paths=tuple(wrong), **table)  # type: ignore[arg-type]
