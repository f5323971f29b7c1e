"""Bytes of any charset, decided before a parser guesses."""

import pytest

from feeds.charset import as_utf8

WORDS = "perché è così, año, “chip” – 5 €"


def xml(encoding: str, *, bom: bytes = b"", says: str | None = None) -> bytes:
    declared = f' encoding="{says or encoding}"' if says != "" else ""
    return bom + f'<?xml version="1.0"{declared}?><t>{WORDS}</t>'.encode(encoding, "xmlcharrefreplace")


@pytest.mark.parametrize(
    ("body", "header"),
    [
        (xml("utf-8"), ""),
        (xml("utf-8", bom=b"\xef\xbb\xbf"), "text/xml"),
        (xml("utf-8", says="iso-8859-1"), "text/xml; charset=iso-8859-1"),
        (xml("utf-8", says=""), "application/rss+xml; charset=ascii"),
        (xml("cp1252"), ""),
        (xml("cp1252", says="iso-8859-1"), ""),
        (xml("cp1252", says=""), 'text/xml; charset="ISO-8859-1"'),
        (xml("cp1252", says="utf-8"), "text/xml; charset=utf-8"),
        (xml("cp1252", says="no-such-charset"), ""),
        (xml("cp1252", says="base64"), "text/xml; charset=rot13"),
        (xml("iso-8859-15"), ""),
        (xml("utf-16-le", bom=b"\xff\xfe", says="utf-16"), ""),
        (xml("utf-16-be", bom=b"\xfe\xff", says="utf-16"), ""),
        (xml("utf-16-le", says="utf-16-le"), "text/xml; charset=utf-16-le"),
    ],
)
def test_the_words_come_out_whatever_was_declared(body, header):
    import html

    text = html.unescape(as_utf8(body, header).decode("utf-8"))
    assert text.endswith(f"<t>{WORDS}</t>")
    assert "encoding" not in text or "utf-8" in text


def test_one_spoilt_byte_does_not_turn_the_whole_feed_into_another_charset():
    spoilt = xml("utf-8").replace("così".encode(), b"cos\xec")
    assert as_utf8(spoilt).decode() == xml("utf-8").decode().replace("così", "cos�")


def test_a_multibyte_charset_is_read_as_declared():
    body = '<?xml version="1.0" encoding="Shift_JIS"?><t>輸出規制</t>'.encode("shift_jis")
    assert "輸出規制" in as_utf8(body).decode()
