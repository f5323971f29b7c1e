"""Agency copy: which news agency an article was taken from, by the marks that outlets must print."""

from __future__ import annotations

import re
from collections.abc import Iterable

#: Canonical English name → other spellings. The marks stand in brackets, open the text, or are the byline.
_SPELLINGS = {
    "ANSA": ("agenzia ansa",),
    "Adnkronos": (),
    "AGI": ("agenzia italia",),
    "askanews": (),
    "Teleborsa": (),
    "Radiocor": ("il sole 24 ore radiocor", "radiocor plus"),
    "MF-DJ": ("mf-newswires", "mf dow jones"),
    "Agenzia Nova": ("nova",),
    "LaPresse": (),
    "Italpress": (),
    "EFE": ("agencia efe",),
    "Europa Press": (),
    "Reuters": ("thomson reuters",),
    "Associated Press": ("ap",),
    "AFP": ("agence france-presse",),
    "dpa": (),
    "Bloomberg": ("bnn bloomberg",),
    "Dow Jones": ("dow jones newswires",),
    "Kyodo": ("kyodo news",),
    "Jiji Press": ("jiji",),
    "Yonhap": (),
    "Xinhua": (),
    "CNA": ("central news agency",),
    "PTI": (),
}
_AGENCIES = {spelling: name for name, others in _SPELLINGS.items() for spelling in (name.casefold(), *others)}
_NAME = r"(?P<name>[A-Za-z][A-Za-z0-9 .-]{1,30}?)"
#: "ROMA, 3 mar (ANSA) -", "SAN FRANCISCO (Reuters) -", "(Teleborsa) -", "(AGI) - Roma".
_OPENING = re.compile(rf"^.{{0,70}}?\({_NAME}\)\s*[-–—]")
#: "… . (ANSA).", "(Reuters)", "(MF-DJ)" at the very end.
_CLOSING = re.compile(rf"\({_NAME}\)\.?$")
_CREDITED = re.compile(
    rf"(?:reporting by|fonte|fuente|source|con información de|via|vía|©)\s*:?\s*{_NAME}[.)]?$", re.IGNORECASE
)


def agency_of(text: str, authors: Iterable[str] = (), lines: Iterable[str] = (), own: str = "") -> str:
    """The agency whose copy this is, "" when no mark names one.

    `lines` are those left out of the article; `own` is the outlet, which is not its own source.
    """
    named = (
        *(_known(author) for author in authors),
        _marked(_OPENING, text[:200]),
        _marked(_CLOSING, text[-60:]),
        *(_marked(_CREDITED, line) or _marked(_CLOSING, line) for line in lines),
    )
    return next((name for name in named if name and name.casefold() not in own.casefold()), "")


def _marked(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return _known(match["name"]) if match else ""


def _known(name: str) -> str:
    return _AGENCIES.get(" ".join(name.casefold().split()), "")
