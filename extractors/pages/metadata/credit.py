"""The original that a page credits: another outlet's article that it repeats or translates."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from extractors.pages.metadata import json_ld
from extractors.pages.metadata.sources import Sources

_METAS = ("original-source", "syndication-source", "article:original_source")
_ITEM_KEYS = ("isBasedOn", "translationOfWork", "isBasedOnUrl")
_NAME = r"(?:the |il |la |el |l['’])?(?P<name>[A-ZÀ-Þ][\w&.'’-]*(?: (?:[A-ZÀ-Þ0-9][\w&.'’-]*|of|di|de|y|e|ore))*)"
_LINES = (
    re.compile(
        rf"(?:originally|first) (?:published|appeared|posted) (?:on|in|by|at) {_NAME}"
        rf"|(?:article|story) (?:was )?(?:originally |first )?(?:published|written) (?:on|by|for) {_NAME.replace('name', 'other')}"
    ),
    re.compile(rf"(?:tradotto|pubblicat[oa] (?:originariamente|originalmente|per la prima volta)) (?:da|su|dal) {_NAME}"),
    re.compile(rf"(?:traducido (?:de|por)|publicad[oa] (?:originalmente|por primera vez) (?:en|por)) {_NAME}"),
    re.compile(rf"^(?:via|fonte|fuente|source|vía)\s*:? {_NAME}$", re.IGNORECASE),
)


def credit(sources: Sources, lines: Iterable[str]) -> str:
    """Name or address of the original, "" when the page credits none; `lines` are those left out of the article."""
    meta = sources.meta(*_METAS)
    if meta and _is_elsewhere(meta, sources.host):
        return meta
    for key in _ITEM_KEYS:
        value = sources.item.get(key)
        if isinstance(value, dict):
            value = value.get("url") or value.get("name")
        if found := json_ld.text_of(value):
            return found
    return next((name for line in lines if (name := _named(line))), "")


def _named(line: str) -> str:
    for pattern in _LINES:
        match = pattern.search(line)
        if match:
            return next(group for group in match.groups() if group).strip(" .")
    return ""


def _is_elsewhere(address: str, host: str) -> bool:
    return (urlsplit(address).hostname or "").removeprefix("www.") not in ("", host)
