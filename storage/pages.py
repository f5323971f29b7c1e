"""What the file knows of earlier fetches."""

from __future__ import annotations

from collections.abc import Iterable

import duckdb

from records.news import ArchivedPage
from storage.batches import aware, load
from storage.statements import rows


def last_pages(db: duckdb.DuckDBPyConnection, urls: Iterable[str]) -> dict[str, ArchivedPage]:
    """The newest fetch of each of these URLs; those never fetched are absent. For `Archive.add`."""
    load(db, "pages", [{"url": url} for url in urls], "asked")
    return {
        url: ArchivedPage(
            url=url,
            final_url=final_url,
            status=status,
            digest=digest,
            file=file,
            offset=offset,
            length=length,
            fetched_at=aware(fetched_at),
        )
        for url, final_url, status, digest, file, offset, length, fetched_at in rows(db, "last_pages")
    }
