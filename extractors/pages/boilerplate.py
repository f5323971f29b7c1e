"""What `boilerplate.toml` knows: class names and words of lines that are no part of an article."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from records.errors import ConfigError

KNOWLEDGE = Path(__file__).with_name("boilerplate.toml")
#: The mark of an element whose class names it the article's body.
BODY = "body"
#: A line is late behind this share of an article's lines, and among its last few.
_LATE_SHARE, _LAST_FEW = 0.7, 6
#: Marks in a line without which no `end` pattern can match.
_BORDERS = ("(", "[", "|", "©", "ild:")
_BYLINE_LENGTH = 60
#: A byline that stands alone: "By Ada Verne".
_BYLINE = re.compile(r"(?:[Bb]y|[Dd]i|[Pp]or|[Vv]on|[Pp]ar) [A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]+){1,3}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Boilerplate:
    """The patterns of `boilerplate.toml`, compiled; the name of the group that matches is the reason."""

    elements: re.Pattern[str]
    camel: re.Pattern[str]
    body: re.Pattern[str]
    legal: tuple[str, ...]
    start: re.Pattern[str]
    end: re.Pattern[str]
    #: Words and the reason each gives. Plain words: as one pattern they cost twenty times as much.
    late: dict[str, str]
    #: Characters above which a line with this reason stays.
    longest: dict[str, int]
    state_prefixes: tuple[str, ...]
    state_parts: tuple[str, ...]

    def mark(self, names: str) -> str:
        """What an element's class and id say of it: `BODY`, a reason to leave it out, or ""."""
        words = self._plain(names) if "-" in names or ":" in names else names
        if self.body.search(words):
            return BODY
        match = self.elements.search(words) or self.camel.search(words)
        return match.lastgroup or "" if match else ""

    def _plain(self, names: str) -> str:
        """`names` without words of layout and state (has-sidebar, md:hidden)."""
        return " ".join(
            word
            for word in names.split()
            if not word.startswith(self.state_prefixes) and not any(part in word for part in self.state_parts)
        )

    def is_legal(self, line: str) -> bool:
        """Whether `line` speaks of cookies, rights or terms."""
        return any(map(line.lower().__contains__, self.legal))

    def reason(self, line: str, *, late: bool) -> str:
        """Why `line` is no part of an article, "" when nothing speaks against it.

        `late`: the line stands near the end, or holds a link; then softer words count too.
        """
        size = len(line)
        if size > self.longest["any"]:
            return ""
        match = self.start.match(line)
        if not match and any(border in line for border in _BORDERS):
            match = self.end.search(line)
        if match and match.lastgroup and size <= self.longest[match.lastgroup]:
            return match.lastgroup
        if size < _BYLINE_LENGTH and _BYLINE.match(line):
            return "byline"
        return self._late_reason(line) if late else ""

    def _late_reason(self, line: str) -> str:
        lower = line.lower()
        if not any(map(lower.__contains__, self.late)):  # nearly always, at a third of the time
            return ""
        found = ((why, self.longest[why]) for word, why in self.late.items() if word in lower)
        return next((why for why, longest in found if len(line) <= longest), "")


def is_late(number: int, lines: int) -> bool:
    """Whether line `number` of so many stands where articles end."""
    return number > _LATE_SHARE * lines or number >= lines - _LAST_FEW


@cache
def boilerplate() -> Boilerplate:
    """The shipped knowledge, read once."""
    return read_boilerplate(KNOWLEDGE)


def read_boilerplate(file: Path) -> Boilerplate:
    """Raises ConfigError when the file is no TOML, lacks a table, or holds a broken pattern."""
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
        return _compile(table)
    except (tomllib.TOMLDecodeError, re.error, KeyError) as error:
        raise ConfigError(str(file), f"cannot be read: {error}") from error


def _compile(table: dict[str, Any]) -> Boilerplate:
    lines: dict[str, dict[str, Any]] = table["lines"]
    longest = {reason: int(rule["longest"]) for reason, rule in lines.items()}
    late = _by_reason(lines, "late")
    return Boilerplate(
        elements=re.compile(rf"(?:^|[\s_-])(?:{_groups(table['elements'])})(?:$|[\s_-])", re.IGNORECASE),
        camel=re.compile(_groups(table["elements_camel"])),
        body=re.compile("|".join(table["article"]["body"]), re.IGNORECASE),
        legal=tuple(_all(table["legal"])),
        start=re.compile(rf"\W*(?:{_groups(_by_reason(lines, 'start'))})", re.IGNORECASE),
        end=re.compile(rf"(?:{_groups(_by_reason(lines, 'end'))})$", re.IGNORECASE),
        late={word: reason for reason, words in late.items() for word in words},
        longest=longest | {"any": max(longest.values())},
        state_prefixes=tuple(table["states"]["prefixes"]),
        state_parts=tuple(table["states"]["containing"]),
    )


def _by_reason(lines: dict[str, dict[str, Any]], where: str) -> dict[str, list[str]]:
    return {reason: _all(rule[where]) for reason, rule in lines.items() if where in rule}


def _all(by_language: dict[str, list[str]]) -> list[str]:
    return [pattern for patterns in by_language.values() for pattern in patterns]


def _groups(patterns: dict[str, list[str]]) -> str:
    return "|".join(f"(?P<{reason}>{'|'.join(alternatives)})" for reason, alternatives in patterns.items())
