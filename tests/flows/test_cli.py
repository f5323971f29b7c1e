"""The command as a person types it: in a process of its own, with exit codes and one-line errors."""

import json
import os
import re
from pathlib import Path

import pytest

from tests.flows.conftest import ROOT

TWIN = ROOT / "tests" / "data" / "twin"
COMMANDS = (
    "poll", "backfill", "retry", "reread", "article", "extract", "eval", "query", "status", "feeds",
    "entities", "serve", "demo",
)  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_a_help_with_an_example(chipwatch, command):
    done = chipwatch(command, "--help")
    assert done.returncode == 0
    assert re.search(r"Examples?:\n  \S", done.stdout)


def test_the_readme_names_only_commands_and_options_that_exist(chipwatch):
    readme = (ROOT / "README.md").read_text()
    typed = r"(?:^|^\S+ \| |`|/bin/)chipwatch (?:--home \S+ )?"
    used = set(re.findall(typed + r"(\w+)", readme, re.MULTILINE))
    assert used >= {"poll", "backfill", "query", "status", "extract", "retry", "serve"}
    assert used <= set(COMMANDS)
    for command in used - {"feeds", "entities"}:
        told = re.findall(rf"{typed}{command}\b([^#`\n]*)", readme, re.MULTILINE)
        options = {option for line in told for option in re.findall(r" (--[\w-]+)", line)}
        shown = chipwatch(command, "--help").stdout
        assert not [option for option in options if option not in shown], command


@pytest.mark.parametrize("command", ["list", "check", "add", "discover", "import", "export"])
def test_each_feeds_command_has_a_help_with_an_example(chipwatch, command):
    assert "Example:\n  chipwatch feeds" in chipwatch("feeds", command, "--help").stdout


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["query", "SELECT 1"], 1, "nothing was published yet; run `chipwatch poll` first"),
        (["status"], 1, "nothing was published yet"),
        (["poll", "no-such-feed"], 2, "no-such-feed: no such feed"),
        (["poll", "benzinga-itt"], 2, "did you mean benzinga-it"),
        (["poll", "qqqqqq"], 2, "qqqqqq: no such feed; chipwatch feeds list shows those that there are\n"),
        (["backfill"], 2, "give either --files or --since"),
        (["backfill", "--since", "2026-02-01", "--until", "2026-01-01"], 2, "is not before"),
        (["backfill", "--files", "nowhere.txt"], 2, "nowhere.txt"),
        (["backfill", "--files", "picture.png"], 2, "does not exist"),
        (["extract"], 2, "give either files or --batch"),
        (["extract", "nowhere.txt"], 2, "nowhere.txt"),
        (["article"], 2, "give files, URLs or --batch"),
        (["article", "nowhere.html"], 2, "nowhere.html"),
        (["article", "--batch", "nowhere"], 2, "does not exist"),
        (["query"], 2, "no question"),
        (
            ["query", "SELECT 1", "--out", "nowhere/x.csv"],
            2,
            "nowhere/x.csv: the folder nowhere does not exist",
        ),
        (["query", "SELECT 1", "--out", "."], 2, "is a folder"),
        (["retry", "--feed", "nosuch"], 2, "--feed nosuch: no such feed; known: adnkronos-economia, "),
        (["retry", "--reason", "timeot"], 2, "--reason timeot: no such reason; waiting: nothing"),
        (["query", "SELECT 1", "--format", "xml"], 2, "allowed: table, csv, json, parquet"),
        (["--sources"], 2, ""),
        (["nonsense"], 2, "nonsense"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_a_wrong_word_gets_one_line_and_its_exit_code(chipwatch, words, code, said):
    done = chipwatch(*words)
    assert done.returncode == code, done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_a_config_with_a_typo_names_file_line_key_and_what_is_allowed(chipwatch, tmp_path):
    (tmp_path / "chipwatch.toml").write_text('contact = "me"\nhme = "x"\n')
    done = chipwatch("poll")
    assert done.returncode == 2
    assert re.search(r"chipwatch\.toml:2: unknown setting 'hme'; did you mean home\? allowed: ", done.stderr)


def test_a_sources_file_with_a_typo_names_file_line_key_and_what_is_allowed(chipwatch, tmp_path):
    (tmp_path / "mine.toml").write_text('[mine]\ntitle = "Mine"\nurll = "http://127.0.0.1/feed"\n')
    done = chipwatch("poll", "--sources", "mine.toml")
    assert done.returncode == 2
    assert re.search(r"mine\.toml:3.*urll.*did you mean url", done.stderr)


def test_a_file_that_is_no_database_is_named_and_left_alone(chipwatch, tmp_path):
    work = tmp_path / "data" / "work" / "chipwatch.duckdb"
    work.parent.mkdir(parents=True)
    work.write_bytes(b"these are not the rows that you look for" * 100)
    before = work.read_bytes()
    done = chipwatch("backfill", "--files", str(TWIN / "benzinga-twin.txt"))
    assert done.returncode == 1
    assert "chipwatch.duckdb" in done.stderr
    assert "Traceback" not in done.stderr
    assert work.read_bytes() == before


def facts_of(chipwatch, file: Path) -> dict:
    done = chipwatch("extract", str(file), "--with-text")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def misses(found: dict, expected: dict) -> dict[str, list]:
    """What the expected facts of a Benzinga article say and `found` doesn't, and what was found too much."""
    named = {(mention["type"], mention["name"]) for mention in found["mentions"]}
    wanted = {(entity["type"], entity["name"]) for entity in expected["entities"]}
    amounts = {(a["surface"], a["kind"], float(a["value"]), a["unit"], a["bound"]) for a in found["amounts"]}
    wanted_amounts = {
        (a["surface"], a["kind"], float(a["value"]), a["unit"], a.get("bound")) for a in expected["amounts"]
    }
    cited = {attribution["source"] for attribution in found["attributions"]}
    return {
        "entities": sorted(wanted ^ named),
        "amounts": sorted(map(str, wanted_amounts ^ amounts)),
        "attributions": sorted(set(expected["attributions"]) ^ cited),
    }


def seeds() -> list[Path]:
    """The twin always; the real article where CHIPWATCH_SEED says that it lies."""
    real = os.environ.get("CHIPWATCH_SEED")
    return [TWIN, *([Path(real).resolve()] if real else [])]


@pytest.mark.parametrize("folder", seeds(), ids=lambda folder: folder.name)
def test_the_seed_article_comes_out_right(chipwatch, folder):
    [article] = folder.glob("*.txt")
    expected = json.loads((folder / "expected.jsonl").read_text())
    found = facts_of(chipwatch, article)
    assert found["language"] == expected["lang"]
    assert found["relevance"]["on_topic"] is True
    assert set(expected["topics"]) <= set(found["relevance"]["topics"])
    assert expected["boilerplate_starts_with"] not in found["text"]
    wrong = misses(found, expected)
    assert len(wrong["entities"]) <= 2, wrong
    assert len(wrong["amounts"]) <= 1, wrong
    assert wrong["attributions"] == [], wrong
    for fact in found["mentions"] + found["amounts"] + found["attributions"]:
        assert found["text"][fact["start"] : fact["end"]] == fact["surface"]


def test_a_local_file_goes_in_and_comes_out_of_a_query_with_its_facts(chipwatch):
    assert chipwatch("backfill", "--files", str(TWIN)).returncode == 0
    expected = json.loads((TWIN / "expected.jsonl").read_text())
    answer = chipwatch("query", "SELECT DISTINCT surface FROM facts_amounts", "--format", "json")
    surfaces = {row["surface"] for row in json.loads(answer.stdout)}
    assert (
        len(surfaces & {amount["surface"] for amount in expected["amounts"]}) >= len(expected["amounts"]) - 1
    )


def test_the_same_files_again_change_nothing(chipwatch):
    first = json.loads(chipwatch("backfill", "--files", str(TWIN), "--json").stdout)
    again = json.loads(chipwatch("backfill", "--files", str(TWIN), "--json").stdout)
    assert first["release"] == 1
    assert again["release"] is None
    counted = chipwatch("query", "SELECT count(*) AS n FROM articles", "--json")
    assert json.loads(counted.stdout) == [{"n": 1}]


def test_standard_input_is_read_and_a_batch_gives_a_line_a_file(chipwatch):
    text = (
        "Secondo il Financial Times, Nvidia (NASDAQ:NVDA) ha venduto chip H20 in Cina per 5 mld di dollari."
    )
    from_stdin = json.loads(chipwatch("extract", "-", stdin=text).stdout)
    assert from_stdin["source"] == "-"
    assert {"Nvidia", "H20", "China"} <= {mention["name"] for mention in from_stdin["mentions"]}
    lines = chipwatch("extract", "--batch", str(TWIN)).stdout.splitlines()
    assert len(lines) == len(list(TWIN.glob("*.txt")))
