"""What the words before and behind a run say about its type. Weights as in inside."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.names.inside import LONGEST_PERSON, Clue
from extractors.names.lexicon import (
    AGENCY_NOUNS,
    CHIP_NOUNS,
    COMPANY_NOUNS,
    IN_WORDS,
    LEGAL_FORMS,
    MEDIA_NOUNS,
    ORG_NOUNS,
    PLACE_CUES,
    SAYING,
    TITLES,
)
from extractors.names.runs import Run
from extractors.names.scan import Scan
from extractors.nationality import ADJECTIVES
from extractors.sentences import BREAK
from extractors.words import FUNCTION, cues
from records.facts import EntityType

_COMPANY, _PERSON, _PLACE = EntityType.COMPANY, EntityType.PERSON, EntityType.PLACE
_OF = frozenset("di del della dell dello dei of de at for presso".split())  # noqa: SIM905 - reads as a list of words
_ARTICLES = frozenset("il lo la gli le i the el los las un una uno a an".split())  # noqa: SIM905
_QUOTES = frozenset("'\"\u00ab\u201c")
_ONCE = frozenset({"ex", "former", "exministro", "expresidente", "onetime"})
_OFFICES = cues("roles_of_ministry") | {
    "commissario",
    "commissioner",
    "comisario",
    "presidente",
    "president",
    "premier",
}
_ACCORDING = frozenset({"secondo", "según"})
_WHO = frozenset({"who", "whose", "quien", "quienes"})
_HAVE = cues("have") | {"è", "is", "was"}
_TRADING = cues("trading")
_EXCHANGES = cues("exchanges")
#: Words of an apposition read at most: ", a former Commerce lawyer".
_APPOSITION = 7
_SHARES = frozenset({"azioni", "titolo", "titoli", "shares", "stock", "acciones", "títulos", "adr"})
_STAFF = frozenset({"dipendenti", "addetti", "employees", "empleados", "staff", "trabajadores", "lavoratori"})
_AGES = range(16, 100)


def clues_before(scan: Scan, run: Run) -> Iterator[Clue]:
    """Clues from up to four words before the run."""
    before = words_before(scan, run.first, 4)
    if run.last - run.first <= LONGEST_PERSON:
        yield from _role_before(scan, run, before)
    yield from _noun_before(before)
    yield from _of_noun(before, run.last - run.first)
    yield from _of_country(scan, run, before)
    yield from _place_before(before, run.last - run.first)
    yield from _told_before(before, run.last - run.first)


def _told_before(before: list[str], tokens: int) -> Iterator[Clue]:
    """ "dice X", "secondo X", "secondo il X": newspapers have articles, companies as a rule none."""
    one, two = (*before, "", "")[:2]
    if one in SAYING:
        yield _PERSON, 2.0, "saying_before"
    if tokens == 1 and (one in _ACCORDING or before[:2] == ["to", "according"]):
        yield _COMPANY, 2.6, "according"
    if one in _ARTICLES:
        yield _PERSON, -1.0, "article"
        if two in _ACCORDING or before[1:3] == ["to", "according"]:
            yield EntityType.MEDIA, 2.6, "according"


def _role_before(scan: Scan, run: Run, before: list[str]) -> Iterator[Clue]:
    """A role right before the name, over an adjective, or over "of" and a name that is known: "CEO di Nvidia
    X".
    """
    one, two, three = (*before, "", "", "")[:3]
    if one == "ad" and scan.words[run.first - 2 : run.first - 1] != ["'"]:
        return  # "ad Akihabara": a preposition; the office is "l'ad X"
    if one in TITLES or (one == "." and two in TITLES):
        yield _PERSON, 3.0, f"role_before:{one if one != '.' else two}"
    elif (one in ADJECTIVES or one in _ONCE or one == "capo") and two in TITLES:
        yield _PERSON, 2.5, f"role_before:{two}"
    elif one in _ONCE and run.last - run.first > 1:
        yield _PERSON, 1.5, f"once:{one}"
    elif one in ADJECTIVES and two in _OF and three in TITLES:
        yield _PERSON, 2.0, f"role_before:{three}"
    else:
        known = scan.known.get(run.first - 1)
        behind = words_before(scan, known.first, 4) if known is not None else []
        role = next((word for word in behind if word in TITLES), "")
        if role and behind[0] in _OF:
            yield _PERSON, 2.6, f"role_before:{role}"


def _noun_before(before: list[str]) -> Iterator[Clue]:
    """What the noun before says: "la boutique ginevrina X", "il colosso tecnologico X", "un marchio, X"."""
    if not before:
        return
    one, two = (*before, "")[:2]
    adjective = one.isalpha() and one not in FUNCTION and one not in COMPANY_NOUNS and one not in MEDIA_NOUNS
    noun = two if adjective or one in _QUOTES else one
    if one in CHIP_NOUNS or (one == "," and CHIP_NOUNS.intersection(before[1:4])):
        yield EntityType.CHIP, 2.8, "chip_noun"
    if noun in MEDIA_NOUNS:
        yield EntityType.MEDIA, 3.0, f"noun_before:{noun}"
    if one in ORG_NOUNS or f"{two} {one}" in ORG_NOUNS:
        yield EntityType.ORG, 3.2, f"noun_before:{noun}"
    elif one in AGENCY_NOUNS or (adjective and two in AGENCY_NOUNS):
        yield EntityType.AGENCY, 3.0, f"noun_before:{noun}"
    if one in _SHARES:
        yield _COMPANY, 2.6, f"shares:{one}"
    if noun in COMPANY_NOUNS and noun not in TITLES:
        yield _COMPANY, 3.0, f"noun_before:{noun}"
    elif one == "," and COMPANY_NOUNS.intersection(before[1:4]):
        yield _COMPANY, 2.6, "noun_before"


def _of_country(scan: Scan, run: Run, before: list[str]) -> Iterator[Clue]:
    """The noun is left out, and is a company's as a rule: "la taiwanese CoAsia", "Qatar's Ooredoo"."""
    one, two = (*before, "", "")[:2]
    if one in ADJECTIVES and two in _ARTICLES and two not in ("i", "gli", "los", "the", "a", "an"):
        yield _COMPANY, 2.8, "nationality_before"
    known = scan.known.get(run.first - 3)
    possessive = scan.words[max(0, run.first - 2) : run.first] == ["'", "s"]
    if possessive and known is not None and known.entity_id.startswith(("country:", "place:")):
        yield _COMPANY, 2.6, "possessive_of_place"


def _of_noun(before: list[str], tokens: int) -> Iterator[Clue]:
    """ "azienda di X", "analista di X", "Acme Srl di X"."""
    one, two = (*before, "", "")[:2]
    if one not in _OF:
        return
    if two in COMPANY_NOUNS:
        yield _COMPANY, 0.8, f"noun_of:{two}"
    if two in _SHARES:
        yield _COMPANY, 2.8, f"shares_of:{two}"
    three = (*before, "", "", "")[2]
    if two in _OFFICES:
        return  # "Minister of Information": what follows is a part of the office
    if two in TITLES and tokens <= 3:
        yield _COMPANY, 2.6, f"role_of:{two}"
    elif three in TITLES and three not in _OFFICES and two.isalpha() and two not in FUNCTION and tokens <= 3:
        yield _COMPANY, 2.4, f"role_of:{three}"
    if (two in LEGAL_FORMS or two in COMPANY_NOUNS) and tokens <= 2:
        yield _PLACE, 1.8, "seat_of_company"


def _place_before(before: list[str], tokens: int) -> Iterator[Clue]:
    one, two = (*before, "", "")[:2]
    if one in PLACE_CUES or (one in _OF and two in PLACE_CUES):
        yield _PLACE, 3.0, "place_noun"
    elif one in ("a", "at", "in", "en") and two in (
        "sede",
        "based",
        "headquartered",
        "sedi",
        "basata",
        "basato",
    ):
        yield _PLACE, 3.0, "seat"
    elif one in ("in", "en") and tokens == 1:
        yield _PLACE, 2.6, f"after_{one}"
    elif one in IN_WORDS:
        yield _PLACE, 1.2, f"after_{one}"


def clues_after(scan: Scan, run: Run) -> Iterator[Clue]:
    """Clues from the words right behind the run."""
    after = [scan.lower[i] for i in range(run.last, min(run.last + 1 + _APPOSITION, len(scan.lower)))]
    one, two = (*after, "", "")[:2]
    if one == "(" and two in _EXCHANGES:
        yield _COMPANY, 6.0, "ticker_after"
    elif one == ",":
        yield from _apposition(after[1:])
        yield from _seat(scan, run, two)
    elif one in ("shares", "stock") or (one == "'" and two == "s" and after[2:3] in (["shares"], ["stock"])):
        yield _COMPANY, 2.6, "shares_after"
    elif one in SAYING or (one in _HAVE and two in SAYING):
        yield _PERSON, 1.5, "saying_after"
    elif one in _HAVE and two in _TRADING:
        yield _COMPANY, 1.5, "trading_after"


def _apposition(words: list[str]) -> Iterator[Clue]:
    """ ", 52, who kept the books", ", a former Commerce lawyer", ", startup di Pechino"."""
    one, two = (*words, "", "")[:2]
    if one in ("che", "which", "que"):
        yield _COMPANY, 0.7, "which"
    if one in _WHO:
        yield _PERSON, 2.6, "who"
    elif one.isdecimal() and int(one) in _AGES and two in (",", "anni", "años", ")"):
        yield _PERSON, 2.6, "age"
    elif one[:1].isdigit() and _STAFF.intersection(words[1:4]):
        yield _COMPANY, 2.8, "staff"
    for word in words:
        if word in TITLES:
            yield _PERSON, 2.0, f"role_after:{word}"
            return
        if word in COMPANY_NOUNS:
            yield _COMPANY, 2.0, f"noun_after:{word}"
            return
        if not (word in FUNCTION or word in ADJECTIVES or word.isalpha()) or word == BREAK:
            return


def _seat(scan: Scan, run: Run, following: str) -> Iterator[Clue]:
    """ "Sterling, in Virginia", "Brisbane, Australia"."""
    inside = following in IN_WORDS
    known = scan.known.get(run.last + 2 if inside else run.last + 1)
    if known is not None and known.entity_id.startswith(("country:", "place:")):
        yield _PLACE, 2.6 if inside else 1.8, "place_after"


def words_before(scan: Scan, index: int, count: int) -> list[str]:
    """Up to `count` lower-cased words before the token, the nearest first; elided articles are skipped."""
    found: list[str] = []
    at = index - 1
    while at >= 0 and len(found) < count and scan.words[at] != BREAK:
        word = scan.lower[at]
        if not (word == "'" and scan.touches(at)):
            found.append(word)
        at -= 1
    return found
