"""The noun phrase of a subject: what its last name hangs on, and who is named first in it."""

from __future__ import annotations

from dataclasses import replace

from extractors.quotes.cues import AND, ARTICLES, CALLINGS, quote_words
from extractors.quotes.floor import Floor
from extractors.quotes.subjects import ENDS, OF, WORKS, Subject
from extractors.quotes.voice import Voice
from extractors.sentences import BREAK

_BY = quote_words("by")
_NO_SUBJECT = quote_words("no_subject")
#: Beside a subject or its verb: "on Monday", "company data".
_BESIDE = quote_words("times") | quote_words("figures") | quote_words("units_of_firms")
_INDEFINITE = quote_words("indefinite")
_FIRMS = quote_words("company_words") | quote_words("agency_words") | quote_words("media_words")
_FROM = frozenset({"dal", "dalla", "dall", "dallo", "dai", "desde"})
_INSTITUTIONS = {"agency", "country", "company", "org", "place", "generic", "analyst_firm"}
#: Types that say the same together.
_ALIKE: dict[str, set[str]] = dict.fromkeys(_INSTITUTIONS, _INSTITUTIONS) | {"person": {"person", "unknown"}}
#: Tokens from a name to what it hangs on at most.
_LINK = 6


def head_of(floor: Floor, voice: Voice) -> Subject | None:
    """Of a subject whose last name this is: "un portavoce di Nvidia", "gli analisti sentiti da Bloomberg"."""
    lower = floor.lower
    before = lower[voice.first - 1] if voice.first else BREAK
    article = before in ARTICLES and voice.first > 1
    link = lower[voice.first - 2] if article and lower[voice.first - 2] in OF | _NO_SUBJECT else before
    if link in OF | _NO_SUBJECT or voice.type == "generic":
        head = _head_before(floor, voice, nameless=link not in OF and voice.type != "generic")
        if head is not None:
            return head
    if voice.type != "generic" and link in OF - {"'"} and _is_other_than(floor, voice.first - 1 - article):
        return None
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


def _is_other_than(floor: Floor, of: int) -> bool:
    """Whether before "of" stands somebody without a name: "un archivista di Huawei"."""
    first = max(0, of - 3)
    head = floor.lower[of - 1] if of else BREAK
    parts = WORKS | _FIRMS | _BESIDE
    return head not in parts and head.isalpha() and any(word in _INDEFINITE for word in floor.lower[first:of])


def _opens_clause(floor: Floor, index: int) -> bool:
    """Whether a sentence or a clause begins with the token: "Dall'azienda fanno sapere"."""
    index -= floor.lower[index] == "'"
    return floor.ground.opens_sentence(index) or floor.lower[index - 1] in {",", ":", ";"}


def _first_named(floor: Floor, subject: Subject) -> Subject:
    """Of several who say the same, the first named: "Kessler and Lutnick said"."""
    lower = floor.lower
    while subject.voice is not None:
        at = subject.voice.first - 1
        while (
            at > 0
            and subject.voice.first - at < _LINK
            and (
                lower[at] in ARTICLES | CALLINGS
                or (subject.voice.type == "person" and floor.is_capital(at) and lower[at] not in AND)
            )
        ):
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
