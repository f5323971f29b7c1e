"""Who says what: one sentence a rule, in each of the languages."""

from __future__ import annotations

import pytest

from extractors.reading import read
from records.facts import Quote


def quotes(text: str, language: str = "it") -> tuple[Quote, ...]:
    return read(text, language=language).quotes


def told(text: str, language: str = "it") -> list[tuple[str, str | None, str]]:
    """Kind, speaker and words of each quote."""
    return [(one.kind[0], one.speaker, one.surface) for one in quotes(text, language)]


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("«Aspettiamo le licenze», ha detto Jensen Huang.", "it", "Aspettiamo le licenze"),
        ("“Aspettiamo le licenze” ha detto Jensen Huang.", "it", "Aspettiamo le licenze"),
        ('"Aspettiamo le licenze", ha detto Jensen Huang.', "it", "Aspettiamo le licenze"),
        ("„Aspettiamo le licenze“, ha detto Jensen Huang.", "it", "Aspettiamo le licenze"),
        ("Jensen Huang ha detto: «Aspettiamo le licenze».", "it", "Aspettiamo le licenze"),
        ("Jensen Huang: «Aspettiamo le licenze».", "it", "Aspettiamo le licenze"),
        ("«Aspettiamo le licenze», così Jensen Huang.", "it", "Aspettiamo le licenze"),
        ("«Aspettiamo le licenze», è stato il commento di Jensen Huang.", "it", "Aspettiamo le licenze"),
        ("«Aspettiamo le licenze», si è limitato a dire Jensen Huang.", "it", "Aspettiamo le licenze"),
        ("“We wait for licences,” said Jensen Huang.", "en", "We wait for licences"),
        ('"We wait for licences," Jensen Huang told reporters.', "en", "We wait for licences"),
        ("‘We wait for licences,’ said Jensen Huang.", "en", "We wait for licences"),
        ("'We wait for licences,' said Jensen Huang.", "en", "We wait for licences"),
        ('Jensen Huang said on Monday: "We wait for licences."', "en", "We wait for licences."),
        ("«Esperamos las licencias», dijo Jensen Huang.", "es", "Esperamos las licencias"),
        ("—Esperamos las licencias —dijo Jensen Huang.", "es", "Esperamos las licencias"),
        ("Jensen Huang aseguró: “Esperamos las licencias”.", "es", "Esperamos las licencias"),
    ],
)
def test_words_between_marks_are_their_speaker_s(text: str, language: str, words: str) -> None:
    assert told(text, language) == [("d", "Jensen Huang", words)]


@pytest.mark.parametrize(
    ("text", "language", "parts"),
    [
        ("«Le licenze», ha detto Jensen Huang, «sono in arrivo».", "it", ["Le licenze", "sono in arrivo"]),
        ('"The licences," Jensen Huang said, "are coming."', "en", ["The licences", "are coming."]),
        (
            '"The licences are near," said Jensen Huang. "We wait."',
            "en",
            ["The licences are near", "We wait."],
        ),
        (
            "«Las licencias llegan pronto», dijo Jensen Huang. «Esperamos».",
            "es",
            ["Las licencias llegan pronto", "Esperamos"],
        ),
        (
            "—Las licencias llegan —dijo Jensen Huang—. Esperamos con calma.",
            "es",
            ["Las licencias llegan", "Esperamos con calma."],
        ),
    ],
)
def test_a_quote_that_a_clause_parts_is_two_of_one_speaker(
    text: str, language: str, parts: list[str]
) -> None:
    assert told(text, language) == [("d", "Jensen Huang", part) for part in parts]


@pytest.mark.parametrize(
    ("text", "language", "speaker", "words"),
    [
        (
            "Jensen Huang ha detto ieri che le vendite saliranno ancora.",
            "it",
            "Jensen Huang",
            "le vendite saliranno ancora",
        ),
        (
            "Nvidia dice di non aver venduto nulla a Huawei.",
            "it",
            "Nvidia",
            "non aver venduto nulla a Huawei",
        ),
        ("Secondo Reuters, le licenze arrivano presto.", "it", "Reuters", "le licenze arrivano presto"),
        ("Le licenze arrivano presto, secondo Reuters.", "it", "Reuters", "Le licenze arrivano presto"),
        ("Stando a Bloomberg le licenze arrivano presto.", "it", "Bloomberg", "le licenze arrivano presto"),
        (
            "A detta di Jensen Huang le licenze arrivano presto.",
            "it",
            "Jensen Huang",
            "le licenze arrivano presto",
        ),
        (
            "Per Morgan Stanley la domanda salirà del 10%.",
            "it",
            "Morgan Stanley",
            "la domanda salirà del 10%",
        ),
        (
            "Le licenze, riporta Bloomberg, arrivano presto.",
            "it",
            "Bloomberg",
            "Le licenze, riporta Bloomberg, arrivano presto",
        ),
        ("Le licenze arrivano presto, scrive Bloomberg.", "it", "Bloomberg", "Le licenze arrivano presto"),
        ("Le licenze arrivano presto. Lo scrive Bloomberg.", "it", "Bloomberg", "Le licenze arrivano presto"),
        (
            "Le licenze arrivano presto. A rivelarlo è stato il Financial Times.",
            "it",
            "Financial Times",
            "Le licenze arrivano presto",
        ),
        (
            "Jensen Huang said the licences would come soon.",
            "en",
            "Jensen Huang",
            "the licences would come soon",
        ),
        ("Nvidia, which said that it obeys the law, fell 2%.", "en", "Nvidia", "it obeys the law, fell 2%"),
        (
            "According to Bloomberg, the licences will come soon.",
            "en",
            "Bloomberg",
            "the licences will come soon",
        ),
        ("The licences will come soon, Reuters reported.", "en", "Reuters", "The licences will come soon"),
        (
            "The licences will come soon, as first reported by Reuters.",
            "en",
            "Reuters",
            "The licences will come soon",
        ),
        ("Shares fell 2% on Monday, Benzinga Pro data show.", "en", "Benzinga", "Shares fell 2% on Monday"),
        (
            "Morgan Stanley puts demand at 300,000 chips a year.",
            "en",
            "Morgan Stanley",
            "demand at 300,000 chips a year",
        ),
        (
            "Jensen Huang dijo que las licencias llegarán pronto.",
            "es",
            "Jensen Huang",
            "las licencias llegarán pronto",
        ),
        ("Nvidia asegura no haber vendido nada a Huawei.", "es", "Nvidia", "no haber vendido nada a Huawei"),
        (
            "Según Bloomberg, las licencias llegarán pronto.",
            "es",
            "Bloomberg",
            "las licencias llegarán pronto",
        ),
        (
            "Las licencias llegarán pronto, según Bloomberg.",
            "es",
            "Bloomberg",
            "Las licencias llegarán pronto",
        ),
        (
            "De acuerdo con Reuters, las licencias llegarán pronto.",
            "es",
            "Reuters",
            "las licencias llegarán pronto",
        ),
    ],
)
def test_what_is_told_in_the_article_s_words_runs_from_its_first_word_to_its_last(
    text: str, language: str, speaker: str, words: str
) -> None:
    assert told(text, language) == [("i", speaker, words)]


@pytest.mark.parametrize(
    ("text", "language", "role"),
    [
        ("«Vedremo presto», dice Jensen Huang, CEO di Nvidia.", "it", "CEO di Nvidia"),
        (
            "Il segretario al Commercio Howard Lutnick ha detto che vedremo presto.",
            "it",
            "segretario al Commercio",
        ),
        (
            "«Vedremo presto», ha detto il segretario al Commercio, Howard Lutnick.",
            "it",
            "segretario al Commercio",
        ),
        ("Jensen Huang, the company's founder, said that it will wait.", "en", "company's founder"),
        ("Commerce Secretary Howard Lutnick said that it will wait.", "en", "Commerce Secretary"),
        ("El ministro de Economía, Carlos Cuerpo, dijo que esperará más.", "es", "ministro de Economía"),
        ("Jensen Huang ha detto che vedremo presto.", "it", None),
        ("Jensen Huang, che guida Nvidia dal 1993, ha detto che vedremo presto.", "it", None),
    ],
)
def test_a_role_is_what_is_printed_beside_the_name(text: str, language: str, role: str | None) -> None:
    assert [one.role for one in quotes(text, language)] == [role]


@pytest.mark.parametrize(
    ("text", "language", "speaker", "relay"),
    [
        ("Reuters, citando fonti, scrive che le licenze arrivano.", "it", "sources", ("Reuters",)),
        ("Le licenze arrivano, ha detto Jensen Huang a Reuters.", "it", "Jensen Huang", ("Reuters",)),
        (
            "«Le licenze arrivano», ha detto Jensen Huang al Financial Times.",
            "it",
            "Jensen Huang",
            ("Financial Times",),
        ),
        ("Secondo fonti sentite da Bloomberg le licenze arrivano.", "it", "sources", ("Bloomberg",)),
        (
            "Secondo quanto riportato da Bloomberg, che cita fonti, le licenze arrivano.",
            "it",
            "sources",
            ("Bloomberg",),
        ),
        (
            "Reuters cita persone a conoscenza secondo cui le licenze arrivano.",
            "it",
            "people familiar",
            ("Reuters",),
        ),
        (
            "Reuters, citing people familiar with the matter, said the licences are near.",
            "en",
            "people familiar",
            ("Reuters",),
        ),
        (
            "The licences are near, people familiar with the matter told Reuters.",
            "en",
            "people familiar",
            ("Reuters",),
        ),
        ("The licences are near, Bloomberg reported, citing officials.", "en", "officials", ("Bloomberg",)),
        ('"The licences are near," Jensen Huang told CNBC.', "en", "Jensen Huang", ("CNBC",)),
        ("Según Reuters, que cita fuentes, las licencias llegan pronto.", "es", "sources", ("Reuters",)),
        ("Las licencias llegan pronto, dijo Jensen Huang a Bloomberg.", "es", "Jensen Huang", ("Bloomberg",)),
        ("Jensen Huang wrote on X that the licences are near.", "en", "Jensen Huang", ()),
    ],
)
def test_a_relay_names_through_whom_it_came(
    text: str, language: str, speaker: str, relay: tuple[str, ...]
) -> None:
    assert [(one.speaker, one.relay) for one in quotes(text, language)] == [(speaker, relay)]


@pytest.mark.parametrize(
    ("text", "language", "speaker"),
    [
        (
            "Jensen Huang, CEO di Nvidia, è a Taipei. «Le licenze arrivano», ha aggiunto il CEO.",
            "it",
            "Jensen Huang",
        ),
        ("Jensen Huang è a Taipei. Ha detto che le licenze arrivano.", "it", "Jensen Huang"),
        ("Jensen Huang was in Taipei. He said the licences are near.", "en", "Jensen Huang"),
        ("Jensen Huang met Donald Trump. He said the licences are near.", "en", "Jensen Huang"),
        ("Jensen Huang habló con Donald Trump. «Las licencias llegan», dijo.", "es", "Jensen Huang"),
        ("Nvidia sale del 2%. La società ha detto che le licenze arrivano.", "it", "Nvidia"),
        ("Nvidia sale del 2%. «Le licenze arrivano», ha detto un portavoce.", "it", "Nvidia"),
        ("Un portavoce di Nvidia ha detto che le licenze arrivano.", "it", "Nvidia"),
        ("A spokesperson for Nvidia said that the licences are near.", "en", "Nvidia"),
        ("Officials were careful. They said the licences are near.", "en", "officials"),
        ("«Le licenze arrivano», racconta Quirino Barzaghi.", "it", "Quirino Barzaghi"),
        ('"We obey the law," said a spokesman for Nvidia.', "en", "Nvidia"),
        ('"We obey the law," said a person familiar with the matter.', "en", "people familiar"),
    ],
)
def test_the_speaker_may_stand_elsewhere(text: str, language: str, speaker: str) -> None:
    assert {one.speaker for one in quotes(text, language)} == {speaker}


def test_a_carried_speaker_has_no_place_and_a_named_one_has() -> None:
    named, carried = quotes('"We wait for licences," said Jensen Huang. "We wait."', "en")
    assert (named.speaker_surface, carried.speaker_surface) == ("Jensen Huang", None)
    assert (carried.speaker, carried.speaker_entity_id) == (named.speaker, named.speaker_entity_id)


@pytest.mark.parametrize(
    ("text", "language", "speaker", "words"),
    [
        ("Gli esperti si aspettano che la domanda salga.", "it", "experts", "la domanda salga"),
        ("Le regole sono illegali, è la tesi di Nvidia.", "it", "Nvidia", "Le regole sono illegali"),
        (
            "Come ha spiegato Jensen Huang, le vendite saliranno.",
            "it",
            "Jensen Huang",
            "le vendite saliranno",
        ),
        ("Jensen Huang non ha dubbi: le vendite saliranno.", "it", "Jensen Huang", "le vendite saliranno"),
        ("Un rapporto di TrendForce stima che la domanda salga.", "it", "TrendForce", "la domanda salga"),
        ("Nvidia cut its forecast, saying that demand had fallen.", "en", "Nvidia", "demand had fallen"),
        ("Nvidia told analysts on a call the orders had fallen.", "en", "Nvidia", "the orders had fallen"),
        ("Nvidia said in a statement the orders had fallen.", "en", "Nvidia", "the orders had fallen"),
        ("Nvidia has a loan and says it will spend more.", "en", "Nvidia", "it will spend more"),
        (
            "Sube Nvidia. Así lo dijo Jensen Huang: las ventas subirán.",
            "es",
            "Jensen Huang",
            "las ventas subirán",
        ),
        ("Il dato sorprende. Lo rivela un'inchiesta di Reuters.", "it", "Reuters", "Il dato sorprende"),
        ("Le vendite salgono molto. È quanto afferma Reuters.", "it", "Reuters", "Le vendite salgono molto"),
    ],
)
def test_other_turns_of_phrase_tell_who_says_it(text: str, language: str, speaker: str, words: str) -> None:
    assert ("i", speaker, words) in told(text, language)


def test_a_statement_in_the_article_s_words_may_hold_the_speaker_s() -> None:
    assert told("Marcelo Ebrard aseguró que el caso «es de una empresa» y nada más.", "es") == [
        ("i", "Marcelo Ebrard", "el caso «es de una empresa» y nada más"),
        ("d", "Marcelo Ebrard", "es de una empresa"),
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Nvidia vende i chip che chiama «Blackwell» in tutto il mondo.", "it"),
        ("Ha vinto il premio «Chip dell'anno» a Taipei.", "it"),
        ("La proposta di un «club dei tre» piace a Tokyo.", "it"),
        ('Boxes marked "air fryers" left for China.', "en"),
        ("Il romanzo «Guerra e pace» è lungo.", "it"),
        ("Si dice che le licenze arrivino presto.", "it"),
        ("It is said that the licences are near.", "en"),
        ("Nvidia non commenta.", "it"),
        ("Nvidia did not say how many chips it sold.", "en"),
        ("Nvidia teme che le licenze non arrivino.", "it"),
        ("Per Nvidia il divieto costa 5 miliardi di dollari.", "it"),
        ("Le vendite sono state stimate in 5 miliardi.", "it"),
        ('It\'s a 12" wafer, not an 8" wafer.', "en"),
        ("Gli analisti dell'azienda parlano inglese.", "it"),
        ("Se Nvidia dice che vende, vende.", "it"),
        ("Leonardo è quarto al mondo e secondo in Europa.", "it"),
    ],
)
def test_what_nobody_says_is_no_quote(text: str, language: str) -> None:
    assert told(text, language) == []


def test_the_conditional_marks_hearsay() -> None:
    (one,) = quotes("Secondo Bloomberg, Nvidia avrebbe venduto 300 chip.")
    assert one.cue == "secondo+hearsay"
    (one,) = quotes("Según Bloomberg, Nvidia habría vendido 300 chips.", "es")
    assert one.cue == "según+hearsay"


def test_a_quote_may_run_over_paragraphs_that_each_open_it_again() -> None:
    text = '"We wait for the licences now," said Jensen Huang. "It is hard.\n\n"But we will wait for them."'
    assert [speaker for _, speaker, _ in told(text, "en")] == ["Jensen Huang"] * 3


def test_a_mark_that_is_never_closed_costs_only_itself() -> None:
    text = "Un «segnale, dicono tutti.\n\n«Le licenze arrivano», ha detto Jensen Huang."
    assert told(text)[-1] == ("d", "Jensen Huang", "Le licenze arrivano")


def test_quotes_are_numbered_in_text_order() -> None:
    found = quotes("«Uno e due», dice Jensen Huang. Reuters scrive che tre e quattro seguono.")
    assert [one.id for one in found] == [0, 1]
    assert found[0].start < found[1].start


@pytest.mark.parametrize(
    ("text", "language", "speaker", "words"),
    [
        ("«Non vale il rischio», elenca Mirko Stankovic.", "it", "Mirko Stankovic", "Non vale il rischio"),
        ("«Una svolta»: così Livio Sartoretti ha commentato.", "it", "Livio Sartoretti", "Una svolta"),
        ("«Il guaio - dice Mirko Stankovic - è serio».", "it", "Mirko Stankovic", "è serio"),
        ("Per Mirko Stankovic, «basta e avanza».", "it", "Mirko Stankovic", "basta e avanza"),
        ("Mirko Stankovic scherza: «Vendo lavatrici».", "it", "Mirko Stankovic", "Vendo lavatrici"),
        ("Villaverde lo resume así: «Sin chips no hay nube».", "es", "Villaverde", "Sin chips no hay nube"),
        ("—No nos avisaron —protesta Amaia Iturbe.", "es", "Amaia Iturbe", "No nos avisaron"),
        (
            "«Nada que decir», respondió ayer en Madrid la ministra Rahimah Salleh.",
            "es",
            "Rahimah Salleh",
            "Nada que decir",
        ),
        ('"Too late," quips Dana Whitlock.', "en", "Dana Whitlock", "Too late"),
        (
            'Analyst Toshiya Hari kept his rating, noting that "demand is firm."',
            "en",
            "Toshiya Hari",
            "demand is firm.",
        ),
    ],
)
def test_a_verb_of_any_kind_beside_a_quote_has_its_speaker(
    text: str, language: str, speaker: str, words: str
) -> None:
    assert ("d", speaker, words) in told(text, language)


@pytest.mark.parametrize(
    ("text", "language", "speaker", "words"),
    [
        (
            "Il ministero del Commercio cinese tace. Poi il ministero ha detto che le licenze restano.",
            "it",
            "Ministry of Commerce of China",
            "le licenze restano",
        ),
        ("Il governo giapponese ha annunciato che le licenze restano.", "it", "Japan", "le licenze restano"),
        (
            "L'analista di Redmoor Capital Marta Soldati dice che la domanda sale.",
            "it",
            "Marta Soldati",
            "la domanda sale",
        ),
        (
            "Kang Jae-ho, 41 anni, ex operaio, sostiene di aver rifiutato.",
            "it",
            "Kang Jae-ho",
            "aver rifiutato",
        ),
        (
            "Tre fonti parlano a Reuters. Una di esse precisa che manca la firma.",
            "it",
            "sources",
            "manca la firma",
        ),
        (
            "È stato detto dalla ministra Rahimah Salleh che i fondi bastano.",
            "it",
            "Rahimah Salleh",
            "i fondi bastano",
        ),
        (
            "La ministra Rahimah Salleh e Jensen Huang dicono che i fondi bastano.",
            "it",
            "Rahimah Salleh",
            "i fondi bastano",
        ),
        (
            "Beijing accused Washington of bullying and said it would respond.",
            "en",
            "Beijing",
            "it would respond",
        ),
        ("The Dutch government confirmed that talks go on.", "en", "Netherlands", "talks go on"),
        (
            "It was hinted by a senior official that more would follow.",
            "en",
            "officials",
            "more would follow",
        ),
        ("By TrendForce's count, prices rose by 9 percent.", "en", "TrendForce", "prices rose by 9 percent"),
        (
            "Nvidia said it expects sales to recover, according to a letter.",
            "en",
            "Nvidia",
            "it expects sales to recover",
        ),
        (
            "Dos ingenieros que trabajaron allí cuentan que llenaba una nave.",
            "es",
            "engineers",
            "llenaba una nave",
        ),
        (
            "Una portavoz de Nvidia, que pidió anonimato, alegó que cumple la ley.",
            "es",
            "Nvidia",
            "cumple la ley",
        ),
    ],
)
def test_the_subject_is_found_by_its_place_in_the_clause(
    text: str, language: str, speaker: str, words: str
) -> None:
    assert ("i", speaker, words) in told(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Mr. Wainscott's wife said the police had taken three laptops.", "en"),
        ("Le vendite calano, racconta un magazziniere di Rotterdam.", "it"),
        ("Il ceo ha rassicurato gli azionisti: le scorte bastano fino a marzo.", "it"),
        ("La memo, firmada por nadie, circula. Nvidia calla.", "es"),
    ],
)
def test_a_name_that_only_stands_near_is_no_speaker(text: str, language: str) -> None:
    named = {speaker for _, speaker, _ in told(text, language)}
    assert named <= {None, "workers"}


def test_what_is_said_inside_what_another_tells_comes_through_that_other() -> None:
    found = quotes("Huawei said that its chips were lawful, Reuters reported.", "en")
    assert [(one.speaker, one.relay) for one in found] == [("Reuters", ()), ("Huawei", ("Reuters",))]
