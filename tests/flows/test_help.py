"""Help that can be read, copied and trusted: whole sentences, an example a line, nothing eaten."""

import subprocess
import sys

import pytest

from tests.flows.conftest import ROOT


def test_the_first_help_shows_whole_sentences_and_an_example_a_line(chipwatch):
    shown = chipwatch("--help").stdout
    assert "..." not in shown.partition("Commands:")[2]
    assert "\nExamples:\n  chipwatch demo\n  chipwatch poll\n" in shown
    assert "\nExit codes: 0 done" in shown


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("extract", "`text[start:end] == surface` holds"),
        ("backfill", "Day after the last, UTC [now]."),
        ("eval", "[the checkout's tests/data/gold]"),
    ],
)
def test_square_brackets_are_not_eaten(chipwatch, command, words):
    assert words in " ".join(chipwatch(command, "--help").stdout.split())


def test_a_long_example_is_not_folded(chipwatch):
    shown = chipwatch("query", "--help", COLUMNS="60").stdout
    assert "  chipwatch query money-by-role --format csv --out money.csv\n" in shown


def test_no_option_shows_what_only_python_needs(chipwatch):
    for command in ("extract", "poll", "backfill", "retry"):
        shown = chipwatch(command, "--help").stdout
        assert "default: True" not in shown
        assert "list[" not in shown


def test_the_version_needs_no_subcommand(chipwatch):
    done = chipwatch("--version")
    assert (done.returncode, done.stdout.split()[0]) == (0, "chipwatch")


def test_help_comes_at_once(chipwatch):
    """Half a second of the user's time, whatever else the machine does: CPU time of the fastest of three."""
    code = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL); "
    code += "used = resource.getrusage(resource.RUSAGE_CHILDREN); print(used.ru_utime + used.ru_stime)"
    command = [sys.executable, "-c", "from flows.cli import main; main()", "--help"]
    times = [
        float(subprocess.check_output([sys.executable, "-c", code, *command], cwd=ROOT)) for _ in range(3)
    ]
    assert min(times) < 0.5


@pytest.mark.parametrize("words", [["-v", "feeds", "list"], ["feeds", "list", "-v"], ["feeds", "-v", "list"]])
def test_verbose_may_stand_anywhere(chipwatch, words):
    assert chipwatch(*words).returncode == 0


def test_what_draws_tables_is_not_loaded_for_the_help():
    code = "import sys, flows.cli; print('rich' in sys.modules)"
    assert subprocess.check_output([sys.executable, "-c", code], cwd=ROOT, text=True) == "False\n"
