"""The times that a document names, each with its value as exact as its words: one walk over the tokens."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from extractors.document import Document
from extractors.recognisers.calendar import DAYS, MONTHS, PRESENT, SEASONS, UNITS, WEEKDAYS, Time
from extractors.recognisers.days import read_day_word, read_month, read_numeric, read_ordinal, read_weekday
from extractors.recognisers.quarters import read_part, read_season, read_short
from extractors.recognisers.tense import Setting
from extractors.recognisers.years import read_ago, read_unit, read_year
from extractors.words import SAYING, cues
from records.facts import Amount, DateMention, Mention

_AGO = frozenset({"ago", "fa", "hace"})
_YEAR_DIGITS = 4
#: "On the 18th".
_ORDINAL = re.compile(r"\d{1,2}(?:st|nd|rd|th)$")
_HAVE = cues("have")
_PARTICIPLE = re.compile(r"\w+(?:[aiu]t[oaie]|ss[oaie]|st[oaie]|tt[oaie]|ed|ó)$|said|told")


def find_times(
    document: Document, mentions: Sequence[Mention], amounts: Sequence[Amount]
) -> list[DateMention]:
    """In text order, numbered; none inside a name or an amount: "Made in China 2025", "2026 wafer"."""
    spans = ((one.start, one.end) for part in (mentions, amounts) for one in part)
    taken = sorted(spans)
    starts = [start for start, _ in taken]
    found: list[DateMention] = []
    for time in _walk(document):
        at = bisect_left(starts, time.end) - 1
        if at >= 0 and taken[at][1] > time.start:
            continue
        found.append(
            DateMention(
                id=len(found),
                value=time.value,
                relative=time.relative,
                surface=document.text[time.start : time.end],
                start=time.start,
                end=time.end,
                sentence=document.sentence_at(time.start),
                cue=time.cue,
            )
        )
    return found


def _walk(document: Document) -> Iterator[Time]:
    tokens = document.tokens
    at = Setting(document.plain, document.published)
    last: Time | None = None
    for index, word in enumerate(tokens.lower):
        if not (word in _WORDS or word[0].isdigit() or (len(word) <= _LONGEST_SHORT and word[0] in "qhtsf")):
            continue
        start = tokens.starts[index]
        if last is not None and start < last.end:
            continue
        _enter(document, at, start)
        time = _read(document, at, index, last)
        if time is not None and (last is None or time.start >= last.end):
            if time.value:
                at.year = time.value[:_YEAR_DIGITS]
            last = time
            yield time


def _enter(document: Document, at: Setting, start: int) -> None:
    """Set the sentence and language at `start`."""
    if not at.start <= start < at.end:
        at.start, at.end = document.sentences[document.sentence_at(start)]
        at.language = document.language_at(start)


def _read(document: Document, at: Setting, index: int, last: Time | None) -> Time | None:
    word = document.tokens.lower[index]
    start, end = document.tokens.starts[index], document.tokens.ends[index]
    if word[0].isdigit() and (time := read_numeric(at, start)):
        return time
    if word.isdigit():
        return read_year(at, start, last) if len(word) == _YEAR_DIGITS else None
    if _ORDINAL.match(word):
        return read_ordinal(at, start, end)
    if word in PRESENT:
        return Time(start, end, _today(at), True, "day_word") if _is_the_day(document, index) else None
    if word in _AGO and (time := read_ago(at, start, end)):
        return time
    if reader := _TRIGGERS.get(word):
        return reader(at, start, end)
    return read_short(at, start, end)


def _today(at: Setting) -> str | None:
    return at.published.isoformat() if at.published else None


def _is_the_day(document: Document, index: int) -> bool:
    """ "Ha detto oggi", "said today": beside a verb of what happened; else "oggi" is the present."""
    lower = document.tokens.lower
    before, after = lower[max(0, index - 1) : index], lower[index + 1 : index + 2]
    told = [word for word in (*before, *after) if word in SAYING or _PARTICIPLE.match(word)]
    return bool(told) or (after != [] and after[0] in _HAVE)


_TRIGGERS = {
    **dict.fromkeys(UNITS, read_unit),
    **dict.fromkeys(("quarter", "trimestre", "half", "metà", "mitad", "semestre"), read_part),
    **dict.fromkeys(SEASONS, read_season),
    **dict.fromkeys(MONTHS, read_month),
    **dict.fromkeys(WEEKDAYS, read_weekday),
    **dict.fromkeys(DAYS, read_day_word),
}
_WORDS = _TRIGGERS.keys() | PRESENT | _AGO
#: Letters of `FY2026`.
_LONGEST_SHORT = 6
