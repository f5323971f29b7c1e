"""Verbs of saying in the forms that articles use: third persons, present and past, and the participle.

By rule from the infinitives of knowledge/verbs_of_saying.toml; what no rule makes is listed there.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable

from extractors.words import KNOWLEDGE

#: Italian endings by conjugation: present, imperfect, remote past, future, conditional, participle.
_IT = {
    "are": "a ano ava avano ò arono erà eranno erebbe erebbero ato are",
    "ere": "e ono eva evano é erono erà eranno erebbe erebbero uto ere",
    "ire": "e ono isce iscono iva ivano ì irono irà iranno irebbe irebbero ito ire",
}
_ES = {
    "ar": "a an aba aban ó aron ará arán ado ar ando",
    "er": "e en ía ían ió ieron erá erán ido er iendo",
    "ir": "e en ía ían ió ieron irá irán ido ir iendo",
}


def _endings(infinitive: str, table: dict[str, str]) -> Iterable[str]:
    for ending, forms in table.items():
        if infinitive.endswith(ending):
            stem = infinitive[: -len(ending)]
            for form in forms.split():
                # -care and -gare keep their sound before e: indicherà.
                hard = "h" if table is _IT and ending == "are" and stem[-1] in "cg" and form[0] == "e" else ""
                yield (
                    (stem[:-1] if stem[-1] == "i" and form[0] == "e" and ending == "are" else stem)
                    + hard
                    + form
                )


def _english(verb: str) -> Iterable[str]:
    if verb.endswith("e"):
        yield from (verb, f"{verb}s", f"{verb}d", f"{verb[:-1]}ing")
    elif verb.endswith("y") and verb[-2] not in "aeiou":
        yield from (verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing")
    else:
        plural = "es" if verb.endswith(("s", "sh", "ch", "x")) else "s"
        yield from (verb, f"{verb}{plural}", f"{verb}ed", f"{verb}ing")


def _read(prefix: str) -> frozenset[str]:
    """The forms of the lists whose names begin so, and the irregular ones beside them."""
    with (KNOWLEDGE / "verbs_of_saying.toml").open("rb") as file:
        table: dict[str, str] = tomllib.load(file)
    forms = set(table[f"{prefix}irregular"].split())
    for infinitive in table[f"{prefix}it"].split():
        forms.update(_endings(infinitive, _IT))
    for infinitive in table[f"{prefix}es"].split():
        forms.update(_endings(infinitive, _ES))
    for infinitive in table[f"{prefix}en"].split():
        forms.update(_english(infinitive))
    return frozenset(forms)


#: Every form, lower case.
VERBS_OF_SAYING = _read("")


def _gerunds() -> Iterable[str]:
    """Italian ones: "…, ripetendo che"."""
    with (KNOWLEDGE / "verbs_of_saying.toml").open("rb") as file:
        table: dict[str, str] = tomllib.load(file)
    for infinitive in f"{table['it']} {table['said_it']}".split():
        yield infinitive[:-3] + ("ando" if infinitive.endswith("are") else "endo")


#: Forms of verbs that tell only beside "that", an infinitive, a colon or words in quote marks.
SAID_BESIDE = (_read("said_") | frozenset(_gerunds())) - VERBS_OF_SAYING
