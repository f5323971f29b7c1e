"""The subject before a verb of saying: "Nvidia, which said", "un portavoce di Nvidia, colosso dei chip,"."""

from __future__ import annotations

from dataclasses import replace

from extractors.nationality import ADJECTIVES
from extractors.quotes.cues import AND, ARTICLES, CALLINGS, RELATIVES, THAT, VERBS, quote_words
from extractors.quotes.floor import Floor
from extractors.quotes.heads import apposed_head
from extractors.quotes.phrases import head_of
from extractors.quotes.strangers import institution_before, stranger_before
from extractors.quotes.subjects import ENDS, FARTHEST, OF, WORKS, Subject, maker_of, owner_before
from extractors.quotes.voice import Voice
from extractors.sentences import BREAK
from extractors.words import FUNCTION

_NOUNS_TOO = quote_words("nouns_too")
_NO_SUBJECT = quote_words("no_subject")
#: Beside a subject or its verb: "on Monday", "company data".
_BESIDE = quote_words("times") | quote_words("figures") | quote_words("units_of_firms")
_CLITICS = frozenset({"lo", "la", "l", "los", "las"})
#: "le fonti sentite da", "people briefed on".
_PARTICIPLES = ("ati", "ate", "iti", "ite", "adas", "ados", "ed")
#: Tokens at most: of an apposition, of what precedes a name in its phrase, from a name to what it hangs on.
_APPOSITION, _PHRASE, _LINK = 40, 8, 6


def subject_ahead(floor: Floor, group: int) -> Subject | None:
    """The subject before the verb group that begins at a token."""
    if group == 0 or floor.lower[group - 1] in AND:
        return None
    if floor.lower[group - 1] in RELATIVES:
        return _antecedent(floor, group - 1)
    at = _over_apposition(floor, group - 1)
    near = floor.voice_at(at)
    head = apposed_head(floor, group) if near is None or near.last != at + 1 else None
    if head is not None:
        return Subject(voice=head, edge=_phrase_start(floor, head.first), end=group - 1)
    institution = institution_before(floor, at + 1)
    if institution is not None:
        return Subject(voice=institution, edge=_phrase_start(floor, institution.first), end=at + 1)
    if floor.voice_at(at) is None and (stranger := _stranger(floor, at + 1)) is not None:
        return stranger
    for back in range(at, max(-1, at - FARTHEST), -1):
        found = _speaker_on(floor, back, group)
        if found is not None:
            found = _told_of(floor, found, back) or found
            nameless = found.voice is not None and found.voice.type == "generic"
            return found if _hangs_on(floor, max(back + 1, found.end), at + 1, nameless=nameless) else None
        if floor.lower[back] in RELATIVES and (who := floor.voice_ending(back)) is not None:
            return Subject(voice=who, edge=who.first, end=who.last) if who.type == "generic" else None
        if floor.voice_at(back) is not None or _ends_phrase(floor, back):
            return None
    return None


def _told_of(floor: Floor, found: Subject, at: int) -> Subject | None:
    """The nameless one of whom a relative clause holds a name: "an engineer who left ASML said"."""
    for back in range(at - 1, max(0, at - _LINK), -1):
        if floor.lower[back] in ENDS or floor.lower[back] == "," or floor.voice_at(back) is not None:
            return None
        if floor.lower[back] in RELATIVES:
            who = floor.voice_ending(back)
            nameless = who is not None and who.type == "generic"
            return Subject(voice=who, edge=who.first, end=found.end or at + 1) if who and nameless else None
    return None


def _hangs_on(floor: Floor, first: int, last: int, *, nameless: bool) -> bool:
    """Whether the tokens between a subject and its verb belong to one of the two; no other noun begins.

    An adjective may follow who has no name: "fuentes policiales".
    """
    lower = floor.lower
    inside = False
    # "Wainscott's wife" is another than Wainscott.
    own = CALLINGS if lower[first : first + 2] != ["'", "s"] else frozenset[str]()
    for at in range(first, last):
        word = lower[at]
        if word in RELATIVES or floor.is_preposition(at) or word.endswith(_PARTICIPLES):
            inside = True
        elif word in ARTICLES and not inside and word not in _CLITICS:
            return False
        elif (
            inside
            or word in FUNCTION
            or word in _BESIDE
            or word.endswith(("mente", "ly"))
            or (nameless and at == first)
        ):
            continue
        elif not (
            word in own or word in ADJECTIVES or word in WORKS or floor.mouth(at) or word in ("'", "s")
        ):
            return False
    return True


def _speaker_on(floor: Floor, at: int, group: int) -> Subject | None:
    """Who speaks, if the token before the verb tells."""
    named = floor.voice_at(at)
    if named is not None:
        return _named(floor, named, group)
    if floor.mouth(at) and (owner := owner_before(floor, at)) is not None:
        return replace(owner, edge=at, end=at + 1)
    stand_in = floor.stand_in(at)
    if stand_in is not None:
        first = stand_in.first + (floor.lower[stand_in.first] in OF)
        return _named(floor, replace(stand_in, first=first), group)
    if not floor.is_paper(at):
        return None
    maker = maker_of(floor, at) if floor.lower[at + 1] == "," else None
    return Subject(voice=maker.voice if maker is not None else None, edge=_phrase_start(floor, at))


def _ends_phrase(floor: Floor, at: int) -> bool:
    """Whether a subject cannot begin before the token."""
    word = floor.lower[at]
    if word in ENDS | THAT or word == "," or at in floor.inside:
        return True
    return word in VERBS - CALLINGS - _NOUNS_TOO and floor.ground.mention(at) is None


def _antecedent(floor: Floor, relative: int) -> Subject | None:
    """ "Nvidia, which said": the name right before the relative pronoun."""
    at = relative - 1 - (relative > 0 and floor.lower[relative - 1] == ",")
    voice = floor.voice_at(at) if at >= 0 and at not in floor.inside else None
    return Subject(voice=voice, edge=voice.first) if voice is not None and voice.last == at + 1 else None


def _named(floor: Floor, named: Voice, group: int) -> Subject | None:
    """The subject whose last name before the verb group this is."""
    lower = floor.lower
    found = head_of(floor, named)
    if found is None:
        return None
    # "Il commissario, Maroš Šefčovič, ha": the phrase begins before the comma.
    between = named.last == group - 1 and lower[group - 1] == "," and lower[named.first - 1] == ","
    return replace(
        found, edge=_phrase_start(floor, found.edge - 1 if between else found.edge), end=named.last
    )


def _stranger(floor: Floor, end: int) -> Subject | None:
    found = stranger_before(floor, end)
    if found is None or floor.lower[found.first - 1] in OF | _NO_SUBJECT:
        return None
    return Subject(voice=found, edge=_phrase_start(floor, found.first), end=found.last)


def _phrase_start(floor: Floor, first: int) -> int:
    """Where the phrase begins that a name ends, when a comma, a quote or the sentence's start precedes it."""
    lower = floor.lower
    for at in range(first - 1, max(-1, first - _PHRASE - 1), -1):
        if lower[at] == "," or lower[at] in ENDS or at in floor.closing or lower[at] in ("—", "–"):
            return at + 1
        if lower[at] in THAT or (lower[at] in VERBS and lower[at] not in CALLINGS):
            break
    return first


def _over_apposition(floor: Floor, at: int) -> int:
    """The token where the subject ends, when an apposition or a bracket parts it from the verb."""
    lower = floor.lower
    if lower[at] == ")":
        opening = next((i for i in range(at - 1, max(-1, at - _APPOSITION), -1) if lower[i] == "("), at)
        return opening - 1
    if lower[at] != ",":
        return at
    for back in range(at - 1, max(-1, at - _APPOSITION), -1):
        if lower[back] in (BREAK, ".", ";", ":", "?", "!"):
            return at
        if lower[back] != ",":
            continue
        inner = floor.voice_at(at - 1)
        if inner is None:
            inner = stranger_before(floor, at)
        if inner is not None and inner.type in ("person", "unknown") and inner.first - back <= 2:
            return at - 1  # "Il commissario, Maroš Šefčovič, ha": the name is what stands between the commas
        outer = floor.voice_at(back - 1) if back else None
        if outer is not None or back - floor.sentence_of(back)[0] < FARTHEST:
            return back - 1
    return at
