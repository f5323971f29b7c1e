"""Text that was encoded twice: UTF-8 read as Windows-1252 and written as UTF-8 again, once or more often.

"Ã¨" for "è", "â€™" for "’", "ÃƒÂ¨" for "è" two rounds deep. Put right only where it is sure: the French
"été »" with its hard space looks like one such character, too.
"""

from __future__ import annotations

import re

# The bytes 80 to BF as Windows-1252 has them, and the five of them that it leaves free.
_NEXT = (
    "".join(bytes([byte]).decode("cp1252", "ignore") for byte in range(0x80, 0xC0)) + "\x81\x8d\x8f\x90\x9d"
)
_ANY = f"(?:[Â-ß][{_NEXT}]|[à-ï][{_NEXT}]{{2}}|ð[{_NEXT}]{{3}})"
#: What a sound text hardly has: Western letters and signs, quotes and dashes, € and ™.
_SURE = re.compile(f"[ÂÃ][{_NEXT}]|Å[“’¡¸½¾]|â€[{_NEXT}]|â‚¬|â„¢")
_ALL = re.compile(_ANY)
#: A stretch in which nothing beyond ASCII is anything else, and not by accident.
_NOTHING_ELSE = re.compile(f"(?:[\x00-\x7f]*+{_ANY}){{3,}}[\x00-\x7f]*+")
_BETWEEN_TAGS = re.compile(r"[^<>]+")
#: So many on a page are no accident.
_AT_LEAST = 3
#: One more than was ever seen.
_ROUNDS = 3


def undo_twice(text: str) -> tuple[str, int]:
    """`text` put right, and in how many places, each round counted; too few are left as they stand."""
    repaired = 0
    for _ in range(_ROUNDS):
        if not _is_traced(text):
            break
        better, places = _undo_once(text)
        if places < _AT_LEAST:
            break
        text, repaired = better, repaired + places
    return text, repaired


def _is_traced(text: str) -> bool:
    """Whether a closer look is worth its time; single characters are found at the speed of memory."""
    if not ("Ã" in text or "Â" in text or "Ð" in text or ("€" in text and "â" in text)):
        return False
    return text.count("Ã") + text.count("Â") + text.count("Ð") + text.count("â€") >= _AT_LEAST


def _undo_once(text: str) -> tuple[str, int]:
    places = 0

    def stretch(match: re.Match[str]) -> str:
        nonlocal places
        found = match[0]
        if found.isascii():
            return found
        # All of a stretch where nothing else is in it, else what is sure.
        better, count = (_ALL if _NOTHING_ELSE.fullmatch(found) else _SURE).subn(_put_right, found)
        places += count
        return better

    return _BETWEEN_TAGS.sub(stretch, text), places


def _put_right(match: re.Match[str]) -> str:
    raw = b"".join(
        character.encode("latin-1") if ord(character) < 0x100 else character.encode("cp1252")
        for character in match[0]
    )
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return match[0]
