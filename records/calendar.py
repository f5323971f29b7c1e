"""Names of months, days and time zones as the press prints them: lower case, without accents.

Source of months and days: CLDR 45, calendars gregorian, `wide`. How far a name may be cut, and which
language is asked, is for those who read dates.
"""

from __future__ import annotations

import unicodedata
from datetime import timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

#: By ISO 639-1, January first.
MONTHS = {
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "en": "january february march april may june july august september october november december",
    "de": "januar februar marz april mai juni juli august september oktober november dezember",
    "fr": "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
    "pt": "janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro",
}
#: Monday first.
DAYS = {
    "it": "lunedi martedi mercoledi giovedi venerdi sabato domenica",
    "es": "lunes martes miercoles jueves viernes sabado domingo",
    "en": "monday tuesday wednesday thursday friday saturday sunday",
}
#: RFC 822 section 5.1, and those that newsrooms print besides; minutes east of UTC.
_ZONES = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "west": 60, "bst": 60, "cet": 60, "met": 60,
    "cest": 120, "mest": 120, "eet": 120, "eest": 180, "msk": 180, "hkt": 480, "sgt": 480, "jst": 540,
    "kst": 540,
    "est": -300, "edt": -240, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420,
}  # fmt: skip
#: As the American press says it, summer and winter.
_AMERICAN = {"et": "America/New_York", "ct": "America/Chicago", "pt": "America/Los_Angeles"}


def plain(word: str) -> str:
    """Lower case, without accents and without a final dot: the form in which the tables hold a name."""
    apart = unicodedata.normalize("NFKD", word.lower())
    return "".join(c for c in apart if not unicodedata.combining(c)).rstrip(".")


def zone_called(name: str) -> tzinfo | None:
    """The zone that is printed so, in lower case; None for CST, of which there are three, and all others."""
    if name in _AMERICAN:
        return ZoneInfo(_AMERICAN[name])
    return timezone(timedelta(minutes=_ZONES[name])) if name in _ZONES else None
