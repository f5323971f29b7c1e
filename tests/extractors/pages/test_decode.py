"""Which charset a page is in, whatever it says."""

from __future__ import annotations

import pytest

from extractors.pages.decode import decode

TEXT = "<p>Perché l’Unione pagherà 50 € in più</p>"


@pytest.mark.parametrize(
    ("body", "content_type", "charset", "method"),
    [
        (TEXT.encode(), "text/html; charset=utf-8", "utf-8", "header"),
        (TEXT.encode(), "text/html", "utf-8", "content"),
        (b'<meta charset="utf-8">' + TEXT.encode(), "", "utf-8", "meta"),
        (b"\xef\xbb\xbf" + TEXT.encode(), "text/html; charset=iso-8859-1", "utf-8", "bom"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), "", "utf-16-le", "bom"),
        (TEXT.encode("cp1252"), "text/html; charset=windows-1252", "cp1252", "header"),
        (TEXT.encode("cp1252"), "text/html; charset=ISO-8859-1", "cp1252", "header"),
        (b"<meta charset=iso-8859-15>" + TEXT.encode("iso8859-15", "replace"), "", "iso8859-15", "meta"),
        (TEXT.encode("cp1252"), "", "cp1252", "content"),
    ],
    ids=["header", "content", "meta", "bom", "utf-16", "1252", "latin-1", "latin-9", "undeclared"],
)
def test_charset_is_found_by_mark_header_meta_and_content(
    body: bytes, content_type: str, charset: str, method: str
) -> None:
    decoded = decode(body, content_type)
    assert (decoded.charset, decoded.method) == (charset, method)
    assert "Perché l" in decoded.text
    assert decoded.scars == 0


def test_sound_utf8_beats_a_wrong_declaration() -> None:
    decoded = decode(TEXT.encode(), "text/html; charset=iso-8859-1")
    assert TEXT in decoded.text


def test_utf8_declared_over_windows_1252_is_not_believed() -> None:
    assert decode(TEXT.encode("cp1252"), "text/html; charset=utf-8").text == TEXT


def test_one_broken_byte_does_not_turn_a_utf8_page_into_another_charset() -> None:
    decoded = decode((TEXT * 40).encode() + b"\xe9", "")
    assert decoded.charset == "utf-8"
    assert decoded.scars == 1
    assert decoded.text.startswith(TEXT)


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("shift_jis", "半導体"),
        ("euc-kr", "반도체"),
        ("gb2312", "半导体"),
        ("big5", "半導體"),
        ("koi8-r", "чип"),
    ],
)
def test_eastern_charsets_are_read_as_declared(label: str, text: str) -> None:
    body = f'<meta http-equiv="Content-Type" content="text/html; charset={label}"><p>{text * 9}'.encode(label)
    assert text in decode(body, "").text


@pytest.mark.parametrize("label", ["punycode", "rot13", "base64", "idna", "undefined", "none-such", "\x00"])
def test_labels_that_are_no_charsets_are_ignored(label: str) -> None:
    assert decode(TEXT.encode("cp1252"), f"text/html; charset={label}").text == TEXT


def test_text_encoded_twice_is_put_right_and_counted() -> None:
    twice = TEXT.encode().decode("cp1252").encode()
    decoded = decode(twice, "text/html; charset=utf-8")
    assert decoded.text == TEXT
    assert decoded.repaired == 5


def test_one_suspicious_pair_is_left_alone() -> None:
    text = "<p>The string Ã© in this sentence is meant.</p>"
    assert decode(text.encode(), "").text == text
