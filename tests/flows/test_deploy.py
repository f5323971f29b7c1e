"""deploy/ without a server: entrypoints import, parameters have a form, schedules parse, one environment.

Prefect, and PyYAML that comes with it, are imported when a test runs: collecting takes no two seconds.
"""

import importlib
import re

import pytest

from flows.environment import STEADY, server_environment
from flows.settings import Settings, load_settings
from tests.flows.conftest import ROOT

DEPLOYMENTS = "flows.poll:poll", "flows.backfill:backfill"
UNITS = sorted((ROOT / "deploy" / "systemd").iterdir())


def deployments() -> dict[str, dict]:
    """Those of deploy/prefect.yaml by their entrypoints."""
    import yaml

    told = yaml.safe_load((ROOT / "deploy" / "prefect.yaml").read_text())["deployments"]
    return {deployment["entrypoint"]: deployment for deployment in told}


def flow_of(entrypoint: str):
    module, _, name = entrypoint.partition(":")
    return getattr(importlib.import_module(module), name)


def test_all_deployments_are_looked_at_here():
    assert tuple(deployments()) == DEPLOYMENTS


@pytest.mark.parametrize("entrypoint", DEPLOYMENTS)
def test_an_entrypoint_is_a_flow_of_a_module(entrypoint):
    flow = flow_of(entrypoint)
    assert entrypoint == f"flows.{flow.name}:{flow.name}"


@pytest.mark.parametrize("entrypoint", DEPLOYMENTS)
def test_each_parameter_of_a_form_says_what_it_is(entrypoint):
    for name, schema in flow_of(entrypoint).parameters.properties.items():
        assert schema.get("description"), name
        assert "anyOf" not in schema, f"{name}: a form draws an ugly toggle for an optional value"


def test_a_backfill_asks_for_days_with_a_date_picker():
    properties = flow_of("flows.backfill:backfill").parameters.properties
    assert {properties[name].get("format") for name in ("since", "until")} == {"date"}


def test_the_poll_runs_each_quarter_of_an_hour_one_at_a_time():
    from prefect.client.schemas.schedules import CronSchedule

    main = deployments()["flows.poll:poll"]
    [schedule] = main["schedules"]
    assert CronSchedule(cron=schedule["cron"], timezone=schedule["timezone"]).cron == "*/15 * * * *"
    assert main["concurrency_limit"] == {"limit": 1, "collision_strategy": "CANCEL_NEW"}


def test_every_setting_in_force_reaches_the_flows_whatever_folder_they_run_in(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    told = server_environment(
        Settings(home="h", sources=["a.toml", "b.toml"], contact="me", proxy="http://p:1")
    )
    assert {name for name in told if name.startswith("CHIPWATCH_")} >= {
        f"CHIPWATCH_{name.upper()}" for name in Settings.model_fields
    }
    assert told["CHIPWATCH_SOURCES"] == f"{tmp_path / 'a.toml'}:{tmp_path / 'b.toml'}"
    assert (told["CHIPWATCH_HOME"], told["CHIPWATCH_PROXY"]) == (str(tmp_path / "h"), "http://p:1")


def test_the_environment_says_the_same_settings_again(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    meant = Settings(home=tmp_path, sources=[tmp_path / "a.toml"], shipped_sources=False, concurrency=3)
    (tmp_path / "chipwatch.toml").write_text("a typo")
    for name, value in server_environment(meant).items():
        monkeypatch.setenv(name, value)
    assert load_settings() == meant


def test_the_environment_of_the_services_is_the_one_that_serve_uses():
    lines = (ROOT / "deploy" / "chipwatch.env.example").read_text().splitlines()
    told = dict(line.split("=", 1) for line in lines if re.match(r"[A-Z_]+=", line))
    assert told.items() >= STEADY.items()


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_starts_what_this_package_has(unit):
    for command in re.findall(r"^ExecStart(?:Pre)?=\S+/(\S+)((?: \S+)*)$", unit.read_text(), re.MULTILINE):
        program, words = command
        assert program in {"chipwatch", "prefect", "python"}
        if program == "python":
            module = words.split()[1]
            assert importlib.util.find_spec(module), module
