"""The words of the interface: both languages whole, every key that a page names there, none for nothing."""

import re
from pathlib import Path

import pytest

import watchdesk.desk
from watchdesk.desk.wording import LANGUAGES, strings

FOLDER = Path(watchdesk.desk.__file__).parent
WRITTEN = "\n".join(p.read_text(encoding="utf-8") for f in ("*.py", "templates/**/*.html") for p in FOLDER.glob(f))


def test_both_languages_have_the_same_keys_in_the_same_order():
    assert list(strings("en")) == list(strings("fr"))


@pytest.mark.parametrize("key", sorted(strings("en")))
def test_both_languages_fill_in_the_same_values(key):
    assert re.findall(r"\{(\w+)", strings("en")[key]) == re.findall(r"\{(\w+)", strings("fr")[key])


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_string_is_empty(language):
    assert all(words.strip() for words in strings(language).values())


@pytest.mark.parametrize("key", sorted(set(re.findall(r"""say\(['"]([\w.]+[a-z])['"][,)]""", WRITTEN))))
def test_every_key_that_is_named_has_words(key):
    assert key in strings("en")
