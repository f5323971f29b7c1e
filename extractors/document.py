"""A text made ready for reading: cut once, its languages known, so that every recogniser reads the same
document.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from extractors.amounts import Paragraph
from extractors.characters import Mask, plain
from extractors.language import detect, detect_in
from extractors.recognisers.numerals import decimal_mark
from extractors.sentences import Span, Tokens, paragraphs, sentences, tokenize

#: Read as this when the language is unknown: the numbers of most of the world's press agree with it.
_FALLBACK = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A text and its cuts. Spans are offsets into `text` and `plain` alike."""

    text: str
    plain: str
    #: Title and text, plain: where evidence may be found.
    context: str
    language: str | None
    #: The article's day, from which "yesterday" is told; None when not known.
    published: date | None
    paragraphs: tuple[Paragraph, ...]
    sentences: tuple[Span, ...]
    tokens: Tokens
    title: Tokens
    mask: Mask
    #: Where the sentences begin, for looking up.
    sentence_starts: tuple[int, ...]

    def sentence_at(self, position: int) -> int:
        """The number of the sentence that holds `position`, from 0."""
        return max(0, bisect_right(self.sentence_starts, position) - 1)

    def language_at(self, position: int) -> str:
        """The language of the paragraph that holds `position`."""
        index = bisect_right(self.paragraphs, position, key=lambda part: part.start) - 1
        return self.paragraphs[max(0, index)].language if self.paragraphs else _FALLBACK


def open_document(text: str, title: str, language: str | None, published: date | None) -> Document:
    """Cut `text`; `language` is taken as told, or found from the text, then from the title."""
    even = plain(text)
    language = language or detect(text) or detect(title)
    spans = paragraphs(even)
    cuts = sentences(even, spans)
    even_title = plain(title)
    return Document(
        text=text,
        plain=even,
        context=f"{even_title}\n{even}",
        language=language,
        published=published,
        paragraphs=tuple(_languages(even, spans, language)),
        sentences=tuple(cuts),
        tokens=tokenize(even, spans),
        title=tokenize(even_title, [(0, len(title))] if title else []),
        mask=Mask(len(text)),
        sentence_starts=tuple(start for start, _ in cuts),
    )


def _languages(text: str, spans: Sequence[Span], language: str | None) -> list[Paragraph]:
    marks: dict[str, str] = {}
    found = []
    for start, end in spans:
        own = detect_in(text, start, end, language) or _FALLBACK
        if own not in marks:
            marks[own] = decimal_mark(text, own)
        found.append(Paragraph(start=start, end=end, language=own, decimal=marks[own]))
    return found
