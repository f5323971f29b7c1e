"""A title without the outlet's name behind it."""

from __future__ import annotations

import html
import re

_BORDER = re.compile(r"(\s+[|–—·»-]\s+|\s*\|\s*)")
#: Characters: the title before the border has more, the outlet's name behind it fewer.
_LEAST_TITLE, _MOST_OUTLET = 20, 35


def strip_outlet(title: str, outlet: str, heading: str) -> str:
    """`title` as the page's own heading prints it, or without "| Outlet" at its end."""
    title = " ".join(html.unescape(title).split())
    if heading and heading in title:
        return heading
    parts = _BORDER.split(title)
    if len(parts) < 3 or len(parts[0]) <= _LEAST_TITLE or len(parts[-1]) >= _MOST_OUTLET:
        return title
    last, name = parts[-1].casefold(), outlet.casefold()
    if (name and (last in name or name in last)) or "|" in parts[-2]:
        return "".join(parts[:-2]).strip()
    return title
