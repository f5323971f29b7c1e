"""In which order verb, subject and quote stand, and whether the verb tells at all."""

from __future__ import annotations

from extractors.quotes.cues import (
    AND,
    ARTICLES,
    CALLINGS,
    HELPERS,
    PARTICIPLE_ENDINGS,
    RELATIVES,
    THAT,
    quote_words,
)
from extractors.quotes.floor import Floor
from extractors.quotes.groups import is_noun, lacks_helper
from extractors.quotes.subjects import ENDS, WORKS, Subject
from extractors.sentences import BREAK
from extractors.words import FUNCTION

_PASSIVE = quote_words("passive")
_IMPERSONAL = quote_words("impersonal")
_GOING_ON = quote_words("going_on")
_THIS = quote_words("this")
_SHOWING, _FIGURES = quote_words("showing"), quote_words("figures") | WORKS
_BY = quote_words("by")
_WAITING = quote_words("waiting")
_JOINS = quote_words("joins")
#: Before a verb that its subject follows: "come spiega", "quanto ha detto", "ieri ha detto".
_TIMES = quote_words("times")
#: Tokens behind a verb among which "that" shows that its object follows.
_NEAR = 5
#: Tokens from a helper to the second verb that shares it at most.
_TO_HELPER = 20
_LEADING = _JOINS | _TIMES | quote_words("as_words") | RELATIVES | _THIS | {"quanto"}
_REFLEXIVE = quote_words("reflexive")
_DASHES = frozenset({"—", "–"})
#: Tokens of an apposition, from a work to its verb, at most.
_APPOSITION, _TO_WORK = 24, 12


def is_other(lower: list[str], verb: int) -> bool:
    """Whether the verb needs a word beside it to be one of saying, and lacks it."""
    if lower[verb] in _WAITING:
        return lower[verb - 1] != "si"
    return lower[verb] in _SHOWING and not any(at in _FIGURES for at in lower[max(0, verb - _TO_WORK) : verb])


def is_said(lower: list[str], verb: int, group: int) -> bool:
    """Whether the word is a verb whose subject speaks: no noun, no passive, nothing impersonal."""
    words = lower[group:verb]
    if words[:2] == ["si", "è"] or (words[:1] == ["si"] and words[1:2] and words[1] in _GOING_ON):
        words = words[2:]  # "si è limitata a dire"
    before = lower[group - 1] if group else BREAK
    helped = before in AND and any(word in HELPERS for word in lower[max(0, verb - _TO_HELPER) : verb])
    if is_noun(lower, verb, group) or (lacks_helper(lower[verb], words) and not helped):
        return False
    if verb + 1 < len(lower) and lower[verb + 1] in _BY and lower[verb].endswith(("ed", *PARTICIPLE_ENDINGS)):
        return False
    impersonal = any(word in _IMPERSONAL for word in (before, *words)) and lower[verb] not in _REFLEXIVE
    return not impersonal and before not in _PASSIVE


def another_follows(floor: Floor, verb: int) -> bool:
    """Whether a subject that nothing knows stands behind the verb: "zanja el vigilante", "said a guard"."""
    words = floor.document.tokens.words
    lower = floor.lower
    at = verb + 1
    return (
        at + 1 < len(lower)
        and lower[at] in ARTICLES - {"del", "della", "dell"}
        and words[at + 1][0].islower()
        and lower[at + 1] not in _TIMES | CALLINGS
        and not any(word in THAT for word in lower[at : at + _NEAR])
    )


def may_lead(floor: Floor, group: int) -> bool:
    """Whether a verb may stand before its subject: nothing that could be another subject precedes it."""
    before = floor.lower[group - 1] if group else BREAK
    if floor.ground.opens_sentence(group) or before in FUNCTION | _LEADING or not before[0].isalnum():
        return True
    first, _ = floor.sentence_of(group)
    return floor.is_preposition(first)


def sets_off(floor: Floor, group: int) -> bool:
    """Whether in English a subject may follow a verb beside no quote: ", says Ives", "as says Ives"."""
    return group > 0 and (floor.lower[group - 1] in {",", *_DASHES} | quote_words("as_words"))


def beside_quote(floor: Floor, group: int) -> bool:
    """Whether a quote ends right before the verb group, a comma or a dash between or not."""
    at = group - 1
    while at > 0 and at not in floor.closing and floor.lower[at] in {",", ".", *_DASHES}:
        at -= 1
    return at in floor.closing or (group > 0 and floor.lower[group - 1] in _DASHES)


def closes_apposition(floor: Floor, group: int, verb: int) -> bool:
    """Whether the comma before the verb closes what hangs on a subject that nothing knows."""
    lower = floor.lower
    if lower[group - 1] != "," or lower[verb + 1] in ENDS | {","}:
        return False
    first = max(floor.sentence_of(group)[0], group - _APPOSITION)
    return "," in lower[first : group - 1]


def touches(floor: Floor, ahead: Subject, group: int) -> bool:
    """Whether the subject stands right before the verb: "Bloomberg reports", not "the bank whose reports"."""
    apposed = floor.lower[group - 1] in (",", ")")
    return apposed or group - ahead.end <= 1


def is_close(floor: Floor, verb: int, behind: Subject) -> bool:
    """Whether between the verb and the name behind it stands nothing but what belongs to the name."""
    if behind.voice is None:
        return False
    between = floor.lower[verb + 1 : behind.voice.first]
    return all(word in ARTICLES | CALLINGS | FUNCTION or word == "'" for word in between)
