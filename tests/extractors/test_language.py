"""Which language a text is in."""

from __future__ import annotations

import pytest

from extractors.language import detect


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "it",
            "Il governo ha detto che i controlli non cambieranno per i chip di questa fascia.",
        ),
        ("en", "The government said that it would not change the export controls on chips of this class."),
        (
            "es",
            "El gobierno dijo que los controles a la exportación no cambiarán para los chips de esta gama.",
        ),
        (
            None,
            "Le gouvernement a dit que les contrôles des exportations ne changeraient pas pour ces puces.",
        ),
        (None, "O governo disse que os controlos de exportação não vão mudar para os chips desta gama."),
        (None, "Die Regierung sagte, dass sich die Ausfuhrkontrollen für diese Chips nicht ändern werden."),
        (None, "De regering zei dat de exportcontroles voor deze chips niet zullen veranderen."),
        (None, "中国商务部宣布对镓和锗实施出口管制。"),
        (None, "Nvidia H20"),
        (None, ""),
        (None, "12 34 56 % $"),
    ],
)
def test_our_languages_are_told_and_others_are_none(language: str | None, text: str) -> None:
    assert detect(text) == language
