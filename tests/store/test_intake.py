"""From folders to incidents: kept and linked in one go, the second run writing nothing."""

import json

import pytest
from test_writing import counts

from watchdesk.collect.folders import collect_paths
from watchdesk.intake import Intake, take_in
from watchdesk.records import Issue, Stated
from watchdesk.settings import Settings
from watchdesk.store.history import revisions_since
from watchdesk.store.incident_reading import every_incident_file
from watchdesk.store.linking import link_everything
from watchdesk.store.reading import held, issues, readings, versions_of
from watchdesk.store.reprints import reprints

ATTACK = "Gunmen killed {n} farmers in the village of Wabaria near Gao on Monday, the mayor said."
BODY = (
    " The attackers came on motorcycles before dawn and set fire to granaries, residents told reporters. Soldiers from"
    " the garrison arrived two hours later and found nobody. It was the third raid on the commune since the rains,"
    " and the market of the neighbouring town has been closed for a week. No group has claimed responsibility so far."
)


def write(folder, name, n, *, date="2023-05-02", more=""):
    page = f"<html><head><meta property='article:published_time' content='{date}'></head><body><article><h1>Raid</h1>"
    (folder / name).write_text(f"{page}<p>{ATTACK.format(n=n)}</p><p>{BODY}{more}</p></article></body></html>")


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "reports"
    made.mkdir()
    write(made, "a.html", "two")
    (made / "b.txt").write_text("Des hommes armés ont tué trois civils à Ansongo lundi 1er mai 2023, selon la mairie.")
    (made / "empty.txt").write_text("   ")
    return made


def run(store, *paths, workers=1, again=False, stated=None):
    intake = Intake(
        store=store, settings=Settings(reader="rules", workers=workers), who="awa", why="watchdesk add", again=again
    )
    return list(take_in(collect_paths([str(p) for p in paths], stated or Stated()), intake))


def outcomes(found):
    return ["failed" if isinstance(o, Issue) else o.outcome for o in found]


def standing(store):
    return {f.incident.id: f.incident.claim_ids for f in every_incident_file(store)}


def test_a_folder_is_kept_and_linked_and_its_second_run_writes_nothing(store, folder, clock):
    assert outcomes(run(store, folder)) == ["new", "new", "failed"]
    assert standing(store)
    before, incidents = counts(store), standing(store)
    clock.pass_days(1)
    assert outcomes(run(store, folder)) == ["known", "known", "failed"]
    assert outcomes(run(store, folder, again=True)) == ["known", "known", "failed"]
    assert counts(store) == before
    assert list(revisions_since(store, clock.now.replace(day=1))) == []
    assert standing(store) == incidents
    assert len(issues(store)) == 1


def test_linking_everything_anew_gives_the_same_incidents(store, folder):
    run(store, folder)
    before = standing(store)
    assert link_everything(store) == len(before)
    assert standing(store) == before


def test_several_workers_keep_the_order(store, folder):
    found = run(store, folder, workers=2)
    assert outcomes(found) == ["new", "new", "failed"]
    assert [o.address.rpartition("/")[2] for o in found] == ["a.html", "b.txt", "empty.txt"]


def test_the_same_bytes_in_another_file_add_nothing(store, folder):
    (folder / "a2.html").write_bytes((folder / "a.html").read_bytes())
    found = run(store, folder)
    assert outcomes(found) == ["new", "known", "new", "failed"]
    assert found[1].same_as == found[0].address
    assert outcomes(run(store, folder / "a2.html", folder / ".." / "reports" / "a.html")) == ["known", "known"]


def test_other_statements_about_the_same_bytes_are_a_new_reading(store, folder):
    run(store, folder / "b.txt")
    assert outcomes(run(store, folder / "b.txt", stated=Stated(title="Ansongo"))) == ["reread"]
    assert [r.report.title for r in readings(store)] == ["Ansongo"]


def test_a_line_without_a_name_is_known_by_its_words(store, tmp_path):
    lines = tmp_path / "day.jsonl"
    lines.write_text("\n".join(json.dumps({"text": ATTACK.format(n=n)}) for n in ("two", "six")))
    assert outcomes(run(store, lines)) == ["new", "new"]
    lines.write_text(json.dumps({"text": ATTACK.format(n="nine")}))
    assert outcomes(run(store, lines)) == ["new"]
    assert len(held(store)) == 3


def test_a_changed_page_takes_its_old_claims_out_of_the_incidents(store, folder):
    run(store, folder)
    write(folder, "a.html", "four")
    assert "changed" in outcomes(run(store, folder))
    tolls = {
        t.claim.deaths.best for f in every_incident_file(store) for t in f.told if getattr(t.claim, "deaths", None)
    }
    assert 4 in tolls and 2 not in tolls
    assert [v.version for v in versions_of(store, str(folder / "a.html"))] == [1, 2]


def test_a_reprint_adds_no_voice_whichever_comes_first(store, folder, tmp_path):
    write(folder, "copy.html", "seven", date="2023-05-03", more=" Reporting by our own staff.")
    found = run(store, folder / "copy.html", folder / "a.html")
    assert outcomes(found) == ["new", "new"]
    (group,) = reprints(store)
    assert (group.original_id, group.copy_ids) == (found[1].report_id, (found[0].report_id,))
    assert [c.numbers for c in group.copies[0].changes if c.numbers] == [(("two",), ("seven",))]
    told = [t for f in every_incident_file(store) for t in f.told]
    assert {t.report.id for t in told} == {found[1].report_id}
    assert all(t.copies == (found[0].report_id,) for t in told)
    assert len(list(readings(store))) == 1 and len(list(readings(store, copies=True))) == 2
    before = standing(store)
    link_everything(store)
    assert standing(store) == before


def test_a_copy_speaks_once_its_original_is_forgotten(store, folder):
    from watchdesk.store.forgetting import forget

    write(folder, "copy.html", "seven", date="2023-05-03")
    run(store, folder / "a.html", folder / "copy.html")
    gone = forget(store, str(folder / "a.html"), "asked", who="awa")
    assert gone.copies == (str(folder / "copy.html"),)
    assert reprints(store) == ()
    assert {t.report.address for f in every_incident_file(store) for t in f.told} == {str(folder / "copy.html")}
