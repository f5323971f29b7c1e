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

#: First names that those lists lack, of Catalonia, India, Arabia, East Asia, Africa (general knowledge).
_MORE_FIRST = """
Abdulaziz Abdullah Abdulrahman Adaeze Aditya Agus Ahmed Ainhoa Airlangga Aisha Aisyah Ajay Akira Aleix Aleksei
Alexei Alun Amaia Amira Amitabh Ananya Andriy Andrzej Angharad Antón Anxo Aoife Aparna Arjun Arnau Arvind
Ashwin Ashwini Asier Atsuyoshi Azlan Azmin Babatunde Bandar Biel Bogdan Brais Budi Catriona Chinedu Châu
Ciarán Cillian Cyril Călin Deepak Divya Dmitri Dmitry Dmytro Dũng Eneko Eoin Ewan Fahad Faisal Fanyue Farid
Fatima Ferran Fiona Folasade Fumio Gemma Gorka Grzegorz Guillem Guoliang Guoqing Gwyneth Hafiz Haijun Hamad
Hamdan Hamish Haoran Haruki Haruto Hessa Hideki Hiroshi Hiroyuki Hongbin Hoàng Hyunjin Hương Hạnh Iain Igor
Iria Iskandar Ismail Itziar Jaeyong Jaume Jianguo Jianmin Jianwei Jihoon Jinping Jisoo Jiří Joaquim Joko
Joseba Josep Josu Junjie Kavita Kazuhiro Kazuo Keiko Kenichi Kenta Keqiang Khaldoon Khalid Kofi Koldo
Krzysztof Kwame Kyung Lakshmi Layla Leire Lindiwe Liwei Lluís Lukáš Maialen Majid Makoto Manoj Mansour Martí
Maryam Masahiro Masayoshi Małgorzata Meera Meiling Mercè Meritxell Mihai Mikel Mikhail Mingzhe Minho Mohamed
Mohammad Mohammed Motoki Muhammad Naoki Naoko Narcís Narendra Nasser Natalia Neha Nerea Neus Ngozi Niamh
Nikesh Nikhil Nikolai Nirmala Nomsa Noura Nurul Oleg Oleksandr Olga Oluwaseun Omar Ondřej Oriol Parag Paweł
Pere Piotr Piyush Pooja Prabowo Pradeep Priyanka Quang Quim Rahul Rajeev Rajesh Ramesh Rashid Razali Rhys
Rohit Roser Ryota Róisín Sabela Saeed Sanae Sandeep Sanjay Sanzio Saoirse Satoshi Satya Saud Seojun Sergei
Sergey Serhiy Shahrul Shantanu Shaohua Shigeki Shigeru Shinji Shinzo Shreya Siobhán Sipho Siti Sota Sundar
Sungmin Sunil Sunita Suresh Svetlana Swati Syed Tahnoun Takashi Takeshi Tariq Tatiana Tengku Tetsuro Thabo
Tomoko Tomáš Toshihiro Tuấn Unai Uxue Uxía Vijay Vikram Vinod Vivek Vladimir Volodymyr Weidong Weiming Wenbin
Wenjun Wojciech Xiaolin Xiaoming Xiaoping Xiuying Xoán Xuefeng Yaqin Yasir Yasuhiro Yevgeny Yevhen Yifan
Yonghong Yongmei Yoshihide Yoshiro Yousef Yuhang Yuichiro Yuki Yumi Yuri Yuriko Yuxuan Zafrul Zayed Zdeněk
Zhengfei Zhihua Zhiwei Zhiyong Zihan Zixuan Zulkifli Ștefan
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
    _write(
        "first_names.txt", "First names", _latin([*_faker(_FIRST), *_mimesis("names"), *_MORE_FIRST.split()])
    )
    _write(
        "last_names.txt",
        "Family names",
        _latin([*_faker(_LAST), *_mimesis("surnames"), *_EAST_ASIAN.split()]),
    )


if __name__ == "__main__":
    build()
