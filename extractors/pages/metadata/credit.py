"""The original that a page credits: another outlet's article that it repeats or translates."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractors.pages.identity import host_of
from extractors.pages.metadata import json_ld
from extractors.pages.metadata.sources import Sources
from records.dates import Confidence
from records.provenance import UNTOLD, Told

_METAS = ("original-source", "syndication-source", "article:original_source")
_ITEM_KEYS = ("isBasedOn", "translationOfWork", "isBasedOnUrl")
_NAME = (
    r"(?:the |il |la |el |l['’])?"
    r"(?P<name>[A-ZÀ-Þ][\w&.'’-]*(?: (?:(?:of|di|de|del|della|y|e) )?[A-ZÀ-Þ0-9][\w&.'’-]*)*)"
)
_LINES = tuple(
    re.compile(rf"\b(?i:{words}) {_NAME}")
    for words in (
        "(?:originally|first) (?:published|appeared|posted) (?:on|in|by|at)",
        "(?:article|story) (?:was )?(?:published|written) (?:on|by|for)",
        "pubblicat[oa] (?:originariamente|originalmente|per la prima volta) (?:da|su|dal)",
        "tradotto (?:da|su|dal)",
        "publicad[oa] (?:originalmente|por primera vez) (?:en|por)",
        "traducido (?:de|por)",
        "^(?:via|fonte|fuente|source|vía)\\s*:?",
    )
)


def credit(sources: Sources, lines: Iterable[str]) -> tuple[str, Told]:
    """Name or address of the original, "" for none; `lines` are those left out of the article."""
    meta = sources.meta(*_METAS)
    if meta and _is_elsewhere(meta, sources.host):
        return meta, Told(raw=meta, method="meta", confidence=Confidence.LIKELY)
    for key in _ITEM_KEYS:
        value = sources.item.get(key)
        if isinstance(value, dict):
            value = value.get("url") or value.get("name")
        if found := json_ld.text_of(value):
            return found, Told(raw=found, method="json_ld", confidence=Confidence.LIKELY)
    for line in lines:
        if name := _named(line):
            return name, Told(raw=line, method="text", confidence=Confidence.LIKELY)
    return "", UNTOLD


def _named(line: str) -> str:
    for pattern in _LINES:
        match = pattern.search(line)
        if match:
            return match["name"].strip(" .")
    return ""


def _is_elsewhere(address: str, host: str) -> bool:
    return host_of(address).removeprefix("www.") not in ("", host)
