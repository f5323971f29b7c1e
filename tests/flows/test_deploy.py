"""deploy/ without a server: entrypoints import, parameters have a form, schedules parse, one environment."""

import importlib
import re

import pytest
import yaml
from prefect.client.schemas.schedules import CronSchedule

from flows.environment import STEADY
from tests.flows.conftest import ROOT

DEPLOYMENTS = yaml.safe_load((ROOT / "deploy" / "prefect.yaml").read_text())["deployments"]
UNITS = sorted((ROOT / "deploy" / "systemd").iterdir())


def flow_of(deployment):
    module, _, name = deployment["entrypoint"].partition(":")
    return getattr(importlib.import_module(module), name)


@pytest.mark.parametrize("deployment", DEPLOYMENTS, ids=lambda d: d["entrypoint"])
def test_an_entrypoint_is_a_flow_of_a_module(deployment):
    flow = flow_of(deployment)
    assert deployment["entrypoint"] == f"flows.{flow.name}:{flow.name}"


@pytest.mark.parametrize("deployment", DEPLOYMENTS, ids=lambda d: d["entrypoint"])
def test_each_parameter_of_a_form_says_what_it_is(deployment):
    for name, schema in flow_of(deployment).parameters.properties.items():
        assert schema.get("description"), f"{deployment['name']}: {name}"
        assert "anyOf" not in schema, f"{name}: a form draws an ugly toggle for an optional value"


def test_a_backfill_asks_for_days_with_a_date_picker():
    properties = flow_of(DEPLOYMENTS[1]).parameters.properties
    assert {properties[name].get("format") for name in ("since", "until")} == {"date"}


def test_the_poll_runs_each_quarter_of_an_hour_one_at_a_time():
    main = DEPLOYMENTS[0]
    [schedule] = main["schedules"]
    assert CronSchedule(cron=schedule["cron"], timezone=schedule["timezone"]).cron == "*/15 * * * *"
    assert main["concurrency_limit"] == {"limit": 1, "collision_strategy": "CANCEL_NEW"}


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
