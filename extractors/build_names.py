"""Build knowledge/first_names.txt and last_names.txt: `python -m extractors.build_names`.

Needs Faker and mimesis, which nothing else does. The names come from the locale lists of Faker (MIT licence,
Copyright 2012 Daniele Faraglia) and mimesis (MIT licence, Copyright 2016 Isaak Uchakaev), in Latin script,
each with and without its accents; and from the East Asian family names below, which those two only have in
their own scripts (general knowledge).
"""

from __future__ import annotations

import importlib
import json
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from extractors.words import KNOWLEDGE, OPENERS

_FAKER = """
it_IT en_US en_GB en_IN en_NZ es_ES es_MX es_AR de_DE de_AT fr_FR nl_NL pt_BR pt_PT sv_SE da_DK no_NO fi_FI
pl_PL cs_CZ hu_HU ro_RO hr_HR sl_SI et_EE lt_LT lv_LV tr_TR id_ID vi_VN ja_JP zh_CN zh_TW
"""
_MIMESIS = """
it en en-gb en-au en-ca es es-mx de de-at de-ch fr nl nl-be pt pt-br sv da no fi pl cs sk hu ro hr et tr is
"""
_FIRST = (
    "first_names",
    "first_names_male",
    "first_names_female",
    "first_romanized_names",
    "first_names_nonbinary",
)
_LAST = ("last_names", "last_romanized_names", "last_names_male", "last_names_female")
_EAST_ASIAN = """
Li Wang Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo He Gao Lin Luo Zheng Liang Xie Tang Song
Deng Han Feng Cao Peng Zeng Xiao Tian Dong Pan Yuan Cai Jiang Yu Du Ye Cheng Wei Su Lu Lü Ding Ren Shen Yao
Cui Zhong Tan Lou Fan Jin Shi Liao Jia Xia Fu Fang Bai Zou Meng Xiong Qin Qiu Hou Lei Yin Xue Yan Duan Long
Tao Shao Qian Dai Mo Kong Xiang Chang Lai Wan Gu Hao Qiao Gong Chou Hsu Hsieh Tsai Chiang Chao Chien Chiu
Chu Chuang Ho Hsiao Hung Kuo Lo Shih Teng Tsao Tseng Tung Yeh Yen Kwok Wong Chan Leung Cheung Lam Tse Aw Ng
Ong Goh Koh Teo Tay Lim Lee Kim Park Choi Jung Kang Cho Yoon Jang Shin Kwon Hwang Ahn Yoo Jeon Koo Kwak Sohn
Nam Baek Heo Noh Seo Moon Bae Oh Min Hahn Rhee Nguyen Tran Pham Phan Vu Dang Bui Duong Ngo Truong
"""


def _faker(attributes: Iterable[str]) -> Iterator[str]:
    for locale in _FAKER.split():
        try:
            provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        except ModuleNotFoundError:
            continue  # a locale that this version of Faker lacks
        for attribute in attributes:
            yield from (str(name) for name in getattr(provider, attribute, ()))


def _mimesis(key: str) -> Iterator[str]:
    folder = Path(str(importlib.import_module("mimesis").__file__)).parent / "datasets"
    for locale in _MIMESIS.split():
        path = folder / locale / "person.json"
        lists = json.loads(path.read_text(encoding="utf-8")).get(key, []) if path.exists() else []
        yield from (
            name for part in (lists.values() if isinstance(lists, dict) else [lists]) for name in part
        )


def _latin(names: Iterable[str]) -> set[str]:
    """The single words of the names that are in Latin script, with and without accents."""
    words = {word for name in names for word in name.split() if _is_latin_name(word)}
    return words | {unaccented(word) for word in words}


def _is_latin_name(word: str) -> bool:
    letters = word.replace("-", "").replace("'", "")
    latin = letters.isalpha() and all(
        letter < "\u0250" or "\u1e00" <= letter <= "\u1eff" for letter in letters
    )
    return (
        latin
        and len(letters) > 1
        and word[0].isupper()
        and not word.isupper()
        and word.lower() not in OPENERS
    )


def unaccented(word: str) -> str:
    """`José` → `Jose`."""
    return "".join(
        letter for letter in unicodedata.normalize("NFKD", word) if not unicodedata.combining(letter)
    )


def _write(file: str, about: str, names: set[str]) -> None:
    head = (
        f"# {about}, Latin script. Built by extractors/build_names.py from the name lists of Faker (MIT,\n"
        "# Copyright 2012 Daniele Faraglia) and mimesis (MIT, Copyright 2016 Isaak Uchakaev).\n"
    )
    (KNOWLEDGE / file).write_text(head + "\n".join(sorted(names)) + "\n", encoding="utf-8")


def build() -> None:
    """Write both lists anew."""
    _write("first_names.txt", "First names", _latin([*_faker(_FIRST), *_mimesis("names")]))
    _write(
        "last_names.txt",
        "Family names",
        _latin([*_faker(_LAST), *_mimesis("surnames"), *_EAST_ASIAN.split()]),
    )


if __name__ == "__main__":
    build()
