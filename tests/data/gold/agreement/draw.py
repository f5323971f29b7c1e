"""Draw the articles that two annotators mark apart, by chance and from both halves, as plain text.

    python -m tests.data.gold.agreement.draw

Prints nothing of what it reads: half of it is locked. A language whose texts are there already is left alone:
a gold that grows doesn't take them away from under the annotators.
"""

from __future__ import annotations

import random
import tomllib
from pathlib import Path

from extractors.gold import read_gold

GOLD = Path(__file__).parents[1]
TEXTS = Path(__file__).parent / "texts"
#: Texts by language.
HOW_MANY = {"it": 12, "en": 5, "es": 3}
SEED = 5


def drawn(language: str, count: int) -> list[Path]:
    """The same ones each time, as long as the gold is the same."""
    files = sorted(GOLD.glob(f"open/{language}-*.toml")) + sorted(GOLD.glob(f"locked/{language}-*.toml"))
    return random.Random(f"{SEED} {language}").sample(files, min(count, len(files)))


def as_text(file: Path) -> str:
    """Title, day and text, without marks and without promotion."""
    source = file.read_text(encoding="utf-8")
    gold = read_gold(source, file.stem)
    return f"{gold.title}\n{tomllib.loads(source)['published']}\n\n{gold.text}\n"


def main() -> None:
    """Names are numbers: the gold's own would tell what its author thought of the article."""
    TEXTS.mkdir(exist_ok=True)
    for language, count in HOW_MANY.items():
        if not list(TEXTS.glob(f"{language}-*.txt")):
            for number, file in enumerate(drawn(language, count), 1):
                (TEXTS / f"{language}-{number:02}.txt").write_text(as_text(file), encoding="utf-8")


if __name__ == "__main__":
    main()
