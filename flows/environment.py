"""What a Prefect process of ours needs in its environment; deploy/chipwatch.env.example says why of each."""

from __future__ import annotations

import os
from pathlib import Path

from flows.settings import Settings, as_environment

#: Quiet, offline, and safe after a power cut.
STEADY = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_ALLOW_EPHEMERAL_MODE": "false",
    "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": "prefect.server.concurrency.lease_storage.filesystem",
    "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
    "PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD": "2592000",
    "PREFECT_LOGGING_EXTRA_LOGGERS": "feeds,extractors,storage,flows",
}

#: One run in a temporary server that nobody visits: for the demo only.
THROW_AWAY = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_ALLOW_EPHEMERAL_MODE": "true",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    "PREFECT_LOGGING_LEVEL": "ERROR",
    # Our rooms' lines, too: they set their own level, and what fails in the demo fails on purpose.
    "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "ERROR",
    "PREFECT_LOGGING_TO_API_ENABLED": "false",
}


def server_environment(settings: Settings) -> dict[str, str]:
    """The environment of a server, a worker and their flows on this machine."""
    address = f"http://127.0.0.1:{settings.prefect_port}"
    ours = {
        "PREFECT_HOME": str(settings.home.resolve() / "prefect"),
        "PREFECT_API_URL": f"{address}/api",
        "PREFECT_UI_URL": address,
        "PREFECT_SERVER_API_PORT": str(settings.prefect_port),
    }
    return _without_prefect() | STEADY | ours | as_environment(settings)


def throw_away_environment(prefect_home: Path, home: Path, sources: Path) -> dict[str, str]:
    """The environment of one flow run with its own Prefect, its own home and nothing but `sources`.

    No other setting of the user's reaches it: a proxy would be asked for a newsroom on this machine.
    """
    settings = Settings.model_construct(home=home, sources=[sources], shipped_sources=False)
    ours = {"PREFECT_HOME": str(prefect_home)}
    return _without_prefect() | THROW_AWAY | ours | as_environment(settings)


def _without_prefect() -> dict[str, str]:
    """Ours, less whatever of Prefect's another project left in it."""
    return {key: value for key, value in os.environ.items() if not key.startswith("PREFECT_")}
