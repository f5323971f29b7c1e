"""Settings come from four places in one order, and a wrong one is named where it stands."""

from pathlib import Path

import pytest

from flows.settings import load_settings
from records.errors import ConfigError


@pytest.fixture
def place(tmp_path, monkeypatch):
    """An empty working directory, and no variable of ours."""
    monkeypatch.chdir(tmp_path)
    for name in ("CHIPWATCH_HOME", "CHIPWATCH_CONFIG", "CHIPWATCH_CONCURRENCY", "CHIPWATCH_SOURCES"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def test_an_option_beats_the_environment_which_beats_the_file_which_beats_the_default(place, monkeypatch):
    assert load_settings().home == Path("data")
    (place / "chipwatch.toml").write_text('home = "from-file"\n')
    assert load_settings().home == Path("from-file")
    monkeypatch.setenv("CHIPWATCH_HOME", "from-environment")
    assert load_settings().home == Path("from-environment")
    assert load_settings(home=Path("from-option")).home == Path("from-option")
    assert load_settings(home=None).home == Path("from-environment")


def test_sources_in_the_environment_are_paths_joined_by_a_colon(place, monkeypatch):
    monkeypatch.setenv("CHIPWATCH_SOURCES", "a.toml:b.toml")
    assert load_settings().sources == [Path("a.toml"), Path("b.toml")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            'home = "x"\nconcurency = 3\n',
            ["chipwatch.toml:2", "concurency", "did you mean concurrency?", "allowed:"],
        ),
        ("\nconcurrency = 0\n", ["chipwatch.toml:2", "concurrency = 0", "greater than or equal to 1"]),
        ("home = \n", ["chipwatch.toml", "not TOML", "line 1"]),
    ],
    ids=["typo", "out of range", "not toml"],
)
def test_a_wrong_file_is_named_with_its_line_and_what_is_allowed(place, text, words):
    (place / "chipwatch.toml").write_text(text)
    with pytest.raises(ConfigError) as error:
        load_settings()
    assert all(word in str(error.value) for word in words), str(error.value)


def test_a_typo_in_a_variable_is_not_passed_over(place, monkeypatch):
    monkeypatch.setenv("CHIPWATCH_CONTAKT", "me")
    with pytest.raises(ConfigError, match="CHIPWATCH_CONTAKT.*did you mean contact"):
        load_settings()


def test_a_wrong_variable_is_named(place, monkeypatch):
    monkeypatch.setenv("CHIPWATCH_CONCURRENCY", "many")
    with pytest.raises(ConfigError, match="CHIPWATCH_CONCURRENCY"):
        load_settings()


def test_a_settings_file_that_was_named_must_exist(place, monkeypatch):
    monkeypatch.setenv("CHIPWATCH_CONFIG", "nowhere.toml")
    with pytest.raises(ConfigError, match=r"nowhere\.toml does not exist"):
        load_settings()
