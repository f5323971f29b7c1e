"""Golden pages: our own text in the shape of real markup, each beside what reading must find in it."""

from __future__ import annotations

import tomllib
from datetime import UTC
from pathlib import Path
from typing import Any

from records.news import Page

FOLDER = Path(__file__).parents[2] / "data" / "pages"


def names() -> list[str]:
    """Stems of all golden pages."""
    return sorted(file.stem for file in FOLDER.glob("*.toml"))


def expected(name: str) -> dict[str, Any]:
    """What must be found."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def page(name: str) -> Page:
    """The page as it came."""
    told = expected(name)
    return Page(
        url=told["url"],
        final_url=told["url"],
        status=told.get("status", 200),
        headers=(("content-type", "text/html; charset=utf-8"),),
        body=(FOLDER / f"{name}.html").read_bytes(),
        fetched_at=told["fetched"].astimezone(UTC),
    )


def iso(printed: str) -> str | None:
    """A date of a golden page as ISO 8601 writes it in Python: +00:00 for Z, colons in offsets."""
    if not printed:
        return None
    text = printed.replace("Z", "+00:00").replace(".000", "")
    return f"{text[:-2]}:{text[-2:]}" if text[-5] in "+-" and text[-3] != ":" and "T" in text else text
