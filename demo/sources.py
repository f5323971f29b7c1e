"""The newsroom's outlets as a catalogue of sources, for the ports they run on."""

import json
from pathlib import Path

from demo.newsroom import Newsroom
from demo.outlets import Outlet

_KIND = {"news_sitemap": "news_sitemap"}  # all others are feeds
_HISTORY = {"wordpress": "/wp-json/wp/v2/posts", "sitemap": "/sitemap_index.xml"}


def write_sources(newsroom: Newsroom, path: Path) -> None:
    """Write the catalogue of a running newsroom to `path`, one table an outlet, all of them `local`."""
    tables = [_table(outlet, newsroom.urls[key]) for key, outlet in newsroom.outlets.items()]
    head = "# The demo newsroom on the ports of one run: written by demo/sources.py, of no use afterwards.\n"
    path.write_text("\n".join([head, *tables]), "utf-8")


def _table(outlet: Outlet, base: str) -> str:
    keys: dict[str, object] = {
        "title": outlet.name,
        "outlet": outlet.name,
        "family": f"demo-{outlet.family}",
        "language": outlet.language,
        "country": outlet.country,
        "kind": _KIND.get(outlet.feed, "feed"),
        **_addresses(outlet, base),
        "fetch": outlet.fetch,
        "local": True,
        "certainty": "A",
        "terms": "invented for the demo",
        "why": outlet.why,
    }
    if outlet.history:
        keys |= {"history": outlet.history, "history_url": base + _HISTORY[outlet.history]}
    # JSON's strings, lists and booleans are TOML's too.
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in keys.items()]
    return "\n".join([f"[demo-{outlet.key}]", *lines, ""])


def _addresses(outlet: Outlet, base: str) -> dict[str, object]:
    if outlet.wrong_paths:
        return {"urls": [base + path for path in (*outlet.wrong_paths, outlet.feed_path)]}
    return {"url": base + outlet.feed_path}
