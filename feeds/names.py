"""Names of months and days in Italian, Spanish and English, as feeds print them.

Lower case, without accents and dots. Source: CLDR 45, calendars gregorian, `wide` and `abbreviated`;
plus the short forms that newsrooms use (`set`, `sett`, `sept`), which CLDR lists only in part.
"""

from __future__ import annotations

import unicodedata

_MONTHS = {
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "en": "january february march april may june july august september october november december",
}
_ALSO = {"set": 9, "sett": 9, "setiembre": 9, "sept": 9, "giugn": 6, "lugl": 7}

_DAYS = {
    "it": "lunedi martedi mercoledi giovedi venerdi sabato domenica",
    "es": "lunes martes miercoles jueves viernes sabado domingo",
    "en": "monday tuesday wednesday thursday friday saturday sunday",
}
_ALSO_DAYS = {"tues": 1, "thur": 3, "thurs": 3}


def _table(words: dict[str, str], also: dict[str, int], first: int) -> dict[str, int]:
    """Each name and its first three letters; a form that two languages use means the same in both."""
    table = dict(also)
    for line in words.values():
        for number, name in enumerate(line.split(), start=first):
            for form in (name, name[:3]):
                assert table.setdefault(form, number) == number, form
    return table


#: Form to month (January 1) and form to weekday (Monday 0). `mar` stands in both: where it stands decides.
MONTHS = _table(_MONTHS, _ALSO, 1)
DAYS = _table(_DAYS, _ALSO_DAYS, 0)


#: The forms that English uses.
ENGLISH = frozenset(
    form for words in (_MONTHS["en"], _DAYS["en"]) for name in words.split() for form in (name, name[:3])
) | {"sept", *_ALSO_DAYS}


def plain(word: str) -> str:
    """Lower case, without accents and without a final dot: the form in which the tables hold a name."""
    apart = unicodedata.normalize("NFKD", word.lower())
    return "".join(c for c in apart if not unicodedata.combining(c)).rstrip(".")
