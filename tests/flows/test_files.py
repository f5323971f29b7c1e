"""Local files: sidecars that say what they are, mistakes that are named, inputs without a text."""

import json

import pytest

TEXT = "Nvidia (NASDAQ:NVDA) said that export controls on H20 chips will cost it $5.5 billion in China.\n" * 4


@pytest.fixture
def clippings(tmp_path):
    """Three files in a folder; the second has a sidecar with a typo."""
    folder = tmp_path / "clippings"
    folder.mkdir()
    for name in ("a", "b", "c"):
        (folder / f"{name}.txt").write_text(f"{name}: {TEXT}")
    (folder / "a.json").write_text(
        '{"url": "https://e.org/a", "title": "A", "outlet": "The Harbour Gazette"}'
    )
    (folder / "b.json").write_text('{"titel": "B"}')
    return folder


ALLOWED = "url, title, published, language, outlet, author"
TYPO = f"b.json: unknown key 'titel'; did you mean title? allowed: {ALLOWED}"


def test_one_bad_sidecar_among_many_sets_its_file_aside_and_an_outlet_arrives(chipwatch, clippings):
    done = chipwatch("backfill", "--files", "clippings")
    assert done.returncode == 0
    assert "set aside: " in done.stderr
    assert TYPO in done.stderr
    assert "2 items found, 0 known already, 1 file set aside; 2 new entries, 2 new articles" in done.stdout
    asked = chipwatch("query", "SELECT outlet FROM articles WHERE url = 'https://e.org/a'", "--json")
    assert json.loads(asked.stdout) == [{"outlet": "The Harbour Gazette"}]
    asked = chipwatch("query", "SELECT n FROM stage_counts WHERE reason = 'sidecar'", "--json")
    assert json.loads(asked.stdout) == [{"n": 1}]


@pytest.mark.parametrize("command", [["backfill", "--files"], ["extract"], ["article"]], ids=lambda c: c[0])
def test_a_bad_sidecar_of_the_only_file_is_refused(chipwatch, clippings, command):
    done = chipwatch(*command, "clippings/b.txt")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"chipwatch: clippings/{TYPO}\n"


@pytest.mark.parametrize(
    "words",
    [["extract", "--batch", "clippings"], ["article", "--batch", "clippings", "--json"]],
    ids=" ".join,
)
def test_a_batch_goes_on_without_it(chipwatch, clippings, words):
    done = chipwatch(*words)
    assert done.returncode == 0
    sources = [json.loads(line)["source"] for line in done.stdout.splitlines()]
    assert sources == ["clippings/a.txt", "clippings/c.txt"]
    assert done.stderr == f"left out: clippings/{TYPO}\n"


@pytest.mark.parametrize(
    "words",
    [
        ["backfill", "--files", "nowhere"],
        ["backfill", "--files", "nowhere.txt"],
        ["extract", "--batch", "nowhere"],
        ["extract", "nowhere.txt"],
        ["article", "--batch", "nowhere"],
        ["article", "nowhere.html"],
        ["article", "nowhere.pdf"],
    ],
    ids=" ".join,
)
def test_what_is_not_there_does_not_exist(chipwatch, words):
    done = chipwatch(*words)
    assert (done.returncode, done.stderr) == (2, f"chipwatch: {words[-1]}: does not exist\n")


TEXTLESS = {
    "empty.txt": (b"", "empty: no text"),
    "noise.txt": (bytes(range(256)) * 40, "not_html: binary"),
    "paper.html": (b"%PDF-1.7 ...", "not_html: PDF"),
    "big.html": (b"<p>x" + b" " * 12_000_001, "too_big: 12,000,005 bytes, more than 12,000,000"),
    "big.txt": (b"words " * 2_000_001, "too_big: 12,000,006 bytes, more than 12,000,000"),
}


@pytest.mark.parametrize("words", [["extract"], ["article", "--json"]], ids=" ".join)
def test_an_input_without_a_text_says_so_and_still_gives_its_line(chipwatch, tmp_path, words):
    for name, (content, _) in TEXTLESS.items():
        (tmp_path / name).write_bytes(content)
    done = chipwatch(*words, *TEXTLESS)
    assert done.returncode == 0
    assert [json.loads(line)["source"] for line in done.stdout.splitlines()] == [*TEXTLESS]
    assert done.stderr.splitlines() == [
        f"{name}: nothing to read: {why}" for name, (_, why) in TEXTLESS.items()
    ]
