"""What a clause of saying brings: the quotes beside it, and what it tells in the article's words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractors.quotes.clauses import Clause, clause_at
from extractors.quotes.content import own_words
from extractors.quotes.cues import ARTICLES, THAT, TO_WHOM, quote_words
from extractors.quotes.floor import Floor, Voice
from extractors.quotes.subjects import ENDS, QUOTE_MARKS
from records.facts import EntityType, QuoteKind

_CALLING = quote_words("calling")
_WISHING = quote_words("wishing")
_INTERVIEWS = quote_words("interviews")
_NOT_SO = quote_words("not_so")
_CONDITIONS = quote_words("conditions")
#: Tokens from a verb to what it says at most.
_WAY = 18
#: Tokens from a quote to its clause, from an interview to its outlet, at most.
_TO_CLAUSE, _TO_OUTLET = 3, 7
#: Words beside the fragments of a statement, of a fragment, of one that an article may precede, at least.
_BESIDE, _FRAGMENT, _PHRASE = 2, 2, 5


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
    heard = _listener(floor, clause)
    if any(word in _NOT_SO for word in floor.lower[max(clause.first, clause.verb - 3) : clause.verb]):
        yield from _before(floor, clause, heard)
        return
    quotes = [*_beside(floor, clause, heard)]
    yield from quotes
    nobody = clause.voice is None and not clause.carried and not clause.paper
    if nobody or floor.lower[clause.verb] in _WISHING:
        return
    own = own_words(floor, clause, heard, beside_quote=bool(quotes))
    if own is not None:
        yield from with_fragments(floor, indirect(floor, clause, own, heard))


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
        if at not in floor.inside and floor.lower[at].isalnum()
    ]
    if len(outside) >= _FRAGMENT:
        yield statement
    for number in inner:
        first, last = floor.tokens_of[number]
        yield Statement(
            kind=QuoteKind.DIRECT,
            first=first,
            last=last,
            at=statement.at,
            until=statement.until,
            voice=statement.voice,
            carried=statement.carried,
            plural=statement.plural,
            cue=statement.cue,
            quoted=number,
            heard_by=statement.heard_by,
        )


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
    while at > 0 and floor.lower[at] in (",", "—", "–", "-", ".") and at not in floor.closing:
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
    comma = False
    for at in range(clause.last, end):
        if at in floor.opening:
            first, last = floor.tokens_of[floor.opening[at]]
            words = sum(word.isalnum() for word in lower[first:last])
            called = clause.voice is not None or clause.carried or not calling
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


def _listener(floor: Floor, clause: Clause) -> str | None:
    """The outlet to which it was said: "told Reuters", "in un'intervista a CNBC, Huang ha detto"."""
    return _told_to(floor, clause) or _interviewed_by(floor, clause)


def _interviewed_by(floor: Floor, clause: Clause) -> str | None:
    """The outlet of an interview that the sentence names before the clause."""
    first, _ = floor.sentence_of(clause.first)
    for at in range(first, clause.first):
        if floor.lower[at] in _INTERVIEWS and at not in floor.inside:
            for behind in range(at + 1, min(at + _TO_OUTLET, clause.first)):
                voice = floor.voice_at(behind)
                if voice is not None:
                    return voice.name if voice.type == "media" else None
    return None


def _told_to(floor: Floor, clause: Clause) -> str | None:
    """The outlet behind the verb: "told Reuters", "ha detto Huang al Financial Times"."""
    lower = floor.lower
    told = lower[clause.verb] in ("told", "tells", "tell")
    for at in range(clause.verb + 1, min(clause.verb + _WAY, len(lower))):
        if lower[at] in ENDS - QUOTE_MARKS or lower[at] in THAT:
            return None
        if floor.ground.type_at(at) == EntityType.MEDIA and not (
            clause.voice is not None and clause.voice.first <= at < clause.voice.last
        ):
            before = lower[at - 1] if lower[at - 1] not in ("the", "'") else lower[at - 2]
            found = floor.voice_at(at)
            is_to = (
                before in TO_WHOM
                or before in ("on", "su", "en", "in", "sul")
                or (told and at - clause.verb <= 3)
            )
            return found.name if found is not None and found.type == "media" and is_to else None
    return None
