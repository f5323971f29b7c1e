"""Articles that stand only in a script: pages that a browser builds from data (`__NEXT_DATA__`, streamed
props).

Looked at only when the markup holds no article. The longest string in the scripts that is itself markup with
paragraphs is taken; failing that, the paragraphs of one list of `{"type": "text", "content": …}`.
"""

from __future__ import annotations

import html
import json
import re

from selectolax.lexbor import LexborHTMLParser

from extractors.pages.metadata.json_ld import sound

#: Characters of one script that are searched, and of all scripts together.
_LONGEST_SCRIPT, _LONGEST_ALL = 1_500_000, 3_000_000
#: Characters below which a string is no article.
_SHORTEST = 400
# A string that never ends runs to the script's end, so that no search begins again inside it.
_STRING = re.compile(r'"((?:[^"\\]++|\\[\s\S])*+)(?:"|\Z)')
_OPENING = re.compile(
    r"<(?:p|div|section|article|h[1-6]|figure|ul|blockquote|strong|span)[\s>]", re.IGNORECASE
)
_PARAGRAPH = re.compile(r"<p[\s>]|<br", re.IGNORECASE)
_CONTENT = re.compile(r'"(?:content|text|html|body)"\s*:\s*"((?:[^"\\]++|\\[\s\S])++)"')
_SENTENCE = re.compile(r"[.!?…。]['\"”’»)\]]*(?:</[a-z]+>)*\s*$")


def markup_in_scripts(tree: LexborHTMLParser) -> str:
    """Markup of the article as the page's scripts hold it, "" when they hold none."""
    scripts: list[str] = []
    left = _LONGEST_ALL
    for node in tree.css("script:not([src])"):
        text = node.text(deep=True)
        if _SHORTEST < len(text) <= min(_LONGEST_SCRIPT, left) and "ld+json" not in (
            node.attributes.get("type") or ""
        ):
            scripts.append(text)
            left -= len(text)
    whole = max((_longest_markup(script) for script in scripts), key=len, default="")
    return whole or max((_paragraphs(script) for script in scripts), key=len, default="")


def _longest_markup(script: str) -> str:
    """The longest string with paragraphs in it; streams keep JSON in strings, so one may hide another."""
    best = ""
    for match in _STRING.finditer(script):
        if len(match[1]) <= max(_SHORTEST, len(best)):
            continue
        text = _unescaped(match[1])
        if text.lstrip()[:1] != "<" and text.count('\\"') + text.count('":') > 3:
            text = max((_unescaped(inner[1]) for inner in _STRING.finditer(text)), key=_prose, default="")
        if _prose(text) > _prose(best):
            best = text
    start = _OPENING.search(best)  # a stream's row begins with its number and length
    return best[start.start() :] if start and _prose(best) else ""


def _prose(text: str) -> int:
    """Length of a string that is markup with paragraphs, 0 for any other."""
    return len(text) if len(text) > _SHORTEST and len(_PARAGRAPH.findall(text[:200_000])) > 1 else 0


def _paragraphs(script: str) -> str:
    texts = [_unescaped(match[1]) for match in _CONTENT.finditer(script)]
    sentences = list(dict.fromkeys(text for text in texts if _SENTENCE.search(text)))
    return "".join(f"<p>{text}</p>" for text in sentences) if sum(map(len, sentences)) > _SHORTEST else ""


def _unescaped(literal: str) -> str:
    try:
        text = json.loads(f'"{literal}"', strict=False)
    except ValueError:
        return ""
    return sound(html.unescape(text) if text.startswith("&lt;") else text)
