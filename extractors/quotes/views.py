"""Whose view it is: "secondo Bloomberg", "according to people familiar", "Per Heim, …"."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.quotes.clauses import Clause
from extractors.quotes.cues import (
    ARTICLES,
    CALLINGS,
    OWN_VIEWS,
    PAPERS,
    PREPOSITIONS,
    RELATIVES,
    TRIGGERS,
    VERBS,
    quote_words,
)
from extractors.quotes.extent import words_in
from extractors.quotes.floor import Floor
from extractors.quotes.frames import apposed, for_whom, frame_end, possessed
from extractors.quotes.statements import Statement, direct, indirect, with_fragments
from extractors.quotes.strangers import stranger_at
from extractors.quotes.subjects import ENDS, OF
from extractors.quotes.voice import Voice
from extractors.sentences import BREAK

_HEAD = quote_words("head_of_view")
#: Behind a comma, before the outlet whose figures they are: ", per Benzinga Pro".
_BY_THE_WAY = frozenset({"per", "via"})
_PHRASES: dict[str, list[list[str]]] = {}
for _phrase in sorted(quote_words("in_the_view_of"), key=len, reverse=True):
    _PHRASES.setdefault(_phrase.split()[0], []).append(_phrase.split())
#: Words that may open a phrase of somebody's view.
_FRAME_LEADS = quote_words("frame_leads")
OPENERS = _FRAME_LEADS | frozenset(one[0] for one in OWN_VIEWS) | frozenset(_PHRASES) | _HEAD | _BY_THE_WAY
#: Tokens from phrase to name, words of a lead such as "Quest'anno,", at most; words of a view at least.
_REACH, _LEAD, _LEAST = 8, 4, 3
#: Tokens of an apposition at most.
_APPOSITION = 24
#: Behind a comma: more of the source.
_MORE = quote_words("of") | {"citing", "citando", "quoting"}
#: "fonti secondo cui", "people according to whom".
_GOING_ON = frozenset({"with", "al", "alla", "familiar", "familiarizadas", "con", "citing", "close"})
_HEARD = quote_words("heard_by")
_PARTICIPLES = ("ati", "ate", "iti", "ite", "adas", "ados", "ed")
_WHOM = frozenset({"cui", "whom", "which", "quale", "quali", "cual", "cuales", "quien", "quienes"})
#: "secondo quanto ha detto", "según lo que dijo".
_AS_MUCH = frozenset({"quanto", "lo", "what"})
#: Type of a source → words that tell what it is.
_FIRMS = quote_words("company_words")
_KINDS = {"company": _FIRMS, "analyst_firm": _FIRMS, "media": _FIRMS, "agency": quote_words("agency_words")}


def views_at(floor: Floor, index: int) -> Iterator[Statement]:
    """What is told as somebody's view, where a phrase at a token says so."""
    clause = _clause_at(floor, index)
    if clause is None:
        return
    first, last = _segment(floor, index)
    begin = _behind(floor, clause, last)
    before = index - 1 if index > first and floor.lower[index - 1] in (",", "(") else index
    if before in floor.closing or before - 1 in floor.closing:
        number = floor.closing[before if before in floor.closing else before - 1]
        opening = floor.tokens_of[number][0] - 1
        if words_in(floor, first, opening) < _LEAST:
            yield direct(floor, clause, number)
            return
    if begin < last and floor.lower[begin] in TRIGGERS and words_in(floor, first, before) <= _LEAD:
        return  # "the memo, first reported by Semafor, warns that"
    if begin in floor.opening:
        yield direct(floor, clause, floor.opening[begin])
        return
    span = _span(floor, first, before, begin, last)
    if span is not None:
        yield from with_fragments(floor, indirect(floor, clause, span))


def _span(floor: Floor, first: int, before: int, begin: int, last: int) -> tuple[int, int] | None:
    lead, rest = words_in(floor, first, before), words_in(floor, begin, last)
    if lead <= _LEAD and rest >= _LEAST:
        return begin, last
    if rest < _LEAST:
        return (
            (first, before)
            if lead >= _LEAST and not rest
            else (first, last)
            if lead + rest > _LEAST
            else None
        )
    return first, last


def _clause_at(floor: Floor, index: int) -> Clause | None:
    lower = floor.lower
    whom = index + 1 + (lower[index + 1 : index + 2] != [] and lower[index + 1] in ARTICLES)
    if (
        index
        and (lower[index] in _PHRASES or lower[index] in _HEAD)
        and lower[whom : whom + 1]
        and lower[whom] in _WHOM
    ):
        voice = floor.voice_ending(index) or apposed(floor, index)
        return Clause(first=index, last=whom + 1, verb=index, voice=voice) if voice is not None else None
    for phrase in _PHRASES.get(lower[index], ()):
        if lower[index : index + len(phrase)] == phrase and (index == 0 or lower[index - 1] not in ARTICLES):
            return _named(floor, index, index + len(phrase))
    frame = frame_end(floor, index)
    if frame is not None:
        return _named(floor, index, frame)
    if (whose := possessed(floor, index)) is not None:
        return whose
    own = next((one for one in OWN_VIEWS if lower[index : index + len(one)] == one), None)
    if own is not None:
        return Clause(first=index, last=index + len(own), verb=index, voice=None, carried=True)
    found = for_whom(floor, index)
    return Clause(first=index, last=found.last, verb=index, voice=found) if found is not None else None


def _named(floor: Floor, index: int, begin: int) -> Clause | None:
    """The first name behind the phrase that may speak; a paper speaks for nobody by name."""
    paper: int | None = None
    titled = False
    found: Voice | None = None
    at = begin
    while at < min(begin + _REACH, len(floor.lower)) and not _ends(floor, at, begin, titled=titled):
        voice = floor.voice_at(at)
        if voice is not None:
            found = voice
            if not titled or voice.type == "person" or (at > begin and floor.lower[at - 1] in ARTICLES):
                break
            at = voice.last
            continue
        stand_in = floor.stand_in(at)
        if stand_in is not None and floor.lower[min(at + 1, len(floor.lower) - 1)] in ENDS | {","}:
            found = stand_in
            break
        titled = titled or floor.lower[at] in CALLINGS
        paper = at if floor.lower[at] in PAPERS and paper is None else paper
        at += 1
    if found is None and paper is None:
        found = stranger_at(floor, begin)
    if found is not None:
        return Clause(first=index, last=found.last, verb=index, voice=found)
    return Clause(first=index, last=paper + 1, verb=index, voice=None) if paper is not None else None


def _ends(floor: Floor, at: int, begin: int, *, titled: bool) -> bool:
    """Whether the search for a name ends: at a stop, a verb; "secondo in Europa" has none."""
    word = floor.lower[at]
    if word in ENDS or (word == "," and not titled) or at in floor.inside or word in RELATIVES:
        return True
    if at == begin and word in PREPOSITIONS - OF:
        return True
    lower_before = floor.lower[at - 1]
    quoted = floor.lower[begin] in _AS_MUCH
    is_verb = word in VERBS - CALLINGS and at > begin and floor.ground.mention(at) is None
    is_verb = is_verb and lower_before not in ARTICLES | {"'"}
    return is_verb and not quoted


def _segment(floor: Floor, index: int) -> tuple[int, int]:
    """The tokens of the sentence, or of its part between semicolons; its stop left out."""
    first, last = floor.sentence_of(index)
    begin = next((at + 1 for at in range(index, first - 1, -1) if floor.lower[at] == ";"), first)
    end = next((at for at in range(index, last) if floor.lower[at] == ";" and at not in floor.inside), last)
    while end > begin and floor.lower[end - 1] in (".", "!", BREAK):
        end -= 1
    return begin, end


def _behind(floor: Floor, clause: Clause, last: int) -> int:
    """The first token of what follows the phrase, over an apposition and over whom the source relies on."""
    lower, at = floor.lower, clause.last
    quote = next((k for k in range(at, min(at + _REACH, last)) if k in floor.opening), None)
    if quote is not None and "," not in lower[at : quote - 1]:
        return quote
    if at < last and lower[at] != "," and not _goes_on(floor, clause, at):
        return at
    comma = next((k for k in range(at, min(at + _APPOSITION, last)) if lower[k] == ","), None)
    if comma is None:
        nameless = clause.voice is not None and clause.voice.type == "generic"
        return last if nameless and clause.first > 0 and lower[clause.first - 1] == "," else at
    if comma == at and at + 1 < last and _is_apposition(floor, clause, at + 1):
        closing = next((k for k in range(at + 1, min(at + _APPOSITION, last)) if lower[k] == ","), None)
        return closing + 1 if closing is not None else at + 1
    return comma + 1


def _goes_on(floor: Floor, clause: Clause, at: int) -> bool:
    """Whether the name goes on up to a comma: "funzionari che vi lavorano, …"."""
    word = floor.lower[at]
    nameless = clause.voice is not None and clause.voice.type == "generic"
    if nameless and (floor.is_preposition(at) or word.endswith(_PARTICIPLES)):
        return True
    if word in OF and word != "'" and at + 1 < len(floor.lower):
        return floor.ground.mention(at + 1) is not None or floor.lower[at + 1] in ARTICLES
    return word in RELATIVES or word in _GOING_ON


def _is_apposition(floor: Floor, clause: Clause, at: int) -> bool:
    """Whether what follows the comma tells more of the source, and is not yet what the source says."""
    lower = floor.lower
    if lower[at] in RELATIVES | CALLINGS or lower[at] in _MORE | _HEARD:
        return True
    kind = clause.voice.type if clause.voice is not None else ""
    heads = CALLINGS if kind == "person" else _KINDS.get(kind, frozenset())
    return lower[at] in ARTICLES and any(word in heads for word in lower[at + 1 : at + 4])
