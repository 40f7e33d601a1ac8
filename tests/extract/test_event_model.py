"""The learned reader: what it scores, that its scores do not depend on company, and that its files are checked."""

from __future__ import annotations

import json
import pathlib
import shutil

import pytest

from watchdesk.codebooks import sub_events
from watchdesk.errors import BadCodebook, MissingPart
from watchdesk.extract import event_model
from watchdesk.extract.sentences import split_sentences
from watchdesk.extract.told_by_model import find_told_by_model
from watchdesk.records import Layout, Report, Span

pytest.importorskip("onnxruntime")
pytest.importorskip("tokenizers")


def lay_out(text: str, title: str | None = None, language: str = "en") -> Layout:
    report = Report(id="r", capture_id="c", address="a", text=text, title=title, language=language)
    sentences = split_sentences(report)
    return Layout(report=report, sentences=sentences, dates=(), places=(), actors=(), quotations=())


@pytest.fixture(scope="module")
def model() -> event_model.EventModel:
    return event_model.open_event_model()


KIDNAP, MINE = "Abduction/forced disappearance", "Remote explosive/landmine/IED"
TOLD = [
    ("Gunmen kidnapped eleven passengers from two minibuses outside the town on Tuesday, police said.", KIDNAP),
    ("Des hommes armés ont enlevé onze passagers de deux minibus mardi à la sortie de la ville.", KIDNAP),
    ("An army truck hit a landmine on the road to the garrison on Friday, killing three soldiers.", MINE),
    ("Un camion de l’armée a sauté sur une mine vendredi sur la route de la garnison, tuant trois soldats.", MINE),
    ("Fighter jets bombed the market on Sunday, killing twenty traders, residents said.", "Air/drone strike"),
    ("Un drone a bombardé le marché dimanche, tuant vingt commerçants, selon des habitants.", "Air/drone strike"),
    ("The two sides signed a ceasefire agreement on Monday after a week of talks.", "Agreement"),
    ("Les deux camps ont signé lundi un accord de cessez-le-feu.", "Agreement"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind"), TOLD)
def test_likeliest_type(model: event_model.EventModel, text: str, kind: str) -> None:
    [[scores]] = model.score([lay_out(text)])
    assert max(scores.types, key=lambda t: scores.types[t]) == kind
    assert scores.event > 0.5


NOTHING = [
    "The orchestra will open its season with a symphony by Haydn.",
    "Subscribe to our newsletter to receive the best of our journalism every morning.",
    "Abonnez-vous à notre lettre d’information pour recevoir nos meilleurs articles.",
    "La récolte de mil sera bonne cette année, selon le ministère de l’Agriculture.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_told(model: event_model.EventModel, text: str) -> None:
    [[scores]] = model.score([lay_out(text)])
    assert scores.told == ()
    assert scores.event < 0.5


def test_one_entry_per_sentence_in_order(model: event_model.EventModel) -> None:
    layouts = [lay_out("One. Two here. Three."), lay_out("§ …"), lay_out("Soldiers fired. " * 150)]
    assert [len(r) for r in model.score(layouts)] == [len(layout.sentences) for layout in layouts]
    assert model.score([]) == []


def test_scores_do_not_depend_on_company(model: event_model.EventModel) -> None:
    texts = [text for text, _ in TOLD] + NOTHING
    together = model.score([lay_out(t) for t in texts])
    alone = [model.score([lay_out(t)])[0] for t in texts]
    assert together == alone
    assert event_model.EventModel(threads=1).score([lay_out(t) for t in texts]) == together


def test_chances_are_chances(model: event_model.EventModel) -> None:
    [[scores]] = model.score([lay_out(TOLD[0][0], title="Eleven taken")])
    every = [*scores.types.values(), *scores.statuses.values(), *scores.actions.values(), scores.statement, scores.trap]
    assert all(0 <= chance <= 1 for chance in every)
    assert sum(scores.statuses.values()) == pytest.approx(1)
    assert set(scores.told) <= set(scores.types)


def test_role_reads_the_words_asked_for(model: event_model.EventModel) -> None:
    text = "Gunmen kidnapped eleven passengers near Tessit on Tuesday."
    [[scores]] = model.score([lay_out(text)])
    gunmen, place = (Span(start=text.index(w), end=text.index(w) + len(w)) for w in ("Gunmen", "Tessit"))
    assert scores.role("actor1", gunmen) > scores.role("actor1", place)
    assert scores.role("place", place) > scores.role("place", gunmen)
    assert scores.role("place", Span(start=900, end=910)) == 0


def test_pieces_stand_in_the_report(model: event_model.EventModel) -> None:
    layout = lay_out("Rien à signaler.\n\nL’armée a repris Léré samedi…")
    for sentence, scores in zip(layout.sentences, model.score([layout])[0], strict=True):
        assert all(sentence.span.holds(word) for word in scores.words)


def test_missing_folder_is_named(tmp_path: pathlib.Path) -> None:
    with pytest.raises(MissingPart, match="manifest"):
        event_model.EventModel(tmp_path)


@pytest.mark.parametrize("name", ["reader.onnx", "tokenizer.json"])
def test_changed_or_missing_file_is_named(tmp_path: pathlib.Path, name: str) -> None:
    for part in event_model.SHIPPED.iterdir():
        if part.name != name:
            shutil.copy(part, tmp_path)
    with pytest.raises(MissingPart, match=name):
        event_model.EventModel(tmp_path)
    (tmp_path / name).write_bytes(b"other")
    with pytest.raises(BadCodebook, match=name):
        event_model.EventModel(tmp_path)


def test_other_form_is_refused(tmp_path: pathlib.Path) -> None:
    (tmp_path / "manifest.json").write_text(json.dumps({"form": 99}))
    with pytest.raises(BadCodebook, match="form"):
        event_model.EventModel(tmp_path)


def test_a_type_that_its_words_rule_out_gives_way_to_the_likeliest_that_fits() -> None:
    layout = lay_out("Gunmen attacked a lorry of the water office on Monday.")
    types = {name: 0.01 for name in sub_events()} | {MINE: 0.5, "Attack": 0.2}
    scores = event_model.SentenceScores(
        types=types,
        statuses={"occurred": 0.9},
        actions={},
        event=0.9,
        statement=0.0,
        trap=0.0,
        told=(),
        acted=(),
        words=(),
        roles={},
    )
    told = find_told_by_model(layout, [scores], dict.fromkeys(types, 0.4), "test")
    assert [t.sub_event for t in told] == ["Attack"]
