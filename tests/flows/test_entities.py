"""`chipwatch entities`: unknown names are reviewed, decided about, and seen so by everybody from then on."""

import json
import shutil

import pytest

from tests.flows.conftest import typed

ARTICLES = {
    "one": "Nvidia needs a licence to export H20 chips to China, said Derek Halvorsen, chief executive of "
    "Lakeshore Compute Brokers LLC. The export controls bar the chips, Halvorsen said.",
    "two": "China may not buy Nvidia's H20 chips without an export licence. Lakeshore Compute LLC sold some "
    "to China in spite of the export controls, prosecutors say.",
}


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """A folder with two articles, and a home beside them in which both were published."""
    folder = tmp_path_factory.mktemp("published")
    for name, text in ARTICLES.items():
        (folder / f"{name}.txt").write_text(text)
        about = {
            "url": f"https://news.example/{name}",
            "title": "Export licence for chips",
            "published": "2026-11-20",
        }
        (folder / f"{name}.json").write_text(json.dumps(about))
    assert typed(folder, "backfill", "--files", "one.txt", "two.txt").returncode == 0
    return folder


@pytest.fixture
def entities(published, chipwatch, tmp_path):
    """Run `chipwatch entities …` over two published articles that name unknown firms and a person."""
    shutil.copytree(published, tmp_path, symlinks=True, dirs_exist_ok=True)

    def run(*words):
        return chipwatch("entities", *words)

    return run


def lines(done):
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def names(chipwatch, type_):
    sql = "SELECT name, articles FROM names WHERE type = $type AND NOT catalogued ORDER BY name"
    rows = json.loads(chipwatch("query", sql, "-p", f"type={type_}", "--json").stdout)
    return [(row["name"], row["articles"]) for row in rows]


def test_the_unknown_wait_with_a_sentence_and_with_whom_they_could_be(entities):
    waiting = {one["entity_id"]: one for one in lines(entities("review", "--json"))}
    broker = waiting["company:~lakeshore-compute-brokers-llc"]
    assert (broker["type"], broker["articles"], broker["url"]) == ("company", 1, "https://news.example/one")
    assert "Lakeshore Compute Brokers LLC" in broker["sentence"]
    assert "company:~lakeshore-compute-llc" in {one["entity_id"] for one in broker["likely"]}
    assert "person:~derek-halvorsen" in waiting
    only = lines(entities("review", "--type", "person", "--json"))
    assert [one["entity_id"] for one in only] == ["person:~derek-halvorsen"]
    assert "perhaps Lakeshore Compute LLC, company:~lakeshore-compute-llc" in entities("review").stdout


def test_a_merge_is_published_at_once_and_taken_back_by_a_split(entities, chipwatch):
    two = [("Lakeshore Compute Brokers LLC", 1), ("Lakeshore Compute LLC", 1)]
    assert names(chipwatch, "company") == two
    ids = ("company:~lakeshore-compute-llc", "company:~lakeshore-compute-brokers-llc")
    done = entities("merge", *ids, "--by", "ada", "--why", "one register number")
    assert done.stdout == f"{ids[0]} is {ids[1]} from now on; release 2\n"
    assert names(chipwatch, "company") == [("Lakeshore Compute Brokers LLC", 2)]
    [told] = lines(entities("show", "Lakeshore Compute LLC", "--json"))
    assert (told["entity_id"], told["merged"], told["articles"]) == (ids[1], [ids[0]], 2)
    [decision] = told["decisions"]
    assert (decision["decided_by"], decision["why"]) == ("ada", "one register number")
    assert entities("merge", *ids).stdout == "merge: so already, nothing changed\n"
    done = entities("split", "Lakeshore Compute LLC", ids[1], "--into", ids[0])
    assert done.stdout == f"Lakeshore Compute LLC is not {ids[1]} but {ids[0]} from now on; release 3\n"
    assert names(chipwatch, "company") == two


def test_a_name_that_is_right_leaves_the_list_by_its_own_name(entities, chipwatch):
    assert entities("rename", "Derek Halvorsen", "Derek  Halvorsen", "--later").returncode == 0
    assert lines(entities("review", "--type", "person", "--json")) != []
    assert entities("rename", "person:~derek-halvorsen", "D. Halvorsen").returncode == 0
    done = entities("review", "--type", "person")
    assert (done.stdout, done.stderr) == ("", "No unknown name waits.\n")
    assert names(chipwatch, "person") == [("D. Halvorsen", 1)]


def test_what_comes_in_later_follows_the_decision(entities, chipwatch, tmp_path):
    entities("merge", "Lakeshore Compute LLC", "Lakeshore Compute Brokers LLC", "--later")
    (tmp_path / "three.txt").write_text(ARTICLES["two"].replace("some", "hundreds"))
    assert chipwatch("backfill", "--files", "three.txt").returncode == 0
    assert names(chipwatch, "company") == [("Lakeshore Compute Brokers LLC", 3)]


def test_a_decision_comes_as_json_too(entities):
    [told] = lines(entities("rename", "person:~derek-halvorsen", "Halvorsen", "--by", "ada", "--json"))
    assert told["release"] == 2
    assert {key: told["decision"][key] for key in ("kind", "entity_id", "name", "by", "why")} == {
        "kind": "rename", "entity_id": "person:~derek-halvorsen", "name": "Halvorsen", "by": "ada", "why": "",
    }  # fmt: skip
    assert lines(entities("rename", "person:~derek-halvorsen", "Halvorsen", "--json")) == [
        {"decision": None, "release": None}
    ]


def test_an_entity_is_shown_with_its_sentences(entities):
    shown = entities("show", "nvda").stdout
    assert "company:nvidia" in shown
    assert "known: by the catalogue" in shown
    assert "named: in 2 articles, 2026-11-20 to 2026-11-20" in shown
    assert "https://news.example/two" in shown


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["show", "Nvidea"], "Nvidea: is no name in the file; near: Nvidia (company:nvidia)"),
        (["review", "--type", "firm"], "--type: 'firm' is no type; allowed: company, person"),
        (["merge", "company:nvidia", "Lakeshore Compute LLC"], "company:nvidia is in the catalogue"),
        (["merge", "company:~nobody", "company:nvidia"], "company:~nobody: no such entity"),
        (["rename", "company:nvidia", " "], "an empty name"),
        (["split", "NVIDIA Inc!", "company:nvidia", "--into", "company:~x"], "nowhere spelled 'NVIDIA Inc!'"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_a_decision_without_sense_gets_one_line_and_exit_code_2(entities, words, said):
    done = entities(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_before_the_first_release_there_is_nobody_to_show(chipwatch):
    done = chipwatch("entities", "show", "Nvidia")
    assert done.returncode == 1
    assert "nothing was published yet" in done.stderr


@pytest.mark.parametrize("command", ["show", "review", "merge", "rename", "split"])
def test_each_command_has_a_help_with_an_example(chipwatch, command):
    assert "Example" in chipwatch("entities", command, "--help").stdout
