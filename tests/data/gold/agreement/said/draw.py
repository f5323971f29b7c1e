"""Draw the articles whose second layer a second annotator marks, by chance and from both halves.

    python -m tests.data.gold.agreement.said.draw

Prints their names alone: who marks them opens nothing under gold/said/.
"""

from __future__ import annotations

import random
from pathlib import Path

SAID = Path(__file__).parents[2] / "said"
#: Articles by half and language.
HOW_MANY = {
    "open": {"it": 3, "en": 2, "es": 1},
    "locked": {"it": 3, "en": 1, "es": 2},
}
SEED = 23


def drawn(half: str, language: str) -> list[str]:
    """The same ones each time, as long as the second layer is of the same articles."""
    names = sorted(file.stem for file in SAID.glob(f"{half}/{language}-*.toml"))
    return sorted(random.Random(f"{SEED} {half} {language}").sample(names, HOW_MANY[half][language]))


def main() -> None:
    """One line an article."""
    for half, languages in HOW_MANY.items():
        for language in languages:
            for name in drawn(half, language):
                print(f"{half}/{name}")


if __name__ == "__main__":
    main()
