import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from warcio.archiveiterator import ArchiveIterator

from records.errors import ArchiveError
from records.news import Page
from storage.archive import Archive, damages, read_file, read_page, read_whole, size
from tests.storage.conftest import finish, start
from tests.storage.making import NOW

HEADERS = (
    ("content-type", "text/html; charset=utf-8"),
    ("content-encoding", "gzip"),
    ("set-cookie", "a=1"),
    ("x-odd", "caffè \udcff"),
    ("set-cookie", "b=2"),
    ("empty", ""),
)


def page(n=1, body=b"<html>\r\n\r\n\x00\xff</html>", **more):
    values = {
        "url": f"https://a.example/{n}",
        "final_url": f"https://a.example/{n}",
        "status": 200,
        "headers": HEADERS,
        "body": body,
        "fetched_at": NOW + timedelta(seconds=n, microseconds=7),
    }
    return Page(**(values | more))


def written(folder, *pages, **more):
    with Archive(folder, "run1", **more) as archive:
        return [archive.add(one) for one in pages]


def public_records(folder):
    """What warcio makes of it: the reader that is not ours, checking every digest."""
    found = []
    for path in sorted(folder.glob("*.warc.gz")):
        with path.open("rb") as stream:
            found += [
                (record.rec_type, record.rec_headers, record.http_headers, record.content_stream().read())
                for record in ArchiveIterator(stream, check_digests="raise")
            ]
    return found


@pytest.mark.parametrize(
    "one",
    [
        page(),
        page(body=b""),
        page(headers=()),
        page(status=404, body=b"gone"),
        page(url="https://a.example/asked", final_url="https://b.example/found"),
        page(
            url="file:///home/ann/a.html",
            final_url="file:///home/ann/a.html",
            status=0,
            headers=(("content-type", "text/html"),),
        ),
        page(url="urn:sha256:00", final_url="urn:sha256:00", status=0, headers=()),
        page(body=b"x" * 3_000_000),
    ],
    ids=["page", "no body", "no headers", "404", "redirected", "local file", "urn", "large"],
)
def test_a_page_comes_back_as_it_was(tmp_path, one):
    [kept] = written(tmp_path, one)
    assert read_page(tmp_path, kept.file, kept.offset) == one
    assert (kept.url, kept.final_url, kept.status, kept.fetched_at) == (
        one.url,
        one.final_url,
        one.status,
        one.fetched_at,
    )


@pytest.mark.parametrize("words", ['{"title": "È “così”"}', ""])
@pytest.mark.parametrize("sent", [(), (("host", "a.example"),)], ids=["no request", "request"])
def test_what_led_to_a_page_is_kept_beside_it(tmp_path, words, sent):
    with Archive(tmp_path, "r1") as archive:
        kept = [archive.add(page(n, request=sent), about=words and f"{words}") for n in (1, 2)]
    for n, one in enumerate(kept, 1):
        assert read_whole(tmp_path, one.file, one.offset) == (page(n), words)
    assert [found for _, found in read_file(tmp_path, kept[0].file)] == [page(1), page(2)]
    kinds, headers, _, bodies = zip(*public_records(tmp_path), strict=True)
    if words:
        at = kinds.index("metadata")
        assert (bodies[at], headers[at].get_header("Content-Type")) == (words.encode(), "application/json")
        assert headers[at].get_header("WARC-Concurrent-To") == headers[at - 1].get_header("WARC-Record-ID")


def test_a_revisit_has_its_own_words_beside_it(tmp_path):
    with Archive(tmp_path, "r1") as archive:
        archive.add(page(1), about='"first"')
        again = archive.add(page(1), about='"again"')
    assert read_whole(tmp_path, again.file, again.offset) == (page(1), '"again"')


def test_public_tools_read_what_we_wrote(tmp_path):
    sent = (("host", "a.example"), ("user-agent", "chipwatch"))
    local = page(
        3, url="file:///a.txt", final_url="file:///a.txt", status=0, headers=(("content-type", "text/plain"),)
    )
    written(tmp_path, page(1, request=sent, final_url="https://a.example/1?x=1"), page(2), local)
    kinds, headers, http, bodies = zip(*public_records(tmp_path), strict=True)
    assert kinds == ("warcinfo", "response", "request", "response", "resource")
    assert {h.protocol for h in headers} == {"WARC/1.1"}
    assert b"software: chipwatch" in bodies[0]
    assert http[1].get_header("x-archive-orig-content-encoding") == "gzip"
    assert bodies[1] == page().body
    assert http[2].protocol == "GET"
    assert http[2].statusline == "/1?x=1 HTTP/1.1"
    assert headers[2].get_header("WARC-Concurrent-To") == headers[1].get_header("WARC-Record-ID")
    assert headers[1].get_header("WARC-Date") == "2026-11-20T12:00:01.000007Z"
    assert {h.get_header("WARC-Warcinfo-ID") for h in headers[1:]} == {
        headers[0].get_header("WARC-Record-ID")
    }
    assert bodies[4] == local.body


def test_an_unchanged_body_is_written_once(tmp_path):
    body = bytes(range(256)) * 400
    first, again, other = written(tmp_path, page(1, body), page(1, body, status=203), page(1, b"new"))
    kinds, headers, *_ = zip(*public_records(tmp_path), strict=True)
    assert kinds == ("warcinfo", "response", "revisit", "response")
    assert headers[2].get_header("WARC-Refers-To") == headers[1].get_header("WARC-Record-ID")
    assert headers[2].get_header("WARC-Refers-To-Target-URI") == "https://a.example/1"
    assert headers[2].get_header("WARC-Refers-To-Date") == headers[1].get_header("WARC-Date")
    assert headers[2].get_header("WARC-Payload-Digest") == headers[1].get_header("WARC-Payload-Digest")
    assert again.length < 1000
    assert read_page(tmp_path, again.file, again.offset) == page(1, body, status=203)
    assert read_page(tmp_path, other.file, other.offset).body == b"new"
    assert first.digest == again.digest != other.digest


def test_an_unchanged_body_is_known_from_an_earlier_run(tmp_path):
    [first] = written(tmp_path, page(1))
    with Archive(tmp_path, "run2") as archive:
        again = archive.add(page(1), before=first)
    with Archive(tmp_path, "run3") as archive:
        third = archive.add(page(1), before=again)
    assert [kind for kind, *_ in public_records(tmp_path)].count("response") == 1
    (tmp_path / again.file).unlink()
    assert read_page(tmp_path, third.file, third.offset) == page(1)


def test_a_body_whose_file_was_taken_away_is_written_again(tmp_path):
    [first] = written(tmp_path, page(1))
    (tmp_path / first.file).unlink()
    with Archive(tmp_path, "run2") as archive:
        again = archive.add(page(1), before=first)
    assert read_page(tmp_path, again.file, again.offset) == page(1)


def test_a_full_file_is_followed_by_the_next(tmp_path):
    kept = written(tmp_path, *(page(n, bytes([n]) * 9) for n in range(6)), max_bytes=1500)
    files = sorted({one.file for one in kept})
    assert len(files) > 1
    assert size(tmp_path) == sum((tmp_path / name).stat().st_size for name in files)
    assert [read_page(tmp_path, one.file, one.offset).url for one in kept] == [one.url for one in kept]
    assert [kind for kind, *_ in public_records(tmp_path)].count("warcinfo") == len(files)


def test_a_run_with_nothing_to_keep_leaves_no_file(tmp_path):
    with Archive(tmp_path / "archive", "run1"):
        pass
    assert not (tmp_path / "archive").exists()


def test_a_run_of_the_same_name_writes_a_file_of_its_own(tmp_path):
    [one] = written(tmp_path, page(1))
    before = (tmp_path / one.file).read_bytes()
    [two] = written(tmp_path, page(1))
    assert one.file != two.file
    assert (tmp_path / one.file).read_bytes() == before


def test_threads_share_an_archive(tmp_path):
    with Archive(tmp_path, "run1", max_bytes=20_000) as archive, ThreadPoolExecutor(8) as pool:
        kept = list(pool.map(archive.add, (page(n, b"%d" % n * 50) for n in range(200))))
    assert [read_page(tmp_path, one.file, one.offset).body for one in kept] == [
        b"%d" % n * 50 for n in range(200)
    ]
    assert damages(tmp_path) == []


@pytest.mark.parametrize("cut", [1, 100, 2500])
def test_a_file_that_was_cut_off_loses_its_last_record_only_and_says_so(tmp_path, cut):
    kept = written(tmp_path, *(page(n, bytes(range(256)) * 40 + b"%d" % n) for n in range(4)))
    path = tmp_path / kept[0].file
    last = kept[-1]
    os.truncate(path, last.offset + max(1, last.length - cut))
    pages = read_file(tmp_path, path.name)
    assert [next(pages)[0] for _ in kept[:-1]] == [one.offset for one in kept[:-1]]
    with pytest.raises(ArchiveError, match="cut off"):
        next(pages)
    assert [(error.file, error.offset) for error in damages(tmp_path)] == [(path, last.offset)]
    with pytest.raises(ArchiveError):
        read_page(tmp_path, last.file, last.offset)


def test_a_damaged_record_is_named_and_no_wrong_page_comes_out(tmp_path):
    [one] = written(tmp_path, page(1, bytes(range(256)) * 40))
    path = tmp_path / one.file
    raw = bytearray(path.read_bytes())
    raw[one.offset + one.length // 2] ^= 0xFF
    path.write_bytes(raw)
    with pytest.raises(ArchiveError, match="damaged"):
        read_page(tmp_path, one.file, one.offset)


@pytest.mark.parametrize(
    ("offset", "words"), [(0, "warcinfo record, not a page"), (3, "no record begins here")]
)
def test_an_offset_that_is_none_of_a_page_is_refused(tmp_path, offset, words):
    [one] = written(tmp_path, page(1))
    with pytest.raises(ArchiveError, match=words):
        read_page(tmp_path, one.file, offset)
    with pytest.raises(ArchiveError, match="cannot be read"):
        read_page(tmp_path, "no.warc.gz", 0)


def test_a_full_disk_costs_one_page_and_harms_no_other(home):
    said, code = finish(start("archive_into", home, "200000"))
    *lines, last = said.splitlines()
    assert (code, "cannot be written: File too large" in last) == (1, True)
    assert damages(home.archive) == []
    [path] = home.archive.iterdir()
    assert len(list(read_file(home.archive, path.name))) == len(lines) > 0


def test_line_ends_in_a_header_make_no_second_header(tmp_path):
    odd = page(headers=(("x-odd", "a\r\nSet-Cookie: b"),))
    [one] = written(tmp_path, odd)
    assert read_page(tmp_path, one.file, one.offset) == replace(odd, headers=(("x-odd", "a Set-Cookie: b"),))
