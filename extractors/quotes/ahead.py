"""The subject before a verb of saying: "Nvidia, which said", "un portavoce di Nvidia, colosso dei chip,"."""

from __future__ import annotations

from dataclasses import replace

from extractors.quotes.cues import ARTICLES, CALLINGS, RELATIVES, THAT, VERBS, quote_words
from extractors.quotes.floor import Floor, Voice
from extractors.quotes.strangers import stranger_before
from extractors.quotes.subjects import ENDS, FARTHEST, OF, WORKS, Subject, owner_before
from extractors.sentences import BREAK

_BY = quote_words("by")
_NOUNS_TOO = quote_words("nouns_too")
_NO_SUBJECT = quote_words("no_subject")
#: Tokens at most: of an apposition, of what precedes a name in its phrase, from a name to what it hangs on.
_APPOSITION, _PHRASE, _LINK = 40, 8, 6


def subject_ahead(floor: Floor, group: int) -> Subject | None:
    """The subject before the verb group that begins at a token."""
    if group == 0:
        return None
    if floor.lower[group - 1] in RELATIVES:
        return _antecedent(floor, group - 1)
    at = _over_apposition(floor, group - 1)
    if floor.voice_at(at) is None and (stranger := _stranger(floor, at + 1)) is not None:
        return stranger
    for back in range(at, max(-1, at - FARTHEST), -1):
        found = _speaker_on(floor, back, group)
        if found is not None:
            return found
        if floor.voice_at(back) is not None or _ends_phrase(floor, back):
            return None
    return None


def _speaker_on(floor: Floor, at: int, group: int) -> Subject | None:
    """Who speaks, if the token before the verb tells."""
    named = floor.voice_at(at)
    if named is not None:
        return _named(floor, named, group)
    if floor.mouth(at) and (owner := owner_before(floor, at)) is not None:
        return replace(owner, edge=at, end=at + 1)
    stand_in = floor.stand_in(at)
    if stand_in is not None:
        return Subject(voice=stand_in, edge=stand_in.first, end=stand_in.last)
    return Subject(voice=None, edge=_phrase_start(floor, at)) if floor.is_paper(at) else None


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
    found = _head(floor, named)
    if found is None:
        return None
    # "Il commissario, Maroš Šefčovič, ha": the phrase begins before the comma.
    between = named.last == group - 1 and lower[group - 1] == "," and lower[named.first - 1] == ","
    return replace(
        found, edge=_phrase_start(floor, found.edge - 1 if between else found.edge), end=named.last
    )


def _stranger(floor: Floor, end: int) -> Subject | None:
    found = stranger_before(floor, end)
    if found is None:
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
        if inner is not None and inner.type == "person" and inner.first - back <= 2:
            return at - 1  # "Il commissario, Maroš Šefčovič, ha": the name is what stands between the commas
        outer = floor.voice_at(back - 1) if back else None
        if outer is not None or back - floor.sentence_of(back)[0] < FARTHEST:
            return back - 1
    return at


def _head(floor: Floor, voice: Voice) -> Subject | None:
    """Of a subject whose last name this is: "un portavoce di Nvidia", "gli analisti sentiti da Bloomberg"."""
    lower = floor.lower
    before = lower[voice.first - 1] if voice.first else BREAK
    article = before in ARTICLES and voice.first > 1
    link = lower[voice.first - 2] if article and lower[voice.first - 2] in OF | _NO_SUBJECT else before
    if link in OF | _NO_SUBJECT or voice.type == "generic":
        head = _head_before(floor, voice, nameless=link not in OF and voice.type != "generic")
        if head is not None:
            return head
    made = any(word in WORKS for word in lower[max(0, voice.first - 3) : voice.first - 1])
    if made and (link in OF or link in _BY):
        return Subject(voice=voice, edge=voice.first)
    if voice.type == "generic" and voice.first:
        firm = floor.voice_at(voice.first - 1)
        if firm is not None and firm.type == "analyst_firm":
            return Subject(voice=replace(firm, last=voice.last), edge=firm.first)
    if voice.first and floor.mouth(voice.first - 1):
        return Subject(voice=replace(voice, role=before), edge=voice.first - 1)
    if voice.type != "person" and voice.last < len(lower) and floor.mouth(voice.last):
        return Subject(voice=replace(voice, role=lower[voice.last]), edge=voice.first)
    return None if link in _NO_SUBJECT else Subject(voice=voice, edge=voice.first)


def _head_before(floor: Floor, voice: Voice, *, nameless: bool) -> Subject | None:
    """What a name hangs on; with `nameless`, only people without a name: "sources in Whitehall"."""
    lower = floor.lower
    links = False
    for back in range(voice.first - 1, max(-1, voice.first - _LINK), -1):
        if lower[back] in ENDS or lower[back] == ",":
            return None
        links = links or lower[back] in OF | _NO_SUBJECT
        if floor.mouth(back):
            return Subject(voice=replace(voice, role=lower[back]), edge=back)
        head = floor.voice_at(back)
        if head is None:
            continue
        if not links or (nameless and head.type != "generic"):
            return None
        firm = head.type == "generic" and voice.type == "analyst_firm"
        return Subject(voice=replace(voice, first=head.first) if firm else head, edge=head.first)
    return None
