"""The past: WordPress REST, sitemaps, local files."""

import asyncio
import gzip
import json
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from feeds.history import files, sitemap, wordpress
from feeds.sitemaps import MAX_BYTES, unpacked
from records.dates import Confidence
from records.errors import ConfigError, FetchError, ForbiddenError, GoneError
from tests.feeds.site import Answer, client, feed_at

SINCE, UNTIL = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC)


def walked(way, site, since=SINCE, until=UNTIL, **rest):
    feed = feed_at(f"{site.url}/feed", **rest)

    async def all_of_them():
        async with client() as c:
            return [entry async for entry in way.entries(c, feed, since, until)]

    return asyncio.run(all_of_them())


class Blog:
    """A WordPress that answers as one does: local time in `date`, strict `before` and `after`, 100 a page."""

    def __init__(
        self,
        site,
        times: list[datetime],
        zone: timedelta = timedelta(hours=1),
        most: int = 100,
        says: bool = True,
    ) -> None:
        self.times, self.zone, self.most, self.says = times, zone, most, says
        self.asked: list[dict[str, str]] = []
        site.pages["/robots.txt"] = Answer(status=404)
        self.site = site
        self._answer_all()

    def _answer_all(self) -> None:
        blog = self

        class Pages(dict):
            def get(self, path, default=None):
                if path.startswith("/wp-json/wp/v2/posts?"):
                    return blog._posts(parse_qs(urlsplit(path).query))
                return super().get(path, default)

        self.site.pages = Pages(self.site.pages)

    def _posts(self, query) -> Answer:
        asked = {name: values[0] for name, values in query.items()}
        self.asked.append(asked)
        local = sorted(((t + self.zone, n) for n, t in enumerate(self.times)), reverse=True)
        before, after = (datetime.fromisoformat(asked[name] + "+00:00") for name in ("before", "after"))
        found = [(when, n) for when, n in local if after < when < before]
        page = found[: min(self.most, int(asked["per_page"]))]
        headers = [("X-WP-Total", str(len(found)))] if self.says else []
        return Answer(body=json.dumps([self._post(when, n) for when, n in page]).encode(), headers=headers)

    def _post(self, local: datetime, n: int) -> dict:
        return {
            "id": n,
            "date": local.strftime("%Y-%m-%dT%H:%M:%S"),
            "date_gmt": (local - self.zone).strftime("%Y-%m-%dT%H:%M:%S"),
            "link": f"https://e.org/{n}/",
            "title": {"rendered": f"Post {n}"},
            "content": {"rendered": "<p>x</p>"},
        }


def test_wordpress_is_walked_backwards_each_post_once(site):
    times = [SINCE + timedelta(hours=3 * n) for n in range(-40, 290)]
    blog = Blog(site, times)
    found = walked(wordpress, site)
    inside = [t for t in times if SINCE <= t < UNTIL]
    assert [entry.published.value for entry in found] == sorted(inside, reverse=True)
    assert len({entry.id for entry in found}) == len(found) == 248
    assert 3 <= len(blog.asked) <= 5
    assert all(asked["per_page"] == "100" and "page" not in asked for asked in blog.asked)


@pytest.mark.parametrize("says", [True, False])
def test_a_site_that_gives_fewer_posts_a_page_loses_none(site, says):
    times = [SINCE + timedelta(hours=9 * n) for n in range(70)]
    Blog(site, times, most=20, says=says)
    assert len(walked(wordpress, site)) == 70


def test_a_post_without_a_readable_date_does_not_stop_the_walk(site):
    blog = Blog(site, [SINCE + timedelta(days=n) for n in range(3)])
    whole = blog._post
    blog._post = lambda local, n: whole(local, n) | ({"date": "gestern"} if n == 1 else {})
    assert len(walked(wordpress, site)) == 3


@pytest.mark.parametrize("zone", [-11, 0, 13])
def test_the_site_s_own_zone_loses_no_post_at_the_edges(site, zone):
    times = [SINCE - timedelta(seconds=1), SINCE, UNTIL - timedelta(seconds=1), UNTIL]
    Blog(site, times, timedelta(hours=zone))
    assert [entry.published.value for entry in walked(wordpress, site)] == [times[2], times[1]]


def test_many_posts_of_one_second_end_the_walk_instead_of_turning_in_it(site):
    Blog(site, [SINCE + timedelta(days=5)] * 150)
    assert len(walked(wordpress, site)) == 100


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (Answer(status=404, body=b'{"code": "rest_no_route"}'), GoneError),
        (Answer(status=401), FetchError),
        (Answer(status=500), FetchError),
        (Answer(body=b"<html>"), FetchError),
        (Answer(body=b'{"code": "x"}'), FetchError),
    ],
)
def test_a_barred_way_says_so(site, answer, error):
    class Always(dict):
        def get(self, path, default=None):
            return answer if "wp-json" in path else default

    site.pages = Always()
    with pytest.raises(error):
        walked(wordpress, site)


def test_past_the_end_is_no_failure(site):
    class Always(dict):
        def get(self, path, default=None):
            return (
                Answer(status=400, body=b'{"code": "rest_post_invalid_page_number"}')
                if "wp-json" in path
                else default
            )

    site.pages = Always()
    assert walked(wordpress, site) == []


def test_robots_are_asked_before_history_is(site):
    Blog(site, [SINCE + timedelta(days=1)])
    site.pages["/robots.txt"] = b"User-agent: *\nDisallow: /wp-json/"
    with pytest.raises(ForbiddenError):
        walked(wordpress, site)


def urlset(*rows: tuple[str, str]) -> bytes:
    inside = "".join(
        f"<url><loc>{loc}</loc>{f'<lastmod>{lastmod}</lastmod>' if lastmod else ''}</url>"
        for loc, lastmod in rows
    )
    return f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{inside}</urlset>".encode()


def index(*rows: tuple[str, str]) -> bytes:
    inside = "".join(
        f"<sitemap><loc>{loc}</loc>{f'<lastmod>{lastmod}</lastmod>' if lastmod else ''}</sitemap>"
        for loc, lastmod in rows
    )
    return (
        f"<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{inside}</sitemapindex>".encode()
    )


def test_sitemaps_are_found_by_robots_and_walked_through_their_index(site):
    site.pages |= {
        "/robots.txt": f"Sitemap: {site.url}/deep/index.xml".encode(),
        "/deep/index.xml": index(
            (f"{site.url}/post-sitemap1.xml", "2026-02-10T00:00:00Z"),
            (f"{site.url}/post-sitemap2.xml", "2026-03-20T00:00:00Z"),
            (f"{site.url}/post-sitemap3.xml", ""),
            (f"{site.url}/category-sitemap.xml", "2026-03-20T00:00:00Z"),
        ),
        "/post-sitemap2.xml": gzip.compress(
            urlset(
                ("https://e.org/in-march", "2026-03-15T10:00:00Z"),
                ("https://e.org/before", "2026-02-15T10:00:00Z"),
                ("https://e.org/2026/03/04/by-its-address", "2026-11-01T00:00:00Z"),
                ("https://e.org/2026/05/04/later-by-its-address", "2026-03-10T00:00:00Z"),
                ("https://e.org/edited-since", "2026-08-01T00:00:00Z"),
            )
        ),
        "/post-sitemap3.xml": urlset(("https://e.org/no-date", ""), ("https://e.org/in-march", "")),
    }
    found = {entry.url: entry for entry in walked(sitemap, site)}
    assert list(found) == [
        "https://e.org/in-march",
        "https://e.org/2026/03/04/by-its-address",
        "https://e.org/edited-since",
        "https://e.org/no-date",
    ]
    by_address = found["https://e.org/2026/03/04/by-its-address"].published
    assert (by_address.value, by_address.confidence) == (datetime(2026, 3, 4, tzinfo=UTC), Confidence.DAY)
    assert found["https://e.org/in-march"].published.value is None
    asked = [request.path for request in site.requests]
    assert "/post-sitemap1.xml" not in asked
    assert "/category-sitemap.xml" not in asked


def test_sitemaps_by_month_are_asked_only_for_the_window(site):
    months = [(f"{site.url}/2026-{n:02}.xml", "") for n in range(1, 13)]
    site.pages["/sitemap.xml"] = index(*months)
    site.pages |= {f"/2026-{n:02}.xml": urlset((f"https://e.org/2026/{n:02}/09/x", "")) for n in range(1, 13)}
    found = walked(sitemap, site)
    assert [entry.url for entry in found] == ["https://e.org/2026/03/09/x"]
    asked = [request.path for request in site.requests if request.path.startswith("/2026")]
    assert asked == ["/2026-03.xml", "/2026-04.xml"]


def test_two_windows_of_one_run_ask_for_each_sitemap_once(site):
    site.pages["/sitemap.xml"] = urlset(
        ("https://e.org/2026/03/09/x", ""), ("https://e.org/2026/04/09/y", "")
    )
    feed = feed_at(f"{site.url}/feed", history_url=f"{site.url}/sitemap.xml")

    async def two_windows():
        async with client() as c:
            months = [(SINCE, UNTIL), (UNTIL, UNTIL + timedelta(days=30))]
            return [[e.url async for e in sitemap.entries(c, feed, *month)] for month in months]

    assert asyncio.run(two_windows()) == [["https://e.org/2026/03/09/x"], ["https://e.org/2026/04/09/y"]]
    assert len(site.asked("/sitemap.xml")) == 1


def test_a_site_without_a_sitemap_says_so(site):
    with pytest.raises(GoneError):
        walked(sitemap, site)
    assert [request.path for request in site.requests][1:] == [
        "/sitemap_index.xml",
        "/wp-sitemap.xml",
        "/sitemap.xml",
    ]


def test_a_sitemap_that_names_itself_is_read_once(site):
    site.pages["/sitemap.xml"] = index((f"{site.url}/sitemap.xml", ""), (f"{site.url}/a.xml", ""))
    site.pages["/a.xml"] = index((f"{site.url}/sitemap.xml", ""))
    assert walked(sitemap, site, history_url=f"{site.url}/sitemap.xml") == []
    assert len(site.asked("/sitemap.xml")) == 1


def test_a_gzip_bomb_of_a_sitemap_is_cut_off(site):
    place = f"<url><loc>{site.url}/a</loc><lastmod>2026-11-10</lastmod></url>".encode()
    bomb = b"<urlset>%b%b" % (place, b" " * (80 * 1024 * 1024))
    assert len(unpacked(gzip.compress(bomb))) == MAX_BYTES
    site.pages["/sitemap.xml"] = gzip.compress(bomb + place.replace(b"/a<", b"/b<"))
    assert [entry.link for entry in walked(sitemap, site, history_url=f"{site.url}/sitemap.xml")] == [
        f"{site.url}/a"
    ]


# --- files


def test_files_bring_what_their_sidecars_say(tmp_path):
    (tmp_path / "b.html").write_text("<p>due</p>", encoding="utf-8")
    (tmp_path / "b.json").write_text(
        json.dumps(
            {
                "url": "https://e.org/b/?utm_source=x",
                "title": "Due",
                "published": "3 marzo 2026",
                "language": "it",
                "outlet": "One",
                "author": "Ada",
            }
        ),
        encoding="utf-8",
    )
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a.txt").write_text("uno", encoding="utf-8")
    (tmp_path / "notes.pdf").write_bytes(b"%PDF")
    (two, page), (one, plain) = files.entries_of([tmp_path])
    assert (two.url, two.title, two.author, two.credit) == ("https://e.org/b", "Due", "Ada", "One")
    assert (two.published.value, two.published.confidence) == (
        datetime(2026, 3, 3, tzinfo=UTC),
        Confidence.DAY,
    )
    assert (page.status, page.body, page.header("content-type")) == (0, b"<p>due</p>", "text/html")
    assert page.header("content-language") == "it"
    assert one.url.startswith("urn:sha256:")
    assert (plain.url, plain.header("content-type")) == (one.url, "text/plain")


def test_the_same_bytes_have_the_same_name_wherever_they_lie(tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(b"same")
    one, two = (entry for entry, _ in files.entries_of([tmp_path / "a.txt", tmp_path / "b.txt"]))
    assert one.url == two.url


@pytest.mark.parametrize(
    ("name", "sidecar", "words"),
    [
        ("x.docx", None, "no text or HTML file"),
        ("none.txt", None, "does not exist"),
        ("x.txt", "{", "is no JSON"),
        ("x.txt", "[]", "no JSON object"),
        ("x.txt", '{"title": 3}', "title must be text"),
        (
            "x.txt",
            '{"titel": "A"}',
            r"x\.json: unknown key 'titel'; did you mean title\? allowed: url, title,",
        ),
    ],
)
def test_what_is_wrong_with_a_file_is_named(tmp_path, name, sidecar, words):
    if not name.startswith("none"):
        (tmp_path / name).write_bytes(b"x")
    if sidecar:
        (tmp_path / "x.json").write_text(sidecar)
    with pytest.raises(ConfigError, match=words):
        list(files.entries_of([tmp_path / name]))


def test_one_bad_sidecar_among_many_files_sets_that_one_aside(tmp_path):
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.txt").write_text(name)
    (tmp_path / "b.json").write_text('{"titel": "B"}')
    aside = []
    found = [page.body for _, page in files.entries_of([tmp_path], aside.append)]
    assert found == [b"a", b"c"]
    assert ["b.json" in str(problem) for problem in aside] == [True]
    with pytest.raises(ConfigError, match="titel"):
        list(files.entries_of([tmp_path / "b.txt"], aside.append))


@pytest.mark.parametrize(
    "answer",
    [Answer(status=404), Answer(status=403), Answer(body=b"<html><title>Just a moment...</title></html>")],
    ids=["404", "403", "challenge"],
)
def test_a_sitemap_that_cannot_be_read_is_no_empty_past(site, answer):
    site.pages["/robots.txt"] = Answer(status=404)
    site.pages["/map.xml"] = answer
    with pytest.raises(FetchError):
        walked(sitemap, site, history_url=f"{site.url}/map.xml")


def test_a_wordpress_that_refuses_the_first_page_is_no_empty_past(site):
    site.pages["/robots.txt"] = Answer(status=404)

    class Refusing(dict):
        def get(self, path, default=None):
            return (
                Answer(status=400, body=b'{"code": "rest_invalid_param"}') if "wp-json" in path else default
            )

    site.pages = Refusing(site.pages)
    with pytest.raises(FetchError):
        walked(wordpress, site)


def test_a_link_that_leads_out_of_the_folder_is_not_followed(tmp_path):
    folder = tmp_path / "clippings"
    folder.mkdir()
    (folder / "mine.txt").write_text("mine")
    (tmp_path / "other.txt").write_text("not mine")
    (folder / "link.txt").symlink_to(tmp_path / "other.txt")
    assert [file.name for file in files.files_in([folder])] == ["mine.txt"]
