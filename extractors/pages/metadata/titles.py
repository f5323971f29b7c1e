"""The article's title, without the outlet's name behind it."""

from __future__ import annotations

import html
import re

from extractors.pages.metadata.choice import choose
from extractors.pages.metadata.sources import Sources
from records.provenance import Told

_BORDER = re.compile(r"(\s+[|–—·»-]\s+|\s*[|｜]\s*)")
#: Characters: the title before the border has more, the outlet's name behind it fewer.
_LEAST_TITLE, _MOST_OUTLET = 20, 35
#: Characters; what is longer is no title, and its beginning says enough.
_LONGEST = 1_000


def title(sources: Sources) -> tuple[str, Told]:
    """JSON-LD, OpenGraph, heading, in that order: voting among them measured worse (.798 against .848).

    So does the heading where OpenGraph agrees with it against JSON-LD: right as often as wrong.
    """
    headline, shared = sources.ld("headline"), sources.meta("og:title")
    told = choose(
        (
            ("json_ld", "" if _is_kicked(headline, shared) else headline),
            ("og", shared),
            ("heading", sources.heading),
            ("meta", sources.meta("twitter:title")),
            ("title", sources.page_title),
        ),
        last_resorts=("meta", "title"),
    )
    return strip_outlet(told.raw, sources.outlet, sources.heading), told


def _is_kicked(headline: str, shared: str) -> bool:
    """Whether the headline is a kicker, then the title that others are told: "Chip war: Rome waits"."""
    return bool(shared) and headline.endswith((f": {shared}", f" / {shared}"))


def strip_outlet(said: str, outlet: str, heading: str) -> str:
    """`said` as the page's own heading prints it, or without "| Outlet" at its end."""
    said = " ".join(html.unescape(said[:_LONGEST]).split())
    if heading and heading in said:
        return heading
    parts = _BORDER.split(said)
    last, name = parts[-1].casefold(), " ".join(outlet.split()).casefold()
    if len(parts) >= 3 and last == name:
        return "".join(parts[:-2]).strip()
    if len(parts) < 3 or len(parts[0]) <= _LEAST_TITLE or len(parts[-1]) >= _MOST_OUTLET:
        return said
    if (name and (last in name or name in last)) or "|" in parts[-2]:
        return "".join(parts[:-2]).strip()
    return said
