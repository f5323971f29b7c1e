"""Asking by hand: what hosts asked of polls holds for a person's commands, and the other way round.

Nothing is remembered before the first poll, which makes the file.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from flows.show import waiting
from flows.walk import open_client, utcnow
from records.hosts import NO_WISHES

if TYPE_CHECKING:
    from feeds.client import Client
    from flows.settings import Settings
    from storage.database import Connection


@asynccontextmanager
async def courteous_client(settings: Settings) -> AsyncIterator[Client]:
    """A client that knows what hosts asked of earlier runs, and hands on what they ask of this one."""
    from storage.hosts import keep_wishes, wishes
    from storage.transactions import transaction

    with _file(settings) as db:
        heard = wishes(db, utcnow()) if db else NO_WISHES
    async with open_client(settings, heard) as client:
        try:
            yield client
        finally:
            new = client.wishes(utcnow())
            with _file(settings) as db:
                if db and new not in (heard, NO_WISHES):
                    with transaction(db):
                        keep_wishes(db, new, utcnow())


def missed(settings: Settings, now: datetime) -> dict[str, datetime]:
    """Addresses where earlier discoveries met no feed, and until when nobody looks there again."""
    from storage.hosts import misses

    with _file(settings) as db:
        return misses(db, now) if db else {}


def keep_missed(settings: Settings, addresses: Mapping[str, datetime], now: datetime) -> None:
    """Remember where this one met none."""
    from storage.hosts import keep_misses

    with _file(settings) as db:
        if db and addresses:
            keep_misses(db, addresses, now)


@contextmanager
def _file(settings: Settings) -> Iterator[Connection | None]:
    from storage.database import open_work
    from storage.home import Home

    home = Home(settings.home)
    if not home.work.exists():
        yield None
        return
    with open_work(home, memory_limit=settings.memory_limit, on_wait=waiting) as db:
        yield db
