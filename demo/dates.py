"""Dates as outlets print them."""

from datetime import datetime

_MONTHS = {
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "en": "January February March April May June July August September October November December",
}
_DAYS = {
    "it": "lun mar mer gio ven sab dom",
    "es": "lun mar mié jue vie sáb dom",
    "en": "Mon Tue Wed Thu Fri Sat Sun",
}
_PATTERN = {"it": "{day} {month} {year}", "es": "{day} de {month} de {year}", "en": "{month} {day}, {year}"}


def rfc822(when: datetime, language: str = "en") -> str:
    """`Fri, 13 Nov 2026 09:30:00 +0100`; other languages put their own names in, against the standard."""
    day = _DAYS[language].split()[when.weekday()]
    month = _MONTHS[language].split()[when.month - 1][:3]
    return f"{day}, {when:%d} {month} {when:%Y %H:%M:%S %z}"


def in_words(when: datetime, language: str) -> str:
    """`13 novembre 2026`, `13 de noviembre de 2026`, `November 13, 2026`."""
    month = _MONTHS[language].split()[when.month - 1]
    return _PATTERN[language].format(day=when.day, month=month, year=when.year)
