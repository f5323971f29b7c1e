"""Offices and organisations, known and unknown, by how their names are built in three languages."""

from __future__ import annotations

import pytest

from extractors.reading import read


@pytest.mark.parametrize(
    ("language", "text", "kind", "name"),
    [
        (
            "es",
            "El Ministerio de Industria abrió una consulta el lunes.",
            "agency",
            "Ministerio de Industria",
        ),
        (
            "es",
            "La Secretaría de Economía mexicana abrió una investigación.",
            "agency",
            "Secretaría de Economía",
        ),
        (
            "es",
            "La Secretaría de Estado de Comercio denegó la licencia.",
            "agency",
            "Secretaría de Estado de Comercio",
        ),
        (
            "es",
            "Según la Fiscalía General de la República, los detenidos vendían servidores.",
            "agency",
            "Fiscalía General de la República",
        ),
        ("es", "La Audiencia Nacional admitió la querella.", "agency", "Audiencia Nacional"),
        (
            "es",
            "El Tribunal de Justicia de la Unión Europea dictó sentencia.",
            "agency",
            "Tribunal de Justicia de la Unión Europea",
        ),
        (
            "es",
            "La Comisión Federal de Comercio demandó a la empresa.",
            "agency",
            "Comisión Federal de Comercio",
        ),
        ("es", "La Agencia Tributaria retuvo el envío.", "agency", "Agencia Tributaria"),
        ("es", "La Guardia Civil detuvo a dos personas.", "agency", "Guardia Civil"),
        (
            "es",
            "La Agencia Nacional de Aduanas decomisó los equipos.",
            "agency",
            "Agencia Nacional de Aduanas",
        ),
        (
            "es",
            "El Departamento de Comercio de Estados Unidos publicó la norma.",
            "agency",
            "Departamento de Comercio de Estados Unidos",
        ),
        (
            "es",
            "El Servicio de Administración Tributaria congeló las cuentas.",
            "agency",
            "Servicio de Administración Tributaria",
        ),
        ("es", "El Consejo de Ministros aprobó el real decreto.", "agency", "Consejo de Ministros"),
        ("es", "El Banco de España rebajó su previsión.", "agency", "Banco de España"),
        (
            "es",
            "La Comisión Nacional del Mercado de Valores suspendió la acción.",
            "agency",
            "Comisión Nacional del Mercado de Valores",
        ),
        ("es", "El Ministerio de Comercio chino anunció contramedidas.", "agency", "Ministerio de Comercio"),
        ("es", "La Universidad de Alicante estudia los datos.", "org", "Universidad de Alicante"),
        (
            "es",
            "El Instituto de Comercio Exterior de Valencia ayuda a las firmas.",
            "org",
            "Instituto de Comercio Exterior de Valencia",
        ),
        (
            "es",
            "La Confederación Española de Organizaciones Empresariales protesta.",
            "org",
            "Confederación Española de Organizaciones Empresariales",
        ),
        ("es", "El Observatorio de Política China analiza el caso.", "org", "Observatorio de Política China"),
        (
            "es",
            "La Organización Mundial del Comercio recibió la demanda.",
            "org",
            "Organización Mundial del Comercio",
        ),
        (
            "es",
            "El Ejército Popular de Liberación compra esos chips.",
            "org",
            "Ejército Popular de Liberación",
        ),
        ("es", "La Fundación Bofill paga las becas.", "org", "Fundación Bofill"),
        ("es", "La Academia China de Ciencias prueba un láser.", "org", "Academia China de Ciencias"),
        ("es", "La Cámara de Comercio de Barcelona pide ayudas.", "org", "Cámara de Comercio de Barcelona"),
        (
            "en",
            "The Northern District of California unsealed the complaint.",
            "agency",
            "Northern District of California",
        ),
        (
            "en",
            "Officials at the Singapore Police Force searched 22 sites.",
            "agency",
            "Singapore Police Force",
        ),
        ("en", "The Kuala Lumpur High Court granted bail.", "agency", "Kuala Lumpur High Court"),
        ("en", "The Dutch Ministry of Economic Affairs said so.", "agency", "Ministry of Economic Affairs"),
        (
            "en",
            "The House Select Committee on the Chinese Communist Party wrote to Nvidia.",
            "agency",
            "House Select Committee on the Chinese Communist Party",
        ),
        ("en", "The Federal Court of Australia ruled.", "agency", "Federal Court of Australia"),
        ("en", "The National Police Agency arrested three men.", "agency", "National Police Agency"),
        (
            "en",
            "The Government Accountability Office counted inspectors.",
            "agency",
            "Government Accountability Office",
        ),
        (
            "en",
            "The Department of Industry, Science and Resources issued guidance.",
            "agency",
            "Department of Industry, Science and Resources",
        ),
        (
            "en",
            "She is a fellow at the Lowell Institute for Pacific Affairs.",
            "org",
            "Lowell Institute for Pacific Affairs",
        ),
        ("en", "The Observatory on Dual-Use Trade counted them.", "org", "Observatory on Dual-Use Trade"),
        (
            "en",
            "The Semiconductor Equipment Association of Japan complained.",
            "org",
            "Semiconductor Equipment Association of Japan",
        ),
        ("en", "King's College London published a study.", "org", "King's College London"),
        ("en", "The AFL-CIO and the United Auto Workers objected.", "org", "United Auto Workers"),
        (
            "en",
            "The China Academy of Information and Communications Technology runs tests.",
            "org",
            "China Academy of Information and Communications Technology",
        ),
        ("en", "The London School of Economics hosted her.", "org", "London School of Economics"),
        ("it", "Il Tribunale di Roma ha condannato l'azienda.", "agency", "Tribunale di Roma"),
        ("it", "La Corte dei conti ha chiesto chiarimenti.", "agency", "Corte dei conti"),
        ("it", "L'Agenzia delle Entrate ha multato la ditta.", "agency", "Agenzia delle Entrate"),
        (
            "it",
            "Il Garante per la protezione dei dati personali ha bloccato l'app.",
            "agency",
            "Garante per la protezione dei dati personali",
        ),
        ("it", "I carabinieri del Nucleo operativo hanno perquisito la sede.", "agency", "carabinieri"),
        (
            "it",
            "Il Comitato parlamentare per la sicurezza della Repubblica lo ha sentito.",
            "agency",
            "Comitato parlamentare per la sicurezza della Repubblica",
        ),
        ("it", "Il Tar del Lazio ha sospeso il decreto.", "agency", "Tar del Lazio"),
        ("it", "Lo studia il Politecnico di Bari.", "org", "Politecnico di Bari"),
        ("it", "L'Università degli Studi di Trento lo misura.", "org", "Università degli Studi di Trento"),
        (
            "it",
            "L'Osservatorio Digitale del Politecnico lo conferma.",
            "org",
            "Osservatorio Digitale del Politecnico",
        ),
        ("it", "Confindustria chiede aiuti.", "org", "Confindustria"),
        (
            "it",
            "Il Consiglio nazionale delle ricerche ha costruito un prototipo.",
            "org",
            "Consiglio nazionale delle ricerche",
        ),
        ("it", "La Scuola Superiore Sant'Anna lo insegna.", "org", "Scuola Superiore Sant'Anna"),
    ],
)
def test_an_institution_is_found_from_its_head_to_the_end_of_its_name(
    language: str, text: str, kind: str, name: str
) -> None:
    assert (kind, name) in [(one.type, one.surface) for one in read(text, language=language).mentions]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Lo chiede il sindacato Zarpa.", "Zarpa"),
        ("Lo pide la patronal Fenitec.", "Fenitec"),
        ("A report of the think tank Quillmark says so.", "Quillmark"),
    ],
)
def test_a_noun_right_before_an_unknown_name_says_that_it_is_an_organisation(text: str, name: str) -> None:
    assert ("org", name) in [(one.type, one.surface) for one in read(text).mentions]


def test_a_comma_parts_an_office_from_what_is_no_subject_of_it() -> None:
    found = [
        one.surface for one in read("The Department of Commerce, Nvidia and AMD met.", language="en").mentions
    ]
    assert found == ["Department of Commerce", "Nvidia", "AMD"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "The consignee, Orchid Vantage Sdn. Bhd., had an address above a bakery.",
            "Orchid Vantage Sdn. Bhd.",
        ),
        ("He runs Norvane Trading Ltd. The firm sold it.", "Norvane Trading Ltd"),
        ("La empresa Cómputo Brisal S.A. de C.V. calló.", "Cómputo Brisal S.A. de C.V."),
        ("La ditta Lumenar S.p.A. tace.", "Lumenar S.p.A."),
    ],
)
def test_a_legal_form_belongs_to_the_name_with_its_full_stops(text: str, name: str) -> None:
    assert [one.surface for one in read(text).mentions] == [name]
