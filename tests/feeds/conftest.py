"""A real web server for the tests of this room."""

import pytest

from records.feeds import Feed
from tests.feeds.site import Site, feed_at


@pytest.fixture
def site():
    server = Site()
    yield server
    server.stop()


@pytest.fixture
def other_site():
    server = Site()
    yield server
    server.stop()


@pytest.fixture
def feed(site) -> Feed:
    """A feed at `/feed` of the site."""
    return feed_at(f"{site.url}/feed")
