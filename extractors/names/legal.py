"""Legal forms with full stops belong to the name before them: `Orchid Sdn. Bhd.`, `Iridia S.A. de C.V.`"""

from __future__ import annotations

import re

_FORM = (
    r"(?:S\.\s?A\.(?:\s?(?:B\.\s?)?de\s?C\.\s?V\.|\s?U\.)?|S\.\s?de\s?R\.\s?L\.(?:\s?de\s?C\.\s?V\.)?"
    r"|S\.\s?L\.(?:\s?U\.)?|S\.\s?p\.\s?A\.|S\.\s?r\.\s?l\.|B\.\s?V\.|N\.\s?V\.|A\.\s?G\.|K\.\s?K\."
    r"|Sdn\.?\s?Bhd\.?|Bhd\.?|(?:Pte|Pty|Co)\.?,?\s?Ltd\.?|Ltd\.?|Inc\.?|Corp\.?|LLC|GmbH)"
)
_BEHIND = re.compile(rf",?\s{_FORM}(?!\w)")
_AT_END = re.compile(rf"(?<!\w){_FORM}(?!\w)")
#: Characters in which the longest form begins.
_REACH = 14
#: The sentence goes on, so that the full stop was the form's.
_GOES_ON = re.compile(r"\s+[a-z(]|[,;:)]")


def end_of_company(text: str, end: int) -> int:
    """Where the name ends with its legal form; a full stop that may end the sentence stays outside."""
    reached = end
    if behind := _BEHIND.match(text, end):
        reached = behind.end()
    else:
        for match in _AT_END.finditer(text, max(0, end - _REACH), end + _REACH):
            if match.start() < end < match.end():
                reached = match.end()
    if (
        reached > end
        and text[reached - 1] == "."
        and not _GOES_ON.match(text, reached)
        and text[reached:].strip()
    ):
        reached -= 1 if _single(text, reached) else 0
    return max(end, reached)


def _single(text: str, reached: int) -> bool:
    """Whether the form is a word cut short, "Ltd.", rather than letters with stops, "S.A."."""
    return text[reached - 3 : reached - 1].isalpha()
