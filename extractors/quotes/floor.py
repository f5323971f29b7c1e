"""The floor on which people speak: tokens, who may speak at which, what stands between marks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from extractors.catalogue import load_catalogue
from extractors.document import Document
from extractors.nationality import ADJECTIVES, COUNTRY_OF
from extractors.quotes.cues import (
    ARTICLES,
    CALLINGS,
    HELPERS,
    PAPERS,
    VERBS,
    group_at,
    quote_words,
)
from extractors.quotes.roles import role_of
from extractors.quotes.script import SPEAKING, Script
from extractors.quotes.voice import Voice
from records.facts import EntityType, Mention

_COMPANY = quote_words("company_words")
_MEDIA = quote_words("media_words")
_AGENCY = quote_words("agency_words")
_MOUTHS = quote_words("mouths")
_PERSON = EntityType.PERSON
_OF = quote_words("of") - {"'"}
_MODIFIERS = quote_words("modifiers") | {"world", "largest", "contract", "chip", "same"}
_ANY_AGENCY = quote_words("any_agency")
_GOVERNMENT = frozenset({"governo", "gobierno", "government", "esecutivo", "ejecutivo"})
_SEATS = frozenset(COUNTRY_OF) | quote_words("seats")
_ONE = frozenset({"one", "another", "others", "uno", "una", "otro", "otra", "otros", "altri"})
_THEM = frozenset({"them", "esse", "essi", "loro", "ellas", "ellos"})
_PEOPLE = quote_words("people")
#: All words for nameless ones named before.
_POINTERS = _PEOPLE | _THEM | _ONE
_INDEFINITE = quote_words("indefinite")
#: Articles of the plural: the firms together are none of them.
_MANY = frozenset({"i", "gli", "le", "los", "las", "their", "loro"})
#: Names looked through for the one that "the minister" or "the company" stands for.
_BACK = 60
#: Tokens from a noun to its article at most.
_ADJECTIVES = 4
#: Tokens of a nameless source at most.
_PHRASE = 8
#: Tokens between two names of one paragraph at most.
_PARAGRAPH = 400


class Floor(Script):
    """A document with all that is asked of it while quotes are sought. Made once a document."""

    def __init__(self, document: Document, mentions: Sequence[Mention]) -> None:
        super().__init__(document, mentions)
        self._voices: dict[int, Voice | None] = {}

    def voice_at(self, index: int) -> Voice | None:
        """The name, or the nameless source, on a token."""
        if index not in self._voices:
            self._voices[index] = self._voice(index)
        return self._voices[index]

    def _voice(self, index: int) -> Voice | None:
        found = self.ground.mention(index)
        if found is not None:
            return self._named(*found)
        return self._nameless_before(index) if self._means_before(index) else self._nameless(index)

    def _named(self, mention: Mention, first: int, last: int) -> Voice | None:
        if mention.type not in SPEAKING:
            return None
        source = self.ground.source_at(first, "")
        if mention.type == EntityType.MEDIA and source is None:
            return None  # a platform: somebody posts there
        if mention.type == EntityType.PLACE and mention.surface.lower() not in _SEATS:
            return None  # only where a government sits a city speaks
        role = (
            role_of(self.ground, self.document.tokens.words, first, last) if mention.type == _PERSON else None
        )
        new = mention.entity_id is None or ":~" in mention.entity_id
        cut = new and mention.type == _PERSON and self.is_hyphen(last)  # "Tsai Wen" of "Tsai Wen-hsiung"
        return Voice(
            name=self.surface(first, last + 2) if cut else mention.name,
            type=source.type if source is not None else str(mention.type),
            entity_id=mention.entity_id,
            first=first,
            last=last,
            role=self.surface(*role) if role is not None else None,
        )

    def _means_before(self, index: int) -> bool:
        """Whether a pronoun means nameless ones named before: "one of them", "Another said"."""
        word, before = self.lower[index], self.lower[index - 1]
        if word in _THEM:
            return index > 1 and before in ("of", "di", "de")
        opens = self.ground.opens_sentence(index) or before in (";", ":")
        told = index + 1 < len(self.lower) and self.lower[index + 1] in VERBS | HELPERS
        return word in _ONE and opens and told

    def _nameless(self, index: int) -> Voice | None:
        generic, group = self.ground.generic_at(index), group_at(self.lower, index)
        if generic is None:
            stand_in = self._government(index) or self.stand_in(index)
            if stand_in is not None:
                return stand_in
        if generic is None or (group is not None and group[1] > generic[1]):
            generic = group
        if generic is None or (generic[1] == 1 and self._is_title(index)):
            return None
        return Voice(name=generic[0], type="generic", entity_id=None, first=index, last=index + generic[1])

    def _is_title(self, index: int) -> bool:
        """Whether a word for somebody is the title of whom the next one names: "l'economista Ana García"."""
        at = index + 1
        firm = self.ground.mention(at + 1) if self.lower[at : at + 1] and self.lower[at] in _OF else None
        if firm is not None:
            at = firm[2]  # "l'analista di Redmoor Capital Ginevra Soldati"
        found = self.ground.mention(at) if at < len(self.lower) else None
        if found is not None:
            new = found[0].entity_id is None or ":~" in found[0].entity_id
            return found[0].type == _PERSON or (new and found[0].type in (EntityType.COMPANY, EntityType.ORG))
        return (
            self.lower[index] in CALLINGS
            and all(
                self.document.tokens.words[at][0].isupper()
                for at in range(index + 1, index + 3)
                if at < len(self.lower)
            )
            and index + 2 < len(self.lower)
        )

    def voice_ending(self, index: int) -> Voice | None:
        """The name, or the nameless source, that ends right before a token."""
        for at in range(index - 1, max(-1, index - _PHRASE), -1):
            voice = self.voice_at(at)
            if voice is not None:
                return voice if voice.last == index else None
        return None

    def stand_in(self, index: int) -> Voice | None:
        """Who "the minister", "la società" at a token stands for; None when nobody was named."""
        word = self.lower[index]
        article = self._article_of(index)
        elided = index > 1 and article == "'" and self.lower[index - 2] in ARTICLES
        if (
            article in _INDEFINITE
            or not (article in ARTICLES or elided)
            or self.ground.mention(index) is not None
        ):
            return None
        if word in CALLINGS:
            found = self._last(index, EntityType.PERSON, word)
            return replace(found, first=index - 1, last=index + 1, role=word) if found else None
        if word in _PEOPLE:
            return self._nameless_before(index)
        if self.lower[index - 1] in _MANY:
            return None
        if word in _COMPANY:
            found = self._last(index, EntityType.COMPANY, None)
        elif word in _MEDIA:
            found = self._last(index, EntityType.MEDIA, None)
        elif word in _AGENCY:
            found = self._last(index, EntityType.AGENCY, None if word in _ANY_AGENCY else word)
        else:
            return None
        return replace(found, first=index - 1, last=index + 1) if found else None

    def _article_of(self, index: int) -> str:
        """The word before a noun, in English over what tells more of it: "the Dutch chipmaker"."""
        at = index - 1
        while at > 0 and index - at < _ADJECTIVES and self.lower[at] in ADJECTIVES | _MODIFIERS:
            at -= 1
        return self.lower[at] if at >= 0 else ""

    def _government(self, index: int) -> Voice | None:
        """The state of "il governo giapponese", "the Dutch government"."""
        if self.lower[index] not in _GOVERNMENT:
            return None
        of = (
            self.ground.mention(index + 2)
            if self.lower[index + 1 : index + 2] and self.lower[index + 1] in _OF
            else None
        )
        if of is not None and of[0].type == EntityType.COUNTRY:
            return Voice(name=of[0].name, type="country", entity_id=of[0].entity_id, first=index, last=of[2])
        for at in (index - 1, index + 1):
            country = COUNTRY_OF.get(self.lower[at]) if 0 <= at < len(self.lower) else None
            entity = load_catalogue().entities.get(f"country:{(country or '').lower()}")
            if entity is not None:
                first, last = min(at, index), max(at, index) + 1
                return Voice(name=entity.name, type="country", entity_id=entity.id, first=first, last=last)
        return None

    def _nameless_before(self, index: int) -> Voice | None:
        """Whom "the people", "one of them" means: the nameless ones last named."""
        for at in range(index - 2, max(-1, index - _PARAGRAPH), -1):
            if at not in self.inside and self.ground.mention(at) is None and self.lower[at] not in _POINTERS:
                voice = self.voice_at(at)
                if voice is not None and voice.type == "generic":
                    return replace(voice, first=index - 1, last=index + 1)
        return None

    def mouth(self, index: int) -> bool:
        """Whether the token is one who speaks for another: "portavoce", "spokeswoman"."""
        return self.lower[index] in _MOUTHS

    def _last(self, index: int, type_: EntityType, word: str | None) -> Voice | None:
        """The last name of a type before a token; with `word`, the last one called so.

        Of several in one sentence the first: what a sentence is about stands at its head.
        """
        begin = bisect_left(self.name_tokens, index)
        best: Voice | None = None
        for first, mention in reversed(self.names[max(0, begin - _BACK) : begin]):
            if best is not None and first < self.sentence_of(best.first)[0]:
                break
            if mention.type != type_:
                continue
            voice = self.voice_at(first)
            if voice is None:
                continue
            called = (voice.role or "") if type_ == EntityType.PERSON else f"{mention.name} {mention.surface}"
            if word is None or word in called.lower().replace("-", " ").split():
                best = voice
        return best

    def is_paper(self, index: int) -> bool:
        """Whether the token is a paper without an author: "il comunicato", "the filing"."""
        return self.lower[index] in PAPERS
