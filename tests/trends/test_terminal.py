"""What strangers wrote is printed, and obeyed by no terminal."""

import io
import json

import pytest

from trends.ask import ask, open_to_read
from trends.formats import Format, write
from trends.terminal import safe, safe_json, safe_line

#: Colour, a window's title by C0 and C1, a bell, writing turned round, half a pair.
ORDERS = "\x1b[31m", "\x1b]0;owned\x07", "\x9b2J", "\x07", "\u202egnp.exe", "\ud800"


@pytest.mark.parametrize("order", ORDERS, ids=ascii)
def test_no_order_reaches_the_terminal(order):
    assert safe(f"a{order}b").isprintable()
    assert safe(f"a{order}b").startswith("a\N{REPLACEMENT CHARACTER}")


@pytest.mark.parametrize(
    "words", ["¿Qué? 「中国」 naïve — 5 %", "line\n\n\ttab", "می‌خواهم", "soft\u00adhyphen"]
)
def test_words_in_any_script_stay_as_they_are(words):
    assert safe(words) == words


def test_a_line_stays_one_line():
    assert safe_line("feed: bad\r\nWARNING all is well\x0b!") == "feed: bad WARNING all is well !"


@pytest.mark.parametrize("order", [*ORDERS, "\U000e0041"], ids=ascii)
def test_json_says_the_same_and_gives_no_orders(order):
    told = safe_json(json.dumps({"title": f"a{order}b"}, ensure_ascii=False))
    assert told.isprintable()
    assert json.loads(told) == {"title": f"a{order}b"}


@pytest.mark.parametrize("form", [Format.TABLE, Format.JSON])
def test_an_answer_gives_no_orders(tmp_path, form):
    import duckdb

    duckdb.connect(tmp_path / "empty.duckdb").close()
    out = io.StringIO()
    with open_to_read(tmp_path / "empty.duckdb") as db:
        write(ask(db, r"SELECT 'a' || chr(155) || '31mb' AS title"), form, out, width=80)
    assert "\x9b" not in out.getvalue()
