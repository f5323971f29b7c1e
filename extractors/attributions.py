"""Who says so: the sources that an article cites, one each, at the first place where it cites them.

A source is a medium, a person, an analyst firm or a nameless one ("analysts"), tied to a word of saying. A company
or an agency that speaks for itself is none.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from extractors.catalogue import load_catalogue
from extractors.document import Document
from extractors.sentences import BREAK
from extractors.words import FUNCTION, KNOWLEDGE, SAYING, cues, words
from records.facts import Attribution, EntityType, Mention

#: Tokens between a word of saying and its source at most.
_RIGHT, _LEFT = 9, 7
#: Tokens of a quote and what leads to it at most.
_QUOTE = 160
#: Sectors whose companies are cited for what they say of others.
_ANALYST_SECTORS = frozenset({"analyst", "finance"})
#: First word → phrases that introduce a source, the longest first.
_ACCORDING: dict[str, list[tuple[str, ...]]] = {}
for _phrase in sorted(words("according"), key=len, reverse=True):
    _ACCORDING.setdefault(_phrase.split()[0], []).append(tuple(_phrase.split()))
#: Verbs and nouns that bring in only a medium: "told Reuters", "in un'intervista a CNBC".
_TO_MEDIA = cues("to_media")
#: After these stands a source of any kind: "che cita funzionari", "citing people".
_CITING = cues("citing")
_HAVE = cues("have")
_SAYING = SAYING | cues("more_saying")
_SKIPPED = FUNCTION | frozenset(", stesso stessa oggi ieri poi anche later also earlier recently".split())
_STOPS = frozenset('. ; : ! ? " \u201c \u201d \u00ab \u00bb \n che that que ('.split(" ")) | {BREAK}


@cache
def _generic() -> dict[str, tuple[tuple[tuple[str, ...], str, bool], ...]]:
    """First word → (phrase, English name, sure), the longest first."""
    with (KNOWLEDGE / "generic_sources.toml").open("rb") as file:
        table = tomllib.load(file)
    found: dict[str, list[tuple[tuple[str, ...], str, bool]]] = {}
    for name, row in table.items():
        for key in ("sure", "said"):
            for phrase in row[key]:
                parts = tuple(phrase.split())
                found.setdefault(parts[0], []).append((parts, name, key == "sure"))
    return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in found.items()}


class _Finder:
    """One pass over a document's tokens, with the mentions at hand by token."""

    def __init__(self, document: Document, mentions: Sequence[Mention]) -> None:
        self._document = document
        self._lower = document.tokens.lower
        starts = document.tokens.starts
        self._at: dict[int, tuple[Mention, int, int]] = {}
        for mention in mentions:
            first = bisect_left(starts, mention.start)
            last = bisect_left(starts, mention.end)
            for index in range(first, last):
                self._at[index] = mention, first, last
        self._catalogue = load_catalogue()

    def find(self) -> Iterator[Attribution]:
        """Every citation, not yet one a source."""
        lower = self._lower
        for index, (mention, first, _) in self._at.items():
            # An outlet that an article names is a source in practice: nobody names it for another reason.
            if mention.type == EntityType.MEDIA and index == first and not self._is_platform(mention):
                found = self._of_mention(index, "named")
                if found is not None:
                    yield found
        for index, word in enumerate(lower):
            yield from self._sure(index)
            if word in _SAYING:
                yield from self._sayer(index)
            if word in _CITING:
                yield from self._after(index + 1, f"citing:{word}")
            if word in _TO_MEDIA:
                yield from self._medium_after(index)
            length = self._according(index)
            if length:
                yield from self._after(index + length, f"according:{word}")
            if word == ":" and index + 1 < len(lower) and lower[index + 1] in ('"', "\u201c", "\u00ab"):
                yield from self._before(index, "colon")

    def _according(self, index: int) -> int:
        for phrase in _ACCORDING.get(self._lower[index], ()):
            if tuple(self._lower[index : index + len(phrase)]) == phrase:
                return len(phrase)
        return 0

    def _sayer(self, index: int) -> Iterator[Attribution]:
        cue = f"saying:{self._lower[index]}"
        found = (
            list(self._before(index, cue))
            or list(self._after(index + 1, cue))
            or list(self._speaker_of_quote(index, cue))
        )
        yield from found

    def _speaker_of_quote(self, index: int, cue: str) -> Iterator[Attribution]:
        """ "«…», scrive.": a quote whose verb has no subject belongs to the last person named before it."""
        lower = self._lower
        at = index
        while (
            at > 0
            and index - at < 3
            and (lower[at - 1] in _HAVE or lower[at - 1] in ("lo", "la", "li", "le", "he", "she"))
        ):
            at -= 1
        if at < 2 or lower[at - 1] != "," or lower[at - 2] not in ('"', "\u201d", "\u00bb", "\u201c"):
            return
        inside = True
        for back in range(at - 3, max(-1, at - _QUOTE), -1):
            if lower[back] == BREAK:
                return
            if inside and lower[back] in ('"', "\u201c", "\u00ab", "\u201d"):
                inside = False
            elif not inside and self._type_at(back) == EntityType.PERSON:
                found = self._of_mention(back, cue)
                if found is not None:
                    yield found
                return

    def _type_at(self, index: int) -> EntityType | None:
        return self._at[index][0].type if index in self._at else None

    def _after(self, index: int, cue: str) -> Iterator[Attribution]:
        """The source behind a word: the first eligible name or nameless source before the clause ends."""
        for at in range(index, min(index + _RIGHT, len(self._lower))):
            if self._lower[at] in _STOPS or (self._lower[at] == "," and at > index):
                return
            if at in self._at:
                found = self._of_mention(at, cue)
                if found is not None:
                    yield found
                    return
                if self._at[at][0].type in (EntityType.MEDIA, EntityType.PERSON):
                    return
            generic = self._generic_at(at)
            if generic is not None:
                firm = self._firm_behind(at + 1, cue)
                yield firm or self._attribution(generic[0], "generic", None, at, at + generic[1], cue)
                return
            if self._lower[at] in _SAYING:
                return

    def _before(self, index: int, cue: str) -> Iterator[Attribution]:
        """The subject of the verb at `index`: the nearest name before it, over an apposition between commas."""
        at = index - 1
        while at >= 0 and index - at <= 4 and self._lower[at] in _SKIPPED and self._lower[at] != ",":
            at -= 1
        if at >= 0 and self._lower[at] == ",":
            comma = next(
                (i for i in range(at - 1, max(-1, at - 16), -1) if self._lower[i] in (",", BREAK, ".")), -1
            )
            if comma > 0 and self._lower[comma] == ",":
                at = comma - 1
        for back in range(at, max(-1, at - _LEFT), -1):
            if (
                self._lower[back] in _STOPS
                or self._lower[back] == ","
                or (self._lower[back] in _SAYING and back != index)
            ):
                return
            if back in self._at:
                found = self._person_of(back, cue) or self._of_mention(back, cue)
                generic = self._generic_before(back, cue)
                if generic is not None and (found is None or found.type == "analyst_firm"):
                    found = found or generic
                if found is not None:
                    yield found
                return
            generic_at = self._generic_at(back)
            if generic_at is not None:
                yield self._attribution(generic_at[0], "generic", None, back, back + generic_at[1], cue)
                return

    def _person_of(self, index: int, cue: str) -> Attribution | None:
        """ "Stacy Rasgon di Bernstein calcola": the person speaks, not the firm."""
        mention, first, _ = self._at[index]
        behind = first - 1
        while behind > 0 and first - behind < 4 and self._lower[behind] in FUNCTION | {"'"}:
            behind -= 1
        is_of = (
            self._lower[behind + 1] in ("di", "del", "della", "dell", "of", "de", "at")
            if behind + 1 < first
            else False
        )
        if mention.type == EntityType.COMPANY and is_of and self._type_at(behind) == EntityType.PERSON:
            return self._of_mention(behind, cue)
        return None

    def _generic_before(self, index: int, cue: str) -> Attribution | None:
        """ "funzionari del governo cinese hanno detto": the nameless source before the name."""
        for at in range(index - 1, max(-1, index - 5), -1):
            generic = self._generic_at(at)
            if generic is not None:
                return self._attribution(generic[0], "generic", None, at, at + generic[1], cue)
            if self._lower[at] not in FUNCTION and at not in self._at:
                return None
        return None

    def _medium_after(self, index: int) -> Iterator[Attribution]:
        for at in range(index + 1, min(index + 7, len(self._lower))):
            if self._lower[at] in _STOPS:
                return
            if at in self._at and self._at[at][0].type == EntityType.MEDIA:
                found = self._of_mention(at, f"medium:{self._lower[index]}")
                if found is not None:
                    yield found
                return

    def _firm_behind(self, index: int, cue: str) -> Attribution | None:
        """ "gli analisti di Jefferies": the firm is the source."""
        for at in range(index, min(index + 4, len(self._lower))):
            if at in self._at:
                return self._of_mention(at, cue)
            if self._lower[at] not in FUNCTION:
                return None
        return None

    def _sure(self, index: int) -> Iterator[Attribution]:
        for phrase, name, sure in _generic().get(self._lower[index], ()):
            if sure and tuple(self._lower[index : index + len(phrase)]) == phrase:
                yield self._attribution(
                    name, "generic", None, index, index + len(phrase), f"phrase:{phrase[0]}"
                )
                return

    def _generic_at(self, index: int) -> tuple[str, int] | None:
        for phrase, name, _ in _generic().get(self._lower[index], ()):
            if tuple(self._lower[index : index + len(phrase)]) == phrase:
                return name, len(phrase)
        return None

    def _of_mention(self, index: int, cue: str) -> Attribution | None:
        mention, first, last = self._at[index]
        if mention.type == EntityType.MEDIA and not self._is_platform(mention):
            return self._attribution(mention.name, "media", mention.entity_id, first, last, cue)
        if mention.type == EntityType.PERSON:
            return self._attribution(mention.name, "person", mention.entity_id, first, last, cue)
        if mention.type == EntityType.COMPANY and self._is_analyst(mention):
            return self._attribution(mention.name, "analyst_firm", mention.entity_id, first, last, cue)
        return None

    def _is_platform(self, mention: Mention) -> bool:
        entity = self._catalogue.entities.get(mention.entity_id or "")
        return entity is not None and entity.details.get("kind") == "platform"

    def _is_analyst(self, mention: Mention) -> bool:
        entity = self._catalogue.entities.get(mention.entity_id or "")
        return entity is not None and entity.details.get("sector") in _ANALYST_SECTORS

    def _attribution(
        self, source: str, type_: str, entity_id: str | None, first: int, last: int, cue: str
    ) -> Attribution:
        tokens = self._document.tokens
        start, end = tokens.starts[first], tokens.ends[last - 1]
        return Attribution(
            source=source,
            type=type_,
            entity_id=entity_id,
            surface=self._document.text[start:end],
            start=start,
            end=end,
            sentence=self._document.sentence_at(start),
            cue=cue,
        )


def find_attributions(document: Document, mentions: Sequence[Mention]) -> list[Attribution]:
    """One a source, at its first citation, in text order."""
    first: dict[str, Attribution] = {}
    for found in _Finder(document, mentions).find():
        known = first.get(found.source)
        if (
            known is None
            or found.start < known.start
            or (found.start == known.start and known.cue == "named")
        ):
            first[found.source] = found
    return sorted(first.values(), key=lambda one: (one.start, one.source))
