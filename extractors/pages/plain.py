"""Plain text: headings are told by their shape, promotion by its words and its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.pages.blocks import ends_sentence
from extractors.pages.boilerplate import boilerplate, is_late
from records.news import Removed

#: Characters: a heading is shorter, a paragraph under it longer than this.
_LONGEST_HEADING, _SHORTEST_PARAGRAPH = 90, 40
_LONGEST_TITLE = 160
#: Lines wrapped by an editor: none is longer, and most end in the middle of a sentence.
_WRAPPED_WIDTH = 90
_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_BLANK = re.compile(r"\n\s*\n|\r\n\s*\r\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainText:
    """A text's kept lines (line, whether it is a heading), and what was left out."""

    title: str
    lines: tuple[tuple[str, bool], ...]
    removed: tuple[Removed, ...]


def read_plain(text: str) -> PlainText:
    """The article in a text without markup; a paragraph is a line, or some when they are wrapped."""
    lines = _paragraphs(text.replace("\0", ""))
    title = lines[0] if len(lines) > 2 and _is_title(lines[0], lines[1:]) else ""
    body = lines[1:] if title else lines
    reasons = _reasons(body)
    kept = [line for line, reason in zip(body, reasons, strict=True) if not reason]
    return PlainText(
        title=title,
        lines=tuple((line, _is_heading(number, kept)) for number, line in enumerate(kept)),
        removed=tuple(Removed(text=line, reason=why) for line, why in zip(body, reasons, strict=True) if why),
    )


def _paragraphs(text: str) -> list[str]:
    """White space folded; wrapped lines joined."""
    lines = [line for line in _LINE.findall(text) if line.strip()]
    ended = sum(ends_sentence(line.rstrip()) for line in lines)
    if (
        len(lines) > 4
        and max(map(len, lines)) <= _WRAPPED_WIDTH
        and ended < 0.5 * len(lines)
        and _BLANK.search(text)
    ):
        lines = _BLANK.split(text)
    return [folded for line in lines if (folded := " ".join(line.split()))]


def _is_title(first: str, rest: Sequence[str]) -> bool:
    """A short first line without a full stop, over paragraphs that have theirs."""
    ended = sum(ends_sentence(line) for line in rest)
    return len(first) <= _LONGEST_TITLE and not ends_sentence(first) and 2 * ended >= len(rest)


def _is_heading(number: int, lines: Sequence[str]) -> bool:
    """A short line without a full stop, in capitals or beginning with one, with a paragraph under it."""
    line = lines[number]
    under = lines[number + 1] if number + 1 < len(lines) else ""
    return (
        len(line) <= _LONGEST_HEADING
        and line[:1].isupper() | line[:1].isdigit() | (line[:1] in '¿¡«“"')
        and not ends_sentence(line.rstrip("?"))
        and line[-1] not in ",;:"
        and len(under) >= _SHORTEST_PARAGRAPH
        and ends_sentence(under)
    )


def _reasons(lines: Sequence[str]) -> list[str]:
    """For each line why it is no part of the article, "" for most.

    Between the first dropped line of the end and the text's end, a line without a full stop goes too: a
    slogan among slogans.
    """
    reasons = [
        boilerplate().reason(line, late=is_late(number, len(lines))) for number, line in enumerate(lines)
    ]
    first = next((number for number in range(len(lines)) if _all_dropped(lines, reasons, number)), len(lines))
    return [
        reason or ("promotion" if number > first and not ends_sentence(lines[number]) else "")
        for number, reason in enumerate(reasons)
    ]


def _all_dropped(lines: Sequence[str], reasons: Sequence[str], start: int) -> bool:
    """Whether from `start`, a dropped line, on to the end no full sentence stays."""
    return bool(reasons[start]) and all(
        reason or not ends_sentence(line) for line, reason in zip(lines[start:], reasons[start:], strict=True)
    )
