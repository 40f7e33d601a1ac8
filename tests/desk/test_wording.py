"""The words of the interface: both languages whole, every key that a page names there, none for nothing."""

import re
from pathlib import Path

import pytest

import watchdesk.desk
import watchdesk.publish
from watchdesk.desk.wording import PACKAGES
from watchdesk.publish import wording
from watchdesk.publish.wording import LANGUAGES

FOLDERS = [Path(package.__file__).parent for package in (watchdesk.desk, watchdesk.publish)]
FILES = [p for folder in FOLDERS for f in ("*.py", "templates/**/*.html") for p in folder.glob(f)]
WRITTEN = "\n".join(p.read_text(encoding="utf-8") for p in FILES)


def strings(language):
    return wording.strings(language, PACKAGES)


def has_words(key):
    return key in strings("en") or f"{key}.other" in strings("en")


def test_both_languages_have_the_same_keys_in_the_same_order():
    assert list(strings("en")) == list(strings("fr"))


@pytest.mark.parametrize("key", sorted(strings("en")))
def test_both_languages_fill_in_the_same_values(key):
    blanks = [sorted(re.findall(r"\{(\w+)", strings(language)[key])) for language in ("en", "fr")]
    assert blanks[0] == blanks[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_string_is_empty(language):
    assert all(words.strip() for words in strings(language).values())


@pytest.mark.parametrize("key", sorted(set(re.findall(r"""say\(['"]([\w.]+[a-z])['"][,)]""", WRITTEN))))
def test_every_key_that_is_named_has_words(key):
    assert has_words(key)
