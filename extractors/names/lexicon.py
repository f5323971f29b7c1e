"""What single words say about a name: first and family names, company suffixes, heads of organisations."""

from __future__ import annotations

from extractors.words import FUNCTION, KNOWLEDGE, words
from records.facts import EntityType


def _list(file: str) -> frozenset[str]:
    lines = (KNOWLEDGE / file).read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


FIRST_NAMES = _list("first_names.txt")
LAST_NAMES = _list("last_names.txt")

#: Last words of company names, lower case; the legal forms leave no doubt.
LEGAL_FORMS = frozenset(
    "inc corp corporation incorporated ltd limited llc llp plc spa srl sa ag gmbh nv bv ab oyj asa pte pty co sas kg kk sdn bhd pjsc sarl spa".split()
)
COMPANY_SUFFIXES = LEGAL_FORMS | frozenset(
    "holding holdings group technologies technology tech systems semiconductor semiconductors microelectronics electronics computing capital partners ventures "
    "networks network software industries international communications pharmaceuticals motors airlines energy solutions services robotics microsystems "
    "photonics logistics trading enterprises company securities investments advisors research consulting labs dynamics devices instruments materials "
    "cloud digital interactive intelligence ai bank insurance chips silicon micro foundry optics automation aerospace telecom mobile components".split()
)
#: Of these a bare last word alone is not enough: "Export Controls Research".
WEAK_SUFFIXES = frozenset(
    "research services international energy cloud digital intelligence ai network group company systems materials chips trading bank".split()
)

_AGENCY_HEADS = (
    "ministero ministry ministerio dipartimento department departamento commissione commission comisión comitato committee comité sottocommissione subcommittee "
    "subcomité consiglio council consejo corte court tribunale tribunal procura fiscalía camera chamber cámara senato senate senado parlamento parliament congresso "
    "congress congreso agenzia agency agencia autorità authority autoridad ufficio bureau office oficina segreteria secretaría ambasciata embassy embajada "
    "consolato polizia police policía dogana customs aduana administration amministrazione administración guardia directorate direzione board prosecutors"
).split()
_ORG_HEADS = (
    "università university universidad politecnico istituto institute instituto partito party partido movimento movement movimiento unione union unión associazione "
    "association asociación federazione federation federación confederazione lega league fondazione foundation fundación alleanza alliance alianza accademia "
    "academy academia laboratorio laboratory laboratories laboratori osservatorio observatory esercito army ejército marina navy armada aeronautica school scuola escuela "
    "college forum foro centro center centre organizzazione organization organización society coalizione coalition consorzio consortium think"
).split()
#: Words that head an institution's name, in any place of it, with the type they give.
HEADS: dict[str, EntityType] = {
    **{word: EntityType.AGENCY for word in _AGENCY_HEADS},
    **{word: EntityType.ORG for word in _ORG_HEADS},
    "banca": EntityType.COMPANY,
    "bank": EntityType.COMPANY,
    "banco": EntityType.COMPANY,
}
PLACE_HEADS = words("place_heads")
TITLES = words("titles")
COMPANY_NOUNS = words("company_nouns")
MEDIA_NOUNS = words("media_nouns")
CHIP_NOUNS = frozenset(
    "chip chips processore processori processor processors procesador procesadores acceleratore acceleratori accelerator accelerators acelerador aceleradores gpu gpus microchip".split()
)
PLACE_CUES = words("place_cues")
IN_WORDS = words("in_words")
SAYING = words("saying")
#: Last words of a medium's name.
MEDIA_SUFFIXES = frozenset(
    "times post news journal daily tribune herald gazette magazine tv radio telegraph observer insider review weekly monitor press wire".split()
)

#: Join the parts of a person's name: Ursula von der Leyen, Mohammed bin Salman.
PARTICLES = frozenset(
    "van von der den de del della di da la le el al bin ibn ben dos du ter ten zu abu".split()
)
#: Join the parts of an institution's name: Institute for Security and Technology.
CONNECTORS = frozenset(
    "of for and the on in de del della dei degli delle dell di per la las los le y e des du der für et a & sul sulla".split()
)

#: Capitalised often, names never: acronyms of the trade and of offices, roles, the press's own words.
NO_NAMES = frozenset(
    """AI IA GPU CPU TPU NPU LLM API CEO CFO CTO COO AD PIL GDP PIB IPO ETF R&D USB PC TV IT ICT SoC DRAM NAND SRAM HBM EUV DUV EDA IP ID OK VPN URL PDF
    CAGR EPS EBITDA YoY US USA UE EU UK AGI ML HPC FAQ QUI CLICCA ESG B2B M&A VIP SUV EV AR VR GB TB MW GW PS II III IV VI VII Q1 Q2 Q3 Q4 H1 H2 FY MoU NDA GPUs CPUs
    TPUs LLMs AIs Bitcoin Ethereum Internet Web Big Tech App Cloud Data Center ASIC ASICs FPGA DPU HBM3 SaaS RAM ROM SSD PCB OEM ODM KYC NSFW TOPS FLOPS Sec Art No
    Mr Mrs Ms Dr Prof Sen Rep Gov Gen DSP IC ICs MCU MEMS RF PMI CPI PCE QE BTP ADR Adr GAAP SMIDCAP ETFs PhD MBA AM PM UTC GMT CET EST Moore
    Covid COVID G7 G20 Ai Ia Gpu Cpu Ceo Cfo Cto Pil Ipo Tpu Llm Dram Nand Hbm Euv Duv""".split()
)
#: Endings of words that are no names, however they are written at the head of a sentence.
COMMON_ENDINGS = (
    "mente",
    "zione",
    "zioni",
    "ando",
    "endo",
    "ly",
    "ing",
    "ción",
    "ciones",
    "tion",
    "tions",
    "ness",
    "ment",
    "ità",
    "idad",
    "ismo",
    "ism",
)
COMMON = FUNCTION
