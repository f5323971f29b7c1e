from records.runs import Count, Stage
from storage.funnel import unbalanced
from storage.harvest import keep
from tests.storage.making import NOW, found, harvest


def count(status, n, reason="", stage=Stage.FETCH):
    return Count(feed="gazette", stage=stage, status=status, reason=reason, n=n)


WELL = (count("in", 5), count("out", 2), count("dropped", 2, "gone"), count("quarantined", 1, "timeout"))


def test_in_is_out_and_dropped_and_quarantined():
    assert unbalanced(WELL) == {}
    assert unbalanced((*WELL, count("in", 3))) == {("gazette", Stage.FETCH): 3}


def test_a_harvest_that_lost_something_says_so_and_is_kept(db):
    kept = keep(db, harvest([found(1)], counts=(*WELL, count("out", 1, stage=Stage.READ))), NOW)
    assert kept.unbalanced == {("gazette", Stage.READ): -1}
    assert kept.articles == 1


def test_lines_of_the_funnel_that_are_equal_are_added_up(db):
    keep(db, harvest([], counts=(count("in", 1), count("in", 2), count("dropped", 3, "gone"))), NOW)
    assert db.execute("SELECT status, reason, n FROM stage_counts ORDER BY 1").fetchall() == [
        ("dropped", "gone", 3),
        ("in", None, 3),
    ]
