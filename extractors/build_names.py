"""Build knowledge/first_names.txt and last_names.txt: `python -m extractors.build_names` in an environment with Faker.

The names come from the locale lists of Faker (MIT licence, Copyright 2012 Daniele Faraglia), romanised where Faker
has them so, and from the East Asian family names below, which Faker only has in their own scripts (general knowledge).
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator

from extractors.words import FUNCTION, KNOWLEDGE

_LOCALES = (
    "it_IT en_US en_GB en_IN es_ES es_MX de_DE fr_FR nl_NL pt_BR sv_SE da_DK no_NO fi_FI pl_PL cs_CZ hu_HU ro_RO tr_TR id_ID vi_VN ja_JP zh_CN zh_TW"
).split()
_FIRST = (
    "first_names",
    "first_names_male",
    "first_names_female",
    "first_romanized_names",
    "first_names_nonbinary",
)
_LAST = ("last_names", "last_romanized_names", "last_names_male", "last_names_female")
#: Longest lists are cut: the head of each list is its most used names.
_MOST = 900
_EAST_ASIAN = """
Li Wang Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo He Gao Lin Luo Zheng Liang Xie Tang Song Deng Han Feng Cao Peng Zeng Xiao Tian Dong Pan
Yuan Cai Jiang Yu Du Ye Cheng Wei Su Lu Lü Ding Ren Shen Yao Cui Zhong Tan Lou Fan Jin Shi Liao Jia Xia Fu Fang Bai Zou Meng Xiong Qin Qiu Jia Hou Lei Yin
Xue Yan Duan Long Tao Shao Qian Dai Mo Kong Xiang Chang Lai Wan Gu Hao Qiao Gong Chou Hsu Hsieh Tsai Chang Chiang Chao Cheng Chien Chiu Chou Chu Chuang Fang
Ho Hsiao Huang Hung Kuo Lai Liao Lo Lu Peng Shih Su Teng Tsao Tseng Tung Yeh Yen Yu Kwok Wong Chan Leung Cheung Lam Tse Aw Ng Ong Goh Koh Teo Tay Lim Lee Tan
Kim Park Choi Jung Kang Cho Yoon Jang Shin Kwon Hwang Ahn Yoo Jeon Koo Kwak Sohn Nam Baek Heo Noh Seo Moon Bae Oh Min Hahn Rhee
Nguyen Tran Pham Phan Vu Dang Bui Duong Ngo Truong
"""


def _names(attributes: Iterable[str]) -> Iterator[str]:
    for locale in _LOCALES:
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for attribute in attributes:
            for name in list(getattr(provider, attribute, ()))[:_MOST]:
                yield from (part for part in str(name).split() if _is_latin_name(part))


def _is_latin_name(word: str) -> bool:
    letters = word.replace("-", "").replace("'", "")
    latin = letters.isalpha() and all(
        character < "\u0250" or "\u1e00" <= character <= "\u1eff" for character in letters
    )
    return (
        latin
        and len(letters) > 1
        and word[0].isupper()
        and not word.isupper()
        and word.lower() not in FUNCTION
    )


def _write(file: str, about: str, names: Iterable[str]) -> None:
    head = f"# {about}\n# Built by extractors/build_names.py from Faker's locale lists (MIT, Copyright 2012 Daniele Faraglia).\n"
    (KNOWLEDGE / file).write_text(head + "\n".join(sorted(set(names))) + "\n", encoding="utf-8")


def build() -> None:
    """Write both lists anew."""
    first = set(_names(_FIRST))
    _write("first_names.txt", "First names, Latin script.", first)
    _write("last_names.txt", "Family names, Latin script.", set(_names(_LAST)) | set(_EAST_ASIAN.split()))


if __name__ == "__main__":
    build()
