"""Publishing: a closed copy of the work file becomes a release that nobody ever writes to.

Readers open `current/chipwatch.duckdb`. `current` is a link to a release's folder, swapped in one step; who
has an older release open keeps it. A link to the folder, not to the file, so that no `.wal` of anybody can
come to lie beside the wrong file.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb

from storage.batches import aware, plain
from storage.copying import copy, sync
from storage.database import MEMORY_LIMIT, connect, open_closed
from storage.home import NAME, Home
from storage.refusals import file_refusals, refusals
from storage.retention import kept_releases
