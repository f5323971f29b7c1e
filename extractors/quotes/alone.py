"""Quotes that no verb of saying leads to: they go on with the one before, or the person at hand speaks."""

from __future__ import annotations

from collections.abc import Mapping

from extractors.quotes.behind import subject_behind
from extractors.quotes.cues import ARTICLES, quote_words
from extractors.quotes.floor import Floor
from extractors.quotes.heads import head_before
from extractors.quotes.memory import named_before
from extractors.quotes.statements import Statement
from extractors.quotes.voice import Voice
from extractors.sentences import BREAK
from extractors.words import FUNCTION
from records.facts import QuoteKind

#: Words of a quote that stands alone at least: behind "Huang:", with a person at hand, without one.
_NAMED, _LEAST, _NOBODY = 2, 3, 6
_JOINS = quote_words("between")
#: Before a title in marks.
_HEADED = quote_words("headed")


def alone(floor: Floor, number: int, known: Mapping[int, Statement]) -> Statement | None:
    """The statement of a quoted span that is nobody's so far; None when it is no speech."""
    before = known.get(number - 1)
    first, last = floor.tokens_of[number]
    if before is not None and _joined(floor, number):
        return _statement(floor, number, before.voice, carried=before.carried, cue="joined", at=before.at)
    words = sum(word[0].isalnum() for word in floor.lower[first:last])
    if floor.lower[max(0, first - 2)] in _HEADED:
        return None
    beside = _any_verb(floor, last + 1) if words >= _NAMED else None
    if beside is not None:
        return _statement(floor, number, beside, carried=False, cue="beside", at=first)
    if not _stands_alone(floor, number):
        return None
    before_colon = _before_colon(floor, first)
    if (
        before_colon is None
        and before is not None
        and before.kind == QuoteKind.DIRECT
        and _goes_on(floor, number)
    ):
        return _statement(floor, number, before.voice, carried=True, cue="goes_on", at=first)
    if words < (_NAMED if before_colon is not None else _LEAST):
        return None
    voice = (
        before_colon
        or named_before(floor, first)
        or (before.voice if before is not None and _goes_on(floor, number) else None)
    )
    if voice is not None:
        return _statement(floor, number, voice, carried=False, cue="quote", at=first)
    return _statement(floor, number, None, carried=False, cue="quote", at=first) if words >= _NOBODY else None


def _any_verb(floor: Floor, behind: int) -> Voice | None:
    """ "«Università, ospedali», elenca Mirko Stankovic": a person behind a word that can only be a verb."""
    lower = floor.lower
    at = behind + (lower[behind : behind + 1] == [","])
    if at == behind or at + 1 >= len(lower):
        return None
    word = floor.document.tokens.words[at]
    if not word[0].islower() or lower[at] in FUNCTION or lower[at] in ARTICLES or floor.is_preposition(at):
        return None
    found = subject_behind(floor, at + 1, beside_quote=True)
    voice = found.voice if found is not None else None
    return voice if voice is not None and voice.type in ("person", "unknown") else None


def _statement(
    floor: Floor, number: int, voice: Voice | None, *, carried: bool, cue: str, at: int
) -> Statement:
    first, last = floor.tokens_of[number]
    return Statement(
        kind=QuoteKind.DIRECT,
        first=first,
        last=last,
        at=at,
        until=at,
        voice=voice,
        carried=carried,
        cue=cue,
        quoted=number,
    )


def _joined(floor: Floor, number: int) -> bool:
    """«A» e «B»: nothing but a conjunction between the two."""
    behind, first = floor.tokens_of[number - 1][1] + 1, floor.tokens_of[number][0] - 1
    return 0 < first - behind <= 2 and all(word in _JOINS for word in floor.lower[behind:first])


def _stands_alone(floor: Floor, number: int) -> bool:
    """Whether the quote begins a sentence, or stands behind a colon, and ends one."""
    first, last = floor.tokens_of[number]
    lower = floor.lower
    opener = first - 1
    begins = (
        opener == 0
        or lower[opener - 1] in (BREAK, ".", "!", "?", ":", "…")
        or floor.ground.opens_sentence(opener)
        or opener - 1 in floor.closing
    )
    end = lower[last + 1] if last + 1 < len(lower) else BREAK
    ends = end in (BREAK, ".", "!", "?", "…") or lower[last - 1] in (".", "!", "?", "…")
    return begins and ends


def _goes_on(floor: Floor, number: int) -> bool:
    """Whether it is in the paragraph of the quote before, or a paragraph of its own behind that quote's."""
    behind, first = floor.tokens_of[number - 1][1], floor.tokens_of[number][0]
    between = floor.lower[behind:first]
    if between.count(BREAK) == 0:
        return len(between) < 60
    return between.count(BREAK) == 1 and first >= 2 and floor.lower[first - 2] == BREAK and len(between) < 40


def _before_colon(floor: Floor, first: int) -> Voice | None:
    """ "Huang no ve ningún misterio: «…»": who opens the sentence."""
    if first < 3 or floor.lower[first - 2] != ":":
        return None
    return head_before(floor, first - 2)
