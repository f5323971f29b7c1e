from datetime import timedelta

from records.accuracy import Measure, Score
from storage.evaluations import keep_scores
from tests.storage.making import NOW

SCORE = Score(
    measure=Measure.ENTITIES,
    type="chip",
    language="it",
    documents=60,
    right=90,
    wrong=10,
    missed=30,
    low=0.7,
    high=0.9,
)
ABOUT = {"gold": "open", "gold_sha256": "ab", "extractor_version": "1+abc"}


def test_measuring_again_replaces_the_figures_and_keeps_other_versions(db):
    keep_scores(db, [SCORE], **ABOUT, now=NOW)
    keep_scores(db, [SCORE], **ABOUT, now=NOW + timedelta(days=1))
    keep_scores(db, [SCORE], **ABOUT | {"extractor_version": "2+def"}, now=NOW)
    found = db.execute(
        "SELECT extractor_version, measure, type, precision, recall FROM evaluations ORDER BY 1"
    )
    assert found.fetchall() == [
        ("1+abc", "entities", "chip", 0.9, 0.75),
        ("2+def", "entities", "chip", 0.9, 0.75),
    ]
