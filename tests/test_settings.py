"""Flags outrank the environment, which outranks the file; wrong values are named."""

import pytest

from watchdesk.errors import BadSetting
from watchdesk.settings import Settings, load_settings


@pytest.fixture(autouse=True)
def empty_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_defaults():
    assert load_settings({}, {}) == Settings()


def test_order_of_authority(empty_folder):
    (empty_folder / "watchdesk.toml").write_text("workers = 2\n")
    assert load_settings({}, {}).workers == 2
    assert load_settings({}, {"WATCHDESK_WORKERS": "3"}).workers == 3
    assert load_settings({"workers": 4}, {"WATCHDESK_WORKERS": "3"}).workers == 4
    assert load_settings({"workers": None}, {"WATCHDESK_WORKERS": "3"}).workers == 3


@pytest.mark.parametrize(
    ("flags", "environment", "words"),
    [
        ({"workers": "many"}, {}, "workers is 'many', expected a whole number"),
        ({"workers": 0}, {}, "workers is 0"),
        ({"reader": "magic"}, {}, "reader is 'magic', expected one of auto, rules, model"),
        ({"actors": "nowhere.yml"}, {}, "actors is 'nowhere.yml', expected a file"),
        ({}, {"WATCHDESK_WORKRES": "2"}, "setting 'workres' is unknown"),
        ({"oidc_only": "perhaps"}, {}, "oidc_only is 'perhaps', expected true or false"),
        ({}, {"WATCHDESK_OIDC_ROLES": "desk coders"}, "oidc_roles holds 'desk coders', expected group=role"),
        ({}, {"WATCHDESK_CONFIG": "gone.toml"}, "WATCHDESK_CONFIG is 'gone.toml'"),
    ],
)
def test_wrong_values_are_named(flags, environment, words):
    with pytest.raises(BadSetting, match=words):
        load_settings(flags, environment)


def test_roles_of_groups_come_as_a_table_or_in_a_line(empty_folder):
    (empty_folder / "watchdesk.toml").write_text('[oidc_roles]\n"CN=coders,OU=desk" = "coder"\n')
    assert load_settings({}, {}).oidc_roles == (("CN=coders,OU=desk", "coder"),)
    given = {"WATCHDESK_OIDC_ROLES": "coders = coder, a=b=editor"}
    assert load_settings({}, given).oidc_roles == (("coders", "coder"), ("a=b", "editor"))


def test_a_broken_file_is_named(empty_folder):
    (empty_folder / "watchdesk.toml").write_text("workers = = 2\n")
    with pytest.raises(BadSetting, match=r"watchdesk\.toml is not TOML"):
        load_settings({}, {})
