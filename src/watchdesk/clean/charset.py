"""Bytes to characters: the mark at the start, UTF-8, what the page declares, then what the letters tell."""

from __future__ import annotations

import codecs
import re
import unicodedata

from watchdesk.errors import UnreadableCapture

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w-]{2,20})""", re.IGNORECASE
)
_ALIASES = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252"}
_GUESSES = ("cp1252", "mac_roman", "cp1256", "iso-8859-6", "cp1251", "koi8-r")
_LATIN = frozenset("àâäæçéèêëîïìíñóòôöœùúûüÿÀÂÄÆÇÉÈÊËÎÏÌÍÑÓÔÖŒÙÛÜŸßáãõÁÃÕÍÚ «»“”‘’„–—…•·€£°§©®ªº¿¡½¼¾²³´¨")
_COMMON = {"cp1256": "اليمن", "iso-8859-6": "اليمن", "cp1251": "оеаин", "koi8-r": "оеаин"}
"""The commonest letters, a quarter of any text at least: they tell apart charsets that share their bytes."""
_SAMPLE = 200_000
_BAD_SHARE = 0.02
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def decode_body(body: bytes, declared: str | None = None) -> str:
    """The characters of `body`, line breaks as line feeds. `declared` is the charset that a mail or server states.

    Raises UnreadableCapture where no charset gives readable words. Nothing is replaced by a guess: a few broken
    characters in otherwise sound UTF-8 become U+FFFD.
    """
    text = _decode(body, declared).replace("\r\n", "\n").replace("\r", "\n")
    controls = len(_CONTROLS.findall(text))
    if controls > max(8, _BAD_SHARE * len(text)):
        raise UnreadableCapture(
            f"{controls} of {len(text)} characters are control characters, expected words: is it a program or an image?"
        )
    return _CONTROLS.sub(" ", text) if controls else text


def _decode(body: bytes, declared: str | None) -> str:
    for mark, name in _MARKS:
        if body.startswith(mark):
            text = _strictly(body, name)
            return _broken(body, name) if text is None else text
    wide = _wide_charset(body)
    if wide:
        text = _strictly(body, wide)
        return _broken(body, wide) if text is None else text
    text = _strictly(body, "utf-8")
    if text is None:
        text = _strictly(body[: _whole_end(body)], "utf-8")
    if text is not None:
        return text
    for name in filter(None, (declared, _declared_in(body))):
        text = _strictly(body, _ALIASES.get(name.lower(), name))
        if text is not None and _is_readable(text):
            return text
    return _repaired(body) or _guessed(body) or _broken(body, declared or "any charset")


def _strictly(body: bytes, charset: str) -> str | None:
    try:
        return body.decode(charset)
    except (UnicodeError, LookupError, ValueError):
        return None


def _broken(body: bytes, charset: str) -> str:
    raise UnreadableCapture(
        f"the bytes, from {body[:12]!r} on, are not text in {charset}, expected UTF-8 or a charset that the file "
        "states: save it as UTF-8"
    )


def _whole_end(body: bytes) -> int:
    """Where the last whole UTF-8 character ends, for a file cut in the middle of one."""
    for back in range(1, min(4, len(body)) + 1):
        lead = body[-back]
        if lead >= 0xC0:
            return len(body) - back
        if lead < 0x80:
            break
    return len(body)


def _wide_charset(body: bytes) -> str | None:
    """UTF-16 without its mark: one half of each pair of bytes hardly varies."""
    sample = body[:4000]
    if len(sample) < 8 or len(body) % 2:
        return None
    for half, name in ((sample[1::2], "utf-16-le"), (sample[0::2], "utf-16-be")):
        other = sample[0::2] if name == "utf-16-le" else sample[1::2]
        steady = sum(half.count(high) for high in (0x00, 0x06, 0x20))
        if half.count(0) and steady > 0.9 * len(half) and other.count(0) < 0.2 * len(other):
            return name
    return None


def _declared_in(body: bytes) -> str | None:
    found = _DECLARED.search(body[:4096])
    return found[1].decode("ascii", "ignore") if found else None


def _repaired(body: bytes) -> str | None:
    """Sound UTF-8 but for a few bytes: those become U+FFFD."""
    text = body.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    sound = sum(1 for c in text[:_SAMPLE] if c > "\x7f" and c != "\ufffd")
    return text if bad and (bad * 5 <= sound) and bad < _BAD_SHARE * len(text) else None


def _guessed(body: bytes) -> str | None:
    """The text in the likeliest single-byte charset, or None where none gives plausible letters."""
    sample = body[:_SAMPLE]
    scored = [(_plausible(sample, name), -rank, name) for rank, name in enumerate(_GUESSES)]
    share, _, name = max(scored)
    if share >= 0.9:
        return _strictly(body, name)
    import cchardet

    found = cchardet.detect(sample)
    guess, confidence = found.get("encoding"), found.get("confidence") or 0
    text = _strictly(body, guess) if guess and confidence >= 0.8 else None
    return text if text is not None and _is_readable(text) else None


def _plausible(sample: bytes, charset: str) -> float:
    """The share of characters beyond ASCII that are letters or marks of the languages written in `charset`."""
    text = _strictly(sample, charset)
    if text is None:
        return 0.0
    beyond = [(i, c) for i, c in enumerate(text) if c > "\x7f"]
    if not beyond:
        return 0.0
    if charset in ("cp1252", "mac_roman"):
        return sum(c in _LATIN and not _odd_case(text, i) for i, c in beyond) / len(beyond)
    if sum(text.count(letter) for letter in _COMMON[charset]) < 0.25 * len(beyond):
        return 0.0
    return sum(_is_own_script(text, i) for i, _ in beyond) / len(beyond)


def _odd_case(text: str, at: int) -> bool:
    """True for a capital beyond ASCII between small letters ("dŽclar"), the mark of a wrong charset."""
    return text[at].isupper() and text[at - 1 : at].islower() and text[at + 1 : at + 2].islower()


def _is_own_script(text: str, at: int) -> bool:
    """True for an Arabic or Cyrillic letter among its like, not stuck to Latin letters."""
    name = unicodedata.name(text[at], "")
    beside = text[at - 1 : at] + text[at + 1 : at + 2]
    return name.startswith(("ARABIC", "CYRILLIC")) and not any("a" <= c.lower() <= "z" for c in beside)


def _is_readable(text: str) -> bool:
    """True where nearly all characters are letters, digits, marks or blanks."""
    sample = text[:_SAMPLE]
    odd = sum(
        1
        for c in sample
        if "\x80" <= c <= "\x9f" or (unicodedata.category(c) in ("Cn", "Co", "Cs", "Cc") and c not in "\n\r\t\f")
    )
    return odd <= _BAD_SHARE * max(1, len(sample))
