"""The interval of a score: it holds the score, narrows with more reports, and is silent where there are too few."""

from watchdesk.measure.resampling import LEAST, interval
from watchdesk.measure.score_table import f1_interval, score_rows, share_interval
from watchdesk.measure.scoring import KindScore, Scores, Share


def share(counts):
    return counts[0] / counts[1] if counts[1] else None


def made(found, missed):
    """The scores of a report with so many events found and missed, each found one at the right place."""
    none = KindScore(found=0, missed=0, invented=0)
    kinds = dict.fromkeys(("figures", "statements", "peace_operations"), none)
    kinds = {"events": KindScore(found=found, missed=missed, invented=0), **kinds}
    return Scores(kinds=kinds, shares={"event.place": Share(right=found, of=found)} if found else {})


def test_the_interval_holds_the_score_and_is_the_same_each_time():
    counts = [(n % 2, 1) for n in range(20)]
    low, high = interval(counts, share)
    assert low < 0.5 < high
    assert interval(counts, share) == (low, high)


def test_more_reports_make_it_narrower():
    few, many = ([(n % 2, 1) for n in range(size)] for size in (10, 200))
    widths = [high - low for low, high in (interval(c, share) for c in (few, many))]
    assert widths[1] < widths[0] / 2


def test_it_is_of_reports_and_not_of_claims():
    """Twenty reports that are wholly right or wholly wrong are as unsure as twenty claims, not as two hundred."""
    one, ten = ([(n % 2 * size, size) for n in range(20)] for size in (1, 10))
    assert interval(one, share) == interval(ten, share)


def test_too_few_reports_give_none_whatever_the_others_hold():
    assert interval([(1, 2)] * (LEAST - 1) + [(0, 0)] * 50, share) is None
    assert interval([(1, 2)] * LEAST, share) == (0.5, 0.5)


def test_where_all_are_right_or_all_wrong_the_next_may_still_be_otherwise():
    assert [round(bound, 3) for bound in interval([(3, 3)] * 20, share)] == [0.832, 1.0]
    assert [round(bound, 3) for bound in interval([(0, 3)] * 20, share)] == [0.0, 0.168]


def test_the_table_has_scores_with_intervals_and_counts_and_a_dash_where_nothing_was_asked():
    sure, few = [made(3, n % 2) for n in range(12)], [made(0, 1)] * 2
    rows = {row[0]: row[1:] for row in score_rows([sure, few])}
    low, high = f1_interval(sure, "events")
    assert rows["events F1"] == [f"0.92 [{low:.2f}, {high:.2f}]", "0.00"]
    assert rows["events found, missed, invented"] == ["36, 6, 0", "0, 2, 0"]
    assert rows["event.place"] == ["1.00 of 36 [0.74, 1.00]", "–"]
    assert rows["figures F1"] == rows["figures P / R"] == ["–", "–"]
    assert share_interval(few, "event.place") is None
