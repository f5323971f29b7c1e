"""Who says what: direct and indirect speech, the speaker with the role printed beside the name, and through
whom the words came.

A span of direct speech is what stands between the marks; words in marks that nobody says are none. An
indirect statement may hold direct ones: "ha detto che il caso «è chiuso»".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from extractors.document import Document
from extractors.quotes.alone import alone
from extractors.quotes.cues import CALLINGS, OPINION, TRIGGERS, quote_words
from extractors.quotes.floor import Floor
from extractors.quotes.heads import opener_of
from extractors.quotes.memory import firm_before, group_before, named_before, role_before
from extractors.quotes.nouns import authored_at, emerging_at, led_to, view_is, views_behind
from extractors.quotes.relay import outlet_of, source_behind
from extractors.quotes.statements import Statement, statements_at
from extractors.quotes.views import OPENERS, views_at
from extractors.quotes.voice import Voice
from extractors.sentences import BREAK
from records.facts import Mention, Quote, QuoteKind

_VIEW_NOUNS, _LEADS_ON = quote_words("view_nouns"), quote_words("leads_on") | OPINION
_EMERGING = quote_words("emerging")
_AUTHORED = quote_words("so") | quote_words("words_of")
#: Tokens between the beginnings of two statements with one end at least.
_NEAR = 4
_HE = frozenset({"he", "she", "lui", "lei", "egli", "él", "ella"})
_DEFINITE = frozenset({"the", "il", "lo", "la", "l", "'", "el"})
_HEARSAY = tuple(quote_words("hearsay_endings"))
_HEARSAY_WORDS = quote_words("hearsay_words")


def find_quotes(document: Document, mentions: Sequence[Mention]) -> list[Quote]:
    """In text order; at equal places the longer first."""
    floor = Floor(document, mentions)
    statements = _distinct(_told(floor))
    known = {one.quoted: one for one in statements if one.quoted is not None}
    for number in range(len(floor.quoted)):
        if number not in known and (found := alone(floor, number, known)) is not None:
            known[number] = found
            statements.append(found)
    ordered = sorted(statements, key=lambda one: (one.first, -one.last))
    return [_quote(floor, number, one) for number, one in enumerate(_nested(ordered))]


def _nested(ordered: Iterable[Statement]) -> Iterator[Statement]:
    """What is said inside what another tells comes through that other: "Ann says that Bob said …"."""
    outer: list[Statement] = []
    for one in ordered:
        outer = [it for it in outer if it.last > one.first]
        teller = next(
            (
                it.voice
                for it in outer
                if it.first <= one.at and one.until <= it.last and it.voice != one.voice
            ),
            None,
        )
        if one.kind == QuoteKind.INDIRECT:
            outer.append(one)
        through = teller is not None and one.heard_by is None and one.voice is not None
        yield replace(one, heard_by=teller.name) if through and teller is not None else one


def _told(floor: Floor) -> Iterator[Statement]:
    """All that a clause tells, each with its speaker, in the order of the clauses."""
    last: Voice | None = None
    until = 0
    for index, word in enumerate(floor.lower):
        if index in floor.inside:
            continue
        found = [*views_at(floor, index)] if word in OPENERS and index >= until else []
        until = max((one.until for one in found), default=until)
        if word in TRIGGERS or word in OPINION:
            found += statements_at(floor, index)
        elif word in _AUTHORED:
            found += authored_at(floor, index)
        if word in _VIEW_NOUNS:
            found += [*views_behind(floor, index), *view_is(floor, index)]
        if word in _EMERGING:
            found += emerging_at(floor, index)
        if word in _LEADS_ON:
            found += led_to(floor, index)
        for statement in found:
            whole = _with_voice(floor, statement, last)
            if whole is not None:
                last = whole.voice or last
                yield whole


def _with_voice(floor: Floor, statement: Statement, last: Voice | None) -> Statement | None:
    """The statement with its speaker, when a verb leaves it out: who was named, or spoke, last."""
    if (who := _whom_title_means(floor, statement, last)) is not None:
        return replace(statement, voice=who)
    if statement.voice is not None or not statement.carried:
        return statement
    if statement.plural:
        voice = group_before(floor, statement.at)
    elif floor.lower[statement.at] == "it":
        voice = firm_before(floor, statement.at)
    elif (opening := opener_of(floor, statement.at)) is not None:
        voice = opening
    else:
        named = named_before(floor, statement.at)
        voice = named if last is None or (named is not None and named.first > last.first) else last
        if _is_person(named) and not _is_person(voice) and _of_person(floor, statement.at):
            voice = named
    if voice is None and statement.kind == QuoteKind.INDIRECT:
        return None
    return replace(statement, voice=voice)


def _whom_title_means(floor: Floor, statement: Statement, last: Voice | None) -> Voice | None:
    """The person who spoke last, for "the economist" right behind: no economists in general."""
    voice = statement.voice
    if voice is None or last is None or voice.type != "generic" or not _is_person(last):
        return None
    singular = floor.lower[voice.first] in CALLINGS and floor.lower[voice.first - 1] in _DEFINITE
    near = last.first < voice.first and BREAK not in floor.lower[last.first : voice.first]
    return last if singular and near else None


def _is_person(voice: Voice | None) -> bool:
    return voice is not None and voice.type in ("person", "unknown")


def _of_person(floor: Floor, index: int) -> bool:
    """Whether "he" or "she" is the subject of a clause, or of the one that it goes on with."""
    first, _ = floor.sentence_of(index)
    return any(word in _HE for word in floor.lower[first : index + 1])


def _distinct(statements: Iterable[Statement]) -> list[Statement]:
    """Each quoted span once, and no two indirect statements of the same words: the first clause has it."""
    kept: list[Statement] = []
    quoted: set[int] = set()
    ends: dict[int, int] = {}
    for one in statements:
        if one.quoted is not None:
            if one.quoted not in quoted:
                quoted.add(one.quoted)
                kept.append(one)
        elif one.first - ends.get(one.last, -_NEAR) >= _NEAR or one.first < ends[one.last] - _NEAR:
            ends[one.last] = one.first
            kept.append(one)
    return kept


def _quote(floor: Floor, number: int, statement: Statement) -> Quote:
    if statement.quoted is not None:
        start, end = floor.quoted[statement.quoted].start, floor.quoted[statement.quoted].end
    else:
        start, end = floor.span(statement.first, statement.last)
    voice, relay = _with_relay(floor, statement)
    place = None if voice is None or statement.carried else floor.span(voice.first, voice.last)
    text = floor.document.text
    return Quote(
        id=number,
        kind=statement.kind,
        speaker=voice.name if voice else None,
        speaker_type=voice.type if voice else None,
        speaker_entity_id=voice.entity_id if voice else None,
        role=_role(floor, voice) if voice else None,
        speaker_surface=text[place[0] : place[1]] if place else None,
        speaker_start=place[0] if place else None,
        speaker_end=place[1] if place else None,
        relay=relay,
        surface=text[start:end],
        start=start,
        end=end,
        sentence=floor.document.sentence_at(start),
        cue=statement.cue + ("+hearsay" if _is_hearsay(floor, statement) else ""),
    )


def _role(floor: Floor, voice: Voice) -> str | None:
    return voice.role or (role_before(floor, voice) if voice.type == "person" else None)


def _with_relay(floor: Floor, statement: Statement) -> tuple[Voice | None, tuple[str, ...]]:
    """Who speaks in the end, and through whom, the outermost first."""
    voice = statement.voice
    relay: list[str] = [statement.heard_by] if statement.heard_by is not None else []
    if voice is None or statement.carried:
        return voice, tuple(relay)
    if voice.type in ("media", "unknown"):
        source = source_behind(floor, voice, voice.last)
        if source is not None:
            return source, (*relay, voice.name)
    elif not relay and (outlet := outlet_of(floor, voice)) is not None:
        relay.append(outlet)
    return voice, tuple(name for name in relay if name != voice.name)


def _is_hearsay(floor: Floor, statement: Statement) -> bool:
    return statement.kind == QuoteKind.INDIRECT and any(
        word in _HEARSAY_WORDS or word.endswith(_HEARSAY)
        for word in floor.lower[statement.first : statement.last]
    )
