"""The way from a verb of saying to what it says: "ha detto a Reuters in un'intervista che …"."""

from __future__ import annotations

from extractors.quotes.clauses import Clause
from extractors.quotes.cues import AND, ARTICLES, CALLINGS, RELATIVES, THAT, VERBS, quote_words
from extractors.quotes.extent import content_end
from extractors.quotes.floor import Floor
from extractors.quotes.subjects import ENDS
from extractors.words import DAYS, FUNCTION, MONTHS, cues

_WITHOUT_THAT = quote_words("without_that")
_IF_CLAUSE = quote_words("without_that_if_clause")
_FINITE = quote_words("finite")
_EXPLAINING, _HOW = quote_words("explaining"), quote_words("how")
_ESTIMATING = quote_words("estimating")
_CALLING = quote_words("calling")
_TELLING = quote_words("telling")
_HEARERS = quote_words("hearers")
_TIMES = quote_words("times") | DAYS | MONTHS
_PRONOUNS = quote_words("pronouns")
_WARNING_OF = quote_words("warning_of")
_PROMISING, _DOING = quote_words("promising"), quote_words("doing")
_THINKING = quote_words("thinking")
_NUMBERS = quote_words("numbers")
_NOT_SAID = quote_words("not_said")
_CITING = cues("citing")
_OWN_ACTS = quote_words("own_acts")
_TELL = frozenset({"told", "tells", "tell"})
_CLAUSE_STARTS = quote_words("clause_starts")
_FILLERS = frozenset({"anche", "also", "también", "poi", "invece", "'", "s"})
_INFINITIVES = ("are", "ere", "ire", "rre", "aver", "esser", "arsi", "ersi", "irsi")
_INFINITIVES_ES = frozenset({"haber", "ser", "estar", "tener", "haberse", "haberlo"})
#: Tokens at most: of the way, of an apposition on it, from the head of a clause to its verb.
_WAY, _APPOSITION, _TO_VERB = 18, 16, 14


class Way:
    """The way from the verb to what it says, one token after the other."""

    def __init__(self, floor: Floor, clause: Clause, heard: str | None) -> None:
        self._floor, self._clause, self._heard = floor, clause, heard
        self._lower = floor.lower
        self._verb = floor.lower[clause.verb]
        #: Whether the way met a comma or a stop, and no object.
        self.at_end = False

    def begin(self) -> int | None:
        """The first token of what is said; None when it doesn't stand behind the verb."""
        at, in_phrase = self._clause.last, False
        if self._verb in _ESTIMATING and (figure := self._figure()) is not None:
            return figure
        while at < min(self._clause.last + _WAY, len(self._lower)):
            word = self._lower[at]
            if word in THAT and in_phrase and self._verb in _CALLING:
                return None
            if (led_to := self._led_to(at)) is not None:
                return led_to
            over = self._over_comma(at) if word == "," else None
            if over is not None:
                at = over
                continue
            if word in ENDS or word == ",":
                self.at_end = True
                return None
            if not in_phrase and self._is_infinitive(at):
                return at + 1 if word in ("di", "to") else at
            if self._is_new_clause(at, in_phrase=in_phrase):
                return at
            preposition = self._floor.is_preposition(at)
            in_phrase = in_phrase or preposition
            if not (preposition or (self._belongs(at) if in_phrase else self._is_filler(at))):
                return self._behind_phrase(at) if in_phrase else self._object(at)
            at += 1
        return None

    def _led_to(self, at: int) -> int | None:
        """The first token behind "that" or a colon, or "how" itself."""
        word = self._lower[at]
        if word in _HOW and at == self._clause.last and self._verb in _EXPLAINING:
            return at
        colon = word == ":" and at + 1 not in self._floor.opening
        led_to = word in THAT or (colon and (self._verb not in _CALLING or at == self._clause.last))
        return at + 1 if led_to else None

    def _is_new_clause(self, at: int, *, in_phrase: bool) -> bool:
        """Whether English words follow that need no "that": behind "on Monday", "told analysts"."""
        if self._clause.inverted or (self._clause.voice is None and not self._clause.carried):
            return False
        word = self._lower[at]
        if self._lower[at + 1] in _TIMES:
            return False
        if word not in _CLAUSE_STARTS or self._floor.is_preposition(at - 1) or at == self._clause.last:
            return False
        heard = self._verb in _TELL and "to" not in self._lower[self._clause.last : at]
        return heard or (self._verb in _WITHOUT_THAT and in_phrase)

    def _figure(self) -> int | None:
        """Where the object begins that tells how much, unless "that" comes first: "puts it at $1bn"."""
        at = self._clause.last
        if self._clause.inverted or self._clause.voice is None or self._is_relative():
            return None
        while self._lower[at] in _TIMES or self._lower[at] in _FILLERS:
            at += 1
        for behind in range(at, min(at + _WAY, len(self._lower))):
            word = self._lower[behind]
            if word in THAT or word in ENDS or word == ",":
                return None
            if word[0].isdigit() or word in _NUMBERS:
                return at
        return None

    def _over_comma(self, comma: int) -> int | None:
        """The token behind what stands between two commas, when "che" follows it."""
        if self._lower[comma + 1] in THAT and self._verb in _TELL:
            return comma + 1
        for at in range(comma + 1, min(comma + _APPOSITION, len(self._lower) - 1)):
            word = self._lower[at]
            if word == ",":
                return at + 1 if self._lower[at + 1] in THAT else None
            if word in ENDS or word in VERBS - CALLINGS - _CITING:
                return None
        return None

    def _is_infinitive(self, at: int) -> bool:
        """ "dice di aver sospeso", "afirma no haber vendido"."""
        lower = self._lower
        if lower[at] == "di":
            behind = next((word for word in lower[at + 1 : at + 3] if word not in ("non", "ne", "ci")), "")
            return behind.endswith(_INFINITIVES)
        if at == self._clause.last and not self._clause.inverted:
            promised = self._verb in _PROMISING and (
                lower[at] == "to" or lower[at].endswith(("ar", "er", "ir"))
            )
            if promised or (self._verb in _DOING and lower[at].endswith("ing")):
                return True
        first = lower[at + 1] if lower[at] == "no" and at + 1 < len(lower) else lower[at]
        spanish = first in _INFINITIVES_ES or (self._verb in _OWN_ACTS and first.endswith(("ar", "er", "ir")))
        return at == self._clause.last and spanish

    def _is_filler(self, at: int) -> bool:
        """What may stand between the verb and "that"."""
        word = self._lower[at]
        told = self._verb in _TELL and at - self._clause.last <= 1 and word not in _TIMES
        timed = word in ARTICLES and at + 1 < len(self._lower) and self._lower[at + 1] in _TIMES
        adverb = word in FUNCTION - ARTICLES - _PRONOUNS and self._verb not in _WITHOUT_THAT
        return told or timed or adverb or word in _TIMES or word in _FILLERS or word.endswith("mente")

    def _belongs(self, at: int) -> bool:
        """Whether a token may be part of "in un'intervista a X", "on Monday", "alla stampa"."""
        word, before = self._lower[at], self._lower[at - 1]
        named = self._floor.ground.mention(at)
        return (
            word in ARTICLES
            or word in _HEARERS
            or word in _TIMES
            or word == "'"
            or before in ARTICLES
            or word.endswith("ed")
            or self._floor.is_preposition(at - 1)
            or word[0].isdigit()
            or (named is not None and (before == "'" or named == self._floor.ground.mention(at - 1)))
            or (word in FUNCTION and word not in _PRONOUNS)
        )

    def _behind_phrase(self, at: int) -> int | None:
        """What follows "in", "at" or "about" and is no more of their phrase."""
        first = self._clause.last
        if self._verb in _ESTIMATING | _TELLING and self._lower[first] in ("at", "in", "en"):
            return self._object(first)
        about = self._lower[first] in ("di", "of", "about", "de", "to") and not self._clause.inverted
        if about and (self._tells() or self._verb in _WARNING_OF):
            return first + 1
        free = self._verb in _WITHOUT_THAT and self._clause.voice is not None and not self._clause.inverted
        return at if free else None

    def _object(self, at: int) -> int | None:
        """A clause without "that", a forecast, what an outlet tells, what follows a colon."""
        voice = self._clause.voice
        if self._clause.inverted:
            return None
        if self._verb in _TELL and (self._heard is not None or at > self._clause.last):
            return at
        if self._is_relative() or (voice is None and not self._clause.carried and not self._clause.paper):
            return None
        if self._verb in _WITHOUT_THAT and self._lower[at] not in _NOT_SAID:
            return at
        if self._verb in _IF_CLAUSE and self._lower[at] not in _NOT_SAID and self._is_clause(at):
            return at
        if voice is None:
            return None
        end = content_end(self._floor, at)
        numbers = any(word[0].isdigit() for word in self._lower[at:end])
        if (self._verb in _ESTIMATING and numbers) or self._tells() or self._verb in _THINKING:
            return at
        if self._verb in _CALLING:
            return None
        colon = next((k for k in range(at, end) if self._floor.is_colon(k)), None)
        if self._verb in _CALLING:
            return None
        return colon + 1 if colon is not None and colon + 1 not in self._floor.opening else None

    def _is_clause(self, at: int) -> bool:
        """Whether English words from a token on have a finite verb of their own, before any relative."""
        for index in range(at, min(at + _TO_VERB, len(self._lower) - 1)):
            word = self._lower[index]
            if word in ENDS or word in THAT or word in RELATIVES or word in AND or word == ",":
                return False
            past = word.endswith("ed") and index > at + 1
            if word in _FINITE or (past and self._lower[index + 1] in ARTICLES | _NUMBERS):
                return True
        return False

    def _is_relative(self) -> bool:
        """Whether "that" before the clause belongs to a noun: "il mercato che Huang valuta 50 miliardi"."""
        first = self._clause.first
        if first < 2 or self._lower[first - 1] not in THAT | RELATIVES:
            return False
        return self._lower[first - 2] not in VERBS

    def _tells(self) -> bool:
        """Whether the object of the verb is what an outlet tells."""
        voice = self._clause.voice
        return self._verb in _TELLING and voice is not None and voice.type in ("media", "analyst_firm")
