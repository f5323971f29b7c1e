"""Settings come from four places in one order, and a wrong one is named where it stands."""

from pathlib import Path

import pytest

from flows.settings import Settings, load_settings
from records.errors import ConfigError


@pytest.fixture
def place(tmp_path, monkeypatch):
    """An empty working directory, and no variable of ours."""
    monkeypatch.chdir(tmp_path)
    for name in (
        "CHIPWATCH_HOME",
        "CHIPWATCH_CONFIG",
        "CHIPWATCH_CONCURRENCY",
        "CHIPWATCH_SOURCES",
        "CHIPWATCH_PROXY",
    ):
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
        ('\n\nproxy = "proxy:3128"\n', ["chipwatch.toml:3", "proxy = 'proxy:3128'", "http://host:port"]),
        ('memory_limit = "80%"\n', ["chipwatch.toml:1", "memory_limit = '80%'", "512MB"]),
    ],
    ids=["typo", "out of range", "not toml", "proxy", "memory"],
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


@pytest.mark.parametrize(
    "proxy", ["", "http://p", "http://p:3128", "https://u:w@p.example:443/", "http://[::1]:8"]
)
def test_a_proxy_is_an_address(place, proxy):
    assert Settings(proxy=proxy).proxy == proxy


@pytest.mark.parametrize(
    "proxy", ["p:3128", "socks5://p:1", "http://", "http://p:port", "http://p/path", "http://p:0"]
)
def test_what_is_no_address_is_refused_before_anything_is_asked(place, monkeypatch, proxy):
    monkeypatch.setenv("CHIPWATCH_PROXY", proxy)
    with pytest.raises(ConfigError, match="CHIPWATCH_PROXY.*a proxy is http://host:port"):
        load_settings()


@pytest.mark.parametrize("size", ["512MB", "2GB", "1.5 GiB", "64mb"])
def test_a_size_is_one_that_duckdb_takes(place, size):
    import duckdb

    assert Settings(memory_limit=size).memory_limit == size
    duckdb.connect(config={"memory_limit": size}).close()


@pytest.mark.parametrize("size", ["2", "lots", "80%", "-1GB", "12KB", "1MB", "0GB", "GB"])
def test_a_size_that_duckdb_refuses_or_that_is_too_small_is_named(place, monkeypatch, size):
    monkeypatch.setenv("CHIPWATCH_MEMORY_LIMIT", size)
    with pytest.raises(ConfigError, match="CHIPWATCH_MEMORY_LIMIT"):
        load_settings()


def test_paths_in_a_settings_file_are_relative_to_it(place, monkeypatch):
    (place / "etc").mkdir()
    (place / "etc" / "mine.toml").write_text('home = "kept"\nsources = ["a.toml", "/b.toml"]\n')
    monkeypatch.setenv("CHIPWATCH_CONFIG", "etc/mine.toml")
    assert load_settings().home == Path("etc/kept")
    assert load_settings().sources == [Path("etc/a.toml"), Path("/b.toml")]
