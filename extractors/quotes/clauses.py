"""The clause that tells who speaks: its verb of saying, and where it begins and ends."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.quotes.ahead import subject_ahead
from extractors.quotes.behind import subject_behind
from extractors.quotes.cues import (
    ARTICLES,
    CALLINGS,
    HELPERS,
    PARTICIPLE_ENDINGS,
    quote_words,
)
from extractors.quotes.floor import Floor, Voice
from extractors.quotes.groups import behind_pointing, group_start, is_noun, is_plural, lacks_helper
from extractors.quotes.subjects import ENDS, FARTHEST, QUOTE_MARKS, Subject
from extractors.sentences import BREAK
from extractors.words import FUNCTION, cues

_PASSIVE = quote_words("passive")
_IMPERSONAL = quote_words("impersonal")
_PRONOUNS = quote_words("pronouns")
_NOUNS_TOO = quote_words("nouns_too")
_GOING_ON = quote_words("going_on")
_OF_OPINION = cues("of_opinion")
_THIS = quote_words("this")
_POINTING = quote_words("pointing")
_SHOWING, _FIGURES = quote_words("showing"), quote_words("figures")
_MANY = frozenset({"they", "loro", "essi", "ellos", "ellas"})
_BY = quote_words("by")
_WAITING = quote_words("waiting")
_GOING_ALONG = quote_words("going_along")
_DECLARED = frozenset({"detto", "detta", "detti", "dette", "mostrado", "mostró"})
_AS_MUCH = ["è", "quanto"]
_REFLEXIVE = quote_words("reflexive")
_DASHES = frozenset({"—", "–"})
#: Tokens of an apposition at most.
_APPOSITION = 24
_JOINS = quote_words("joins")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """Tokens `first` to `last`, half-open; `verb` is the token that fired.

    `voice` None: nobody that is named there. `carried`: whoever spoke or was named last.
    """

    first: int
    last: int
    verb: int
    voice: Voice | None
    carried: bool = False
    #: More than one speak: "dicono", "they said".
    plural: bool = False
    #: The subject stands behind the verb.
    inverted: bool = False
    #: A paper without an author speaks.
    paper: bool = False
    #: "Lo ha detto X": what is said stands before.
    points_back: bool = False


def clause_at(floor: Floor, verb: int) -> Clause | None:
    """The clause of the verb of saying on a token; None when it is none there."""
    word = floor.lower[verb]
    if floor.ground.mention(verb) is not None:
        return None
    if word in _POINTING:
        return _pointing(floor, verb)
    if word in _OF_OPINION:
        return _opinion(floor, verb)
    if word in _GOING_ALONG:
        return _going_along(floor, verb)
    if _is_other(floor.lower, verb):
        return None
    group = group_start(floor.lower, verb)
    return _clause(floor, verb, group) if _is_said(floor.lower, verb, group) else None


def _is_other(lower: list[str], verb: int) -> bool:
    """Whether the verb needs a word beside it to be one of saying, and lacks it."""
    if lower[verb] in _WAITING:
        return lower[verb - 1] != "si"
    return lower[verb] in _SHOWING and not any(at in _FIGURES for at in lower[max(0, verb - 6) : verb])


def _is_said(lower: list[str], verb: int, group: int) -> bool:
    """Whether the word is a verb whose subject speaks: no noun, no passive, nothing impersonal."""
    words = lower[group:verb]
    if words[:2] == ["si", "è"] or (words[:1] == ["si"] and words[1:2] and words[1] in _GOING_ON):
        words = words[2:]  # "si è limitata a dire"
    before = lower[group - 1] if group else BREAK
    if is_noun(lower, verb, group) or lacks_helper(lower[verb], words):
        return False
    if verb + 1 < len(lower) and lower[verb + 1] in _BY and lower[verb].endswith(("ed", *PARTICIPLE_ENDINGS)):
        return False
    impersonal = any(word in _IMPERSONAL for word in (before, *words)) and lower[verb] not in _REFLEXIVE
    return not impersonal and before not in _PASSIVE


def _pointing(floor: Floor, verb: int) -> Clause | None:
    """ "A scriverlo per primo è stato X"."""
    found = subject_behind(floor, behind_pointing(floor.lower, verb), beside_quote=False)
    if found is None:
        return None
    return Clause(
        first=verb - 1, last=found.edge, verb=verb, voice=found.voice, inverted=True, points_back=True
    )


def _opinion(floor: Floor, verb: int) -> Clause | None:
    """ "Ives è convinto che", "si è detto convinto che"."""
    if floor.lower[verb - 1] in _PASSIVE:
        return _clause(floor, verb, verb - 1)
    if floor.lower[max(0, verb - 3) : verb - 1] == ["si", "è"] or floor.lower[verb - 1] in _DECLARED:
        return _clause(floor, verb, max(0, verb - 3))
    return None


def _going_along(floor: Floor, verb: int) -> Clause | None:
    """ "…, saying that demand is weak": who opens the sentence."""
    if floor.lower[verb - 1] not in (",", "—", "–", "and", "e", "y"):
        return None
    first, _ = floor.sentence_of(verb)
    for at in range(first, min(first + FARTHEST, verb)):
        voice = floor.voice_at(at) if at not in floor.inside else None
        if voice is not None:
            return Clause(first=verb, last=verb + 1, verb=verb, voice=voice)
    return None


def _clause(floor: Floor, verb: int, group: int) -> Clause | None:
    lower = floor.lower
    beside = _beside_quote(floor, group)
    behind = subject_behind(floor, verb + 1, beside_quote=beside or (group > 0 and lower[group - 1] == ","))
    ahead = None if beside and behind is not None else subject_ahead(floor, group)
    points_back = lower[group] in ("lo", "l", "così", "así")
    english = floor.document.language_at(floor.document.tokens.starts[verb]) == "en"
    as_much = lower[max(0, group - 2) : group] == _AS_MUCH
    if group and (lower[group - 1] in _THIS or as_much) and behind is not None:
        return Clause(
            first=group - 1 - as_much,
            last=behind.edge,
            verb=verb,
            voice=behind.voice,
            inverted=True,
            points_back=True,
        )
    set_off = group > 0 and lower[group - 1] == "," and not english
    if behind is not None and (ahead is None or (set_off and _is_close(floor, verb, behind))):
        return Clause(
            first=group,
            last=behind.edge,
            verb=verb,
            voice=behind.voice,
            inverted=True,
            paper=behind.voice is None,
            points_back=points_back,
        )
    helped = any(word in HELPERS for word in lower[group:verb])
    if ahead is not None:
        if lower[verb] in _NOUNS_TOO and not helped and not _touches(floor, ahead, group):
            return None
        paper = ahead.voice is None
        return Clause(
            first=ahead.edge,
            last=verb + 1,
            verb=verb,
            voice=ahead.voice,
            paper=paper,
            points_back=points_back,
        )
    if lower[verb] in _NOUNS_TOO and not helped and not beside:
        return None
    if group and lower[group - 1] in _THIS and behind is None:
        return None
    carried, first = _without_subject(floor, group, beside=beside)
    if carried and not beside and _closes_apposition(floor, group, verb):
        carried = False
    return Clause(
        first=first,
        last=verb + 1,
        verb=verb,
        voice=None,
        carried=carried,
        plural=(not english and is_plural(floor, group, verb)) or lower[first] in _MANY,
        points_back=points_back,
    )


def _closes_apposition(floor: Floor, group: int, verb: int) -> bool:
    """Whether the comma before the verb closes what hangs on a subject that nothing knows."""
    lower = floor.lower
    if lower[group - 1] != "," or lower[verb + 1] in ENDS | {","}:
        return False
    first = max(floor.sentence_of(group)[0], group - _APPOSITION)
    return "," in lower[first : group - 1]


def _beside_quote(floor: Floor, group: int) -> bool:
    """Whether a quote ends right before the verb group, a comma or a dash between or not."""
    at = group - 1
    while at > 0 and at not in floor.closing and floor.lower[at] in {",", ".", *_DASHES}:
        at -= 1
    return at in floor.closing or (group > 0 and floor.lower[group - 1] in _DASHES)


def _touches(floor: Floor, ahead: Subject, group: int) -> bool:
    """Whether the subject stands right before the verb: "Bloomberg reports", not "the bank whose reports"."""
    apposed = floor.lower[group - 1] in (",", ")")
    return apposed or group - ahead.end <= 1


def _is_close(floor: Floor, verb: int, behind: Subject) -> bool:
    """Whether between the verb and the name behind it stands nothing but what belongs to the name."""
    if behind.voice is None:
        return False
    between = floor.lower[verb + 1 : behind.voice.first]
    return all(word in ARTICLES | CALLINGS | FUNCTION or word == "'" for word in between)


def _without_subject(floor: Floor, group: int, *, beside: bool) -> tuple[bool, int]:
    """Whether the subject is left out, or a pronoun, and where the clause begins."""
    before = floor.lower[group - 1] if group else BREAK
    if before in _PRONOUNS:
        return True, group - 1
    edge = before in ENDS | _JOINS | _DASHES | {",", "("} or before in QUOTE_MARKS
    return beside or edge or floor.ground.opens_sentence(group), group
