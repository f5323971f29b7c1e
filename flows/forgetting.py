"""Keeping the raw archive no longer than the user wants."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from storage.archive import old_files
from storage.database import open_work
from storage.forgetting import Forgotten, forget
from storage.home import Home

if TYPE_CHECKING:
    from flows.settings import Settings

logger = logging.getLogger("flows.forgetting")


def forget_old(settings: Settings, now: datetime) -> Forgotten:
    """Remove archive files older than `archive_days`; nothing when that is 0, or when none is so old."""
    home, before = Home(settings.home), now - timedelta(days=settings.archive_days)
    if not settings.archive_days or not old_files(home.archive, before):
        return Forgotten()
    with open_work(home, memory_limit=settings.memory_limit) as db:
        gone = forget(db, home.archive, before)
    if gone.files:
        megabytes = gone.bytes / 1e6
        logger.info(
            "archive: %d files of %d pages were too old, %.1f MB freed", gone.files, gone.pages, megabytes
        )
    return gone
