"""WARC 1.1 records (ISO 28500:2017): how a page becomes some, and comes back.

One gzip member a record, so that a record can be read by its offset.
"""

from __future__ import annotations

import zlib
from base64 import b32encode
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha1
from io import BytesIO
from pathlib import Path

from fastwarc.stream_io import GzipWriter
from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from records.errors import ArchiveError
from records.news import Page
from storage.blocks import headers_as_sent, request_head, response_head

#: Of 1 to 9.
_COMPRESSION = 6

_HTTP = "application/http; msgtype="
_REVISIT = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"

#: What we add to records, and other readers ignore: the URL asked for, when redirects led elsewhere; where
#: the body of a revisit lies, as file and offset.
_ASKED = "Chipwatch-Asked-For"
_BODY_AT = "Chipwatch-Body-At"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A record as it lies in a file."""

    #: `response`, `request`, `revisit`, `resource`, `warcinfo` …
    kind: str
    id: str
    uri: str
    date: str
    #: Bytes of its member.
    length: int
    #: None for records that are about others. The body of a revisit is missing.
    page: Page | None = None
    #: File and offset of the record that has the body of this revisit.
    body_at: tuple[str, int] | None = None
    #: Of a metadata record: what it says, and the id of the record that it is about.
    words: str = ""
    beside: str = ""


def info_member(name: str, software: str, run_id: str, when: datetime) -> tuple[bytes, str]:
    """The record that begins a file, and its id."""
    record = _record(WarcRecordType.warcinfo, when, "application/warc-fields")
    record.headers["WARC-Filename"] = name
    fields = {"software": software, "format": "WARC File Format 1.1", "isPartOf": run_id}
    record.set_bytes_content("".join(f"{key}: {value}\r\n" for key, value in fields.items()).encode())
    return _member_of(record), str(record.record_id)


def page_members(
    page: Page, info_id: str, first: Stored | None, place: tuple[str, int], about: str
) -> list[bytes]:
    """The records of a page: the one that stands for it, what was known of it (`about`), its request.

    `first` is an earlier record with the same body, lying at `place`: then this is a revisit of it.
    """
    records = (
        [_resource(page)]
        if page.status == 0
        else [_revisit(page, first, place) if first else _response(page)]
    )
    main = records[0]
    main.headers["WARC-Payload-Digest"] = _sha1(page.body)
    if page.final_url != page.url:
        main.headers[_ASKED] = page.url
    if about:
        records.append(_metadata(page, str(main.record_id), about))
    if page.request and page.status:
        records.append(_request(page, str(main.record_id)))
    for record in records:
        record.headers["WARC-Warcinfo-ID"] = info_id
    return [_member_of(record) for record in records]


def read_record(path: Path, offset: int) -> Stored:
    """The record whose member begins there. Raises ArchiveError when there is no whole one."""
    plain, length = _member_at(path, offset)
    try:
        record = next(iter(ArchiveIterator(BytesIO(plain))))
    except (OSError, StopIteration) as error:
        raise ArchiveError(path, offset, "no WARC record") from error
    file, _, place = (record.headers.get(_BODY_AT) or "").rpartition(" ")
    return Stored(
        kind=record.headers.get("WARC-Type") or "",
        id=str(record.record_id),
        uri=record.headers.get("WARC-Target-URI") or "",
        date=record.headers.get("WARC-Date") or "",
        length=length,
        page=_page(record),
        body_at=(file, int(place)) if file else None,
        words=_words(record),
        beside=record.headers.get("WARC-Concurrent-To") or "",
    )


def _response(page: Page) -> WarcRecord:
    record = _record(WarcRecordType.response, page.fetched_at, _HTTP + "response", page.final_url)
    record.set_bytes_content(response_head(page) + page.body)
    return record


def _revisit(page: Page, first: Stored, place: tuple[str, int]) -> WarcRecord:
    record = _record(WarcRecordType.revisit, page.fetched_at, _HTTP + "response", page.final_url)
    record.headers["WARC-Profile"] = _REVISIT
    record.headers["WARC-Refers-To"] = first.id
    record.headers["WARC-Refers-To-Target-URI"] = first.uri
    record.headers["WARC-Refers-To-Date"] = first.date
    record.headers[_BODY_AT] = f"{place[0]} {place[1]}"
    record.set_bytes_content(response_head(page))
    return record


def _request(page: Page, concurrent_to: str) -> WarcRecord:
    record = _record(WarcRecordType.request, page.fetched_at, _HTTP + "request", page.final_url)
    record.headers["WARC-Concurrent-To"] = concurrent_to
    record.set_bytes_content(request_head(page))
    return record


def _metadata(page: Page, concurrent_to: str, about: str) -> WarcRecord:
    record = _record(WarcRecordType.metadata, page.fetched_at, "application/json", page.final_url)
    record.headers["WARC-Concurrent-To"] = concurrent_to
    record.set_bytes_content(about.encode("utf-8", "surrogatepass"))
    return record


def _resource(page: Page) -> WarcRecord:
    record = _record(WarcRecordType.resource, page.fetched_at, page.header("content-type"), page.final_url)
    record.set_bytes_content(page.body)
    return record


def _record(kind: WarcRecordType, when: datetime, content_type: str, uri: str = "") -> WarcRecord:
    record = WarcRecord()
    record.init_headers(kind)
    record.record_date = when
    if uri:
        record.headers["WARC-Target-URI"] = uri
    if content_type:
        record.headers["Content-Type"] = content_type
    return record


def _sha1(body: bytes) -> str:
    """As WARC tools write it; to find equal bodies, not to be safe from anybody."""
    return "sha1:" + b32encode(sha1(body, usedforsecurity=False).digest()).decode()


def _member_of(record: WarcRecord) -> bytes:
    member = BytesIO()
    writer = GzipWriter(member, compression_level=_COMPRESSION)
    record.write(writer, checksum_data=True)
    writer.finish()
    return member.getvalue()


def _member_at(path: Path, offset: int) -> tuple[bytes, int]:
    """A gzip member, unpacked, with its length in the file; its checksum fits."""
    unpack = zlib.decompressobj(wbits=31)
    parts, taken = [], 0
    try:
        with path.open("rb") as file:
            file.seek(offset)
            while not unpack.eof and (chunk := file.read(1 << 16)):
                parts.append(unpack.decompress(chunk))
                taken += len(chunk)
    except zlib.error as error:
        raise ArchiveError(path, offset, "damaged, or no record begins here") from error
    except OSError as error:
        raise ArchiveError(path, offset, f"cannot be read: {error.strerror}") from error
    if not unpack.eof:
        raise ArchiveError(path, offset, "cut off before the end of a record")
    return b"".join(parts), taken - len(unpack.unused_data)


def _words(record: WarcRecord) -> str:
    if record.headers.get("WARC-Type") != "metadata":
        return ""
    return str(record.reader.read(), "utf-8", "surrogatepass")


def _page(record: WarcRecord) -> Page | None:
    sent: tuple[tuple[str, str], ...]
    match record.headers.get("WARC-Type"):
        case "resource":
            content_type = record.headers.get("Content-Type")
            status, sent = 0, (("content-type", content_type),) if content_type else ()
        case "response" | "revisit":
            http = record.http_headers
            status, sent = http.status_code or 0, headers_as_sent(http.items_bytes())
        case _:
            return None
    uri = record.headers["WARC-Target-URI"]
    return Page(
        url=record.headers.get(_ASKED) or uri,
        final_url=uri,
        status=status,
        headers=sent,
        body=record.reader.read(),
        fetched_at=datetime.fromisoformat(record.headers["WARC-Date"]),
    )
