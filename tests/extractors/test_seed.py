"""The article that the project began with, and its twin in our own words: all its facts, no others."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from extractors.output import as_json
from extractors.reading import read

_TWIN = Path(__file__).parents[1] / "data" / "twin"


def _stories() -> list[Path]:
    """The twin always; the seed's folder when the environment names it."""
    seed = os.environ.get("CHIPWATCH_SEED", "")
    return [_TWIN, *([Path(seed)] if seed else [])]


@pytest.fixture(params=_stories(), ids=lambda folder: folder.name)
def story(request: pytest.FixtureRequest) -> tuple[dict[str, Any], dict[str, Any]]:
    """What is expected, and what is read from the part before the promotion."""
    folder: Path = request.param if request.param.is_dir() else request.param.parent
    expected = json.loads((folder / "expected.jsonl").read_text(encoding="utf-8").splitlines()[0])
    text = (folder / f"{expected['id']}.txt").read_text(encoding="utf-8")
    body = text[: text.index(expected["boilerplate_starts_with"])]
    return expected, as_json(read(body), "story", text=body)


def test_every_entity_is_found_under_its_name_with_its_surfaces(
    story: tuple[dict[str, Any], dict[str, Any]],
) -> None:
    expected, found = story
    surfaces: dict[tuple[str, str], set[str]] = {}
    for mention in found["mentions"]:
        surfaces.setdefault((mention["type"], mention["name"]), set()).add(mention["surface"])
    wanted = {(one["type"], one["name"]): set(one["surfaces"]) for one in expected["entities"]}
    assert surfaces == wanted


def test_every_amount_has_value_unit_bound_and_span(story: tuple[dict[str, Any], dict[str, Any]]) -> None:
    expected, found = story
    keys = ("surface", "kind", "value", "unit", "bound")
    assert {tuple(one[key] for key in keys) for one in found["amounts"]} == {
        tuple(one.get(key) for key in keys) for one in expected["amounts"]
    }


def test_sources_topics_and_language_agree(story: tuple[dict[str, Any], dict[str, Any]]) -> None:
    expected, found = story
    assert [one["source"] for one in found["attributions"]] == expected["attributions"]
    assert found["relevance"]["on_topic"] == expected["on_topic"]
    assert set(found["relevance"]["topics"]) == set(expected["topics"])
    assert found["language"] == expected["lang"]
