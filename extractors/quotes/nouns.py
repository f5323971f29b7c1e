"""Who says it without a verb of saying: "così Klever", "è la tesi di Pechino", "Ives non ha dubbi: …"."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.quotes.behind import subject_behind
from extractors.quotes.clauses import Clause
from extractors.quotes.cues import THAT
from extractors.quotes.extent import content_end, words_in
from extractors.quotes.floor import Floor
from extractors.quotes.statements import Statement, direct, indirect, with_fragments
from extractors.quotes.subjects import ENDS, OF, WORKS, maker_of

_IS = frozenset({"è", "is", "es", "era", "was"})
#: Tokens at most: from a quote to "così", from there to the author, from data to what emerges from them.
_TO_MARK, _TO_NAME, _TO_WORK = 6, 5, 10
#: What stands in a paper is read there.
_READ = frozenset({"legge", "leggono", "lee", "leen"})
#: Words of a view at least.
_LEAST = 3


def authored_at(floor: Floor, index: int) -> Iterator[Statement]:
    """A quote whose author stands behind "così" or "fu il commento di"."""
    lower = floor.lower
    at = index - 1
    while at > 0 and index - at < _TO_MARK and at not in floor.closing:
        if (lower[at] in ENDS or lower[at] == ",") and at - 1 not in floor.closing:
            return
        at -= 1
    if at not in floor.closing:
        return
    begin = index + 1 + (lower[index + 1 : index + 2] != [] and lower[index + 1] in OF)
    found = subject_behind(floor, begin, beside_quote=True)
    if found is not None and found.voice is not None:
        clause = Clause(first=at + 1, last=found.edge, verb=index, voice=found.voice, inverted=True)
        yield direct(floor, clause, floor.closing[at])


def views_behind(floor: Floor, index: int) -> Iterator[Statement]:
    """What stands before "è la tesi di X"."""
    lower = floor.lower
    article = index - 1
    copula = next((at for at in range(index - 1, max(-1, index - 4), -1) if lower[at] in _IS), None)
    if copula is None or article < 1 or lower[copula - 1] not in (",", ":", ";"):
        return
    first, _ = floor.sentence_of(index)
    for behind in range(index + 1, min(index + _TO_NAME, len(lower))):
        voice = floor.voice_at(behind)
        if voice is not None:
            clause = Clause(first=copula, last=voice.last, verb=index, voice=voice, inverted=True)
            if words_in(floor, first, copula - 1) >= _LEAST:
                yield from with_fragments(floor, indirect(floor, clause, (first, copula - 1)))
            return
        if lower[behind] in ENDS:
            return


def led_to(floor: Floor, index: int) -> Iterator[Statement]:
    """What follows the colon behind "Ives non ha dubbi", "Huang is clear"."""
    if not floor.is_colon(index + 1) or index + 2 in floor.opening:
        return
    first, _ = floor.sentence_of(index)
    voice = next((v for at in range(first, index) if (v := floor.voice_at(at)) is not None), None)
    end = content_end(floor, index + 2)
    if voice is not None and words_in(floor, index + 2, end) >= _LEAST:
        clause = Clause(first=voice.first, last=index + 2, verb=index, voice=voice)
        yield from with_fragments(floor, indirect(floor, clause, (index + 2, end)))


def view_is(floor: Floor, index: int) -> Iterator[Statement]:
    """ "La tesi di Heim è che …", "Huang's argument is that …"."""
    lower = floor.lower
    voice, at = None, index + 1
    if lower[index - 2 : index] == ["'", "s"]:
        voice = floor.voice_ending(index - 2)
    else:
        for behind in range(index + 1, min(index + _TO_NAME, len(lower))):
            voice = floor.voice_at(behind)
            if voice is not None:
                at = voice.last
                break
    if voice is None or at + 1 >= len(lower) or lower[at] not in _IS or lower[at + 1] not in THAT:
        return
    clause = Clause(first=min(index, voice.first), last=at + 1, verb=index, voice=voice)
    end = content_end(floor, at + 2)
    if words_in(floor, at + 2, end) >= _LEAST:
        yield from with_fragments(floor, indirect(floor, clause, (at + 2, end)))


def emerging_at(floor: Floor, index: int) -> Iterator[Statement]:
    """ "Dai dati di TrendForce emerge che …": by whom the data are."""
    lower = floor.lower
    if lower[index + 1] not in THAT:
        return
    first, _ = floor.sentence_of(index)
    for at in range(index - 1, max(first, index - _TO_WORK) - 1, -1):
        if lower[at] in WORKS or floor.is_paper(at):
            maker = maker_of(floor, at)
            if maker is None and lower[index] not in _READ:
                return
            voice = maker.voice if maker is not None else None
            clause = Clause(first=at, last=index + 1, verb=index, voice=voice, paper=voice is None)
            end = content_end(floor, index + 2)
            if words_in(floor, index + 2, end) >= _LEAST:
                yield from with_fragments(floor, indirect(floor, clause, (index + 2, end)))
            return
