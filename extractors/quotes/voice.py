"""Who speaks."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Who speaks, and where that is said: tokens `first` to `last`, half-open."""

    name: str
    type: str
    entity_id: str | None
    first: int
    last: int
    role: str | None = None
