"""What a retry may be asked for: feeds that there are, reasons for which something waits or could."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from records.errors import ConfigError
from records.feeds import Outcome
from records.news import Verdict

if TYPE_CHECKING:
    from flows.settings import Settings


def refuse_unknown(settings: Settings, feeds: Sequence[str], reasons: Sequence[str]) -> None:
    """Raises ConfigError for a word that is no feed, and for one that is no reason to fail.

    A reason for which nothing waits at the moment is right all the same: a timer may ask every night.
    """
    if not feeds and not reasons:
        return
    from flows.plan import configured_feeds
    from storage.database import open_work
    from storage.home import Home
    from storage.quarantine import items

    with open_work(Home(settings.home), memory_limit=settings.memory_limit) as db:
        waiting = [item.what for item in items(db)]
    _expect("--feed", feeds, {*configured_feeds(settings), *(item.feed for item in waiting)}, "known")
    held = {item.reason for item in waiting}
    rare = {reason for reason in reasons if reason == "evidence" or reason.startswith("crash_")}
    _expect("--reason", set(reasons) - rare - {*Outcome, *Verdict}, held, "waiting")


def _expect(option: str, words: Sequence[str] | set[str], allowed: set[str], called: str) -> None:
    for word in words:
        if word not in allowed:
            near = difflib.get_close_matches(word, allowed, n=3)
            listed = ", ".join(sorted(allowed)) or "nothing"
            remedy = f"did you mean {', '.join(near)}?" if near else f"{called}: {listed}"
            raise ConfigError(f"{option} {word}", f"no such {option.removeprefix('--')}", remedy)
