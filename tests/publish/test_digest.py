"""What changed, and the digest of it: new, changed, disputed and withdrawn, short, redacted, as text, page and mail."""

import datetime as dt
import json
import re
import shutil
import socket
import xml.etree.ElementTree as ET
from email import message_from_bytes
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message
from made_incidents import attack, file_of, report_of
from typer.testing import CliRunner

from watchdesk import cli
from watchdesk.collect.folders import collect_paths
from watchdesk.errors import RunError
from watchdesk.intake import Intake, take_in
from watchdesk.pipeline import open_name_lists
from watchdesk.private_persons import PrivatePersons
from watchdesk.publish.changes import Changes, IncidentChange, Withdrawal, changes_since
from watchdesk.publish.changes_text import changes_json, changes_lines
from watchdesk.publish.coded_incident import code_incident
from watchdesk.publish.digest import MINUTES, make_digest
from watchdesk.publish.digest_mail import MailServer, digest_mail, send_mail
from watchdesk.publish.digest_text import digest_html, digest_markdown, digest_plain
from watchdesk.publish.export import Publication, prepare_file
from watchdesk.publish.export_options import ExportOptions
from watchdesk.publish.redaction import redact_reading
from watchdesk.records import Change, Stated
from watchdesk.resolve.countries import country_name
from watchdesk.settings import load_settings
from watchdesk.store.forgetting import forget
from watchdesk.store.judging import decide
from watchdesk.store.opening import open_store

FRIDAY = {
    "a.txt": "MENAKA, Mali - Gunmen killed four civilians in Ménaka on 26 February 2024, said Amadou Diallo, a farmer.",
    "g.txt": "GAO, Mali - A roadside bomb killed two soldiers near Gao on 25 February 2024, the army said.",
    "u.txt": "MINUSMA - Benin will withdraw its 250 troops from MINUSMA by November 2024, the government said.",
}
MONDAY = {
    "b.txt": "MENAKA, Mali - The raid by gunmen on Ménaka on 26 February 2024 killed seven civilians, the mayor said.",
    "c.txt": "TESSIT, Mali - Residents accused soldiers of killing nine civilians in Tessit on 28 February 2024.",
}


class Clock:
    now = dt.datetime(2024, 3, 1, 18, tzinfo=dt.UTC)

    def __call__(self):
        return self.now


@pytest.fixture(scope="module")
def names():
    return open_name_lists(load_settings({}))


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A folder with a store: Friday's reports from 18:00, Monday's from noon, read by the real reader."""
    folder = tmp_path_factory.mktemp("made")
    clock = Clock()
    store = open_store(str(folder / "desk.db"), clock=clock)
    _add(store, folder, FRIDAY, clock.now.date())
    clock.now = dt.datetime(2024, 3, 4, 12, tzinfo=dt.UTC)
    _add(store, folder, MONDAY, clock.now.date())
    store.close()
    return folder


@pytest.fixture
def desk(made, tmp_path):
    """That store, for one test, on Monday at noon."""
    shutil.copy(made / "desk.db", tmp_path / "desk.db")
    clock = Clock()
    clock.now = dt.datetime(2024, 3, 4, 12, tzinfo=dt.UTC)
    store = open_store(str(tmp_path / "desk.db"), clock=clock)
    yield store
    store.close()


def _add(store, folder, texts, day):
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    intake = Intake(store=store, settings=load_settings({"reader": "rules"}), who="ada", why="test")
    captures = collect_paths([str(folder / name) for name in texts], Stated(published=day))
    assert [a.outcome for a in take_in(captures, intake)] == ["new"] * len(texts)


MONDAY_MORNING = dt.datetime(2024, 3, 4, tzinfo=dt.UTC)


def redacted(store, names, since=MONDAY_MORNING):
    private = PrivatePersons(names)
    publication = Publication(options=ExportOptions(country_name=country_name), private=private)
    return changes_since(
        store,
        since,
        names,
        prepare=lambda file: prepare_file(file, publication),
        prepare_reading=lambda reading: redact_reading(reading, private),
    )


def test_an_incident_is_new_or_changed_field_by_field_with_its_sources(desk, names):
    changes = changes_since(desk, MONDAY_MORNING, names)
    by_place = {i.coded.place.name: i for i in changes.incidents}
    assert {name: i.what for name, i in by_place.items()} == {"Ménaka": "changed", "Tessit": "new"}
    fields = {f.field: f for f in by_place["Ménaka"].fields}
    assert (fields["deaths_high"].old, fields["deaths_high"].new) == ("4", "7")
    assert "a" in fields["deaths_high"].old_sources[0] and "mayor" in fields["deaths_high"].new_sources[0]
    assert changes.reports == 2


def test_tolls_that_differ_are_disputed(desk, names):
    changes = changes_since(desk, MONDAY_MORNING, names)
    assert [i.coded.place.name for i in changes.disputed] == ["Ménaka"]
    assert re.search(r"deaths: 4 \(.+\); 7 \(.*mayor.*\)", changes.disputed[0].disputes[0])


def test_what_a_person_corrected_is_a_change(desk, names):
    file = next(i for i in changes_since(desk, MONDAY_MORNING, names).incidents if i.what == "new").coded
    desk.clock.now = dt.datetime(2024, 3, 5, 9, tzinfo=dt.UTC)
    change = Change(field="location.name", old='"Tessit"', new='"Ansongo"')
    decide(desk, "edit", file.lead.claim.id, by="ben", changes=(change,))
    later = changes_since(desk, dt.datetime(2024, 3, 5, tzinfo=dt.UTC), names)
    assert [(f.field, f.old, f.new, f.new_sources) for f in later.incidents[0].fields] == [
        ("location.name", "Tessit", "Ansongo", ("corrected by ben, 2024-03-05",))
    ]


def test_what_was_rejected_or_forgotten_is_withdrawn(desk, names, made):
    coded = next(i for i in changes_since(desk, MONDAY_MORNING, names).incidents if i.what == "new").coded
    desk.clock.now = dt.datetime(2024, 3, 5, 9, tzinfo=dt.UTC)
    decide(desk, "reject", coded.lead.claim.id, by="ben")
    forget(desk, str(made / "g.txt"), "asked by the writer", who="ada")
    gone = changes_since(desk, dt.datetime(2024, 3, 5, tzinfo=dt.UTC), names).withdrawn
    assert ("claim", coded.lead.claim.id) in {(w.kind, w.id) for w in gone}
    assert [w.why for w in gone if w.kind == "address"] == ["forgotten by ada: asked by the writer"]


def test_facts_of_operations_and_figures_are_told(desk, names):
    changes = changes_since(desk, dt.datetime(2024, 3, 1, tzinfo=dt.UTC), names)
    assert ("MINUSMA", "withdrawal", "BJ") in {(f.fact.operation, f.fact.action, f.fact.country) for f in changes.facts}
    assert {s.series.measure for s in changes.series} >= {"killed"}
    nothing = changes_since(desk, dt.datetime(2024, 3, 6, tzinfo=dt.UTC), names)
    assert (nothing.incidents, nothing.series, nothing.facts, nothing.withdrawn) == ((), (), (), ())


def test_the_lines_and_the_json_tell_the_same(desk, names):
    changes = changes_since(desk, MONDAY_MORNING, names)
    text, record = "\n".join(changes_lines(changes)), json.loads(changes_json(changes))
    assert len(record["incidents"]) == 2
    assert all(i["incident"]["incident_id"] in text for i in record["incidents"])
    assert "deaths high: 4" in text and "→ 7" in text


def test_the_digest_withholds_private_persons_and_marks_what_is_alleged(desk, names):
    digest = make_digest(redacted(desk, names, dt.datetime(2024, 3, 1, tzinfo=dt.UTC)))
    for text in (digest_plain(digest), digest_markdown(digest), digest_html(digest)):
        assert "Diallo" not in text
        assert "Alleged: " in text
        assert "are withheld" in text
    assert "1 of them not told as occurred" in digest.summary


def test_a_digest_of_very_much_is_still_read_in_three_minutes():
    text = (
        "Gunmen killed many people in a raid that went on for hours, and of which several witnesses gave accounts. " * 3
    )
    files = [file_of((report_of(f"R{n}", text), attack(text.strip(), deaths=n)), id=f"i{n}") for n in range(1, 90)]
    coded = [code_incident(f, "lowest") for f in files]
    much = Changes(
        since=MONDAY_MORNING,
        until=MONDAY_MORNING,
        reports=90,
        incidents=tuple(
            IncidentChange(what="new", coded=c, fields=(), fresh=(), disputes=("deaths: 1 (A); 2 (B)",)) for c in coded
        ),
        series=(),
        facts=(),
        withdrawn=tuple(Withdrawal(kind="claim", id=str(n), why="rejected " * 30) for n in range(50)),
        fresh=(),
    )
    digest = make_digest(much)
    assert 200 < len(digest_plain(digest).split()) < MINUTES * 240
    assert {p.title: p.more for p in digest.parts}["Disputed"] >= 85


def test_the_page_is_self_contained_and_its_drawings_are_sound(desk, names):
    html = digest_html(make_digest(redacted(desk, names)))
    assert not re.search(r"<script|<link|@import|url\(|<img", html)
    assert not re.findall(r'(?:src|href)="(?!https?://)', html)
    drawings = re.findall(r"<svg.*?</svg>", html, re.DOTALL)
    assert drawings
    for drawing in drawings:
        ET.fromstring(drawing)
    without = re.sub(r"<svg.*?</svg>", "", html, flags=re.DOTALL)
    assert "Ménaka" in without and "Tessit" in without


def test_words_of_a_report_cannot_become_markup(desk, names, tmp_path):
    text = "GAO, Mali - Gunmen killed three civilians in Gao on 2 March 2024, <b>the</b> [mayor](http://x) *said*."
    _add(desk, tmp_path, {"x.txt": text}, dt.date(2024, 3, 4))
    digest = make_digest(redacted(desk, names))
    assert "<b>" not in digest_html(digest)
    assert "[mayor](" not in digest_markdown(digest)


class Kept(Message):
    def __init__(self):
        super().__init__()
        self.mails = []

    def handle_message(self, message):
        self.mails.append(message_from_bytes(message.as_bytes(), policy=default))


@pytest.fixture
def post():
    """A real mail server on this computer."""
    kept = Kept()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(kept, hostname="127.0.0.1", port=port)
    controller.start()
    yield kept, "127.0.0.1", port
    controller.stop()


def test_the_digest_is_sent_by_mail_as_text_and_html(desk, names, post):
    kept, host, port = post
    mail = digest_mail(make_digest(redacted(desk, names)), "desk@example.org", ("ada@example.org", "ben@example.org"))
    send_mail(mail, MailServer(host=host, port=port, security="none"))
    got = kept.mails[0]
    assert got["To"] == "ada@example.org, ben@example.org"
    assert "Ménaka" in got.get_body(("plain",)).get_content()
    assert "<h1" in got.get_body(("html",)).get_content()
    assert got.get_content_type() == "multipart/alternative"


def test_a_mail_server_that_does_not_answer_is_named(desk, names, post):
    mail = digest_mail(make_digest(redacted(desk, names)), "desk@example.org", ("ada@example.org",))
    with pytest.raises(RunError, match=r"mail server 127\.0\.0\.1:\d+ did not take the digest"):
        send_mail(mail, MailServer(host="127.0.0.1", port=post[2], security="starttls"))


def test_the_commands(desk, tmp_path, post, monkeypatch):
    db = ["--db", str(tmp_path / "desk.db")]
    run = CliRunner().invoke
    assert "Changed incidents (1)" in run(cli.app, ["diff", "--since", "2024-03-04", *db]).output
    shown = run(cli.app, ["digest", "--since", "2024-03-01", *db])
    assert shown.exit_code == 0 and "Ménaka" in shown.output and "Diallo" not in shown.output
    named = run(cli.app, ["digest", "--since", "2024-03-01", "--with-private-persons", *db]).output
    assert "Diallo" in named and "withheld" not in named
    page = tmp_path / "digest.html"
    assert run(cli.app, ["digest", "--since", "2024-03-04", "--form", "html", "--to", str(page), *db]).exit_code == 0
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert "set smtp_host" in run(cli.app, ["digest", "--since", "2024-03-04", "--send", *db]).output
    for name, value in (("HOST", post[1]), ("PORT", post[2]), ("SECURITY", "none"), ("FROM", "desk@example.org")):
        monkeypatch.setenv(f"WATCHDESK_SMTP_{name}", str(value))
    sent = run(cli.app, ["digest", "--since", "2024-03-04", "--send", "--mail-to", "ada@example.org", *db])
    assert sent.exit_code == 0 and post[0].mails[0]["To"] == "ada@example.org"
    assert "expected a day or moment" in run(cli.app, ["diff", "--since", "Friday", *db]).output
    folder = tmp_path / "exports"
    assert run(cli.app, ["export", "acled", "csv", "--to", str(folder), *db]).exit_code == 0
    assert len(list(folder.iterdir())) == 2
    refused = run(cli.app, ["export", "csv", "--to", str(tmp_path / "none" / "here"), *db])
    assert refused.exit_code == 2 and "existing folder" in refused.output


@pytest.mark.parametrize(
    ("since", "told"),
    [(MONDAY_MORNING, "4 March to"), (MONDAY_MORNING.replace(year=2022), "4 March 2022 to")],
)
def test_the_title_names_both_years_where_they_differ(desk, names, since, told):
    assert told in make_digest(redacted(desk, names, since)).title
