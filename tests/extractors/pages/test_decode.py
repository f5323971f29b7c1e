"""Which charset a page is in, whatever it says."""

from __future__ import annotations

import pytest

from extractors.pages.decode import as_utf8, decode

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


SAID = {
    "ru": "Власти расширили ограничения на экспорт. По словам источников, правила затронут и память.",
    "ja": "米政府は輸出規制を強化すると発表した。関係者によると、企業は新しい規則を検討している。",
    "zh-Hans": "政府宣布加强对芯片的出口管制。知情人士表示，公司正在研究这一文件，并将在下周作出回应。",
    "zh-Hant": "政府宣布加強對晶片的出口管制。知情人士表示，公司正在研究這一文件，並將在下週作出回應。",
    "ko": "정부는 반도체 수출 통제를 강화한다고 발표했다. 관계자에 따르면 기업들은 문서를 검토하고 있다.",
    "el": "Η κυβέρνηση ανακοίνωσε νέους περιορισμούς στις εξαγωγές. Οι κανόνες θα επηρεάσουν και τη μνήμη.",
    "it": "L'azienda pagherà 50 € in più, perché la quantità è esaurita; così dirà lunedì l'autorità.",
    "es": "Según la compañía, el año próximo costará 50 € más. ¿Qué pasará después? Habrá límites.",
    "pl": "Rząd ogłosił nowe ograniczenia. Według źródeł przepisy obejmą pamięci. Żądania są znane.",
    "tr": "Hükümet yeni kısıtlamalar getirdiğini açıkladı. Şirket belgeyi incelediğini söyledi.",
}


@pytest.mark.parametrize(
    ("language", "charset"),
    [
        ("ru", "cp1251"),
        ("ru", "koi8-r"),
        ("ru", "iso8859-5"),
        ("ja", "euc_jp"),
        ("ja", "cp932"),
        ("zh-Hans", "gb18030"),
        ("zh-Hant", "big5"),
        ("ko", "cp949"),
        ("el", "cp1253"),
        ("it", "cp1252"),
        ("it", "iso8859-15"),
        ("es", "iso8859-15"),
        ("pl", "cp1250"),
        ("pl", "iso8859-2"),
        ("tr", "cp1254"),
    ],
)
@pytest.mark.parametrize("header", ["text/html", "text/html; charset=utf-8"], ids=["undeclared", "wrong"])
def test_what_nobody_declares_is_told_by_the_text(language: str, charset: str, header: str) -> None:
    markup = f'<html lang="{language}"><title>Notizie</title><p>{SAID[language]}</p>'
    decoded = decode(markup.encode(charset), header)
    assert decoded.text == markup
    assert decoded.method == "content"
    assert decoded.why == (
        "nothing declared" if header == "text/html" else "header says utf-8: the bytes are none"
    )


@pytest.mark.parametrize(
    ("language", "charset"), [("ru", "cp1251"), ("ja", "euc_jp"), ("zh-Hans", "gb18030")]
)
def test_a_western_declaration_is_not_believed_over_another_script(language: str, charset: str) -> None:
    markup = f"<html><p>{SAID[language]}</p>"
    decoded = decode(markup.encode(charset), "text/html; charset=ISO-8859-1")
    assert decoded.text == markup
    assert decoded.why.startswith("header says ISO-8859-1: ")


def test_the_meta_is_asked_when_the_header_cannot_be_true() -> None:
    markup = f"<html><meta charset=windows-1251><p>{SAID['ru']}</p>"
    decoded = decode(markup.encode("cp1251"), "text/html; charset=ISO-8859-1")
    assert (decoded.text, decoded.charset, decoded.method) == (markup, "cp1251", "meta")
    assert decoded.why == "header says ISO-8859-1: hardly a letter would be plain"


def test_the_header_comes_before_the_meta() -> None:
    markup = f"<html><meta charset=windows-1251><p>{SAID['ru']}</p>"
    assert decode(markup.encode("koi8-r"), "text/html; charset=koi8-r").charset == "koi8-r"


def test_a_meta_in_a_comment_says_nothing() -> None:
    markup = f"<!-- <meta charset=koi8-r> --><html><p>{TEXT}"
    assert decode(markup.encode("cp1252"), "").text == markup


@pytest.mark.parametrize("charset", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    ("header", "method"),
    [("text/html", "content"), ("text/html; charset=utf-16", "header")],
    ids=["", "said"],
)
def test_utf_16_needs_no_mark(charset: str, header: str, method: str) -> None:
    markup = f"<html><head><title>Notizie</title></head><body><p>{SAID['ja']}</p></body></html>"
    decoded = decode(markup.encode(charset), header)
    assert (decoded.text, decoded.charset, decoded.method) == (markup, charset, method)
    assert as_utf8(markup.encode(charset)) == markup.encode()


@pytest.mark.parametrize(
    "body", [b"", b"\0", b"\0\0\0\0", b"<p>a\0b\0c</p>", TEXT.encode(), bytes(range(256)) * 9]
)
def test_zero_bytes_alone_are_no_utf_16(body: bytes) -> None:
    assert not decode(body, "").charset.startswith("utf-16")
    assert as_utf8(body) == body


def _again(text: str) -> str:
    """`text` in UTF-8, taken for Windows-1252 as browsers have it."""
    return "".join(
        bytes([byte]).decode("latin-1" if byte in b"\x81\x8d\x8f\x90\x9d" else "cp1252")
        for byte in text.encode()
    )


@pytest.mark.parametrize("text", [TEXT, f"<p>{SAID['ru']}</p><p>«Ñandú»</p>", "<p>“Œuvre” – à Ë Ï Í Ý Ð</p>"])
@pytest.mark.parametrize("rounds", [1, 2])
def test_text_encoded_again_and_again_is_put_right(text: str, rounds: int) -> None:
    spoilt = text
    for _ in range(rounds):
        spoilt = _again(spoilt)
    decoded = decode(spoilt.encode(), "text/html; charset=utf-8")
    assert decoded.text == text
    assert decoded.repaired


def test_one_spoilt_paragraph_among_sound_ones_is_put_right_alone() -> None:
    markup = f"<p>{TEXT}</p><p>{_again('Perché sarà così')}</p>"
    assert decode(markup.encode(), "").text == f"<p>{TEXT}</p><p>Perché sarà così</p>"


@pytest.mark.parametrize(
    "text",
    [
        "<p>« été\xa0», « côté\xa0» et « liberté\xa0» : à\xa0« Âge »</p><b>pré\xa0»</b>",
        "<p>ESPAÑA, GÂTEAU, SÃO PAULO, Ça, à l’été, Spaß“, Ä“, É\xa0»</p>" * 3,
        "<p>Ð og Ñ, Âge, Ão</p>" * 3,
    ],
    ids=["french", "capitals", "letters"],
)
def test_sound_text_stays_as_it_is(text: str) -> None:
    decoded = decode(text.encode(), "")
    assert (decoded.text, decoded.repaired) == (text, 0)
