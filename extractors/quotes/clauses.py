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
    PREPOSITIONS,
    quote_words,
)
from extractors.quotes.floor import Floor, Voice
from extractors.quotes.subjects import ENDS, QUOTE_MARKS, Subject
from extractors.sentences import BREAK
from extractors.words import FUNCTION, cues

_IN_GROUP = quote_words("in_group")
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
_PLURAL = frozenset({"hanno", "avevano", "avrebbero", "han", "habían", "habrían"})
_BY = quote_words("by")
_CLITICS = frozenset({"lo", "la", "l", "los", "las"})
_DASHES = frozenset({"—", "–"})
#: Tokens of a verb with its helpers, of an apposition, at most.
_GROUP, _APPOSITION = 6, 24
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
    lower = floor.lower
    if lower[verb] in _POINTING:
        found = subject_behind(floor, _behind_pointing(lower, verb), beside_quote=False)
        if found is None:
            return None
        return Clause(
            first=verb - 1, last=found.edge, verb=verb, voice=found.voice, inverted=True, points_back=True
        )
    if lower[verb] in _OF_OPINION:
        return _clause(floor, verb, verb - 1) if lower[verb - 1] in _PASSIVE else None
    if lower[verb] in _SHOWING and not any(word in _FIGURES for word in lower[max(0, verb - 6) : verb]):
        return None
    group = _group_start(lower, verb)
    words = lower[group:verb]
    if words[:2] == ["si", "è"] or (words[:1] == ["si"] and words[1:2] and words[1] in _GOING_ON):
        words = words[2:]  # "si è limitata a dire"
    before = lower[group - 1] if group else BREAK
    if _is_noun(lower, verb, group) or _lacks_helper(lower[verb], words):
        return None
    if verb + 1 < len(lower) and lower[verb + 1] in _BY and lower[verb].endswith(("ed", *PARTICIPLE_ENDINGS)):
        return None
    if any(word in _IMPERSONAL for word in (before, *words)) or before in _PASSIVE:
        return None
    return _clause(floor, verb, group)


def _behind_pointing(lower: list[str], verb: int) -> int:
    """The token behind "(per primo) è stato"."""
    for at in range(verb + 1, min(verb + 5, len(lower))):
        if lower[at] in ("stato", "stata", "stati", "state"):
            return at + 1
    return verb + 1


def _is_noun(lower: list[str], verb: int, group: int) -> bool:
    before = lower[verb - 1]
    if lower[verb] in _NOUNS_TOO and before in ARTICLES:
        return True
    return group == verb and (before in PREPOSITIONS or before in ARTICLES - _CLITICS)


def _lacks_helper(word: str, group: list[str]) -> bool:
    """Italian and Spanish participles; English ones look like the past."""
    is_participle = word.endswith(PARTICIPLE_ENDINGS)
    return is_participle and not any(word in HELPERS for word in group)


def _group_start(lower: list[str], verb: int) -> int:
    """The first token of the verb with its helpers, pronouns and adverbs: "lo ha anche ribadito"."""
    at = verb
    if at > 1 and lower[at - 1] in ("a", "to", "con") and lower[at - 2] in _GOING_ON:
        at -= 2
    elif at > 0 and lower[at - 1] in _GOING_ON:
        at -= 1
    if at < verb and at > 1 and lower[at - 2 : at] == ["si", "è"]:
        at -= 2
    elif at < verb and at > 0 and lower[at - 1] == "si":
        at -= 1
    while at > 0 and verb - at < _GROUP and (lower[at - 1] in _IN_GROUP or lower[at - 1] == "'"):
        at -= 1
    while at < verb and lower[at] in (
        "'",
        "s",
        "t",
    ):  # an apostrophe and what it cut belong to the word before
        at += 1
    return at


def _clause(floor: Floor, verb: int, group: int) -> Clause | None:
    lower = floor.lower
    beside = _beside_quote(floor, group)
    behind = subject_behind(floor, verb + 1, beside_quote=beside)
    ahead = None if beside and behind is not None else subject_ahead(floor, group)
    points_back = lower[group] in ("lo", "l", "così", "así")
    english = floor.document.language_at(floor.document.tokens.starts[verb]) == "en"
    if group and lower[group - 1] in _THIS and behind is not None:
        return Clause(
            first=group - 1, last=behind.edge, verb=verb, voice=behind.voice, inverted=True, points_back=True
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
        plural=(not english and _is_plural(floor, group, verb)) or lower[first] in _MANY,
        points_back=points_back,
    )


def _closes_apposition(floor: Floor, group: int, verb: int) -> bool:
    """Whether the comma before the verb closes what hangs on a subject that nothing knows."""
    lower = floor.lower
    if lower[group - 1] != "," or lower[verb + 1] in ENDS | {","}:
        return False
    first = max(floor.sentence_of(group)[0], group - _APPOSITION)
    return "," in lower[first : group - 1]


def _is_plural(floor: Floor, group: int, verb: int) -> bool:
    """Whether an Italian or Spanish verb has more than one subject."""
    lower = floor.lower
    spanish = floor.document.language_at(floor.document.tokens.starts[verb]) == "es"
    endings = ("an", "en", "ron") if spanish else ("ono", "ano")
    return any(word in _PLURAL for word in lower[group:verb]) or lower[verb].endswith(endings)


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
