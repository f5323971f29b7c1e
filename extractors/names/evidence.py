"""What a run's own words and its neighbours say about its type: each clue has a type, a weight and a name.

Weights were set by hand on our own texts; 3 is a clue that rarely errs alone, 1 one that needs company.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors.names.lexicon import (
    CHIP_NOUNS,
    COMPANY_NOUNS,
    COMPANY_SUFFIXES,
    FIRST_NAMES,
    HEADS,
    IN_WORDS,
    LAST_NAMES,
    LEGAL_FORMS,
    MEDIA_NOUNS,
    MEDIA_SUFFIXES,
    PARTICLES,
    PLACE_CUES,
    PLACE_HEADS,
    SAYING,
    TITLES,
    WEAK_SUFFIXES,
)
from extractors.names.runs import Run, Scan
from extractors.nationality import ADJECTIVES
from extractors.words import FUNCTION
from records.facts import EntityType

Clue = tuple[EntityType, float, str]

_COMPANY, _PERSON, _PLACE = EntityType.COMPANY, EntityType.PERSON, EntityType.PLACE
_OF = frozenset("di del della dell dello dei of de at for presso".split())
_ARTICLES = frozenset("il lo la l gli le i the el los las un una uno a an".split())
#: Tokens of a person's name at most, particles and hyphens included.
_LONGEST_PERSON = 6
_HAVE = frozenset("ha hanno aveva has have had ha han había è is was".split())
_TRADING = frozenset(
    "acquisito lanciato presentato venduto acquistato raccolto quotata fondata acquired launched unveiled sold raised bought listed founded shipped".split()
)
_EXCHANGES = frozenset("nasdaq nyse otc hkex hkg sse szse lse twse krx tse bit euronext".split())


def clues(scan: Scan, run: Run) -> Iterator[Clue]:
    """All clues for the type of `run`."""
    yield from _inside(scan, run)
    yield from _before(scan, run)
    yield from _after(scan, run)


def _inside(scan: Scan, run: Run) -> Iterator[Clue]:
    words = [scan.words[i] for i in range(run.first, run.last) if scan.words[i][0].isalnum()]
    lower = [word.lower() for word in words]
    capitals = [word for word in words if word[0].isupper() and word.lower() not in PARTICLES]
    last = lower[-1]
    headed = [HEADS[word] for word in lower if word in HEADS]
    if len(words) > 1 and last in COMPANY_SUFFIXES and not headed:
        weight = 6.0 if last in LEGAL_FORMS else 2.5 if last in WEAK_SUFFIXES else 4.0
        yield _COMPANY, weight, f"suffix:{last}"
    if headed:
        yield (
            headed[0],
            4.0 if len(words) > 1 else 0.5,
            f"head:{next(word for word in lower if word in HEADS)}",
        )
    if len(words) > 1 and last in MEDIA_SUFFIXES:
        yield EntityType.MEDIA, 2.5, f"suffix:{last}"
    if lower[0] in PLACE_HEADS and len(words) > 1:
        yield _PLACE, 4.0, f"head:{lower[0]}"
    elif last in PLACE_HEADS and len(words) > 1:
        yield _PLACE, 3.0, f"head:{last}"
    if "&" in scan.words[run.first : run.last]:
        yield _COMPANY, 2.0, "ampersand"
    if len(words) == 1 and (any(letter.isupper() for letter in words[0][1:]) and not words[0].isupper()):
        yield _COMPANY, 1.5, "camel_case"
    if not headed:
        yield from _personal(words, capitals)


def _personal(words: list[str], capitals: list[str]) -> Iterator[Clue]:
    """A person by the names themselves."""
    if not 2 <= len(capitals) <= 4 or any(not word.isalpha() for word in capitals):
        return
    if any(word.isupper() and len(word) > 2 for word in capitals) or len(words) > 6:
        return
    if capitals[0] in FIRST_NAMES:
        yield _PERSON, 3.2, "first_name"
    if capitals[-1] in LAST_NAMES:
        yield _PERSON, 1.2, "family_name"
    if capitals[0] in LAST_NAMES and capitals[0] not in FIRST_NAMES and len(words) == 2:
        yield _PERSON, 1.4, "family_name_first"
    if len(capitals[0]) == 1:
        yield _PERSON, 1.5, "initial"
    if any(word in PARTICLES for word in words):
        yield _PERSON, 1.0, "particle"
    if len(words) <= 3:
        yield _PERSON, 0.5, "shape"


def _before(scan: Scan, run: Run) -> Iterator[Clue]:
    before = _words_before(scan, run.first, 4)
    one = before[0] if before else ""
    two = before[1] if len(before) > 1 else ""
    tokens = run.last - run.first
    if tokens <= _LONGEST_PERSON:
        yield from _role_before(scan, run, before)
    # "la boutique ginevrina X", "il colosso tecnologico X": the noun may have an adjective behind it.
    adjective = one.isalpha() and one not in FUNCTION and one not in COMPANY_NOUNS and one not in MEDIA_NOUNS
    noun = two if adjective or one in ("'", '"', "\u00ab", "\u201c") else one
    if noun in COMPANY_NOUNS and noun not in TITLES:
        yield _COMPANY, 3.0, f"noun_before:{noun}"
    if one in CHIP_NOUNS or (one == "," and CHIP_NOUNS.intersection(before[1:4])):
        yield EntityType.CHIP, 2.8, "chip_noun"
    if noun in MEDIA_NOUNS:
        yield EntityType.MEDIA, 3.0, f"noun_before:{noun}"
    if one in _OF and two in COMPANY_NOUNS:
        yield _COMPANY, 0.8, f"noun_of:{two}"
    if one in _OF and two in TITLES and tokens <= 3:
        yield _COMPANY, 2.6, f"role_of:{two}"
    if one in PLACE_CUES or (one in _OF and two in PLACE_CUES):
        yield _PLACE, 3.0, "place_noun"
    elif one in IN_WORDS:
        yield _PLACE, 1.2, f"after_{one}"
    elif one in ("a", "at") and two in ("sede", "based", "headquartered", "sedi"):
        yield _PLACE, 3.0, "seat"
    if one in SAYING:
        yield _PERSON, 2.0, "saying_before"
    if one in _OF and (two in LEGAL_FORMS or two in COMPANY_NOUNS) and tokens <= 2:
        yield _PLACE, 1.8, "seat_of_company"
    if one == "," and COMPANY_NOUNS.intersection(before[1:4]):
        yield _COMPANY, 2.6, "noun_before"
    if one in _ARTICLES and one != "l":
        yield _PERSON, -1.0, "article"


def _role_before(scan: Scan, run: Run, before: list[str]) -> Iterator[Clue]:
    """A role right before the name, over an adjective, or over "of" and a name that is known: "CEO di Nvidia X"."""
    one, two, three = (*before, "", "", "")[:3]
    if one in TITLES or (one == "." and two in TITLES):
        yield _PERSON, 3.0, f"role_before:{one if one != '.' else two}"
    elif (one in ADJECTIVES or one in ("ex", "capo")) and two in TITLES:
        yield _PERSON, 2.5, f"role_before:{two}"
    elif one in ADJECTIVES and two in _OF and three in TITLES:
        yield _PERSON, 2.0, f"role_before:{three}"
    else:
        known = scan.known.get(run.first - 1)
        if known is not None and scan.words[run.first - 1] != "\n":
            behind = _words_before(scan, known.first, 4)
            role = next((word for word in behind if word in TITLES), "")
            if role and behind[0] in _OF:
                yield _PERSON, 2.6, f"role_before:{role}"


def _after(scan: Scan, run: Run) -> Iterator[Clue]:
    after = [scan.lower[i] for i in range(run.last, min(run.last + 4, len(scan.lower)))]
    after += [""] * (4 - len(after))
    one, two, three, _ = after
    if one == "(" and two in _EXCHANGES:
        yield _COMPANY, 6.0, "ticker_after"
    if one == "," and (two in TITLES or (two in FUNCTION and three in TITLES)):
        yield _PERSON, 2.0, f"role_after:{two if two in TITLES else three}"
    if one == "," and (two in COMPANY_NOUNS or (two in FUNCTION and three in COMPANY_NOUNS)):
        yield _COMPANY, 2.0, "noun_after"
    if one == ",":
        known = scan.known.get(run.last + 1) or (scan.known.get(run.last + 2) if two in IN_WORDS else None)
        if known is not None and known.entity_id.startswith(("country:", "place:")):
            yield _PLACE, 2.6 if two in IN_WORDS else 1.8, "place_after"
    if one in SAYING:
        yield _PERSON, 1.5, "saying_after"
    elif one in _HAVE and two in SAYING:
        yield _PERSON, 1.5, "saying_after"
    elif one in _HAVE and two in _TRADING:
        yield _COMPANY, 1.5, "trading_after"


def _words_before(scan: Scan, index: int, count: int) -> list[str]:
    """Up to `count` lower-cased words before the token, the nearest first; elided articles are skipped."""
    found = []
    at = index - 1
    while at >= 0 and len(found) < count and scan.words[at] != "\n":
        word = scan.lower[at]
        if not (word == "'" and scan.touches(at)):
            found.append(word)
        at -= 1
    return found
