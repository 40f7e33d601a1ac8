"""The actor registry: what comes with it, what it finds, and how it refuses wrong rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from watchdesk.errors import BadCodebook
from watchdesk.resolve.names import open_names
from watchdesk.resolve.registry import Registry, own_rows, read_rows

ROW = "- {id: g, name: The Group, kind: rebel, inter: 2, sector: REB, country: ML, source: test}\n"


@pytest.fixture(scope="module")
def registry() -> Registry:
    return Registry(own_rows())


def names_in(registry: Registry, text: str) -> list[tuple[str, str]]:
    return [(text[s.start : s.end], actor.name) for s, actor in registry.actors_in(text)]


def test_broad_enough() -> None:
    explicit = [actor for actor, _ in own_rows() if ":" not in actor.id]
    assert len(explicit) >= 900
    assert all(actor.source for actor, _ in own_rows())
    assert sum(actor.operation for actor in explicit) >= 150


def test_parents_exist(registry: Registry) -> None:
    assert [a.id for a in registry.by_id.values() if a.parent and a.parent not in registry.by_id] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("JNIM fighters", "Group for Support of Islam and Muslims (JNIM)"),
        ("Groupe de soutien à l’islam et aux musulmans", "Group for Support of Islam and Muslims (JNIM)"),
        ("le M23", "March 23 Movement (M23)"),
        ("la Minusma", "MINUSMA"),
        ("la Finul", "UNIFIL"),
        ("les shebab", "Al-Shabaab"),
        ("the Rapid Support Forces", "Rapid Support Forces (RSF)"),
        ("les FARDC", "Military Forces of Democratic Republic of Congo"),
        ("the U.N. Interim Force in Lebanon", "UNIFIL"),
        ("Boko Haram", "Boko Haram"),
    ],
)
def test_names_are_found(registry: Registry, text: str, expected: str) -> None:
    assert [name for _, name in names_in(registry, text)] == [expected]


@pytest.mark.parametrize("text", ["is it so", "a car bomb", "the famas", "fact", "platforms", "minusmaX"])
def test_words_that_are_no_names(registry: Registry, text: str) -> None:
    assert names_in(registry, text) == []


def test_a_shared_short_name_needs_support(registry: Registry) -> None:
    assert names_in(registry, "SDF troops") == []
    assert names_in(registry, "SDF troops in Syria")[0][1] == "Syrian Democratic Forces (SDF)"
    assert names_in(registry, "SDF troops in Libya")[0][1] == "Special Deterrence Force (Rada)"


def test_a_name_that_many_countries_have_needs_its_own(registry: Registry) -> None:
    assert names_in(registry, "the National Liberation Army in Mexico") == []
    assert names_in(registry, "the National Liberation Army in Colombia")[0][1] == "National Liberation Army (ELN)"


def test_a_users_rows_are_added_and_replace(tmp_path: Path) -> None:
    own = tmp_path / "mine.yml"
    own.write_text(
        ROW + "- {id: minusma, name: Mission M, kind: peacekeepers, inter: 8, sector: IGO, operation: true}\n"
    )
    names = open_names(extra_registry=own)
    assert [actor.id for _, actor in names.actors_in("The Group met Mission M")] == ["g", "minusma"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("inter: 2", "inter: 9", "entry 'g': inter is 9"),
        ("kind: rebel", "kind: rebels", "entry 'g': kind is 'rebels'"),
        ("country: ML", "country: QQ", "entry 'g': country is 'QQ'"),
        ("sector: REB", "sector: XXX", "entry 'g': sector is 'XXX'"),
        ("source: test", "sauce: test", "entry 'g': unknown key 'sauce'"),
        ("source: test", "first_year: 20", "entry 'g': first_year is 20"),
        ("name: The Group, ", "", "entry 'g': name is None"),
        ("source: test", "aliases: [1]", "entry 'g': aliases is [1]"),
    ],
)
def test_wrong_rows_are_named(old: str, new: str, said: str) -> None:
    with pytest.raises(BadCodebook) as fault:
        read_rows("mine.yml", ROW.replace(old, new))
    assert "mine.yml: " in str(fault.value)
    assert said in str(fault.value)


def test_a_file_that_is_no_list() -> None:
    with pytest.raises(BadCodebook, match=r"mine.yml: expected a list"):
        read_rows("mine.yml", "a: 1")


def test_actors_are_found_by_the_first_letters_of_their_words(registry: Registry) -> None:
    assert registry.actors_like("mi mali")[0].name == "Military Forces of Mali"
    assert [a.name for a in registry.actors_like("rés")] == [a.name for a in registry.actors_like("res")]
    assert registry.actors_like("  ") == registry.actors_like("zzzz") == ()
    assert len(registry.actors_like("m")) == 12
