"""The ground on which sources are looked for: tokens, the mentions on them, phrases for nameless sources."""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from extractors.catalogue import load_catalogue
from extractors.document import Document
from extractors.sentences import BREAK
from extractors.words import KNOWLEDGE, cues
from records.facts import Attribution, EntityType, Mention

#: Sectors and kinds of those who are cited for what they say of others.
_ANALYSTS = frozenset({"analyst", "finance"})
_THINK_TANKS = frozenset({"think_tank", "laboratory"})
#: In the cue or the name of a company that no catalogue knows: it studies others.
_STUDIES = cues("studies")
#: Tokens of a sentence over which its subject is looked for.
_FAR = 80
#: Tokens at the head of a paragraph in which a wire names itself: "JAKARTA, Nov 14 (Reuters) -".
_DATELINE = 14


@cache
def _generic() -> dict[str, tuple[tuple[list[str], str, bool], ...]]:
    """First word → (phrase, English name, sure), the longest first."""
    with (KNOWLEDGE / "generic_sources.toml").open("rb") as file:
        table = tomllib.load(file)
    found: dict[str, list[tuple[list[str], str, bool]]] = {}
    for name, row in table.items():
        for key in ("sure", "said"):
            for phrase in row[key]:
                found.setdefault(phrase.split()[0], []).append((phrase.split(), name, key == "sure"))
    return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in found.items()}


class Ground:
    """A document's tokens with the mentions at hand by token."""

    def __init__(self, document: Document, mentions: Sequence[Mention]) -> None:
        self._document = document
        self.lower = document.tokens.lower
        starts = document.tokens.starts
        self._at: dict[int, tuple[Mention, int, int]] = {}
        for mention in mentions:
            first, last = bisect_left(starts, mention.start), bisect_left(starts, mention.end)
            self._at.update(dict.fromkeys(range(first, last), (mention, first, last)))
        self._entities = load_catalogue().entities
        self._sentence_starts = set(document.sentence_starts)

    def mention(self, index: int) -> tuple[Mention, int, int] | None:
        """The mention on a token, with its first token and the one behind its last."""
        return self._at.get(index)

    def type_at(self, index: int) -> EntityType | None:
        """The type of the mention on a token."""
        return self._at[index][0].type if index in self._at else None

    def opens_sentence(self, index: int) -> bool:
        """Whether a sentence begins with the token."""
        return self._document.tokens.starts[index] in self._sentence_starts

    def sentence_start(self, index: int) -> int:
        """The first token of the sentence that holds the token; the token itself when that is far off."""
        for at in range(index, max(-1, index - _FAR), -1):
            if self.opens_sentence(at) or self.lower[at - 1] == BREAK:
                return at
        return index

    def source_at(self, index: int, cue: str, *, stranger: bool = False) -> Attribution | None:
        """The mention on a token as a source, None when it is none.

        `stranger`: a company that the catalogue doesn't know may be one too.
        """
        found = self._at.get(index)
        if found is None:
            return None
        mention, first, last = found
        type_ = self._source_type(mention, stranger=stranger)
        return self._attribution(mention.name, type_, mention.entity_id, first, last, cue) if type_ else None

    def _source_type(self, mention: Mention, *, stranger: bool) -> str | None:
        entity = self._entities.get(mention.entity_id or "")
        details = entity.details if entity else {}
        if mention.type == EntityType.MEDIA:
            return None if details.get("kind") == "platform" else "media"
        if mention.type == EntityType.PERSON:
            return "person"
        if mention.type == EntityType.COMPANY:
            unknown = entity is None and (stranger or self._studies(mention))
            return "analyst_firm" if unknown or details.get("sector") in _ANALYSTS else None
        if mention.type == EntityType.ORG:
            return "analyst_firm" if details.get("kind") in _THINK_TANKS else None
        return None

    def _studies(self, mention: Mention) -> bool:
        words = {mention.cue.rpartition(":")[2], *mention.name.lower().split()}
        return bool(words & _STUDIES)

    def generic_at(self, index: int) -> tuple[str, int] | None:
        """A phrase for a nameless source that begins at a token: its English name and its length."""
        for phrase, name, _ in _generic().get(self.lower[index], ()):
            if self.lower[index : index + len(phrase)] == phrase:
                return name, len(phrase)
        return None

    def nameless(self, index: int, cue: str) -> Attribution | None:
        """The nameless source that begins at a token."""
        generic = self.generic_at(index)
        return (
            self._attribution(generic[0], "generic", None, index, index + generic[1], cue)
            if generic
            else None
        )

    def sure_phrase(self, index: int) -> Iterator[Attribution]:
        """A phrase that is a source wherever it stands: "people familiar with"."""
        for phrase, name, sure in _generic().get(self.lower[index], ()):
            if sure and self.lower[index : index + len(phrase)] == phrase:
                yield self._attribution(
                    name, "generic", None, index, index + len(phrase), f"phrase:{phrase[0]}"
                )
                return

    def named_media(self) -> Iterator[Attribution]:
        """Each outlet that the article names: in practice, nobody names one for another reason than to cite
        it.
        """
        for index, (_, first, last) in self._at.items():
            if index == first and not self._is_dateline(first, last):
                found = self.source_at(index, "named")
                if found is not None and found.type == "media":
                    yield found

    def _is_dateline(self, first: int, last: int) -> bool:
        """ "(Reuters) -" at the head of a paragraph: the wire's own name."""
        bracketed = self.lower[first - 1] == "(" and self.lower[last] == ")"
        dashed = self.lower[min(last + 1, len(self.lower) - 1)] in ("-", "\u2013", "\u2014", ".", ",")
        return (
            bracketed
            and dashed
            and BREAK in [BREAK] * (first < _DATELINE) + self.lower[first - _DATELINE : first]
        )

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
