"""`chipwatch feeds …` as a person types it: sources listed, tried, added, found, taken in and given out."""

import json
import re

import pytest

from storage.database import open_work
from storage.home import Home
from tests.feeds.site import Answer, Site, item, rss
from tests.flows.conftest import ROOT

ADD = ["feeds", "add", "https://www.example.org/feed/", "--language", "it"]
PRIVATE = "a private, loopback or reserved address"
MINE = {"CHIPWATCH_SHIPPED_SOURCES": "false"}


@pytest.fixture
def site():
    server = Site()
    server.pages["/feed"] = rss(item(1, link=f"{server.url}/1"))
    yield server
    server.stop()


def listed(done):
    return {row["feed"]: row for row in map(json.loads, done.stdout.splitlines())}


def test_the_readme_types_only_options_that_exist(chipwatch):
    typed = re.findall(r"^chipwatch feeds (\w+)(.*?)(?:#|$)", (ROOT / "README.md").read_text(), re.MULTILINE)
    assert {command for command, _ in typed} == {"list", "check", "add", "discover", "import", "export"}
    for command in {command for command, _ in typed}:
        shown = chipwatch("feeds", command, "--help").stdout
        options = {
            option for name, rest in typed if name == command for option in re.findall(r"--[\w-]+", rest)
        }
        assert not [option for option in options if option not in shown], command


def test_the_list_tells_kind_and_certainty_and_how_many_are_hidden(chipwatch):
    shown = chipwatch("feeds", "list").stdout.splitlines()
    assert shown[0].split() == ["feed", "language", "kind", "fetch", "certainty", "on", "address"]
    bis = next(line for line in shown if line.startswith("federal-register-bis "))
    assert bis.split()[1:5] == ["en", "federal_register", "all", "A"]
    assert bis.endswith("=industry-and-security-bureau")
    assert "more switched off (--all shows them)" in shown[-1]


def test_the_list_for_machines_tells_everything(chipwatch):
    row = listed(chipwatch("feeds", "list", "--all", "--json"))["benzinga-it"]
    assert (row["family"], row["country"], len(row["urls"]), row["on"]) == ("benzinga", "IT", 6, "on")


def test_a_feed_is_added_once_and_listed_with_ours(chipwatch):
    done = chipwatch(*ADD, "--to", "m.toml")
    assert done.returncode == 0
    assert '[example-org]\ntitle = "example.org"\n' in done.stdout
    assert "to try them:  chipwatch feeds check example-org --sources m.toml" in done.stdout
    again = chipwatch(*ADD, "--to", "m.toml")
    assert (again.returncode, "is there already, as example-org" in again.stderr) == (2, True)
    assert "example-org" in listed(chipwatch("feeds", "list", "--sources", "m.toml", "--json"))


def test_what_ships_switched_off_is_not_added_but_switched_on(chipwatch):
    done = chipwatch("feeds", "add", "https://www.agenzianova.com/feed/", "--language", "it")
    assert done.returncode == 2
    assert "two lines in sources.toml, [agenzia-nova] and enabled = true" in done.stderr


def test_the_file_that_grows_is_the_one_that_the_settings_name(chipwatch, tmp_path):
    (tmp_path / "mine.toml").write_text("")
    (tmp_path / "chipwatch.toml").write_text('sources = ["mine.toml"]\n')
    done = chipwatch(*ADD)
    assert "to poll them" not in done.stdout
    assert "[example-org]" in (tmp_path / "mine.toml").read_text()
    assert "example-org" in listed(chipwatch("feeds", "list", "--json"))


def test_a_source_is_tried_in_a_line_and_the_exit_code_says_whether_one_is_well(chipwatch, site):
    site.pages["/gone"] = Answer(status=410)
    for path in ("feed", "gone"):
        words = ["feeds", "add", f"{site.url}/{path}", "--key", path, "--language", "it", "--local"]
        assert chipwatch(*words, "--to", "m.toml").returncode == 0
    done = chipwatch("feeds", "check", "--sources", "m.toml", **MINE)
    well, gone, total = done.stdout.splitlines()
    assert (done.returncode, total) == (0, "2 sources, 1 well")
    assert well.startswith("well  feed  1 item")
    assert gone.startswith("gone  gone  HTTP 410: gone for good → switch the source off")
    done = chipwatch("feeds", "check", "gone", "--sources", "m.toml", "--json", **MINE)
    row = listed(done)["gone"]
    assert (done.returncode, row["verdict"], row["url"]) == (1, "gone", f"{site.url}/gone")


def test_a_site_on_the_own_network_is_searched_when_told_that_it_is_one(chipwatch, site):
    site.pages["/"] = b"<html><link rel=alternate type='application/rss+xml' href='/feed'></html>"
    refused = chipwatch("feeds", "discover", f"{site.url}/")
    assert refused.returncode == 1
    assert PRIVATE in refused.stderr
    done = chipwatch("feeds", "discover", f"{site.url}/", "--local")
    assert done.returncode == 0
    assert done.stdout.splitlines()[0].startswith(f"{site.url}/feed  One, 1 item, newest ")
    assert f"chipwatch feeds add {site.url}/feed --language CODE --local" in done.stdout


def test_how_to_add_what_was_found_names_its_kind(chipwatch, site):
    del site.pages["/feed"]
    post = {"id": 1, "link": f"{site.url}/1", "title": {"rendered": "One"}, "date_gmt": "2026-11-24T01:00:00"}
    site.pages["/wp-json/wp/v2/posts"] = json.dumps([post]).encode()
    done = chipwatch("feeds", "discover", f"{site.url}/", "--local")
    line = done.stdout.splitlines()[-1].removeprefix("to follow one: chipwatch ").replace("CODE", "it")
    assert line.endswith("--kind wordpress --local")
    chipwatch(*line.split(), "--to", "m.toml")
    assert [
        row["kind"]
        for row in listed(chipwatch("feeds", "list", "--sources", "m.toml", "--json", **MINE)).values()
    ] == ["wordpress"]
    told = json.loads(chipwatch("feeds", "discover", f"{site.url}/", "--local", "--json").stdout)
    assert (told["kind"], told["items"], told["newest"]) == ("wordpress", 1, "2026-11-24 01:00:00+00:00")


def test_a_site_without_feeds_is_no_success(chipwatch, site):
    site.pages["/empty"] = b"<html></html>"
    del site.pages["/feed"]
    done = chipwatch("feeds", "discover", f"{site.url}/empty", "--local")
    assert (done.returncode, "no feed found" in done.stderr) == (1, True)


def test_where_there_was_no_feed_nobody_looks_again_within_the_week_unasked(chipwatch, site, tmp_path):
    with open_work(Home(tmp_path / "data").make()):
        pass
    site.pages["/x"] = b"<html></html>"
    del site.pages["/feed"]
    words = ["feeds", "discover", f"{site.url}/x", "--local"]
    chipwatch(*words)
    asked = len(site.requests)
    again = chipwatch(*words)
    assert len(site.requests) == asked + 1
    assert "10 places that gave no feed within the week not tried again: --again does" in again.stderr
    chipwatch(*words, "--again")
    assert len(site.requests) == 2 * asked + 1


def test_who_tries_a_source_by_hand_heeds_what_its_host_asked_for(chipwatch, site, tmp_path):
    with open_work(Home(tmp_path / "data").make()):
        pass
    site.pages["/busy"] = Answer(status=429, headers=[("Retry-After", "3600")])
    words = ["feeds", "add", f"{site.url}/busy", "--key", "busy", "--language", "it", "--local"]
    assert chipwatch(*words, "--to", "m.toml").returncode == 0
    said = [chipwatch("feeds", "check", "busy", "--sources", "m.toml", **MINE).stdout for _ in range(2)]
    assert said[0].startswith("rate_limited  busy  HTTP 429: the host asks us to come back later →")
    assert said[1].startswith("rate_limited  busy  the host asked us to stay away until ")
    refused = chipwatch("feeds", "discover", f"{site.url}/", "--local")
    assert (refused.returncode, "rate_limited" in refused.stderr) == (1, True)
    page = chipwatch("article", f"{site.url}/page", CHIPWATCH_SOURCES="m.toml", **MINE)
    assert (page.returncode, "rate_limited; come back in 60 min" in page.stderr) == (1, True), page.stderr
    chipwatch("poll", "busy", "--sources", "m.toml", **MINE)
    assert [request.path for request in site.requests] == ["/busy"]


def test_what_is_exported_is_imported_again(chipwatch):
    assert chipwatch("feeds", "export", "--all", "--out", "all.opml").returncode == 0
    done = chipwatch("feeds", "import", "all.opml", "--to", "mine.toml")
    assert done.stdout.startswith("0 sources added"), done.stdout
    done = chipwatch("feeds", "import", "all.opml", "--to", "mine.toml", **MINE)
    assert "added to mine.toml" in done.stdout
    shipped = listed(chipwatch("feeds", "list", "--all", "--json"))
    mine = listed(chipwatch("feeds", "list", "--all", "--sources", "mine.toml", "--json", **MINE))
    assert mine == shipped


def test_of_a_list_what_can_be_a_source_is_added_and_the_rest_named_with_its_line(chipwatch, tmp_path):
    (tmp_path / "list.opml").write_text(
        "<opml><body>\n<outline text='One' language='it' xmlUrl='https://e.org/feed'/>\n"
        "<outline text='Two' xmlUrl='https://e.org/two'/>\n"
        "<outline text='Three' language='it' xmlUrl='http://10.0.0.1/'/>\n"
        "<outline text='Four' language='it' xmlUrl='feed://e.org/x'/>\n"
    )
    done = chipwatch("feeds", "import", "list.opml", "--to", "mine.toml")
    assert done.returncode == 0
    assert done.stderr.splitlines() == [
        "list.opml:6: Premature end of data in tag body line 1: broken XML, read as far as it goes",
        "list.opml:3: Two names no language; say which with --language it, es, en …",
        f"list.opml:4: Three 'http://10.0.0.1/': {PRIVATE}; on your own network? add --local",
        "list.opml:5: Four 'feed://e.org/x': only http and https",
    ]
    assert (tmp_path / "mine.toml").read_text().startswith('[one]\ntitle = "One"\n')
    again = chipwatch("feeds", "import", "list.opml", "--to", "mine.toml")
    assert (again.returncode, "none of its feeds could be added" in again.stderr) == (2, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["import", "bad.opml"], "bad.opml:1: is no OPML; it must begin with <opml>"),
        (["import", "empty.opml"], "empty.opml: names no feed; a feed is an <outline> with an xmlUrl"),
        (["export", "--out", "nowhere/x"], "nowhere/x: cannot be written: No such file or directory"),
        (["list", "--sources", "bad.toml"], "bad.toml:2: [x] has no title; add a line: title"),
        ([*ADD[1:], "--to", "nowhere/x"], "nowhere/x: cannot be written"),
        ([*ADD[1:], "--key", "cset"], "--key cset: is taken; choose another"),
        ([*ADD[1:], "--key", "Ä"], "--key Ä: is no key; choose another: lower-case letters"),
        ([*ADD[1:], "--country", "Italia"], "country = 'Italia' is no code"),
        (["add", "ftp://e.org/", "--language", "it"], "only http and https"),
        (["add", "http://10.0.0.1/", "--language", "it"], "on your own network? add --local"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_is_wrong_is_one_line_that_names_the_place_and_the_remedy(chipwatch, tmp_path, words, said):
    (tmp_path / "bad.opml").write_text('{"feeds": []}')
    (tmp_path / "empty.opml").write_text("<opml><body/></opml>")
    (tmp_path / "bad.toml").write_text('\n[x]\nurl = "https://e.org/"\n')
    done = chipwatch("feeds", *words)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
