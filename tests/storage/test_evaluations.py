from dataclasses import replace
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


def test_the_same_figures_a_second_time_change_nothing(db):
    assert keep_scores(db, [SCORE], **ABOUT, now=NOW) == 1
    assert keep_scores(db, [SCORE], **ABOUT, now=NOW + timedelta(days=1)) == 0
    assert db.execute("SELECT evaluated_at FROM evaluations").fetchall() == [(NOW.replace(tzinfo=None),)]


def test_other_figures_replace_those_of_the_same_version_and_gold(db):
    keep_scores(db, [SCORE, replace(SCORE, type=None)], **ABOUT, now=NOW)
    assert keep_scores(db, [replace(SCORE, right=91, missed=29)], **ABOUT, now=NOW) == 1
    assert db.execute("SELECT type, found, missed FROM evaluations").fetchall() == [("chip", 91, 29)]


def test_a_ratio_without_anything_is_unknown(db):
    keep_scores(db, [replace(SCORE, right=0, wrong=0)], **ABOUT, now=NOW)
    assert db.execute("SELECT precision, recall, f1 FROM evaluations").fetchall() == [(None, 0.0, 0.0)]
