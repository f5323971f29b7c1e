"""The twin of the seed article: what is expected of it stands in it."""

import json
from pathlib import Path

TWIN = Path("tests/data/twin")
TEXT = (TWIN / "benzinga-twin.txt").read_text("utf-8")
EXPECTED = json.loads((TWIN / "expected.jsonl").read_text("utf-8"))


def test_every_surface_stands_before_the_promotion():
    body = TEXT.partition(EXPECTED["boilerplate_starts_with"])[0]
    assert body != TEXT
    surfaces = [surface for entity in EXPECTED["entities"] for surface in entity["surfaces"]]
    surfaces += [amount["surface"] for amount in EXPECTED["amounts"]]
    assert [surface for surface in surfaces if surface not in body] == []


def test_it_is_as_hard_as_the_seed():
    assert "(NYSE:TSM) (TWSE:2330)" in TEXT  # two listings behind one name
    assert "84 miliardi di yuan (11,8 miliardi di dollari, circa 10,1 miliardi di euro)" in TEXT
    assert "da 8.500 a 9.800 dollari" in TEXT
    assert "oltre due milioni di unità" in TEXT
    assert {"quantity", "money", "percent"} == {amount["kind"] for amount in EXPECTED["amounts"]}
    assert len(EXPECTED["entities"]) >= 28
