"""What is said in the article's own words: behind the clause that tells who says it, around it, before it."""

from __future__ import annotations

from extractors.quotes.clauses import Clause
from extractors.quotes.cues import ARTICLES, HELPERS, RELATIVES, THAT, quote_words
from extractors.quotes.extent import STOPS, content_end, words_in
from extractors.quotes.floor import Floor
from extractors.quotes.way import Way
from extractors.sentences import BREAK
from extractors.words import FUNCTION

_PRONOUNS = quote_words("pronouns")
_BACK = quote_words("this") | {"lo", "è", "así"}
_AS = quote_words("as_words")
_ADDING = quote_words("adding")
_JOINS = frozenset({"and", "but", "while"})
#: Tokens from a verb without a subject to the comma behind it at most.
_ASIDE = 3
#: Tokens of a clause between commas, of the headings over which it points back, at most.
_BETWEEN, _HEADING = 12, 24
#: What opens with these is no statement: "Asked whether she would, Lind shrugs".
_NOT_YET = quote_words("conditions") | {
    "asked",
    "alla",
    "quando",
    "when",
    "cuando",
    "preguntado",
    "preguntada",
    "interpellato",
}
#: Words before a colon at most that head what follows: "NVDA Price Action: …".
_HEADLINE = 5
#: Words at least: of what is said behind "that", of what is said elsewhere, of a part that stands alone.
_CLAUSE, _LEAST, _MAIN = 2, 3, 5

Span = tuple[int, int]


def own_words(floor: Floor, clause: Clause, heard: str | None, *, beside_quote: bool) -> Span | None:
    """The tokens of what the clause tells in the article's words, half-open; None when there is none."""
    if clause.inverted and floor.lower[clause.first - 1] in _AS:
        return _behind_as(floor, clause)
    if floor.lower[clause.first] in _BACK and floor.ground.opens_sentence(clause.first):
        colon = _behind_colon(floor, clause)
        if colon is not None:
            return colon
        back = _pointed_at(floor, clause)
        if back is not None and not beside_quote:
            return back
    way = Way(floor, clause, heard)
    begin = way.begin()
    if begin is not None:
        end = content_end(floor, begin)
        least = _CLAUSE if floor.lower[begin - 1] in THAT | {"di"} else _LEAST
        return (begin, end) if words_in(floor, begin, end) >= least else None
    if beside_quote:
        return None
    around = clause.inverted or way.at_end
    return _pointed_at(floor, clause) or (_around(floor, clause) if around else None)


def _behind_colon(floor: Floor, clause: Clause) -> Span | None:
    """ "Lo ha riferito X, che cita Y: …": what follows the colon of the sentence."""
    _, last = floor.sentence_of(clause.first)
    colon = next(
        (at for at in range(clause.last, min(clause.last + _HEADING, last)) if floor.is_colon(at)), None
    )
    if not clause.points_back or colon is None or colon + 1 in floor.opening:
        return None
    end = content_end(floor, colon + 1)
    return (colon + 1, end) if words_in(floor, colon + 1, end) >= _LEAST else None


def _behind_as(floor: Floor, clause: Clause) -> Span | None:
    """ "Come spiega Huang, …": what follows; "…, come spiega Huang": what stands before; else all around."""
    first, last = floor.sentence_of(clause.first)
    end = content_end(floor, first)
    comma = next(
        (at for at in range(clause.last, min(clause.last + _BETWEEN, last)) if floor.lower[at] == ","), last
    )
    head = clause.first - 1
    if words_in(floor, first, head) == 0:
        return (comma + 1, end) if words_in(floor, comma + 1, end) >= _LEAST else None
    if comma >= last - 1:
        before = head - 1 if floor.lower[head - 1] == "," else head
        return (first, before) if words_in(floor, first, before) >= _LEAST else None
    return first, end


def _pointed_at(floor: Floor, clause: Clause) -> Span | None:
    """ "Lo ha detto X": the sentence before; "…: lo ha scritto X": what stands before the colon."""
    if not clause.points_back:
        return None
    first, _ = floor.sentence_of(clause.first)
    before = clause.first - 1
    if clause.first > first and floor.lower[before] in (":", ","):
        return (first, before) if words_in(floor, first, before) >= _LEAST else None
    if clause.first - first > 1 or first < 2:
        return None
    last = _last_told(floor, first)
    if last is None or last in floor.inside or last in floor.closing:
        return None
    begin, _ = floor.sentence_of(last)
    return (begin, last) if words_in(floor, begin, last) >= _LEAST else None


def _last_told(floor: Floor, first: int) -> int | None:
    """The full stop of the sentence before, over headings: lines without one."""
    for at in range(first - 1, max(0, first - _HEADING), -1):
        if floor.lower[at] == BREAK:
            continue
        if floor.lower[at] in (".", "!"):
            return at
    return None


def _around(floor: Floor, clause: Clause) -> Span | None:
    """The sentence around a clause set off by commas; what stands before it when it ends the sentence."""
    first, last = floor.sentence_of(clause.first)
    before = clause.first - 1
    heading = next((at + 1 for at in range(before, first, -1) if floor.is_colon(at)), first)
    begin = heading if words_in(floor, first, heading) <= _HEADLINE else first
    part = next((at + 1 for at in range(before, first, -1) if floor.lower[at] == ";"), first)
    if floor.lower[clause.verb] in _ADDING or any(at in floor.opening for at in range(first, part)):
        begin = max(begin, part)  # what stands before the semicolon is told already
    if not clause.inverted and floor.lower[begin] in _NOT_YET:
        return None
    if clause.first - begin < 2 or floor.lower[before] not in (",", "–", "—"):
        return None
    end = clause.last
    while end < last and floor.lower[end] not in STOPS:
        end += 1
    if end - clause.last > _BETWEEN or (clause.carried and not _is_told(floor, clause)):
        return None
    more = end < last and floor.lower[end] == "," and floor.lower[end + 1] not in RELATIVES
    rest = words_in(floor, end, last)
    if more and (rest >= _LEAST or rest + words_in(floor, begin, before) > _LEAST):
        if end + 1 in floor.opening:
            return None
        joined = floor.lower[end + 1] in _JOINS and floor.lower[end + 2] not in FUNCTION - ARTICLES
        if not joined or words_in(floor, begin, before) <= _MAIN:
            return begin, content_end(floor, begin)
    return (begin, before) if words_in(floor, begin, before) >= _CLAUSE else None


def _is_told(floor: Floor, clause: Clause) -> bool:
    """Whether a verb without a subject between commas tells: "he said", "ha aggiunto", "scherza" alone."""
    helped = any(word in _PRONOUNS | HELPERS for word in floor.lower[clause.first : clause.verb])
    close = floor.lower[clause.last : clause.last + _ASIDE]
    return helped or (clause.last - clause.first == 1 and "," in close)
