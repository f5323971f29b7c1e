"""Chips by shape, without the catalogue."""

from __future__ import annotations

import time

import pytest

from extractors.reading import read
from extractors.recognisers.chips import find_chips_by_family, find_new_chips


def _near(text: str, vendor: str) -> list[str]:
    at = text.index(vendor)
    return [text[start:end] for start, end in find_new_chips(text, [(at, at + len(vendor))])]


@pytest.mark.parametrize(
    ("text", "model"),
    [
        ("Nvidia B42A", "B42A"),
        ("il nuovo chip B42A di Nvidia", "B42A"),
        ("Nvidia's new B42A", "B42A"),
        ("l'acceleratore H21 di Nvidia", "H21"),
    ],
)
def test_a_model_number_next_to_its_vendor_is_a_chip(text: str, model: str) -> None:
    assert _near(text, "Nvidia") == [model]


@pytest.mark.parametrize(
    "text", ["Nvidia nel Q3", "Nvidia, che al G7 ha", "Nvidia compra da altri il B42A", "5G di Nvidia"]
)
def test_a_quarter_a_summit_or_a_far_number_is_none(text: str) -> None:
    assert _near(text, "Nvidia") == []


def test_a_family_s_name_needs_no_vendor() -> None:
    text = "la RTX 4070 Ti, il Kirin 9030 e la Radeon RX 9070 XT"
    assert [text[start:end] for start, end in find_chips_by_family(text)] == [
        "RTX 4070 Ti",
        "Kirin 9030",
        "Radeon RX 9070 XT",
    ]


def test_many_new_models_take_time_in_line_with_their_number() -> None:
    line = "Nvidia vende B42A e H20 a Huawei, che fa il 910E.\n"

    def seconds(lines: int) -> float:
        started = time.process_time()
        read(line * lines, language="it")
        return time.process_time() - started

    seconds(100)
    assert seconds(4000) < 8 * seconds(1000)
