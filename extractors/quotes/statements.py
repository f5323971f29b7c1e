"""What a clause of saying brings: the quotes beside it, and what it tells in the article's words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractors.quotes.clauses import Clause, clause_at
from extractors.quotes.content import own_words
from extractors.quotes.cues import ARTICLES, OPINION, THAT, VERBS, quote_words
from extractors.quotes.floor import Floor
from extractors.quotes.listeners import listener
from extractors.quotes.subjects import ENDS
from extractors.quotes.voice import Voice
from records.facts import QuoteKind

_FREE = quote_words("without_that") | quote_words("without_that_if_clause")
_CALLING = quote_words("calling")
_HEADED = quote_words("headed")
_WISHING = quote_words("wishing")
_NOT_SO = quote_words("not_so")
_CONDITIONS = quote_words("conditions")
#: Tokens from a verb to what it says at most.
_WAY = 18
#: Tokens from a quote to its clause at most.
_TO_CLAUSE = 3
#: Words of a fragment, of one that an article may precede, at least.
_FRAGMENT, _PHRASE = 2, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Tokens `first` to `last`, half-open, that `voice` says; `quoted`: the number of a direct one's span."""

    kind: QuoteKind
    first: int
    last: int
    #: Where it is told who says it: the first token of the clause, and the one behind it.
    at: int
    until: int
    voice: Voice | None
    carried: bool
    cue: str
    plural: bool = False
    quoted: int | None = None
    #: An outlet to which it was said.
    heard_by: str | None = None


def statements_at(floor: Floor, verb: int) -> Iterator[Statement]:
    """What the verb of saying on a token brings."""
    clause = clause_at(floor, verb)
    if clause is None:
        return
    if _is_condition(floor, clause.first) or _is_condition(floor, clause.first - 1):
        return
    heard = listener(floor, clause)
    if any(word in _NOT_SO for word in floor.lower[max(clause.first, clause.verb - 3) : clause.verb]):
        yield from _before(floor, clause, heard)
        return
    quotes = [*_beside(floor, clause, heard)]
    yield from quotes
    nobody = clause.voice is None and not clause.carried and not clause.paper
    if nobody or floor.lower[clause.verb] in _WISHING:
        return
    own = own_words(floor, clause, heard, beside_quote=bool(quotes))
    if own is not None and (floor.lower[clause.verb] in VERBS | OPINION or _is_led_to(floor, clause, own[0])):
        yield from with_fragments(floor, indirect(floor, clause, own, heard))


def _is_led_to(floor: Floor, clause: Clause, begin: int) -> bool:
    """Whether "that", a preposition of an infinitive or a colon stands before what is told."""
    english = floor.document.language_at(floor.document.tokens.starts[begin]) == "en"
    before = floor.lower[begin - 1]
    if clause.inverted and begin < clause.first:
        return True
    free = english and floor.lower[clause.verb] in _FREE
    return free or before in THAT | {":", "di"} or floor.lower[begin].endswith(("ar", "er", "ir"))


def _is_condition(floor: Floor, index: int) -> bool:
    """Whether a token opens a condition; Italian "si" is none."""
    word = floor.lower[index]
    if word not in _CONDITIONS:
        return False
    return word != "si" or floor.document.language_at(floor.document.tokens.starts[index]) == "es"


def indirect(floor: Floor, clause: Clause, own: tuple[int, int], heard: str | None = None) -> Statement:
    """The statement of a clause in the article's words."""
    return Statement(
        kind=QuoteKind.INDIRECT,
        first=own[0],
        last=own[1],
        at=clause.first,
        until=clause.last,
        voice=clause.voice,
        carried=clause.carried,
        plural=clause.plural,
        cue=floor.lower[clause.verb],
        heard_by=heard,
    )


def direct(floor: Floor, clause: Clause, number: int, heard: str | None = None) -> Statement:
    """The statement of a clause in the speaker's own words."""
    first, last = floor.tokens_of[number]
    return Statement(
        kind=QuoteKind.DIRECT,
        first=first,
        last=last,
        at=clause.first,
        until=clause.last,
        voice=clause.voice,
        carried=clause.carried,
        plural=clause.plural,
        cue=floor.lower[clause.verb],
        quoted=number,
        heard_by=heard,
    )


def with_fragments(floor: Floor, statement: Statement) -> Iterator[Statement]:
    """The statement, and the pieces of it that are in the speaker's own words."""
    inner = [
        number
        for number in range(*_numbers(floor, statement.first, statement.last))
        if _is_fragment(floor, number)
    ]
    outside = [
        at
        for at in range(statement.first, statement.last)
        if at not in floor.inside and floor.lower[at].isalnum() and floor.lower[at] not in ARTICLES
    ]
    if outside:
        yield statement
    for number in inner:
        first, last = floor.tokens_of[number]
        yield replace(statement, kind=QuoteKind.DIRECT, first=first, last=last, quoted=number)


def _numbers(floor: Floor, first: int, last: int) -> tuple[int, int]:
    """The numbers of the quoted spans within tokens."""
    inside = [number for at in range(first, last) if (number := floor.opening.get(at)) is not None]
    whole = [number for number in inside if floor.tokens_of[number][1] <= last]
    return (whole[0], whole[-1] + 1) if whole else (0, 0)


def _is_fragment(floor: Floor, number: int) -> bool:
    """Whether words in marks are somebody's, not a name for a thing: "un «club dei tre»", «adattatori»."""
    first, last = floor.tokens_of[number]
    words = sum(floor.lower[at].isalnum() for at in range(first, last))
    before = floor.lower[first - 2] if first > 1 else ""
    english = before == "a" and floor.document.language_at(floor.quoted[number].start) != "en"
    named = before in ARTICLES and not english and words < _PHRASE
    return words >= _FRAGMENT and not named


def _before(floor: Floor, clause: Clause, heard: str | None) -> Iterator[Statement]:
    """The quote that ends right before the clause."""
    at = clause.first - 1
    stops = (",", "—", "–", "-", ".") if clause.inverted or clause.carried else (",", "—", "–", "-")
    while at > 0 and floor.lower[at] in stops and at not in floor.closing:
        at -= 1
    if at in floor.closing and clause.first - at <= _TO_CLAUSE:
        yield direct(floor, clause, floor.closing[at], heard)


def _beside(floor: Floor, clause: Clause, heard: str | None) -> Iterator[Statement]:
    """Quotes right before the clause and right behind it."""
    yield from _before(floor, clause, heard)
    number = _quote_behind(floor, clause)
    if number is not None:
        yield direct(floor, clause, number, heard)


def _quote_behind(floor: Floor, clause: Clause) -> int | None:
    """The quote that the clause leads to: ": «…»", ", \"…\"", "che «…»"."""
    lower = floor.lower
    calling = lower[clause.verb] in _CALLING
    end = min(clause.last + _WAY, len(lower))
    apposed = _over_apposition(floor, clause, end)
    if apposed is not None:
        return apposed
    comma = False
    for at in range(clause.last, end):
        if at in floor.opening:
            first, last = floor.tokens_of[floor.opening[at]]
            words = sum(word.isalnum() for word in lower[first:last])
            called = (clause.voice is not None or clause.carried or not calling) and (
                at == clause.last or lower[at - 1] not in _HEADED
            )
            return floor.opening[at] if words >= _FRAGMENT and called else None
        word = lower[at]
        if word == ":" and at + 1 not in floor.opening and not calling:
            return None
        if word == ":" or (word == "," and (at + 1 in floor.opening or not comma)):
            comma = comma or word == ","
            continue
        if word in ENDS - {":"} or (comma and not calling):
            return None
        if word in THAT and not calling and at + 1 not in floor.opening:
            return None
    return None


def _over_apposition(floor: Floor, clause: Clause, end: int) -> int | None:
    """The quote that goes on behind what tells of its speaker: "«No», risponde X, già vice, «è l'inizio»"."""
    opening = next((at for at in range(clause.last, end) if at in floor.opening), None)
    if opening is None:
        return None
    number = floor.opening[opening]
    if floor.quoted[number].dashed:
        return number
    parted = clause.inverted and clause.first - 1 - (floor.lower[clause.first - 1] == ",") in floor.closing
    set_off = floor.lower[opening - 1] == "," and not ENDS.intersection(floor.lower[clause.last : opening])
    return number if parted and set_off else None
