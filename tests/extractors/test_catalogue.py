"""The knowledge is consistent, and what contradicts itself is refused by file, line and owners."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from extractors.catalogue import load_catalogue
from extractors.matcher import load_matcher
from extractors.words import KNOWLEDGE
from records.errors import ConfigError
from records.facts import EntityType

_GALAXY = '[galaxy]\nname = "Galaxy"\n'
_SAMSUNG = '[samsung]\nname = "Samsung"\nforms = ["Galaxy"]\nchecked = ""\n'


def _folder(tmp_path: Path, **files: str) -> Path:
    for stem, text in files.items():
        (tmp_path / f"{stem}.toml").write_text(text, encoding="utf-8")
    return tmp_path


def test_the_shipped_catalogue_is_deep_enough_and_consistent() -> None:
    entities = load_catalogue().entities.values()
    count = {type_: sum(entity.type == type_ for entity in entities) for type_ in EntityType}
    assert count[EntityType.COMPANY] >= 400
    assert count[EntityType.CHIP] >= 250
    assert count[EntityType.AGENCY] >= 120
    assert count[EntityType.PERSON] >= 250
    assert count[EntityType.MEDIA] >= 150
    assert count[EntityType.MEASURE] >= 120
    assert count[EntityType.COUNTRY] >= 190


def test_every_owner_vendor_and_author_is_in_the_catalogue() -> None:
    entities = load_catalogue().entities
    strays = {
        entity.id: entity.parent
        for entity in entities.values()
        if entity.parent and entity.parent not in entities
    }
    assert strays == {}


@pytest.mark.parametrize(
    ("files", "where", "problem"),
    [
        ({"companies": _SAMSUNG, "chips": _GALAXY}, "companies.toml:1 and chips.toml:1", "'Galaxy'"),
        ({"companies": '[a]\nname = "A1"\nform = ["x"]\n'}, "companies.toml:1", "unknown key 'form'"),
        ({"companies": '# x\n[a]\nname = "A1"\nforms = "x"\n'}, "companies.toml:2", "must be a list"),
        ({"companies": '[a]\nforms = ["x"]\n'}, "companies.toml:1", "has no name"),
        ({"companies": '[A_b]\nname = "x"\n'}, "companies.toml:1", "is no key"),
        ({"companies": '[a]\nname = "x"\nforms = [" y"]\n'}, "companies.toml:1", "trimmed"),
        ({"companies": "[a\n"}, "companies.toml", "is not TOML"),
        (
            {"companies": '[a]\nname = "Aa"\ntickers = ["X:Y"]\n[b]\nname = "Bb"\ntickers = ["X:Y"]\n'},
            "companies.toml:1 and companies.toml:4",
            "X:Y is a ticker of both company:a and company:b",
        ),
    ],
)  # fmt: skip
def test_wrong_knowledge_is_refused_and_located(
    tmp_path: Path, files: dict[str, str], where: str, problem: str
) -> None:
    with pytest.raises(ConfigError) as refusal:
        load_catalogue(_folder(tmp_path, **files))
    assert refusal.value.where == where
    assert problem in refusal.value.problem


def test_a_form_may_be_shared_when_both_owners_call_it_weak(tmp_path: Path) -> None:
    weak = '[{0}]\nname = "{1}"\nweak = ["Trade Ministry"]\ncues = ["{1}"]\n'
    folder = _folder(tmp_path, agencies=weak.format("jp", "METI") + weak.format("kr", "MOTIE"))
    assert set(load_catalogue(folder).entities) == {"agency:jp", "agency:kr"}


def test_one_form_may_stand_for_two_in_two_languages(tmp_path: Path) -> None:
    places = '[rome]\nname = "Rome"\nit = ["Roma"]\n[roma-mx]\nname = "Colonia Roma"\nes = ["Roma"]\n'
    assert len(load_catalogue(_folder(tmp_path, places=places)).entities) == 2


def test_compiled_knowledge_follows_its_source(tmp_path: Path) -> None:
    folder = _folder(tmp_path, companies=_SAMSUNG)
    assert set(load_catalogue(folder).entities) == {"company:samsung"}
    load_catalogue.cache_clear()
    (folder / "companies.toml").write_text('[sony]\nname = "Sony"\n', encoding="utf-8")
    compiled = folder / "__pycache__"
    assert len(list(compiled.glob("knowledge.*"))) == 1
    from extractors.catalogue import load_knowledge

    load_knowledge.cache_clear()
    assert set(load_catalogue(folder).entities) == {"company:sony"}
    assert len(list(compiled.glob("knowledge.*"))) == 1


def test_the_compiled_catalogue_loads_in_half_a_second() -> None:
    from extractors.catalogue import load_knowledge

    load_catalogue()  # compiled by now
    for cached in (load_catalogue, load_knowledge, load_matcher):
        cached.cache_clear()
    started = time.process_time()
    load_catalogue(KNOWLEDGE)
    load_matcher(KNOWLEDGE)
    assert time.process_time() - started < 0.5
