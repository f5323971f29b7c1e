"""Drafts: mentions before they have numbers, from several finders, that may overlap."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractors.document import Document
from records.facts import EntityType, Mention


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A mention before it has a number."""

    type: EntityType | None
    entity_id: str | None
    name: str
    start: int
    end: int
    confidence: float
    cue: str


def outside(doubtful: Iterable[Draft], drafts: Sequence[Draft]) -> list[Draft]:
    """Candidates that no mention overlaps."""
    spans = sorted((draft.start, draft.end) for draft in drafts)
    kept, at = [], 0
    for draft in sorted(doubtful, key=lambda one: one.start):
        while at < len(spans) and spans[at][1] <= draft.start:
            at += 1
        if at == len(spans) or spans[at][0] >= draft.end:
            kept.append(draft)
    return kept


def numbered(document: Document, drafts: Iterable[Draft], begin: int = 0) -> list[Mention]:
    """As mentions in text order, numbered from `begin`; of those that overlap the first and longest wins."""
    mentions: list[Mention] = []
    reached = 0
    for draft in sorted(drafts, key=lambda one: (one.start, -one.end)):
        if draft.start >= reached:
            reached = draft.end
            mentions.append(
                Mention(
                    id=begin + len(mentions),
                    type=draft.type,
                    entity_id=draft.entity_id,
                    name=draft.name,
                    surface=document.text[draft.start : draft.end],
                    start=draft.start,
                    end=draft.end,
                    sentence=document.sentence_at(draft.start),
                    confidence=draft.confidence,
                    cue=draft.cue,
                )
            )
    return mentions


def slug(name: str) -> str:
    """`Derek Aw` → `derek-aw`; letters without an ASCII form are spelled as their code points."""
    folded = unicodedata.normalize("NFKD", name.lower())
    ascii_ = "".join(c if c.isascii() else "" if unicodedata.combining(c) else f"u{ord(c):x}" for c in folded)
    return re.sub(r"[^a-z0-9]+", "-", ascii_).strip("-") or "x"
