"""JSON from strangers: anything may be missing, or of another type than its documentation says."""

from __future__ import annotations

import json
from typing import Any

from feeds.items import Document
from feeds.unreadable import UnreadableError
from records.feeds import Outcome


def parse_json(document: Document) -> Any:
    """The document's JSON; UnreadableError when it is none, or is nested beyond reason."""
    try:
        return json.loads(document.body)
    except (ValueError, RecursionError) as error:
        looks_cut = document.body.lstrip()[:1] in (b"{", b"[")
        outcome = Outcome.BROKEN if looks_cut else Outcome.NOT_A_FEED
        raise UnreadableError(document.feed.key, outcome, "no JSON in the answer") from error


def text_at(raw: Any, *path: str) -> str:
    """The string or number at `path` inside nested objects, "" when there is none."""
    for key in path:
        raw = raw.get(key) if isinstance(raw, dict) else None
    return str(raw) if isinstance(raw, str | int | float) and not isinstance(raw, bool) else ""


def texts_in(raw: Any) -> tuple[str, ...]:
    """The strings of a list; nothing for anything else."""
    return tuple(text for text in raw if isinstance(text, str)) if isinstance(raw, list) else ()


def names_in(raw: Any) -> str:
    """The people or agencies of a list, comma between: objects with a `name`, or names."""
    people = raw if isinstance(raw, list) else [raw]
    names = [person if isinstance(person, str) else text_at(person, "name") for person in people]
    return ", ".join(name for name in names if name)
