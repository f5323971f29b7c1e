"""Names of months and days as the press prints them: lower case, without accents.

Source: CLDR 45, calendars gregorian, `wide`. How far a name may be cut, and which language is
asked, is for those who read dates.
"""

from __future__ import annotations

import unicodedata

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


def plain(word: str) -> str:
    """Lower case, without accents and without a final dot: the form in which the tables hold a name."""
    apart = unicodedata.normalize("NFKD", word.lower())
    return "".join(c for c in apart if not unicodedata.combining(c)).rstrip(".")
