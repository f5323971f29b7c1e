"""Draw the articles whose second layer a second annotator marks, by chance and from both halves.

    python -m tests.data.gold.agreement.said.draw

Prints their names alone: who marks them opens nothing under gold/said/.
"""

from __future__ import annotations

import random
from pathlib import Path

GOLD = Path(__file__).parents[2]
#: How many of each half got a second layer first, drawn by chance; those of the open half that were
#: added later are none of this draw.
FIRST = {"it": 16, "en": 8, "es": 6}
#: Number of the last article when they were drawn: later ones change nothing.
LAST = {"it": 60, "en": 30, "es": 20}
#: Articles by half and language.
HOW_MANY = {
    "open": {"it": 3, "en": 2, "es": 1},
    "locked": {"it": 3, "en": 1, "es": 2},
}
SEED = 23


def on_topic(half: str, language: str) -> list[Path]:
    """Articles about such limits, in order of their names."""
    files = sorted((GOLD / half).glob(f"{language}-[0-9]*.toml"))
    return [file for file in files if "\non_topic = true\n" in file.read_text(encoding="utf-8")]


def drawn_first(half: str, language: str) -> list[str]:
    """Those whose second layer was marked first."""
    names = [file.stem for file in on_topic(half, language)]
    names = [name for name in names if int(name.split("-")[1]) <= LAST[language]]
    return sorted(random.Random(f"11 {half} {language}").sample(names, FIRST[language]))


def drawn(half: str, language: str) -> list[str]:
    """The same ones each time."""
    names = drawn_first(half, language)
    return sorted(random.Random(f"{SEED} {half} {language}").sample(names, HOW_MANY[half][language]))


def main() -> None:
    """One line an article."""
    for half, languages in HOW_MANY.items():
        for language in languages:
            for name in drawn(half, language):
                print(f"{half}/{name}")


if __name__ == "__main__":
    main()
