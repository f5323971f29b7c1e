"""Where names may stand: runs of capitalised tokens, clear of what earlier recognisers have spoken for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractors.names.gazetteer import city_at
from extractors.names.lexicon import (
    CONNECTORS,
    FIRST_NAMES,
    HEADS,
    LEGAL_FORMS,
    PARTICLES,
)
from extractors.names.scan import Scan
from extractors.nationality import ADJECTIVES
from extractors.words import cues

#: Letters of a syllable.
_SYLLABLE = 5
_LOWER_HEADS = cues("lower_heads")
_INSIDE = cues("inside_institutions")
_SUBJECTS = cues("subjects")
_COMPOUNDS = frozenset(
    {"based", "era", "led", "owned", "made", "class", "like", "style", "level", "run", "born", "only", "free"}
)
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


def find_runs(scan: Scan) -> Iterator[Run]:
    """The runs in text order, the longest that hold together."""
    index, count = 0, len(scan.words)
    while index < count:
        if not (scan.is_name_word(index) or _is_lower_head(scan, index, count)):
            index += 1
            continue
        last = _end_of_run(scan, index, count)
        if last - index <= _LONGEST:
            first = _with_place(scan, index, last)
            yield Run(first, last, first in scan.opens, index in scan.loud)
        index = last


def _is_lower_head(scan: Scan, index: int, count: int) -> bool:
    """ "la procura di Milano", "the Center for …": a head that is no name alone, with a name behind it."""
    headed = scan.words[index] in _LOWER_HEADS or (
        scan.words[index] in _INSIDE and scan.lower[index] in HEADS
    )
    if not headed or index + 2 >= count or not scan.is_free(index):
        return False
    return scan.lower[index + 1] in CONNECTORS and _connected(scan, index + 2, count) > 0


def _with_place(scan: Scan, first: int, last: int) -> int:
    """Where "U.S. District Court" and "Changchun Institute of Optics" begin: with the place before their
    head.
    """
    known = scan.known.get(first - 1)
    headed = any(scan.lower[index] in HEADS for index in range(first, last))
    of_place = known is not None and known.entity_id.startswith(("country:", "place:"))
    return (
        known.first if known is not None and headed and of_place and scan.lower[first - 1] != "'" else first
    )


def _end_of_run(scan: Scan, first: int, count: int) -> int:
    city = city_at(scan.words, first)
    if city and all(scan.is_free(index) for index in range(first, first + city)):
        return first + city
    last = first + 1
    headed = scan.lower[first] in HEADS
    while last < count and last - first <= _LONGEST:
        inside = headed and _is_inside(scan, last)
        if (scan.is_name_word(last) or inside) and last not in scan.opens:
            headed = headed or scan.lower[last] in HEADS
            last += 1
            continue
        step = _bridge(scan, first, last, count, headed=headed)
        if not step:
            break
        last += step
    return last


def _is_inside(scan: Scan, index: int) -> bool:
    """ "Agencia Española", "Consejo de Estado": words that only the name of an institution may hold."""
    word = scan.words[index]
    return word[0].isupper() and scan.is_free(index) and (scan.lower[index] in ADJECTIVES or word in _INSIDE)


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
    return _inside_institution(scan, at, count) if headed else 0


def _inside_institution(scan: Scan, at: int, count: int) -> int:
    """How many tokens from `at` join an institution's name behind its head."""
    word, lower = scan.words[at], scan.lower[at]
    if lower in CONNECTORS and lower not in ("e", "y", "and"):
        return _connected(scan, at + 1, count)
    if word == ",":
        return _listed_subject(scan, at, count)
    return 2 if lower in ("e", "y", "and", "&") and scan.is_name_word(at + 1) else 0


def _listed_subject(scan: Scan, at: int, count: int) -> int:
    """ "Ministry of Investment, Trade and Industry": the comma joins subjects of one ministry."""
    follows = scan.lower[at + 2 : at + 3]
    joined = follows in ([","], ["and"], ["e"], ["y"], ["&"]) and at + 3 < count
    subjects = scan.lower[at - 1] in _SUBJECTS and scan.lower[at + 1] in _SUBJECTS
    return 2 if joined and subjects and scan.words[at + 1][0].isupper() and scan.is_free(at + 1) else 0


def _is_second_syllable(scan: Scan, at: int) -> bool:
    """ "Jae-min", "Wen-chi": the second half of a Korean or Taiwanese given name, not "Nvidia-backed"."""
    half = scan.words[at + 1]
    beside = scan.words[at - 2][:1].isupper() or scan.words[min(at + 2, len(scan.words) - 1)][:1].isupper()
    return half.islower() and len(half) <= _SYLLABLE and half not in _COMPOUNDS and beside


def _connected(scan: Scan, following: int, count: int) -> int:
    if scan.is_name_word(following) or _is_inside(scan, following):
        return 2
    if place := _place_inside(scan, following, headed=True):
        return 1 + place
    place = _place_inside(scan, following + 1, headed=True) if following + 1 < count else 0
    article = scan.lower[following] in ("the", "los", "las", "la")
    if article and place:
        return 2 + place
    if article and following + 1 < count and _is_inside(scan, following + 1):
        return 3
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
