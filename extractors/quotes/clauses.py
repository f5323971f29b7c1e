"""The clause that tells who speaks: its verb of saying, and where it begins and ends."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.quotes.ahead import subject_ahead
from extractors.quotes.behind import subject_behind
from extractors.quotes.cues import (
    AND,
    HELPERS,
    PARTICIPLE_ENDINGS,
    RELATIVES,
    THAT,
    quote_words,
)
from extractors.quotes.floor import Floor
from extractors.quotes.groups import behind_pointing, group_start, is_plural
from extractors.quotes.heads import head_before
from extractors.quotes.order import (
    another_follows,
    beside_quote,
    closes_apposition,
    is_close,
    is_other,
    is_said,
    may_lead,
    sets_off,
    touches,
)
from extractors.quotes.subjects import ENDS, QUOTE_MARKS
from extractors.quotes.voice import Voice
from extractors.sentences import BREAK
from extractors.words import cues

_PASSIVE = quote_words("passive")
_PRONOUNS = quote_words("pronouns")
_NOUNS_TOO = quote_words("nouns_too")
_OF_OPINION = cues("of_opinion")
_THIS = quote_words("this")
_POINTING = quote_words("pointing")
_MANY = frozenset({"they", "loro", "essi", "ellos", "ellas"})
_BY = quote_words("by")
_JOINS = quote_words("joins")
_GERUNDS = (
    "ing",
    "ando",
    "endo",
    "ndolo",
    "ndola",
    "ndoli",
    "ndole",
    "ándolos",
    "ándolas",
    "éndolos",
    "éndolas",
)
_DECLARED = frozenset({"detto", "detta", "detti", "dette", "mostrado", "mostró"})
_AS_MUCH = ["è", "quanto"]
_DASHES = frozenset({"—", "–"})


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
    asked = (
        floor.lower[verb - 1] in ("a", "ad")
        and floor.lower[verb + 1 : verb + 2]
        and floor.lower[verb + 1] in _PASSIVE
    )
    if word in _POINTING or (asked and word.endswith("re")):
        return _pointing(floor, verb)
    if word in _OF_OPINION:
        return _opinion(floor, verb)
    if word.endswith(_GERUNDS) and floor.lower[verb - 1] in (",", "—", "–", *AND):
        return _going_along(floor, verb)
    participle = word.endswith(("ed", *PARTICIPLE_ENDINGS))
    if participle and floor.lower[verb + 1 : verb + 2] and floor.lower[verb + 1] in _BY:
        return _told_by(floor, verb)
    if is_other(floor.lower, verb):
        return None
    group = group_start(floor.lower, verb)
    return _clause(floor, verb, group) if is_said(floor.lower, verb, group) else None


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
    voice = head_before(floor, verb)
    if voice is not None:
        return Clause(first=verb, last=verb + 1, verb=verb, voice=voice)
    first, _ = floor.sentence_of(verb)
    beside = any(at in floor.closing for at in range(first, verb))
    return Clause(first=verb, last=verb + 1, verb=verb, voice=None, carried=True) if beside else None


def _told_by(floor: Floor, verb: int) -> Clause | None:
    """ "È stato detto da X che", "it was hinted by an official that": what follows "that"."""
    found = subject_behind(floor, verb + 2, beside_quote=True)
    if found is None or found.voice is None or floor.lower[found.edge] not in THAT:
        return None
    return Clause(first=verb - 1, last=found.edge, verb=verb, voice=found.voice, inverted=True)


def _clause(floor: Floor, verb: int, group: int) -> Clause | None:
    lower = floor.lower
    beside = beside_quote(floor, group)
    english = floor.document.language_at(floor.document.tokens.starts[verb]) == "en"
    behind = subject_behind(floor, verb + 1, beside_quote=beside or (group > 0 and lower[group - 1] == ","))
    ahead = None if beside and behind is not None else subject_ahead(floor, group)
    if (
        behind is not None
        and not beside
        and (
            lower[group] in _PRONOUNS
            or (ahead is None and not may_lead(floor, group))
            or (english and not sets_off(floor, group))
        )
    ):
        behind = None
    points_back = lower[group] in ("lo", "l", "così", "así") or lower[group - 1] == "ne"
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
    if behind is not None and (ahead is None or (set_off and is_close(floor, verb, behind))):
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
        if lower[verb] in _NOUNS_TOO and not helped and not touches(floor, ahead, group):
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
    other = (beside or not english) and lower[first] not in _PRONOUNS and another_follows(floor, verb)
    if carried and (other or (not beside and closes_apposition(floor, group, verb))):
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


def _without_subject(floor: Floor, group: int, *, beside: bool) -> tuple[bool, int]:
    """Whether the subject is left out, or a pronoun, and where the clause begins."""
    before = floor.lower[group - 1] if group else BREAK
    if before in _PRONOUNS or (before in RELATIVES and floor.ground.opens_sentence(group - 1)):
        return True, group - 1
    edge = before in ENDS | _JOINS | _DASHES | {",", "("} or before in QUOTE_MARKS
    return beside or edge or floor.ground.opens_sentence(group), group
