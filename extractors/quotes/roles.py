"""What somebody is, as printed beside the name: "Jensen Huang, CEO di Nvidia", "il ministro Adolfo Urso"."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.attributions.ground import Ground
from extractors.quotes.cues import ARTICLES, CALLINGS, PREPOSITIONS, RELATIVES, VERBS, quote_words
from extractors.sentences import BREAK

#: Tokens of a role at most, before a name and behind it.
_BEFORE, _BEHIND = 10, 14
#: Tokens behind the comma among which the word that makes it a role must stand.
_HEAD = 6
_ENDS = frozenset({",", ".", ";", ":", "(", ")", "!", "?", BREAK, '"', "«", "»", "“", "”", "—", "–", "-"})
#: Before a role, and no part of it.
_LEADS = quote_words("leads")
#: Before a title in English: "Commerce Secretary", "rotating chairman".
_MODIFIERS = quote_words("modifiers")


def role_of(ground: Ground, words: Sequence[str], first: int, last: int) -> tuple[int, int] | None:
    """The tokens of the role printed beside the person on tokens `first` to `last`; without its article."""
    return _in_front(ground, words, first) or _behind(ground, last)


def _behind(ground: Ground, last: int) -> tuple[int, int] | None:
    """Between commas or brackets behind the name."""
    lower = ground.lower
    if last >= len(lower) or lower[last] not in (",", "("):
        return None
    begin = last + 1
    if lower[begin : begin + 1] and lower[begin].isdigit():  # "Kang, 41 anni, ex operaio"
        comma = next((at for at in range(begin, min(begin + 4, len(lower))) if lower[at] == ","), begin - 1)
        begin = comma + 1
    while begin < len(lower) and (lower[begin] in ARTICLES or lower[begin] in _LEADS):
        begin += 1
    end = begin
    while (
        end < len(lower) and end - begin < _BEHIND and lower[end] not in _ENDS and lower[end] not in RELATIVES
    ):
        if (
            lower[end] in VERBS
            and lower[end] not in CALLINGS
            and lower[end - 1] not in ARTICLES | PREPOSITIONS
        ):
            break
        end += 1
    named = any(lower[at] in CALLINGS for at in range(begin, min(end, begin + _HEAD)))
    return (begin, end) if named and end > begin else None


def _in_front(ground: Ground, words: Sequence[str], first: int) -> tuple[int, int] | None:
    """From the title to the name; one comma may part them: "l'ad di Hynix, Kwak Noh-jung"."""
    lower = ground.lower
    if first > 1 and len(lower[first - 1]) == 1 and words[first - 1].isupper():
        first -= 1  # "K Shanmugam": the initial is no part of the name that was found
    end = first - 1 if first > 1 and lower[first - 1] == "," else first
    begin = None
    for at in range(end - 1, max(-1, end - _BEFORE), -1):
        if lower[at] in _ENDS or lower[at] in RELATIVES or lower[at] in VERBS - CALLINGS:
            break
        if ground.mention(at) is not None and ground.type_at(at) == "person":
            break
        if lower[at] in CALLINGS:
            begin = at
            # "vice presidente", "l'amministratore delegato": a title may be two words.
            if at > 0 and lower[at - 1] in CALLINGS:
                continue
            break
    if begin is None:
        return None
    if (
        end < first
        and begin == end - 1
        and not any(lower[at] in ARTICLES | {"s"} for at in (begin - 1, begin - 2))
    ):
        return None
    while begin > 0 and (lower[begin - 1] in _MODIFIERS or _names_office(ground, words, begin - 1)):
        begin -= 1
    return begin, end


def _names_office(ground: Ground, words: Sequence[str], at: int) -> bool:
    """Whether a name right before an English title belongs to it: "Nvidia CEO", "Commerce Secretary"."""
    return (
        words[at][0].isupper()
        and ground.lower[at] not in ARTICLES
        and (ground.mention(at) is not None or not ground.opens_sentence(at))
    )
