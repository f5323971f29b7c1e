"""Knowledge compiled, as Python compiles modules: parsed and checked once, read back in milliseconds.

The compiled file lies in `__pycache__` beside the TOML and is named by the digest of all of it, so that it
can't be stale. Where it can't be written, each process compiles for itself.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

#: Raised when the shape of the compiled data changes.
_SHAPE = 1


def digest_of(folder: Path) -> str:
    """A digest of every knowledge file in `folder`, names and contents."""
    total = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        if path.suffix in {".toml", ".txt"}:
            content = path.read_bytes()
            total.update(f"{path.name}\0{len(content)}\0".encode() + content)
    return total.hexdigest()


def compiled(folder: Path, compile_: Callable[[Path], dict[str, Any]]) -> dict[str, Any]:
    """What `compile_` makes of `folder`; plain dicts, lists, tuples, texts and numbers only."""
    name = f"knowledge.{sys.implementation.cache_tag}-{_SHAPE}-{digest_of(folder)[:16]}.marshal"
    path = folder / "__pycache__" / name
    try:
        made: dict[str, Any] = marshal.loads(path.read_bytes())  # noqa: S302 - our own file, named by its source
    except (OSError, EOFError, ValueError, TypeError):
        made = compile_(folder)
        _keep(path, marshal.dumps(made))
    return made


def _keep(path: Path, data: bytes) -> None:
    """Put the file in place whole, and drop those of older knowledge."""
    try:
        path.parent.mkdir(exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(draft).replace(path)
        for old in path.parent.glob("knowledge.*.marshal"):
            if old != path:
                old.unlink(missing_ok=True)
    except OSError:
        return  # a read-only installation: nothing is lost but time
