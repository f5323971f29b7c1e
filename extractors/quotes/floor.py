"""The floor on which people speak: tokens, who may speak at which, what stands between marks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.attributions.ground import Ground
from extractors.document import Document
from extractors.quotes.cues import ARTICLES, CALLINGS, PAPERS, PREPOSITIONS, group_at, quote_words
from extractors.quotes.marks import find_quoted
from extractors.quotes.roles import role_of
from records.facts import EntityType, Mention

_COMPANY = quote_words("company_words")
_MEDIA = quote_words("media_words")
_AGENCY = quote_words("agency_words")
_MOUTHS = quote_words("mouths")
_SPEAKING = frozenset(
    {
        EntityType.PERSON,
        EntityType.COMPANY,
        EntityType.AGENCY,
        EntityType.MEDIA,
        EntityType.ORG,
        EntityType.COUNTRY,
        EntityType.PLACE,
    }
)
_PERSON = EntityType.PERSON
_AND = frozenset({"and", "e", "ed", "y"})
#: Word → the language in which it is no preposition.
_NO_PREPOSITION = {"a": "en", "su": "es"}
_INDEFINITE = quote_words("indefinite")
#: Articles of the plural: the firms together are none of them.
_MANY = frozenset({"i", "gli", "le", "los", "las", "their", "loro"})
#: Names looked through for the one that "the minister" or "the company" stands for.
_BACK = 60
#: Tokens of a nameless source at most.
_PHRASE = 8
#: Tokens of a sentence on each side of one of them at most.
_FAR = 160
#: Tokens between two names of one paragraph at most.
_PARAGRAPH = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Who speaks, and where that is said: tokens `first` to `last`, half-open."""

    name: str
    type: str
    entity_id: str | None
    first: int
    last: int
    role: str | None = None


class Floor:
    """A document with all that is asked of it while quotes are sought. Made once a document."""

    def __init__(self, document: Document, mentions: Sequence[Mention]) -> None:
        self.document = document
        self.ground = Ground(document, mentions)
        self.lower = self.ground.lower
        self.quoted = find_quoted(document)
        starts = document.tokens.starts
        #: Token → number of the quoted span that holds it; its marks are not in it.
        self.inside: dict[int, int] = {}
        #: Token of the mark that opens, or closes → number of the span.
        self.opening: dict[int, int] = {}
        self.closing: dict[int, int] = {}
        #: First and last token of each span, half-open.
        self.tokens_of: list[tuple[int, int]] = []
        for number, one in enumerate(self.quoted):
            first, last = bisect_left(starts, one.start), bisect_left(starts, one.end)
            mark, end = bisect_left(starts, one.opens), bisect_left(starts, one.closes)
            self.tokens_of.append((first, last))
            self.inside.update(dict.fromkeys(range(mark + 1, end - 1), number))
            self.inside.update(dict.fromkeys(range(first, last), number))
            self.opening[mark] = number
            self.closing[end - 1] = number
        self.speaking = [bisect_left(starts, one.start) for one in mentions if one.type in _SPEAKING]
        #: Names outside quotes that may speak, with their first tokens; and the first tokens of all that may.
        self.names = [
            (bisect_left(starts, one.start), one)
            for one in mentions
            if one.type in _SPEAKING and bisect_left(starts, one.start) not in self.inside
        ]
        self._voices: dict[int, Voice | None] = {}
        self.name_tokens = [first for first, _ in self.names]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Code points of tokens `first` to `last`, half-open."""
        tokens = self.document.tokens
        return tokens.starts[first], tokens.ends[last - 1]

    def surface(self, first: int, last: int) -> str:
        """The characters of tokens `first` to `last`, half-open."""
        start, end = self.span(first, last)
        return self.document.text[start:end]

    def is_colon(self, index: int) -> bool:
        """Whether a token is a colon between words, not one inside "NASDAQ:NVDA" or "9:30"."""
        tokens = self.document.tokens
        glued = index + 1 < len(self.lower) and tokens.starts[index + 1] == tokens.ends[index]
        return self.lower[index] == ":" and not (glued and self.lower[index + 1][0].isalnum())

    def is_preposition(self, index: int) -> bool:
        """Whether a token is one; "a" is none in English, "su" none in Spanish."""
        word = self.lower[index]
        if word not in PREPOSITIONS:
            return False
        other = _NO_PREPOSITION.get(word)
        return other is None or self.document.language_at(self.document.tokens.starts[index]) != other

    def sentence_of(self, index: int) -> tuple[int, int]:
        """The tokens of the sentence that holds a token, half-open; of one without end what is near."""
        tokens, sentences = self.document.tokens, self.document.sentences
        start, end = sentences[self.document.sentence_at(tokens.starts[index])]
        first, last = bisect_left(tokens.starts, start), bisect_left(tokens.starts, end)
        return max(first, index - _FAR), min(last, index + _FAR)

    def voice_at(self, index: int) -> Voice | None:
        """The name, or the nameless source, on a token."""
        if index not in self._voices:
            self._voices[index] = self._voice(index)
        return self._voices[index]

    def _voice(self, index: int) -> Voice | None:
        found = self.ground.mention(index)
        if found is not None:
            mention, first, last = found
            if mention.type not in _SPEAKING:
                return None
            source = self.ground.source_at(index, "")
            if mention.type == EntityType.MEDIA and source is None:
                return None  # a platform: somebody posts there
            role = (
                role_of(self.ground, self.document.tokens.words, first, last)
                if mention.type == _PERSON
                else None
            )
            return Voice(
                name=mention.name,
                type=source.type if source is not None else str(mention.type),
                entity_id=mention.entity_id,
                first=first,
                last=last,
                role=self.surface(*role) if role is not None else None,
            )
        generic = self.ground.generic_at(index) or group_at(self.lower, index)
        if generic is None:
            return None
        return Voice(name=generic[0], type="generic", entity_id=None, first=index, last=index + generic[1])

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
        article = self.lower[index - 1] if index else ""
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
        if self.lower[index - 1] in _MANY:
            return None
        if word in _COMPANY:
            found = self._last(index, EntityType.COMPANY, None)
        elif word in _MEDIA:
            found = self._last(index, EntityType.MEDIA, None)
        elif word in _AGENCY:
            found = self._last(index, EntityType.AGENCY, word)
        else:
            return None
        return replace(found, first=index - 1, last=index + 1) if found else None

    def mouth(self, index: int) -> bool:
        """Whether the token is one who speaks for another: "portavoce", "spokeswoman"."""
        return self.lower[index] in _MOUTHS

    def _last(self, index: int, type_: EntityType, word: str | None) -> Voice | None:
        """The last name of a type before a token; with `word`, the last one called so."""
        begin = bisect_left(self.name_tokens, index)
        for first, mention in reversed(self.names[max(0, begin - _BACK) : begin]):
            if mention.type != type_:
                continue
            voice = self.voice_at(first)
            if voice is None:
                continue
            called = (voice.role or "") if type_ == EntityType.PERSON else f"{mention.name} {mention.surface}"
            if word is None or word in called.lower().replace("-", " ").split():
                return voice
        return None

    def is_paper(self, index: int) -> bool:
        """Whether the token is a paper without an author: "il comunicato", "the filing"."""
        return self.lower[index] in PAPERS
