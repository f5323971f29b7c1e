"""What makes an older reading stale."""

from __future__ import annotations

import ast
import shutil
import time
from pathlib import Path

import pytest

from extractors.version import PAGES_VERSION, pages_version, reader_sources

ROOM = Path(__file__).parents[2] / "extractors"
#: Imported by the reader and without a say in what is read: it chooses the lines that are learnt.
WITHOUT_A_SAY = {"extractors/prefilter.py"}


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """A copy of what the reader is made of."""
    for path in reader_sources(ROOM):
        copy = tmp_path / path.relative_to(ROOM)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)
    return tmp_path


def test_the_same_sources_have_the_same_version_wherever_they_lie(room: Path) -> None:
    (room / "pages" / "__pycache__").mkdir()
    (room / "pages" / "__pycache__" / "body.cpython-311.pyc").write_bytes(b"compiled")
    assert pages_version(room) == PAGES_VERSION


@pytest.mark.parametrize(
    "name",
    ["pages/body.py", "pages/metadata/titles.py", "pages/sites.toml", "pages/boilerplate.toml", "article.py"],
)
def test_a_change_in_code_or_knowledge_makes_another_reader(room: Path, name: str) -> None:
    with (room / name).open("a") as file:
        file.write("\n# changed\n")
    assert pages_version(room) != PAGES_VERSION


def test_a_module_more_or_less_makes_another_reader(room: Path) -> None:
    (room / "pages" / "newer.py").touch()
    assert pages_version(room) != PAGES_VERSION


def test_whatever_reading_a_page_imports_is_counted() -> None:
    counted = {f"extractors/{path.relative_to(ROOM).as_posix()}" for path in reader_sources(ROOM)}
    assert _imported("extractors/article.py") - WITHOUT_A_SAY <= counted


def test_the_version_costs_no_time() -> None:
    start = time.process_time()
    pages_version(ROOM)
    assert time.process_time() - start < 0.1


def _imported(module: str) -> set[str]:
    """Files of the room that a module imports, and those that they import."""
    found: set[str] = set()
    waiting = [module]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        if name not in WITHOUT_A_SAY:
            waiting += _imports(ROOM.parent / name)
    return found


def _imports(file: Path) -> list[str]:
    names = [
        node.module
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("extractors.")
    ]
    paths = (f"{name.replace('.', '/')}{end}" for name in names for end in (".py", "/__init__.py"))
    return [path for path in paths if (ROOM.parent / path).exists()]
