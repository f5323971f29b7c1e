"""What makes an older reading stale."""

from __future__ import annotations

import ast
import shutil
import time
import tomllib
from collections.abc import Iterable
from pathlib import Path

import pytest

from extractors.version import (
    PAGES_VERSION,
    VERSION,
    code_of_facts,
    facts_version,
    knowledge_of_facts,
    pages_version,
    reader_sources,
    what_it_says,
)

ROOM = Path(__file__).parents[2] / "extractors"
#: Imported by the reader and without a say in what is read: it chooses the lines that are learnt.
WITHOUT_A_SAY = {"extractors/prefilter.py"}
COUNTED = sorted({*reader_sources(ROOM), *code_of_facts(ROOM), *knowledge_of_facts(ROOM)})


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """A copy of what the readers are made of."""
    for path in COUNTED:
        copy = tmp_path / path.relative_to(ROOM)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)
    return tmp_path


def test_the_same_sources_have_the_same_versions_wherever_they_lie(room: Path) -> None:
    for folder in ("pages", "quotes", "knowledge"):
        (room / folder / "__pycache__").mkdir()
        (room / folder / "__pycache__" / "body.cpython-311.pyc").write_bytes(b"compiled")
    assert (pages_version(room), facts_version(room)) == (PAGES_VERSION, VERSION)


@pytest.mark.parametrize(
    "name",
    ["pages/body.py", "pages/metadata/titles.py", "pages/sites.toml", "pages/boilerplate.toml", "article.py"],
)
def test_a_change_in_code_or_knowledge_makes_another_reader_of_pages(room: Path, name: str) -> None:
    _append(room / name, "changed = 1\n")
    assert pages_version(room) != PAGES_VERSION
    assert facts_version(room) == VERSION


@pytest.mark.parametrize(
    ("name", "code", "knowledge"),
    [
        ("reading.py", True, False),
        ("quotes/__init__.py", True, False),
        ("recognisers/money.py", True, False),
        ("knowledge/companies.toml", False, True),
        ("knowledge/cities.txt", False, True),
    ],
)
def test_a_change_in_code_or_knowledge_makes_another_reader_of_facts(
    room: Path, name: str, code: bool, knowledge: bool
) -> None:
    _append(room / name, "changed = 1\n")
    changed = [
        new != old for new, old in zip(facts_version(room).split("+"), VERSION.split("+"), strict=True)
    ]
    assert changed == [code, knowledge]


def test_a_change_in_what_both_go_through_makes_both_anew(room: Path) -> None:
    _append(room / "language.py", "changed = 1\n")
    assert pages_version(room) != PAGES_VERSION
    assert facts_version(room) != VERSION


@pytest.mark.parametrize("name", ["pages/body.py", "pages/sites.toml", "reading.py", "knowledge/chips.toml"])
def test_a_line_of_comment_or_an_empty_one_makes_no_other_reader(room: Path, name: str) -> None:
    _append(room / name, "\n    # a reason, found later\n\n")
    assert (pages_version(room), facts_version(room)) == (PAGES_VERSION, VERSION)


@pytest.mark.parametrize("path", COUNTED, ids=lambda path: str(path.relative_to(ROOM)))
def test_what_is_left_out_of_the_digest_says_nothing(path: Path) -> None:
    """A text over several lines that holds a line beginning with # would change unseen."""
    whole, counted = path.read_bytes(), what_it_says(path)
    if path.suffix == ".py":
        assert _code(counted) == _code(whole)
    elif path.suffix == ".toml":
        assert tomllib.loads(counted.decode()) == tomllib.loads(whole.decode())
    else:
        assert counted == whole


def test_a_module_more_or_less_makes_another_reader(room: Path) -> None:
    (room / "pages" / "newer.py").touch()
    assert pages_version(room) != PAGES_VERSION
    (room / "recognisers" / "newer.py").touch()
    assert facts_version(room) != VERSION


def test_whatever_reading_a_page_imports_is_counted() -> None:
    assert _imported("extractors/article.py") - WITHOUT_A_SAY <= _named(reader_sources(ROOM))


def test_whatever_reading_a_text_imports_is_counted_and_nothing_else() -> None:
    packages = {name for name in _named(code_of_facts(ROOM)) if name.endswith("__init__.py")}
    counted = _named(code_of_facts(ROOM)) - {"extractors/version.py"}
    assert _imported("extractors/reading.py") - {"extractors/version.py"} | packages == counted


def test_the_versions_cost_no_time() -> None:
    start = time.process_time()
    pages_version(ROOM)
    facts_version(ROOM)
    assert time.process_time() - start < 0.1


def _append(path: Path, text: str) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(text)


def _named(paths: Iterable[Path]) -> set[str]:
    return {f"extractors/{path.relative_to(ROOM).as_posix()}" for path in paths}


def _code(source: bytes) -> str:
    """What Python makes of it, but for docstrings."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            node.value.value = None
    return ast.dump(tree)


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
