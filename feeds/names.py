"""Names of months and days in Italian, Spanish and English, as feeds print them: whole, cut to three letters,
and in the short forms that newsrooms use (`set`, `sett`, `sept`), which CLDR lists only in part."""

from __future__ import annotations

from records import calendar
from records.calendar import plain

__all__ = ["DAYS", "ENGLISH", "MONTHS", "plain"]

_LANGUAGES = "it", "es", "en"
_ALSO = {"set": 9, "sett": 9, "setiembre": 9, "sept": 9, "giugn": 6, "lugl": 7}

_ALSO_DAYS = {"tues": 1, "thur": 3, "thurs": 3}


def _table(words: dict[str, str], also: dict[str, int], first: int) -> dict[str, int]:
    """Each name and its first three letters; a form that two languages use means the same in both."""
    table = dict(also)
    for language in _LANGUAGES:
        for number, name in enumerate(words[language].split(), start=first):
            for form in (name, name[:3]):
                assert table.setdefault(form, number) == number, form
    return table


#: Form to month (January 1) and form to weekday (Monday 0). `mar` stands in both: where it stands decides.
MONTHS = _table(calendar.MONTHS, _ALSO, 1)
DAYS = _table(calendar.DAYS, _ALSO_DAYS, 0)


#: The forms that English uses.
ENGLISH = frozenset(
    form
    for words in (calendar.MONTHS["en"], calendar.DAYS["en"])
    for name in words.split()
    for form in (name, name[:3])
) | {"sept", *_ALSO_DAYS}
