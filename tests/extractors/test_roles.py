"""What amounts are for."""

from __future__ import annotations

import pytest

from extractors.reading import read


@pytest.mark.parametrize(
    ("language", "text", "roles"),
    [
        (
            "en",
            "Nvidia reported revenue of $46.7 billion, up 56% from a year earlier.",
            ["revenue", "growth"],
        ),
        ("en", "The chipmaker booked a $4.5 billion charge on H20 inventory.", ["charge"]),
        ("en", "Gross margin came in at 72.4 percent.", ["profit"]),
        ("en", "Net income rose to $26.4 billion.", ["profit"]),
        ("en", "Shares closed down 3.2% at $172.40.", ["market_move", "share_price"]),
        (
            "en",
            "AMD stock was trading 1.1% lower at $160.10 in premarket action.",
            ["market_move", "share_price"],
        ),
        (
            "en",
            "The S&P 500 slipped 0.4% and the Nasdaq Composite lost 0.9%.",
            ["market_move", "market_move"],
        ),
        ("en", "The company agreed to pay a $95 million penalty to settle the case.", ["fine"]),
        ("en", "Cadence will pay more than $140 million to resolve criminal charges.", ["fine"]),
        ("en", "They smuggled 400 A100 chips through Malaysia.", ["smuggled"]),
        ("en", "TSMC plans to spend $165 billion on plants in Arizona.", ["capex"]),
        ("en", "Microsoft raised capital expenditures to $80 billion.", ["capex"]),
        ("en", "SoftBank bought a $2 billion stake in Intel.", ["investment"]),
        ("en", "The government took a 10% stake in Intel for $8.9 billion.", [None, "investment"]),
        (
            "en",
            "Cerebras raised $1.1 billion in a funding round that valued it at $8.1 billion.",
            ["funding", "market_cap"],
        ),
        ("en", "Its market value topped $4 trillion.", ["market_cap"]),
        (
            "en",
            "The Commerce Department awarded Samsung $4.75 billion in grants under the CHIPS Act.",
            ["subsidy"],
        ),
        ("en", "Each H20 sells for $12,000.", ["price"]),
        ("en", "The servers cost about $3 million each.", ["price"]),
        ("en", "A tariff of 25% will apply from Thursday.", ["tariff"]),
        ("en", "Washington would take 15% of sales in China.", ["revenue_share"]),
        ("en", "China accounted for 13% of revenue last year.", ["revenue_share"]),
        ("en", "Huawei had 40% of the market.", ["market_share"]),
        ("en", "Its share of the Chinese market fell to 8% from 66%.", ["market_share", "market_share"]),
        ("en", "Huawei shipped 812,000 Ascend chips last year.", ["shipment"]),
        ("en", "Nvidia has sold 1 million H20 chips to China.", ["shipment"]),
        ("en", "ByteDance ordered 100,000 Ascend 910B chips.", ["order"]),
        ("en", "It placed orders worth $16 billion for H20 chips.", ["order"]),
        ("en", "SMIC can make 50,000 wafers a month.", ["production"]),
        ("en", "Yields have climbed to 40%.", ["production"]),
        ("en", "Huawei will produce 600,000 910C chips next year.", ["production"]),
        ("en", "The cluster holds 8,192 Ascend chips.", ["deployment"]),
        ("en", "The data center will house 200,000 GPUs.", ["deployment"]),
        ("en", "Countries in tier two were limited to 50,000 GPUs.", ["quota"]),
        ("en", "OpenAI signed a $38 billion contract with Amazon.", ["deal"]),
        ("en", "Synopsys bought Ansys for $35 billion.", ["deal"]),
        ("en", "Exports to China fell 23% in August.", ["decline"]),
        ("en", "Rare earth shipments dropped 74 percent from a year ago.", ["decline"]),
        ("en", "The firm lost $800 million in sales.", ["loss"]),
        ("en", "Intel posted a net loss of $2.9 billion.", ["loss"]),
        ("en", "Micron expects sales of about $12.5 billion in the fourth quarter.", ["revenue"]),
        ("en", "The analyst raised his price target to $225 from $200.", ["share_price", "share_price"]),
        (
            "it",
            "Nvidia ha registrato ricavi per 46,7 miliardi di dollari, in crescita del 56%.",
            ["revenue", "growth"],
        ),
        ("it", "Il titolo ha chiuso in calo del 3,2% a 172,40 dollari.", ["market_move", "share_price"]),
        ("it", "Le azioni Stm cedono il 2,1% a 24,30 euro a Piazza Affari.", ["market_move", "share_price"]),
        ("it", "La società pagherà una multa di 95 milioni di dollari.", ["fine"]),
        ("it", "Ha patteggiato una sanzione da 140 milioni di dollari.", ["fine"]),
        ("it", "Sequestrati 400 chip A100 di contrabbando.", ["smuggled"]),
        ("it", "Tsmc investirà 165 miliardi di dollari in Arizona.", ["capex"]),
        ("it", "Alibaba spenderà 380 miliardi di yuan in centri dati.", ["capex"]),
        ("it", "SoftBank ha rilevato una quota di Intel per 2 miliardi di dollari.", ["investment"]),
        ("it", "Il governo ha stanziato 4 miliardi di euro di aiuti.", ["subsidy"]),
        ("it", "Ogni server costa circa 3 milioni di dollari.", ["price"]),
        ("it", "Un dazio del 25% scatterà giovedì.", ["tariff"]),
        ("it", "Washington incasserà il 15% dei ricavi.", ["revenue_share"]),
        ("it", "La Cina vale il 13% del fatturato.", ["revenue_share"]),
        ("it", "La quota di mercato è scesa all'8%.", ["market_share"]),
        ("it", "Huawei ha consegnato 812.000 chip Ascend.", ["shipment"]),
        ("it", "ByteDance ha ordinato 100.000 chip.", ["order"]),
        ("it", "La fabbrica produrrà 50.000 wafer al mese.", ["production"]),
        ("it", "Il cluster conta 8.192 acceleratori.", ["deployment"]),
        ("it", "Le esportazioni sono calate del 23%.", ["decline"]),
        ("it", "L'utile netto è salito a 26,4 miliardi di dollari.", ["profit"]),
        ("it", "Oneri per 4,5 miliardi di dollari legati alle scorte.", ["charge"]),
        ("it", "La capitalizzazione ha superato i 4 mila miliardi di dollari.", ["market_cap"]),
        ("it", "La startup ha raccolto 1,1 miliardi di dollari.", ["funding"]),
        ("es", "Nvidia ingresó 46.700 millones de dólares, un 56% más.", ["revenue", "growth"]),
        (
            "es",
            "Las acciones cerraron con una caída del 3,2%, hasta 172,40 dólares.",
            ["market_move", "share_price"],
        ),
        ("es", "El Ibex 35 subió un 0,8%.", ["market_move"]),
        ("es", "La empresa pagará una multa de 95 millones de dólares.", ["fine"]),
        ("es", "La Guardia Civil incautó 400 chips.", ["smuggled"]),
        ("es", "TSMC invertirá 165.000 millones de dólares en Arizona.", ["capex"]),
        ("es", "El beneficio neto fue de 26.400 millones de dólares.", ["profit"]),
        ("es", "Cada servidor cuesta unos 3 millones de dólares.", ["price"]),
        ("es", "Un arancel del 25% entrará en vigor el jueves.", ["tariff"]),
        ("es", "China supone el 13% de los ingresos.", ["revenue_share"]),
        ("es", "Su cuota de mercado cayó al 8%.", ["market_share"]),
        ("es", "Huawei entregó 812.000 chips.", ["shipment"]),
        ("es", "ByteDance encargó 100.000 chips.", ["order"]),
        ("es", "La planta fabricará 50.000 obleas al mes.", ["production"]),
        ("es", "Las exportaciones cayeron un 23%.", ["decline"]),
        ("es", "El Gobierno destinará 4.000 millones de euros en ayudas.", ["subsidy"]),
        ("es", "La firma captó 1.100 millones de dólares.", ["funding"]),
    ],
)
def test_the_words_of_a_sentence_tell_what_its_amounts_are_for(
    language: str, text: str, roles: list[str | None]
) -> None:
    assert [amount.role for amount in read(text, language=language).amounts] == roles


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("it", "La ditta ha 64 dipendenti e spedisce in 24 Paesi."),
        ("it", "Sala di 1.500 metri quadrati dove si fabbricano fette da 150 millimetri."),
        ("es", "Exporta a 14 países desde un taller de 85 empleados."),
        ("en", "The export ban covers 140 companies and 24 countries."),
    ],
)
def test_counts_of_people_firms_and_sizes_have_no_role(language: str, text: str) -> None:
    assert {amount.role for amount in read(text, language=language).amounts} == {None}


def test_both_ends_of_a_range_and_a_conversion_share_their_role() -> None:
    text = "Alibaba spenderà da 50 a 60 miliardi di yuan (8,4 miliardi di dollari) in centri dati."
    assert [amount.role for amount in read(text, language="it").amounts] == ["capex"] * 3


def test_a_heading_that_speaks_of_the_market_tells_of_the_lines_under_it() -> None:
    text = "Borsa\n\nCambricon ha ceduto l'1,5% a 600,50 yuan."
    assert [amount.role for amount in read(text, language="it").amounts] == ["market_move", "share_price"]


def test_no_share_costs_billions() -> None:
    text = "Borsa\n\nIl gruppo (NASDAQ:AMD) ha chiuso il trimestre con ricavi per 9,6 miliardi di dollari."
    assert [amount.role for amount in read(text, language="it").amounts] == ["revenue"]
