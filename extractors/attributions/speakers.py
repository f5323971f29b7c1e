"""Where the speaker stands: before the verb, behind it, before a quote, at the head of the sentence."""

from __future__ import annotations

from extractors.attributions.ground import Ground
from extractors.sentences import BREAK
from extractors.verbs import VERBS_OF_SAYING
from extractors.words import FUNCTION, SAYING, TITLES, cues
from records.facts import Attribution, EntityType

#: Tokens between a word of saying and its source at most.
_RIGHT, _LEFT = 9, 7
#: Tokens between a nameless source and its verb at most: "experts in the field doubt".
_NAMELESS_LEFT = 6
#: Tokens of an apposition, and of a quote with what leads to it, at most.
_APPOSITION, _QUOTE = 16, 160
_SAYING = SAYING | cues("more_saying") | VERBS_OF_SAYING
_HAVE = cues("have")
_SKIPPED = FUNCTION | {"stesso", "stessa", "oggi", "ieri", "poi", "later", "earlier", "recently"}
_PRONOUNS = frozenset("lo la li le he she they él ella".split())  # noqa: SIM905 - reads as a list of words
_QUOTES = frozenset('"\u201c\u201d\u00ab\u00bb')
_STOPS = _QUOTES | {".", ";", ":", "!", "?", "(", BREAK, "che", "that", "que"}
_OF = frozenset({"di", "del", "della", "dell", "of", "de", "at", "'"})
_PERSON = EntityType.PERSON
#: A person behind one of these is not who speaks: "la società guidata da X ha rivelato".
_NO_SUBJECT = frozenset("da dal dalla by por con with su on contro against a ad to tra".split())  # noqa: SIM905


def after(
    ground: Ground, index: int, cue: str, *, nameless: bool = True, stranger: bool = False
) -> list[Attribution]:
    """The source behind a word: the first that may be one before the clause ends.

    One comma may be passed when a name stands right behind it: "ha detto il procuratore, Nicholas Ganjei".
    """
    lower = ground.lower
    for at in range(index, min(index + _RIGHT, len(lower) - 1)):
        if (
            lower[at] == ","
            and at > index
            and ground.type_at(at + 1) == _PERSON
            and _has_role(ground, index, at)
        ):
            return _as_list(ground.source_at(at + 1, cue))
        if lower[at] in _STOPS or lower[at] == "," or (lower[at] in _SAYING and at > index):
            return []
        found = ground.source_at(at, cue, stranger=stranger)
        if found is not None or ground.type_at(at) == EntityType.MEDIA:
            return _as_list(found)
        if nameless and ground.generic_at(at) and (at - index <= 2 or not cue.startswith("saying")):
            return _as_list(_firm_behind(ground, at + 1, cue) or ground.nameless(at, cue))
    return []


def _has_role(ground: Ground, first: int, last: int) -> bool:
    return any(word in TITLES for word in ground.lower[first:last])


def _firm_behind(ground: Ground, index: int, cue: str) -> Attribution | None:
    """ "gli analisti di Jefferies": the firm is the source."""
    for at in range(index, min(index + 4, len(ground.lower))):
        if ground.mention(at) is not None:
            return ground.source_at(at, cue, stranger=True)
        if ground.lower[at] not in FUNCTION:
            return None
    return None


def before(ground: Ground, index: int, cue: str, *, nameless: bool = True) -> list[Attribution]:
    """The subject of the verb at `index`: the nearest before it, over an apposition between commas or
    brackets.
    """
    lower = ground.lower
    at = index - 1
    while at >= 0 and index - at <= 4 and lower[at] in _SKIPPED and ground.mention(at) is None:
        at -= 1
    at = _over_apposition(ground, at)
    for back in range(at, max(-1, at - _LEFT), -1):
        if lower[back] in _STOPS or lower[back] == "," or (lower[back] in _SAYING and back != index):
            return []
        if ground.mention(back) is not None:
            return _as_list(_subject_at(ground, back, cue, nameless=nameless))
        if nameless and ground.generic_at(back):
            return _as_list(ground.nameless(back, cue) if at - back < _NAMELESS_LEFT else None)
    return []


def _over_apposition(ground: Ground, at: int) -> int:
    """The token where the subject ends, when an apposition or a bracket stands between it and the verb."""
    lower = ground.lower
    if at >= 0 and lower[at] == ")":
        opening = next((i for i in range(at - 1, max(-1, at - _APPOSITION), -1) if lower[i] == "("), at)
        return opening - 1
    if at < 0 or lower[at] != ",":
        return at
    comma = next(
        (i for i in range(at - 1, max(-1, at - _APPOSITION), -1) if lower[i] in (",", BREAK, ".")), -1
    )
    if comma < 0 or lower[comma] != ",":
        return at - 1 if ground.opens_sentence(max(0, comma + 1)) else at
    name = ground.mention(comma + 1)
    # "Il commissario al commercio, Maroš Šefčovič, ha dichiarato": the name is what stands between the
    # commas.
    if name is not None and name[0].type == _PERSON and name[2] == at:
        return at - 1
    return comma - 1


def _subject_at(ground: Ground, index: int, cue: str, *, nameless: bool) -> Attribution | None:
    at = ground.mention(index)
    if at is not None and at[0].type == _PERSON and ground.lower[at[1] - 1] in _NO_SUBJECT:
        return _nameless_before(ground, index, cue) if nameless else None
    found = _person_of_firm(ground, index, cue) or ground.source_at(index, cue)
    generic = _nameless_before(ground, index, cue) if nameless else None
    if generic is None or (found is not None and found.type == "analyst_firm"):
        return found
    return generic


def _person_of_firm(ground: Ground, index: int, cue: str) -> Attribution | None:
    """ "Stacy Rasgon di Bernstein calcola": the person speaks, not the firm."""
    found = ground.mention(index)
    if found is None or found[0].type not in (EntityType.COMPANY, EntityType.ORG):
        return None
    behind = found[1] - 1
    while (
        behind > 0
        and found[1] - behind < 5
        and (ground.lower[behind] in FUNCTION or ground.lower[behind] in _OF)
    ):
        behind -= 1
    is_of = any(word in _OF for word in ground.lower[behind + 1 : found[1]])
    return ground.source_at(behind, cue) if is_of and ground.type_at(behind) == _PERSON else None


def _nameless_before(ground: Ground, index: int, cue: str) -> Attribution | None:
    """ "gli analisti sentiti da Bloomberg", "l'avvocato di Bianchi": the nameless source before the name."""
    found = ground.mention(index)
    first = found[1] if found else index
    words = 0
    for at in range(first - 1, max(-1, first - 6), -1):
        if ground.generic_at(at):
            return ground.nameless(at, cue)
        if ground.lower[at] in _STOPS or ground.lower[at] == "," or ground.mention(at) is not None:
            return None
        words += ground.lower[at] not in FUNCTION
        if words > 1:
            return None
    return None


def listener(ground: Ground, index: int) -> list[Attribution]:
    """The medium to whom somebody spoke."""
    for at in range(index + 1, min(index + 7, len(ground.lower))):
        if ground.lower[at] in _STOPS:
            return []
        if ground.type_at(at) == EntityType.MEDIA:
            return _as_list(ground.source_at(at, f"medium:{ground.lower[index]}"))
    return []


def writer_of_words(ground: Ground, index: int) -> list[Attribution]:
    """The person behind their own words: "fu il commento di Stanzione"; behind a quote, "così Klever"."""
    word = ground.lower[index]
    at = index + 1
    if word in ("così", "así") and ground.lower[index - 1] not in (",", *_QUOTES):
        return []
    while (
        at < len(ground.lower) - 1
        and at - index < 4
        and (ground.lower[at] in _OF or ground.lower[at] in TITLES)
    ):
        at += 1
    if ground.type_at(at) != _PERSON or (at == index + 1 and word not in ("così", "así")):
        return []
    return _as_list(ground.source_at(at, f"words:{word}"))


def maker_of_work(ground: Ground, index: int) -> list[Attribution]:
    """ "le stime di TrendForce", "TrendForce's estimates": who made what is told."""
    lower = ground.lower
    at = index + 1
    while at < len(lower) - 1 and at - index < 3 and (lower[at] in _OF or lower[at] in FUNCTION):
        at += 1
    if at > index + 1 and lower[index + 1] in _OF and ground.type_at(at) != _PERSON:
        return _as_list(ground.source_at(at, f"work:{lower[index]}"))
    if lower[index - 2 : index] == ["'", "s"] and ground.type_at(index - 3) != _PERSON:
        return _as_list(ground.source_at(index - 3, f"work:{lower[index]}"))
    return []


def speaker_of_quote(ground: Ground, index: int, cue: str) -> list[Attribution]:
    """A quote whose verb has no name, "«…», scrive.", "…," he said": the last person before it."""
    lower = ground.lower
    at = index
    while at > 0 and index - at < 3 and (lower[at - 1] in _HAVE or lower[at - 1] in _PRONOUNS):
        at -= 1
    if at < 2 or not (lower[at - 1] in _QUOTES or (lower[at - 1] == "," and lower[at - 2] in _QUOTES)):
        return []
    inside = True
    for back in range(at - 3, max(-1, at - _QUOTE), -1):
        if inside and lower[back] in _QUOTES:
            inside = False
        elif not inside and ground.type_at(back) == _PERSON:
            return _as_list(ground.source_at(back, cue))
    return []


def teller(ground: Ground, index: int) -> list[Attribution]:
    """The person before any verb that "that" follows: "X teorizza che", "X has argued that"."""
    for back in (index - 2, index - 3):
        found = ground.mention(back) if back > 0 else None
        between = ground.lower[back + 1 : index]
        plain = all(word.isalpha() and ground.mention(back + 1) is None for word in between)
        if (
            found is not None
            and plain
            and found[0].type == _PERSON
            and (len(between) == 1 or between[0] in _HAVE)
        ):
            return _as_list(_subject_at(ground, back, f"that:{between[-1]}", nameless=True))
    return []


def opener(ground: Ground, index: int, cue: str) -> list[Attribution]:
    """The name at the head of the sentence, when all between it and the verb tells of it: "X, che …,
    suggerisce".
    """
    start = ground.sentence_start(index)
    for at in range(start, min(start + 4, index)):
        found = ground.mention(at)
        if found is not None:
            beside = ground.lower[found[2]]
            tells = beside in (",", "(") or (cue == "colon" and found[0].type == _PERSON)
            return _as_list(ground.source_at(at, cue)) if tells or beside in _OF else []
        if ground.lower[at] not in FUNCTION:
            return []
    return []


def _as_list(found: Attribution | None) -> list[Attribution]:
    return [found] if found is not None else []
