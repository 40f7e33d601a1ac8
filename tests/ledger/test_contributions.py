"""A UN-style contribution table of our own beside reports: the three differences exactly, and nothing overwritten."""

import datetime as dt

import pytest
from read_reports import read_text, the_names

from watchdesk.errors import BadTable
from watchdesk.ledger.contributions import agrees, compare_contributions, differences, read_contributions
from watchdesk.ledger.operations import operation_ledger
from watchdesk.records import Count

HEADER = "Contributing Country,Mission Acronym,Personnel Type,Female Personnel,Male Personnel,Last Reporting Date\n"
# Invented numbers. Rows 2 to 21; against the reports below rows 8 (712, not 720), 9 (595, not more than 600) and 14
# (155, not 170) disagree; everything else agrees, is of another month or mission, or is in no report.
TABLE = (
    HEADER
    + """\
Chad,MINUSMA,Troops,40,1400,2022-11-30
Chad,MINUSMA,Staff Officers,1,8,2022-11-30
Chad,MINUSMA,Individual Police,3,17,2022-11-30
Chad,MINUSMA,Troops,30,1390,2022-04-30
Bangladesh,MINUSMA,Troops,22,1300,2022-11-30
Egypt,MINUSMA,Troops,2,1070,2022-11-30
Togo,MINUSMA,Troops,12,700,2022-11-30
Germany,MINUSMA,Troops,45,550,2022-11-30
Senegal,MINUSMA,Troops,20,1180,2022-11-30
BURKINA FASO,MINUSMA,Troops,30,1050,2022-11-30
Guinea,MINUSMA,Troops,10,650,2022-11-30
Niger,MINUSMA,Troops,12,860,2022-11-30
Nepal,MINUSMA,Troops,5,150,2022-11-30
Sweden,MINUSMA,Troops,20,180,2022-11-30
Mauritania,MINUSMA,Troops,0,8,2022-11-30
Ghana,MINUSMA,Troops,15,140,2022-11-30
Chad,MONUSCO,Troops,0,3,2022-11-30
Nepal,MONUSCO,Troops,50,1100,2022-11-30
Egypt,UNMISS,Troops,0,12,2022-11-30
Togo,MINUSCA,Troops,0,9,2022-11-30
"""
)
ENGLISH = (
    "BAMAKO – Chad has 1,449 soldiers in MINUSMA, the mission said on Monday.\n\n"
    "Bangladesh contributes 1,322 soldiers to MINUSMA. Egypt contributes about 1,000 soldiers to MINUSMA.\n\n"
    "Togo has 720 soldiers in the UN mission, MINUSMA. Germany provides more than 600 soldiers to MINUSMA. "
    "Senegal contributes 1,200 soldiers to MINUSMA."
)
FRENCH = (
    "BAMAKO – Le Burkina Faso fournit 1 080 soldats à la Minusma. La Guinée fournit 660 soldats à la Minusma. "
    "Le Niger fournit environ 870 soldats à la Minusma. Le Népal fournit 170 soldats à la Minusma."
)


@pytest.fixture
def table_file(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def readings():
    day = dt.date(2022, 11, 17)
    return [read_text(ENGLISH, day, "en", "english"), read_text(FRENCH, day, "fr", "french")]


def test_the_three_differences_are_listed_exactly(table_file):
    table = read_contributions(table_file, the_names())
    assert len(table) == 20
    compared = compare_contributions(table, readings())
    assert len(compared) == 10
    listed = [(c.iso, c.said.low, c.table, c.rows, c.report.given_id) for c in differences(compared)]
    assert listed == [
        ("TG", 720, 12 + 700, (8,), "english"),
        ("DE", 600, 45 + 550, (9,), "english"),
        ("NP", 170, 5 + 150, (14,), "french"),
    ]


def test_troops_and_staff_officers_of_the_nearest_month_are_added_up(table_file):
    compared = compare_contributions(read_contributions(table_file, the_names()), readings())
    chad = next(c for c in compared if c.iso == "TD")
    assert (chad.table, chad.rows, chad.day) == (40 + 1400 + 1 + 8, (2, 3), dt.date(2022, 11, 30))
    assert chad.differs is False


def test_nothing_is_overwritten(table_file):
    before = table_file.read_bytes()
    told = readings()
    ledger = operation_ledger("MINUSMA", told, the_names())
    table = read_contributions(table_file, the_names())
    compared = compare_contributions(table, told)
    assert table_file.read_bytes() == before
    assert read_contributions(table_file, the_names()) == table
    assert operation_ledger("MINUSMA", told, the_names()) == ledger
    assert [c.said for c in compared] == [c.fact.personnel for c in compared]


def test_a_report_of_another_year_is_not_compared(table_file):
    old = read_text(ENGLISH, dt.date(2019, 1, 5), "en", "old")
    compared = compare_contributions(read_contributions(table_file, the_names()), [old])
    assert compared
    assert all(c.table is None and c.differs is None for c in compared)


@pytest.mark.parametrize(
    ("low", "high", "qualifier", "number", "same"),
    [
        (100, 100, "exact", 100, True),
        (100, 100, "exact", 101, False),
        (100, 100, "about", 91, True),
        (100, 100, "about", 89, False),
        (600, None, "more_than", 650, True),
        (600, None, "more_than", 595, False),
        (None, 1400, "up_to", 1100, True),
        (None, 1400, "up_to", 1500, False),
        (2, 9, "vague", 5, True),
    ],
)
def test_what_words_allow(low, high, qualifier, number, same):
    assert agrees(Count(low=low, high=high, qualifier=qualifier), number) is same


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "empty"),
        ("Country,Mission,Total\nChad,MINUSMA,5\n", "row 1 has no column for month"),
        ("Country,Mission,Date\nChad,MINUSMA,2022-11-30\n", r"total \(or female and male\)"),
        ("Country,Mission,Total,Date\nChad,MINUSMA,many,2022-11-30\n", r"row 2, column 3 \(total\) is 'many'"),
        ("Country,Mission,Total,Date\nChad,MINUSMA,5,soon\n", r"row 2, column 4 \(month\) is 'soon'"),
        ("Country,Mission,Total,Date\n,MINUSMA,5,2022-11\n", r"row 2, column 1 \(country\) is empty"),
        ("Country,Mission,Total,Date\nChad,MINUSMA\n", "row 2 ends before column 3"),
    ],
)
def test_a_bad_table_is_named_with_row_and_column(tmp_path, text, told):
    path = tmp_path / "bad.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadTable, match=told):
        read_contributions(path, the_names())


@pytest.mark.parametrize(
    "line", ["Chad;MINUSMA;1 449;30/11/2022", "TCHAD;MINUSMA;1449;11/2022", "Chad;MINUSMA;1449;November 2022"]
)
def test_other_ways_to_write_a_row(tmp_path, line):
    path = tmp_path / "t.csv"
    path.write_bytes(b"\xef\xbb\xbf" + f"Pays;Mission;Total;Date\n{line}\n".encode())
    (row,) = read_contributions(path, the_names())
    assert (row.iso, row.personnel, row.day) == ("TD", 1449, dt.date(2022, 11, 30))


def test_missing_and_undecodable_files_are_named(tmp_path):
    with pytest.raises(BadTable, match="expected a CSV file"):
        read_contributions(tmp_path / "none.csv")
    (tmp_path / "latin.csv").write_bytes("Pays,é".encode("latin-1"))
    with pytest.raises(BadTable, match="not UTF-8 at byte 5"):
        read_contributions(tmp_path / "latin.csv")
