"""Quotes without a word of saying: the one person of the paragraph speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.document import Document
from records.facts import Attribution, EntityType, Mention

#: A quote; bounded, so that an opening mark without its closing one costs no more than this.
_QUOTE = re.compile(r"[\u00ab\u201c\"]([^\u00ab\u201c\u00bb\u201d\"]{12,1500})[\u00bb\u201d\"]")
#: Fewer words between quotes are a title or irony.
_LEAST_WORDS = 4


def quoted_alone(
    document: Document, mentions: Sequence[Mention], known: Sequence[Attribution]
) -> Iterator[Attribution]:
    """For each paragraph with a quote that no source has been found for: its person, if there is just one."""
    cited = sorted(one.start for one in known)
    people = [mention for mention in mentions if mention.type == EntityType.PERSON]
    for part in document.paragraphs:
        found = _QUOTE.finditer(document.plain, part.start, part.end)
        quotes = [match.span() for match in found if len(match[1].split()) >= _LEAST_WORDS]
        if not quotes or any(part.start <= start < part.end for start in cited):
            continue
        outside = [
            person
            for person in people
            if part.start <= person.start < part.end
            and not any(start <= person.start < end for start, end in quotes)
        ]
        if len({person.entity_id for person in outside}) == 1:
            yield _attribution(outside[0])


def _attribution(person: Mention) -> Attribution:
    return Attribution(
        source=person.name,
        type="person",
        entity_id=person.entity_id,
        surface=person.surface,
        start=person.start,
        end=person.end,
        sentence=person.sentence,
        cue="quote",
    )
