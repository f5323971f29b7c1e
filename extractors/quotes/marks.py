"""Where words stand between quote marks, and where a dash opens a line of dialogue."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.document import Document
from extractors.quotes.cues import TRIGGERS

_MARK = re.compile(r"[«»“”„\"‘’‹›']")
#: Mark that opens → marks that may close it. Apostrophes close single quotes; context tells them apart.
_CLOSERS = {"«": "»", "“": '”"', "„": '“”"', '"': '"”', "‹": "›", "‘": "’'", "'": "'’"}
#: Characters between marks at most: longer is no quote but a mark that was forgotten.
_LONGEST = 4000
#: Words between single marks at least: fewer is a word that is named, or two apostrophes.
_SINGLE = 3
_DASH = re.compile(r"(?<=\s)[—–](?=\w)|(?<=[\w.,;:!?…»”])[—–](?=[\s.,;:!?]|$)")
_DIALOGUE = re.compile(r"[—–]\s?(?=[^\W\d])|[—–](?=[¿¡«])")
#: Between words of a quote, what stands between two dashes; at most a few words, for the search stays linear.
_ASIDE = re.compile(r"\s[-–—]\s*([^-–—«»“”\n]{4,160}?)\s*[-–—](?=[\s.,;])")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A span between marks: `start`, `end` without them, `opens`, `closes` with them; half-open."""

    start: int
    end: int
    opens: int
    closes: int
    dashed: bool = False


def find_quoted(document: Document) -> list[Quoted]:
    """All of them in text order; of those inside others only the outermost."""
    found: list[Quoted] = []
    for number, part in enumerate(document.paragraphs):
        following = document.paragraphs[number + 1].start if number + 1 < len(document.paragraphs) else None
        own = [*_dialogue(document, part.start, part.end)] or [
            *_between_marks(document.text, part.start, part.end, following)
        ]
        found += [
            part for one in _outermost(own) for part in ([one] if one.dashed else _parted(document, one))
        ]
    return found


def _between_marks(text: str, start: int, end: int, following: int | None) -> Iterator[Quoted]:
    opened: dict[str, int] = {}
    for match in _MARK.finditer(text, start, end):
        mark, at = match.group(), match.start()
        closed = next((kind for kind in opened if mark in _CLOSERS[kind] and _closes(text, kind, at)), None)
        if closed is not None:
            yield from _quoted(text, opened.pop(closed), at, closed)
        elif mark in _CLOSERS and _opens(text, at, start):
            opened[mark] = at
        elif mark == "»" and at == start:  # a paragraph that goes on with the quote of the one before
            opened["«"] = at
    for kind, at in opened.items():
        # Left open, and opened again by the next paragraph: it goes on there.
        if following is not None and text[following] in (kind, _CLOSERS[kind][0]) and kind not in "'‘":
            yield from _quoted(text, at, end, kind)


def _opens(text: str, at: int, start: int) -> bool:
    before = text[at - 1] if at > start else " "
    behind = text[at + 1 : at + 2]
    if text[at] in "«“„‹":
        return True
    return not before.isalnum() and before not in ".,!?" and bool(behind) and not behind.isspace()


def _closes(text: str, kind: str, at: int) -> bool:
    """Whether the mark ends a quote of this kind: single ones must not be apostrophes."""
    before, behind = text[at - 1], text[at + 1 : at + 2]
    if kind in "'‘":
        return (
            not behind.isalnum()
            and not before.isspace()
            and (kind == "‘" or before in ".,!?…" or behind in ".,;:)")
        )
    return kind != '"' or not (before.isspace() and behind.isalnum())


def _quoted(text: str, opens: int, closes: int, kind: str) -> Iterator[Quoted]:
    start, end = opens + 1, closes
    inside = text[start:end]
    start += len(inside) - len(inside.lstrip())
    end -= len(inside) - len(inside.rstrip().removesuffix(",").rstrip())
    if end - start > _LONGEST or not _WORD.search(text, start, end):
        return
    if kind in "'‘" and len(inside.split()) < _SINGLE:
        return
    yield Quoted(start, end, opens, min(closes + 1, len(text)))


def _parted(document: Document, one: Quoted) -> Iterator[Quoted]:
    """A quote with who says it between dashes inside its marks: "«Il problema - dice Traverso - è serio»"."""
    aside = next(
        (
            found
            for found in _ASIDE.finditer(document.text, one.start, one.end)
            if _is_told(document.plain, found.start(1), found.end(1))
        ),
        None,
    )
    if aside is None:
        yield one
        return
    begin = (
        aside.end()
        + len(document.text[aside.end() : one.end])
        - len(document.text[aside.end() : one.end].lstrip(" .,;"))
    )
    yield Quoted(one.start, aside.start(), one.opens, aside.start(1), dashed=True)
    if _WORD.search(document.text, begin, one.end):
        yield Quoted(begin, one.end, aside.end(1), one.closes, dashed=True)


def _dialogue(document: Document, start: int, end: int) -> Iterator[Quoted]:
    """A paragraph that opens with a dash and that a verb of saying breaks: "—Sí —dijo Ana—. Más."."""
    text = document.text
    opening = _DIALOGUE.match(text, start, end)
    if opening is None:
        return
    cuts = [match.start() for match in _DASH.finditer(text, opening.end(), end)]
    if not cuts or not _is_told(document.plain, cuts[0] + 1, end):
        return
    edges = [opening.end() - 1, *cuts, end]
    for opens, closes in zip(edges[::2], edges[1::2], strict=False):
        inside = text[opens + 1 : closes]
        begin = opens + 1 + len(inside) - len(inside.lstrip(" .,;"))
        stop = closes - len(inside) + len(inside.rstrip())
        if begin < stop and _WORD.search(text, begin, stop):
            yield Quoted(begin, stop, opens, min(closes + 1, end), dashed=True)


def _is_told(text: str, start: int, end: int) -> bool:
    words = [match.group().lower() for match in _WORD.finditer(text, start, min(end, start + 60))][:3]
    return any(word in TRIGGERS for word in words)


def _outermost(found: list[Quoted]) -> list[Quoted]:
    kept: list[Quoted] = []
    for one in sorted(found, key=lambda one: (one.opens, -one.closes)):
        if not kept or one.opens >= kept[-1].closes:
            kept.append(one)
    return kept
