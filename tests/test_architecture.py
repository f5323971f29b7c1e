"""The house as a test: imports go one way, one vendor lives in one room, the start is light."""

import ast
import re
import subprocess
import sys
import tomllib
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("records", "feeds", "extractors", "storage", "trends", "flows")

#: flows → trends → (feeds | extractors | storage) → records; the three in brackets never meet.
OURS = {
    "records": set(),
    "feeds": {"records"},
    "extractors": {"records"},
    "storage": {"records"},
    "trends": {"records", "storage"},
    "flows": {"records", "feeds", "extractors", "storage", "trends", "demo"},
}

#: One vendor, one room (or one file), with the exceptions written here.
HOMES = {
    "prefect": ("flows/poll.py", "flows/backfill.py", "flows/tasks.py", "flows/reap.py"),
    "aiohttp": ("feeds/",),
    "feedparser": ("feeds/",),
    "protego": ("feeds/",),
    "lxml": ("feeds/",),
    "bs4": ("extractors/", "feeds/"),  # entry HTML and discovery lie in feeds
    "selectolax": ("extractors/",),
    "trafilatura": ("extractors/",),
    "rensa": ("extractors/",),
    "charset_normalizer": ("extractors/",),
    "fastwarc": ("storage/warc.py", "feeds/history/"),
    "duckdb": ("storage/", "trends/"),
    "pyarrow": ("storage/", "trends/"),
    "typer": ("flows/",),
    "rich": ("flows/", "trends/"),
    "pydantic": ("flows/settings.py",),
    "pydantic_settings": ("flows/settings.py",),
}

#: What the first import of the command must not bring in.
HEAVY = (
    "prefect",
    "duckdb",
    "pyarrow",
    "bs4",
    "aiohttp",
    "feedparser",
    "trafilatura",
    "selectolax",
    "pydantic",
)


#: Declared and imported nowhere, and why.
UNSEEN = {
    "brotli": "aiohttp unpacks `br` with it",
    "fastapi": "Prefect's, held back",
    "lxml-html-clean": "trafilatura's jusText imports it",
    "sqlalchemy": "Prefect's, held back",
    "tzdata": "zoneinfo reads it",
    "mypy": "a command",
    "ruff": "a command",
    "pytest-xdist": "pytest's -n",
}

#: Imported and not declared, and whose it is.
GUESTS = {"yaml": "Prefect's; in tests only"}


@cache
def imports_of(file: Path) -> frozenset[str]:
    """Top-level names that a module imports, wherever in the module the import stands."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative import"
            found.add((node.module or "").partition(".")[0])
    return frozenset(found)


def modules() -> list[Path]:
    return [file for room in ROOMS for file in sorted((ROOT / room).rglob("*.py"))]


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_what_stands_to_its_right(room):
    for file in sorted((ROOT / room).rglob("*.py")):
        strangers = (imports_of(file) & {*ROOMS, "demo", "tests"}) - OURS[room] - {room}
        assert not strangers, f"{file.relative_to(ROOT)} imports {strangers}"


@pytest.mark.parametrize("vendor", HOMES)
def test_a_vendor_lives_in_its_room(vendor):
    users = [str(f.relative_to(ROOT)) for f in modules() if vendor in imports_of(f)]
    assert users, f"{vendor} is not used: take it out of pyproject.toml"
    assert not [user for user in users if not user.startswith(HOMES[vendor])]


def test_no_flow_shadows_a_room():
    # Prefect puts flows/ first on sys.path for a file entrypoint.
    assert not {file.stem for file in (ROOT / "flows").glob("*.py")} & {*ROOMS, "demo"}


def test_the_command_starts_without_the_heavy_libraries():
    code = f"import sys, flows.cli; print(*[name for name in {HEAVY!r} if name in sys.modules])"
    out = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert out.stdout.strip() == ""


@pytest.mark.parametrize("file", modules(), ids=lambda file: str(file.relative_to(ROOT)))
def test_a_module_is_small_enough_to_read(file):
    assert len(file.read_text(encoding="utf-8").splitlines()) <= 260


@cache
def project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def declared(*extras: str) -> set[str]:
    """Names of the distributions that pyproject.toml asks for, in the one spelling of package indexes."""
    wanted = [*project()["dependencies"]]
    for extra in extras:
        wanted += project()["optional-dependencies"][extra]
    return {canonical(re.split(r"[^\w.-]", line, maxsplit=1)[0]) for line in wanted}


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def distributions_of(folders: tuple[str, ...]) -> dict[str, set[str]]:
    """Top-level name of each import from outside in these folders → the distributions that bring it."""
    ours = {*ROOMS, "demo", "tests", "benchmarks"}
    names = {
        name for folder in folders for file in (ROOT / folder).rglob("*.py") for name in imports_of(file)
    }
    bring = packages_distributions()
    strangers = names - ours - sys.stdlib_module_names
    return {name: {canonical(found) for found in bring.get(name, [name])} for name in strangers}


def test_what_runs_needs_every_dependency():
    used = set().union(*distributions_of((*ROOMS, "demo")).values())
    assert declared() - used - {*UNSEEN} == set()


def test_what_runs_imports_only_what_it_declares():
    undeclared = {
        name: brings for name, brings in distributions_of((*ROOMS, "demo")).items() if not brings & declared()
    }
    assert undeclared == {}


def test_tests_need_every_tool_and_import_only_what_is_declared():
    found = distributions_of(("tests",))
    tools = declared("dev") - declared()
    assert tools - set().union(*found.values()) - {*UNSEEN} == set()
    assert {name for name, brings in found.items() if not brings & declared("dev")} == {*GUESTS}


def test_no_exception_is_left_over():
    used = set().union(*distributions_of((*ROOMS, "demo")).values())
    assert {*UNSEEN} <= declared("dev") - used


def test_every_dependency_is_pinned():
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = {canonical(line.partition("==")[0]) for line in lines if not line.startswith("#")}
    assert declared("dev", "bench") <= pinned
    assert not [line for line in lines if "/" in line.partition("#")[0]]
