"""Wishes, RobotsTxt: what hosts ask of their visitors, remembered from run to run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsTxt:
    """The rules of one origin, as they came last."""

    #: Scheme, host and port.
    origin: str
    #: "" where the origin has no rules.
    text: str
    fetched_at: datetime
    #: Seconds between two requests that it asks of us, 0 for none.
    crawl_delay: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What is known of hosts at one moment."""

    #: Host (`feeds.hosts.host_of`) to the time before which it wants no visitors.
    blocked: Mapping[str, datetime] = field(default_factory=dict)
    robots: tuple[RobotsTxt, ...] = ()


NO_WISHES = Wishes()
