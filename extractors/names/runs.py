"""Where names may stand: runs of capitalised tokens, clear of what earlier recognisers have spoken for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.document import Document
from extractors.known import Known
from extractors.names.lexicon import (
    COMMON,
    COMMON_ENDINGS,
    CONNECTORS,
    FIRST_NAMES,
    HEADS,
    LAST_NAMES,
    LEGAL_FORMS,
    NO_NAMES,
    PARTICLES,
)
from extractors.nationality import ADJECTIVES
from extractors.sentences import BREAK, Span
from extractors.words import DAYS, MONTHS, OPENERS

_OPENING = frozenset("\"'\u201c\u00ab([\u00bf\u00a1-\u2013\u2014\u2022\u2026*#>")
_REOPENING = frozenset(':"\u201c\u00ab\u2022')
#: A paragraph of so few words without a full stop is a heading.
_HEADING_WORDS = 16
#: Share of capitalised words from which a heading is in title case, and capitals prove nothing.
_TITLE_CASE = 0.6
#: Letters of a syllable.
_SYLLABLE = 5
_COMPOUNDS = frozenset({"based", "era", "led", "owned", "made", "class", "like", "style", "level", "run", "born", "only", "free"})
#: A run of more tokens is a list or a shout, not a name.
_LONGEST = 9


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens `first` to `last` (exclusive) are written like a name."""

    first: int
    last: int
    #: The first token opens a sentence, where every word has a capital.
    opens: bool
    #: In a heading or a shouted line, where capitals prove little.
    loud: bool


class Scan:
    """A document's tokens with what is known of each: spoken for, opening a sentence, in a loud line."""

    def __init__(self, document: Document, known: Sequence[Known]) -> None:
        tokens = document.tokens
        self.words, self.lower = tokens.words, tokens.lower
        self.starts, self.ends = tokens.starts, tokens.ends
        self.mask = document.mask
        self.known: dict[int, Known] = {index: one for one in known for index in range(one.first, one.last)}
        self.opens = self._openings(document.sentences)
        self.loud = self._loud()
        self.inner_capitals, self.small = self._statistics()

    def _openings(self, sentences: Sequence[Span]) -> set[int]:
        """Indices of tokens where a capital is due to the place: after a full stop, a colon, an opening quote."""
        opens: set[int] = set()
        begin = iter([start for start, _ in sentences])
        due = next(begin, None)
        fresh = False
        for index, word in enumerate(self.words):
            if due is not None and self.starts[index] >= due:
                fresh, due = True, next(begin, None)
            if word == BREAK:
                fresh = True
            elif fresh and word[0] not in _OPENING:
                opens.add(index)
                fresh = False
            elif word in _REOPENING:
                fresh = True
        return opens

    def _loud(self) -> set[int]:
        loud: set[int] = set()
        begin = 0
        for index, word in enumerate(self.words):
            if word == BREAK:
                line = range(begin, index)
                if self._is_loud(line):
                    loud.update(line)
                begin = index + 1
        return loud

    def _is_loud(self, line: range) -> bool:
        long_words = [self.words[i] for i in line if len(self.words[i]) > 3 and self.words[i].isalpha()]
        if len(long_words) < 3:
            return False
        shouted = sum(word.isupper() for word in long_words) > 0.7 * len(long_words)
        titled = sum(word[0].isupper() for word in long_words) > _TITLE_CASE * len(long_words)
        heading = len(line) <= 1.6 * _HEADING_WORDS and self.words[line[-1]] not in (".", "!", ";", ":")
        return shouted or (titled and heading)

    def _statistics(self) -> tuple[Counter[str], Counter[str]]:
        """How often each lower-cased word stands with a capital inside a sentence, and without one."""
        inner: Counter[str] = Counter()
        small: Counter[str] = Counter()
        for index, (word, lower) in enumerate(zip(self.words, self.lower, strict=True)):
            if word is lower or word == lower:
                small[lower] += 1
            elif index not in self.opens and index not in self.loud:
                inner[lower] += 1
        return inner, small

    def is_free(self, index: int) -> bool:
        """Whether neither the catalogue nor an earlier recogniser has this token."""
        return index not in self.known and self.mask.is_free(self.starts[index], self.ends[index])

    def touches(self, index: int) -> bool:
        """Whether token `index` follows the one before it without a space."""
        return index > 0 and self.starts[index] == self.ends[index - 1]

    def is_name_word(self, index: int) -> bool:
        """Whether the token could be a word of a name where it stands."""
        word, lower = self.words[index], self.lower[index]
        if not _is_written_like_a_name(word) or word in NO_NAMES or not self.is_free(index):
            return False
        if lower in DAYS or lower in MONTHS and lower not in ("may", "march", "august", "set", "mar"):
            return False
        if lower in ADJECTIVES:
            return False
        if index in self.opens:
            return self._may_open(index)
        return lower not in COMMON or word.isupper()

    def _may_open(self, index: int) -> bool:
        word, lower = self.words[index], self.lower[index]
        if lower in COMMON or (lower in OPENERS and word not in FIRST_NAMES):
            return False
        if word.isupper() and len(word) > 1 and index not in self.loud:
            return True
        if self.small[lower] and not self.inner_capitals[lower]:
            return False
        follows = index + 1 < len(self.words) and (
            _is_written_like_a_name(self.words[index + 1]) or self.words[index + 1] == "&"
        )
        if self.inner_capitals[lower] or word in FIRST_NAMES or word in LAST_NAMES or not word[1:].islower():
            return True
        return (follows or lower in HEADS) and not lower.endswith(COMMON_ENDINGS)


def _is_written_like_a_name(word: str) -> bool:
    if word[0].isupper():
        return True
    return (
        len(word) > 2
        and word[0].isalnum()
        and word != word.lower()
        and any(letter.isupper() for letter in word[1:])
    )


def find_runs(scan: Scan) -> Iterator[Run]:
    """The runs in text order, the longest that hold together."""
    index, count = 0, len(scan.words)
    while index < count:
        if not scan.is_name_word(index):
            index += 1
            continue
        last = _end_of_run(scan, index, count)
        if last - index <= _LONGEST:
            first = _with_place(scan, index, last)
            yield Run(first, last, first in scan.opens, index in scan.loud)
        index = last


def _with_place(scan: Scan, first: int, last: int) -> int:
    """Where "U.S. District Court" and "Changchun Institute of Optics" begin: with the place before their head."""
    known = scan.known.get(first - 1)
    headed = any(scan.lower[index] in HEADS for index in range(first, last))
    of_place = known is not None and known.entity_id.startswith(("country:", "place:"))
    return known.first if known is not None and headed and of_place and scan.lower[first - 1] != "'" else first


def _end_of_run(scan: Scan, first: int, count: int) -> int:
    last = first + 1
    headed = scan.lower[first] in HEADS
    while last < count and last - first <= _LONGEST:
        if scan.is_name_word(last) and last not in scan.opens:
            headed = headed or scan.lower[last] in HEADS
            last += 1
            continue
        step = _bridge(scan, first, last, count, headed=headed)
        if not step:
            break
        last += step
    return last


def _bridge(scan: Scan, first: int, at: int, count: int, *, headed: bool) -> int:
    """How many tokens from `at` join the run to what follows; 0 when the run ends here."""
    word, lower = scan.words[at], scan.lower[at]
    if at + 1 >= count or not scan.is_free(at):
        return _place_inside(scan, at, headed=headed)
    following = at + 1
    if word in "-'.&" and len(word) == 1:
        glued = scan.touches(at) and scan.touches(following)
        if word == "-" and glued and _is_second_syllable(scan, at):
            return 2
        before = scan.words[at - 1]
        initial = word == "." and scan.touches(at) and len(before) == 1 and before.isupper()
        legal = word == "." and before.lower() in LEGAL_FORMS and scan.lower[following] in LEGAL_FORMS
        if (glued or initial or legal or word == "&") and scan.is_name_word(following):
            return 2
        return 0
    if word[0].isupper() and lower in PARTICLES:
        # Al-Suwaidi, De Luca: the particle itself has a capital.
        return 1 if scan.words[following] == "-" or scan.is_name_word(following) else 0
    if lower in PARTICLES and scan.is_name_word(following) and scan.words[first] in FIRST_NAMES:
        return 2
    if (
        lower in PARTICLES
        and following + 1 < count
        and scan.lower[following] in PARTICLES
        and scan.is_name_word(following + 1)
    ):
        return 3
    if headed and lower in CONNECTORS and lower not in ("e", "y", "and"):
        return _connected(scan, following, count)
    if headed and lower in ("e", "y", "and", "&") and scan.is_name_word(following):
        return 2
    return 0


def _is_second_syllable(scan: Scan, at: int) -> bool:
    """ "Jae-min", "Wen-chi": the second half of a Korean or Taiwanese given name, not "Nvidia-backed"."""
    half = scan.words[at + 1]
    beside = scan.words[at - 2][:1].isupper() or scan.words[min(at + 2, len(scan.words) - 1)][:1].isupper()
    return half.islower() and len(half) <= _SYLLABLE and half not in _COMPOUNDS and beside


def _connected(scan: Scan, following: int, count: int) -> int:
    if scan.is_name_word(following) or _place_inside(scan, following, headed=True):
        return 1 + (1 if scan.is_name_word(following) else _place_inside(scan, following, headed=True))
    place = _place_inside(scan, following + 1, headed=True) if following + 1 < count else 0
    if scan.lower[following] in ("the", "los", "las", "la") and place:
        return 2 + place
    apostrophe = scan.words[following] == "'" and following + 1 < count
    if (
        (apostrophe or scan.lower[following] in CONNECTORS)
        and following + 1 < count
        and scan.is_name_word(following + 1)
    ):
        return 3
    return 0


def _place_inside(scan: Scan, at: int, *, headed: bool) -> int:
    """A known country or place inside an institution's name belongs to the name."""
    known = scan.known.get(at)
    if (
        headed
        and known is not None
        and known.first == at
        and known.entity_id.startswith(("place:", "country:", "org:"))
    ):
        return known.last - known.first
    return 0
