"""The subject before a verb of saying: "Nvidia, which said", "un portavoce di Nvidia, colosso dei chip,"."""

from __future__ import annotations

from dataclasses import replace

from extractors.nationality import ADJECTIVES
from extractors.quotes.cues import AND, ARTICLES, CALLINGS, RELATIVES, THAT, VERBS, quote_words
from extractors.quotes.floor import Floor, Voice
from extractors.quotes.heads import apposed_head
from extractors.quotes.strangers import stranger_before
from extractors.quotes.subjects import ENDS, FARTHEST, OF, WORKS, Subject, maker_of, owner_before
from extractors.sentences import BREAK
from extractors.words import FUNCTION

_BY = quote_words("by")
_NOUNS_TOO = quote_words("nouns_too")
_NO_SUBJECT = quote_words("no_subject")
#: Beside a subject or its verb: "on Monday", "company data".
_BESIDE = quote_words("times") | quote_words("figures") | quote_words("units_of_firms")
_FROM = frozenset({"dal", "dalla", "dall", "dallo", "dai", "desde"})
_INSTITUTIONS = {"agency", "country", "company", "org", "place", "generic", "analyst_firm"}
#: Types that say the same together.
_ALIKE: dict[str, set[str]] = dict.fromkeys(_INSTITUTIONS, _INSTITUTIONS) | {"person": {"person", "unknown"}}
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
    if floor.voice_at(at) is None and (stranger := _stranger(floor, at + 1)) is not None:
        return stranger
    for back in range(at, max(-1, at - FARTHEST), -1):
        found = _speaker_on(floor, back, group)
        if found is not None:
            nameless = found.voice is not None and found.voice.type == "generic"
            return found if _hangs_on(floor, max(back + 1, found.end), at + 1, nameless=nameless) else None
        if floor.lower[back] in RELATIVES and (who := floor.voice_ending(back)) is not None:
            return Subject(voice=who, edge=who.first, end=who.last) if who.type == "generic" else None
        if floor.voice_at(back) is not None or _ends_phrase(floor, back):
            return None
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
    if link in _NO_SUBJECT and not (link in _FROM and _opens_clause(floor, voice.first - 1 - article)):
        return None
    return _first_named(floor, Subject(voice=voice, edge=voice.first))


def _opens_clause(floor: Floor, index: int) -> bool:
    """Whether a sentence or a clause begins with the token: "Dall'azienda fanno sapere"."""
    index -= floor.lower[index] == "'"
    return floor.ground.opens_sentence(index) or floor.lower[index - 1] in {",", ":", ";"}


def _first_named(floor: Floor, subject: Subject) -> Subject:
    """Of several who say the same, the first named: "Kessler and Lutnick said"."""
    lower = floor.lower
    while subject.voice is not None:
        at = subject.voice.first - 1
        while at > 0 and lower[at] in ARTICLES:
            at -= 1
        joined = at > 0 and (lower[at] in AND or (lower[at] == "," and subject.end == -1))
        other = floor.voice_ending(at - (lower[at - 1] == ",")) if joined else None
        if other is None or other.type not in _ALIKE.get(subject.voice.type, {subject.voice.type}):
            return replace(subject, end=0)
        if (
            other.first
            and lower[other.first - 1] in _NO_SUBJECT | OF
            and lower[other.first - 1] not in ARTICLES
        ):
            return replace(subject, end=0)
        subject = Subject(voice=other, edge=other.first, end=-1)
    return replace(subject, end=0)


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
        heard = any(lower[at] in _BY for at in range(head.last, voice.first))
        firm = head.type == "generic" and voice.type == "analyst_firm" and not heard
        return Subject(voice=replace(voice, first=head.first) if firm else head, edge=head.first)
    return None
