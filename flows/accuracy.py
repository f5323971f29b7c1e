"""`chipwatch eval`: our readings against articles marked by hand, and what becomes of the figures."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.article import read_page
from extractors.evaluate import Miss, Trial, evaluate, misses
from extractors.floors import Floors, as_toml, below, pinned, read_floors
from extractors.gold import Gold, layer_files, read_gold_folder
from extractors.reading import read
from extractors.version import VERSION
from flows.walk import utcnow
from records.accuracy import Score
from records.errors import ConfigError
from records.news import Page

if TYPE_CHECKING:
    from flows.settings import Settings
    from flows.walk import OnWait

#: The gold that comes with a checkout.
GOLD = Path(__file__).parents[1] / "tests" / "data" / "gold"
OPEN, LOCKED, ALL = "open", "locked", "all"
_FLOORS = "floors.toml"
#: Any moment will do: plain text has no date to compare it with.
_ONCE = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Half:
    """One half of the gold, read and scored."""

    name: str
    #: Digest of its files, names and contents.
    sha256: str
    trials: tuple[Trial, ...]
    scores: tuple[Score, ...]


def halves(folder: Path, split: str = ALL) -> list[Half]:
    """The asked halves of the gold in `folder`; raises ConfigError when it is not laid out in halves."""
    if split not in (OPEN, LOCKED, ALL):
        raise ConfigError("--split", f"{split!r} is no part of the gold", f"allowed: {OPEN}, {LOCKED}, {ALL}")
    names = [name for name in (OPEN, LOCKED) if split in (name, ALL) and (folder / name).is_dir()]
    if not names:
        wanted = f"{OPEN}/ and {LOCKED}/" if split == ALL else f"{split}/"
        raise ConfigError("--gold", f"{folder} has no folder {wanted}", "see tests/data/gold/GUIDELINES.md")
    return [_half(folder / name) for name in names]


def _half(folder: Path) -> Half:
    trials = tuple(_try(gold) for gold in read_gold_folder(folder))
    if not trials:
        raise ConfigError("--gold", f"{folder} holds no articles")
    digest = hashlib.sha256()
    for file in [*sorted(folder.glob("*.toml")), *layer_files(folder)]:
        digest.update(f"{file.name}\0".encode() + file.read_bytes())
    return Half(name=folder.name, sha256=digest.hexdigest(), trials=trials, scores=tuple(evaluate(trials)))


def _try(gold: Gold) -> Trial:
    """The marked text as the walk would read it, language unknown; and the page with its promotion."""
    body = f"{gold.title}\n\n{gold.text}\n\n{gold.promotion}".encode()
    page = Page(url="urn:gold", final_url="urn:gold", status=0, body=body, fetched_at=_ONCE)
    reading = read(gold.text, title=gold.title, published=gold.published)
    return Trial(gold=gold, reading=reading, page=read_page(page, None, _ONCE).text)


def refuse_locked(split: str) -> None:
    """ConfigError when errors of the locked half are asked for."""
    if split == LOCKED:
        problem = "the locked half is never looked at: errors that are seen get tuned away, and its figures"
        raise ConfigError("--errors", f"{problem} would say nothing any more", "use --split open")


def first_misses(measured: Sequence[Half], most: int) -> list[Miss]:
    """At most `most` disagreements of each kind, of the open half only."""
    told: dict[tuple[str, str], list[Miss]] = {}
    for half in measured:
        for miss in misses(half.trials) if half.name == OPEN else ():
            told.setdefault((miss.what, miss.verdict), []).append(miss)
    return [miss for key in sorted(told) for miss in told[key][:most]]


def fallen(folder: Path, measured: Sequence[Half]) -> list[str]:
    """What lies below its floor, one line each; gold that is not the one of the floors counts too."""
    floors = read_floors(folder / _FLOORS)
    lines = []
    for half in measured:
        if half.name in floors.f1 and floors.gold_sha256[half.name] != half.sha256:
            lines.append(
                f"{half.name}: the gold changed since its floors were set; run `chipwatch eval --set-floors`"
            )
        lines += [f"{half.name}: {line}" for line in below(half.scores, floors.f1.get(half.name, {}))]
    return lines


def set_floors(folder: Path, measured: Sequence[Half], *, allow_lower: bool) -> Path:
    """Pin today's figures; ConfigError names each floor that would sink, unless `allow_lower`."""
    file = folder / _FLOORS
    old = read_floors(file)
    new = Floors(
        gold_sha256={**old.gold_sha256, **{half.name: half.sha256 for half in measured}},
        f1={**old.f1, **{half.name: pinned(half.scores) for half in measured}},
    )
    sunk = [
        f"{half} {key} from {floor:.2f} to {new.f1[half].get(key, 0.0):.2f}"
        for half, f1 in old.f1.items()
        for key, floor in f1.items()
        if new.f1[half].get(key, -1.0) < floor
    ]
    if sunk and not allow_lower:
        problem = f"would lower {len(sunk)} floors: {', '.join(sunk)}"
        raise ConfigError("--set-floors", problem, "say --allow-lower when that is meant")
    file.write_text(as_toml(new), encoding="utf-8")
    return file


def save(settings: Settings, measured: Sequence[Half], on_wait: OnWait | None = None) -> int:
    """The figures into `evaluations`, and with it into the next release; rows that were not there yet."""
    from storage.database import open_work
    from storage.evaluations import keep_scores
    from storage.home import Home

    now = utcnow()
    with open_work(Home(settings.home), memory_limit=settings.memory_limit, on_wait=on_wait) as db:
        return sum(
            keep_scores(
                db,
                half.scores,
                gold=half.name,
                gold_sha256=half.sha256,
                extractor_version=VERSION,
                now=now,
            )
            for half in measured
        )
