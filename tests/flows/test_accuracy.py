"""`chipwatch eval`: the floors and the README's table hold, and the locked half stays locked.

When a figure moved: `make accuracy` writes the table anew and raises the floors. A floor that has to sink is
a loss that somebody must mean: `chipwatch eval --set-floors --allow-lower`, with the reason in the commit.
"""

import json
import re
import shutil
import time
from pathlib import Path

import pytest

from extractors.gold_layer import ROLES
from flows.accuracy import (
    GOLD,
    LOCKED,
    OPEN,
    fallen,
    first_misses,
    halves,
    refuse_locked,
    set_floors,
)
from flows.agreement import agreed, between_people
from flows.figures import BEGIN, END, markdown, write_into
from records.errors import ConfigError
from tests.flows.conftest import ROOT

#: How far a figure of the README may be from today's: both are rounded to hundredths.
ROUNDING = 0.0101


@pytest.fixture(scope="module")
def measured():
    """Both halves of our gold, read by today's extractor."""
    return halves(GOLD)


def test_no_figure_lies_below_its_floor(measured):
    assert fallen(GOLD, measured) == []


def test_both_halves_have_floors(measured):
    floors = (GOLD / "floors.toml").read_text()
    assert {half.name for half in measured} == set(re.findall(r"^\[(\w+)\]", floors, re.MULTILINE))
    assert re.findall(r'^"entities" = ', floors, re.MULTILINE)


def figures(table: str) -> dict[str, list[float]]:
    lines = (line.strip("| ").split(" | ") for line in table.splitlines() if line.startswith("| "))
    return {cells[0]: [float(n) for n in re.findall(r"\d\.\d\d", " ".join(cells[1:]))] for cells in lines}


def test_the_readme_has_the_table_that_the_command_prints(measured):
    """Out of date? `make accuracy`."""
    readme = (ROOT / "README.md").read_text()
    written = figures(readme.partition(BEGIN)[2].partition(END)[0])
    today = figures(markdown(measured, between_people(agreed(GOLD))))
    assert written.keys() == today.keys()
    moved = {
        what: (before, today[what])
        for what, before in written.items()
        if len(before) != len(today[what])
        or any(abs(a - b) > ROUNDING for a, b in zip(before, today[what], strict=True))
    }
    assert moved == {}, "run `make accuracy`"


def test_the_same_gold_gives_the_same_figures_in_seconds(measured):
    started = time.process_time()
    assert halves(GOLD, OPEN)[0].scores == measured[0].scores
    assert time.process_time() - started < 15


ARTICLE = """language = "en"
style = "wire"
on_topic = true
topics = ["licensing"]
attributions = ["Reuters"]
published = "2026-01-01"
title = "A licence for chips"
text = \"\"\"
{text}
\"\"\"
"""
TEXT = (
    "[[company=Nvidia|Nvidia]] needs an export licence to sell its [[chip=H20|H20]] chips to "
    "[[country=China|China]], [[media=Reuters|Reuters]] reported. The licence would be worth "
    "[[money=5e9 USD|$5 billion]]."
)


@pytest.fixture
def gold(tmp_path) -> Path:
    """A gold of two articles, one a half; nobody could find the person in the open one."""
    for half, number, text in (
        (OPEN, 1, TEXT.replace("needs", "of [[person=Zyx|zyx]] needs")),
        (LOCKED, 2, TEXT),
    ):
        (tmp_path / half).mkdir()
        (tmp_path / half / f"en-{number:03}-licence.toml").write_text(ARTICLE.format(text=text))
    return tmp_path


def test_errors_are_shown_of_the_open_half_only(gold):
    shown = first_misses(halves(gold), 3)
    assert {miss.document for miss in shown} == {"en-001-licence"}
    [miss] = [miss for miss in shown if miss.what == "entities.person"]
    assert (miss.verdict, miss.surface, miss.before) == ("missed", "zyx", "Nvidia of ")


def test_errors_of_the_locked_half_are_refused():
    with pytest.raises(ConfigError, match="never looked at"):
        refuse_locked(LOCKED)


def test_a_folder_without_halves_is_refused(gold):
    """Also the locked half itself, given as if it were all the gold."""
    with pytest.raises(ConfigError, match="has no folder open/ and locked/"):
        halves(gold / LOCKED)


def test_floors_rise_and_do_not_sink_unless_that_is_meant(gold):
    before = halves(gold)
    file = set_floors(gold, before, allow_lower=False)
    assert fallen(gold, before) == []
    assert '"entities.chip" = 1.00' in file.read_text()
    worse = gold / OPEN / "en-001-licence.toml"
    worse.write_text(worse.read_text().replace("chip=H20", "chip=A800"))
    after = halves(gold)
    assert any("open entities.chip" in line.replace(":", "") for line in fallen(gold, after))
    with pytest.raises(ConfigError, match=r"would lower .*open entities\.chip from 1\.00 to 0\.00"):
        set_floors(gold, after, allow_lower=False)
    set_floors(gold, after, allow_lower=True)
    assert fallen(gold, after) == []


def test_a_second_layer_is_part_of_the_gold_and_is_measured(gold):
    set_floors(gold, halves(gold), allow_lower=False)
    folder = gold / "said" / OPEN
    folder.mkdir(parents=True)
    (folder / "en-001-licence.toml").write_text(
        'quotes = [{ kind = "indirect", speaker = "Reuters", words = "zyx" }]\n'
        'roles = [{ amount = "$5 billion", role = "order" }]\ndates = []\n'
    )
    measured = halves(gold)
    assert "quotes" in {score.key for score in measured[0].scores}
    assert "quotes" not in {score.key for score in measured[1].scores}
    assert fallen(gold, measured) == [
        "open: the gold changed since its floors were set; run `chipwatch eval --set-floors`"
    ]


def test_readings_give_amounts_no_role_that_the_guidelines_do_not_tell(measured):
    roles = {amount.role for half in measured for trial in half.trials for amount in trial.reading.amounts}
    assert roles - {None} <= ROLES


def test_floors_of_another_gold_are_told_from_those_of_this(gold):
    set_floors(gold, halves(gold), allow_lower=False)
    shutil.copy(gold / OPEN / "en-001-licence.toml", gold / OPEN / "en-003-again.toml")
    assert fallen(gold, halves(gold)) == [
        "open: the gold changed since its floors were set; run `chipwatch eval --set-floors`"
    ]


def test_a_floor_without_a_figure_is_fallen(gold):
    file = set_floors(gold, halves(gold), allow_lower=False)
    file.write_text(file.read_text() + '"entities.index" = 0.50\n')
    assert fallen(gold, halves(gold)) == ["locked: entities.index: not measured any more"]


def annotate(gold: Path, who: str, name: str, text: str) -> None:
    folder = gold / "agreement" / who
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.toml").write_text(ARTICLE.format(text=text))


def test_two_annotators_are_compared_with_each_other_and_with_the_gold(gold):
    assert agreed(gold) == {}
    annotate(gold, "a", "en-01", TEXT)
    annotate(gold, "b", "en-01", TEXT.replace("chip=H20", "chip=H200"))
    tables = agreed(gold)
    assert list(tables) == [
        "annotator b against a",
        "annotator a against the gold",
        "annotator b against the gold",
    ]
    b_against_a, a_against_gold, _ = ({score.key: score.f1 for score in scores} for scores in tables.values())
    assert (b_against_a["entities"], b_against_a["mentions"]) == (0.75, 1.0)
    assert set(a_against_gold.values()) == {1.0}


def test_annotators_of_different_texts_cannot_be_compared(gold):
    annotate(gold, "a", "en-01", TEXT)
    annotate(gold, "b", "en-01", TEXT + " More.")
    with pytest.raises(ConfigError, match="different texts"):
        agreed(gold)
    (gold / "agreement" / "b" / "en-01.toml").rename(gold / "agreement" / "b" / "en-02.toml")
    with pytest.raises(ConfigError, match="only one annotator marked en-01, en-02"):
        agreed(gold)


LAYER = """quotes = [{{ kind = "indirect", speaker = "{speaker}", words = "Nvidia needs an export licence" }}]
roles = [{{ amount = "$5 billion", role = "revenue" }}]
dates = []
"""


def mark_second_layer(folder: Path, name: str, speaker: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.toml").write_text(LAYER.format(speaker=speaker))


def test_a_second_layer_that_was_marked_twice_is_compared_with_that_of_the_gold(gold):
    name = "en-002-licence"
    mark_second_layer(gold / "said" / LOCKED, name, "Reuters")
    assert agreed(gold) == {}
    mark_second_layer(gold / "agreement" / "said" / LOCKED, name, "Nvidia")
    tables = agreed(gold)
    assert list(tables) == ["second layer, a second annotator against the first"]
    f1 = {score.key: score.f1 for score in between_people(tables) if not score.language}
    assert (f1["quotes"], f1["quote_spans"], f1["amount_roles"]) == (0.0, 1.0, 1.0)


def test_the_column_of_the_annotators_has_each_measure_from_those_who_marked_it(gold):
    for who in "ab":
        annotate(gold, who, "en-01", TEXT)
    for folder in (gold / "said", gold / "agreement" / "said"):
        mark_second_layer(folder / LOCKED, "en-002-licence", "Reuters")
    tables = agreed(gold)
    people = between_people(tables)
    assert len({score.key for score in people}) == len(people)
    lines = markdown(halves(gold), people).splitlines()
    last = {cells[1].strip(): cells[-2].strip() for line in lines if len(cells := line.split("|")) > 2}
    assert last[""] == "annotators"
    assert (last["**entities**"], last["**who says what**"], last["**roles of amounts**"]) == ("1.00",) * 3


def test_a_second_layer_without_an_article_or_a_first_annotator_is_named(gold):
    mark_second_layer(gold / "agreement" / "said" / OPEN, "en-002-licence", "Reuters")
    with pytest.raises(ConfigError, match=r"en-002-licence\.toml: there is no such article in open/"):
        agreed(gold)
    shutil.rmtree(gold / "agreement" / "said" / OPEN)
    mark_second_layer(gold / "agreement" / "said" / LOCKED, "en-002-licence", "Reuters")
    with pytest.raises(ConfigError, match="en-002-licence: the first annotator marked no second layer"):
        agreed(gold)


def test_the_table_goes_between_the_marks_of_a_file(tmp_path):
    file = tmp_path / "page.md"
    file.write_text(f"# Page\n\n{BEGIN}\nold\n{END}\n\nmore\n")
    write_into(file, "new")
    assert file.read_text() == f"# Page\n\n{BEGIN}\nnew\n{END}\n\nmore\n"
    file.write_text("# Page\n")
    with pytest.raises(ConfigError, match="lacks the lines"):
        write_into(file, "new")


def test_figures_go_into_the_file_once_and_with_the_next_release(chipwatch, gold):
    words = ("eval", "--gold", str(gold), "--save")
    assert "figures kept" in chipwatch(*words).stderr
    assert "0 figures kept" in chipwatch(*words).stderr
    twin = ROOT / "tests" / "data" / "twin"
    assert chipwatch("backfill", "--files", str(twin)).returncode == 0
    sql = (
        "SELECT gold, found, missed, f1 FROM evaluations "
        "WHERE measure = 'entities' AND type IS NULL AND language IS NULL"
    )
    answer = json.loads(chipwatch("query", sql, "--json").stdout)
    assert sorted(answer, key=lambda row: row["gold"]) == [
        {"gold": "locked", "found": 4, "missed": 0, "f1": 1.0},
        {"gold": "open", "found": 4, "missed": 1, "f1": pytest.approx(8 / 9)},
    ]


def test_the_figures_come_as_one_json_object(chipwatch, gold):
    told = json.loads(chipwatch("eval", "--gold", str(gold), "--errors", "1", "--json").stdout)
    assert [half["half"] for half in told["halves"]] == ["open", "locked"]
    assert {error["document"] for error in told["errors"]} == {"en-001-licence"}
    [chip] = [
        score
        for score in told["halves"][1]["scores"]
        if (score["measure"], score["type"], score["language"]) == ("entities", "chip", "en")
    ]
    assert (chip["documents"], chip["found"], chip["precision"], chip["f1"]) == (1, 1, 1.0, 1.0)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--split", "locked", "--errors", "1"], "the locked half is never looked at"),
        (["--split", "shut"], "allowed: open, locked, all"),
        (["--gold", "nowhere"], "nowhere has no folder open/ and locked/"),
        (["--agreement", "--gold", "nowhere"], "no annotators have marked anything"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_what_cannot_be_measured_is_said_in_one_line(chipwatch, words, said):
    done = chipwatch("eval", *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr
