"""Adjectives of nationality: never entities, but they tell whose ministry is meant."""

from __future__ import annotations

import tomllib

from extractors.words import KNOWLEDGE

with (KNOWLEDGE / "nationalities.toml").open("rb") as _file:
    _TABLE: dict[str, str] = tomllib.load(_file)

#: Lower-case word → ISO alpha-2, upper case; capitals of states are among the words. "XX" is nobody's.
COUNTRY_OF: dict[str, str] = {}
for _country, _words in _TABLE.items():
    for _word in _words.split():
        COUNTRY_OF.setdefault(_word, _country)

_CAPITALS = frozenset(
    [
        "washington",
        "pechino",
        "beijing",
        "pekín",
        "taipei",
        "tokyo",
        "tokio",
        "seoul",
        "seul",
        "seúl",
        "l'aia",
        "berlino",
        "berlin",
        "berlín",
        "parigi",
        "paris",
        "parís",
        "roma",
        "rome",
        "madrid",
        "londra",
        "london",
        "londres",
        "bruxelles",
        "brussels",
        "bruselas",
        "mosca",
        "moscow",
        "moscú",
        "china",
        "india",
        "indonesia",
        "malasia",
        "argentina",
        "ucraina",
    ]
)
#: Adjectives alone, capitalised in English and in titles.
ADJECTIVES = frozenset(COUNTRY_OF) - _CAPITALS
