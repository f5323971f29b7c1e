"""Kept lines → the article's text, with the sections that its headings make."""

from __future__ import annotations

from collections.abc import Iterable

from records.news import Section

#: Between paragraphs: one blank line.
GAP = "\n\n"


def assemble(lines: Iterable[tuple[str, bool]]) -> tuple[str, tuple[Section, ...]]:
    """The text of `lines` (line, whether it is a heading) and its sections, which cover the text in order.

    A section reaches from its heading to the last character before the gap that precedes the next heading.
    """
    texts: list[str] = []
    sections: list[Section] = []
    heading, start, at = "", 0, 0
    for line, is_heading in lines:
        if is_heading:
            if at:
                sections.append(Section(heading=heading, start=start, end=at - len(GAP)))
            heading, start = line, at
        texts.append(line)
        at += len(line) + len(GAP)
    if texts:
        sections.append(Section(heading=heading, start=start, end=at - len(GAP)))
    return GAP.join(texts), tuple(sections)
