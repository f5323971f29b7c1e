"""Paragraphs, sentences and tokens as spans: where a text may be cut.

All spans are code points, half-open, in order; every token lies in one sentence, every sentence in one
paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.characters import INVISIBLE
from extractors.words import ABBREVIATIONS, SENTENCE_OPENERS

Span = tuple[int, int]

#: Stands between the tokens of two paragraphs, so that no name reaches across.
BREAK = "\n"
#: A text none of whose lines is longer was wrapped by a mail program or an editor.
_WRAPPED_WIDTH = 100
_LINE = re.compile(r"[^\n\r\u2028\u2029\x0b\x0c]+")
_BLANK = re.compile(r"\s*[\n\r\u2028\u2029\x0b\x0c]\s*[\n\r\u2028\u2029\x0b\x0c]\s*")
_STOP = re.compile(r"(?:[.!?\u2026\u3002\uff01\uff1f]+)[\"'\u201d\u00bb)\]]*(?:\s+|$)|\u3002")
_LAST_WORD = re.compile(r"(?:[^\W_]\.)*[^\W_]+$")
#: "575 W. Poi": a unit's symbol and no initial, unless a year stands before it.
_WATTS_OR_VOLTS = re.compile(r"(?<![\d.,])(?!(?:19|20)\d\d\s)[\d.,]+\s?[WV]$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_TOKEN = re.compile(rf"\w+|[^\w\s{INVISIBLE}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """Words and single punctuation marks of a whole text, with `BREAK` between paragraphs."""

    words: list[str]
    lower: list[str]
    starts: list[int]
    ends: list[int]


def paragraphs(text: str) -> list[Span]:
    """Runs of lines that belong together, trimmed.

    A blank line always cuts. A single line break cuts too, unless the text looks wrapped at a fixed width.
    """
    lines = [match.span() for match in _LINE.finditer(text)]
    wrapped = len(lines) > 2 and max(end - start for start, end in lines) <= _WRAPPED_WIDTH
    if not wrapped:
        return list(_trimmed(text, lines))
    edges = [0, *(edge for match in _BLANK.finditer(text) for edge in match.span()), len(text)]
    blocks = zip(edges[::2], edges[1::2], strict=True)
    return list(_trimmed(text, (part for block in blocks for part in _unwrap(text, block))))


def _unwrap(text: str, block: Span) -> Iterator[Span]:
    """A block of short lines: one paragraph, but a line that ends a sentence early ends a paragraph."""
    start, end = block
    lines = [match.span() for match in _LINE.finditer(text, start, end)]
    widest = max((stop - begin for begin, stop in lines), default=0)
    for begin, stop in lines:
        if stop - begin < 0.7 * widest:
            yield start, stop
            start = stop
    if start < end:
        yield start, end


def _trimmed(text: str, spans: Iterator[Span] | Sequence[Span]) -> Iterator[Span]:
    for start, end in spans:
        piece = text[start:end]
        left = start + len(piece) - len(piece.lstrip())
        right = end - len(piece) + len(piece.rstrip())
        if left < right:
            yield left, right


def sentences(text: str, parts: Sequence[Span]) -> list[Span]:
    """The sentences of the paragraphs `parts`."""
    return [span for start, end in parts for span in _sentences_of(text, start, end)]


def _sentences_of(text: str, start: int, end: int) -> Iterator[Span]:
    begin = start
    for stop in _STOP.finditer(text, start, end):
        if stop.end() < end and _ends_sentence(text, begin, stop):
            yield begin, stop.start() + len(stop.group().rstrip())
            begin = stop.end()
    if begin < end:
        yield begin, end


def _ends_sentence(text: str, begin: int, stop: re.Match[str]) -> bool:
    following = text[stop.end()]
    if following.islower():
        return False
    if stop.group().strip() != ".":
        return True
    last = _LAST_WORD.search(text, max(begin, stop.start() - 30), stop.start())
    if last is None:
        return True
    word = last.group()
    if len(word) > 1 and "." not in word and word.lower() not in ABBREVIATIONS:
        return True
    if len(word) == 1 and (word.isdigit() or word.islower()):
        return not (following.isdigit() and word in ABBREVIATIONS)
    if _WATTS_OR_VOLTS.search(text, max(begin, stop.start() - 30), stop.start()):
        return True
    opener = _FIRST_WORD.match(text, stop.end())
    return bool(opener and opener.group().lower() in SENTENCE_OPENERS and len(word) > 1)


def tokenize(text: str, parts: Sequence[Span]) -> Tokens:
    """The tokens of the paragraphs `parts`; `text` is the plain view."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in parts:
        for match in _TOKEN.finditer(text, start, end):
            words.append(match.group())
            starts.append(match.start())
            ends.append(match.end())
        words.append(BREAK)
        starts.append(end)
        ends.append(end)
    return Tokens(words=words, lower=[word.lower() for word in words], starts=starts, ends=ends)
