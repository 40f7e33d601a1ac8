"""Several hundred damaged inputs, the same ones each time, by name."""

from __future__ import annotations

import base64
import io
import json
import random
import zipfile
from collections.abc import Iterator

from pdf_maker import Words, make_pdf

LINE = "Gunmen killed ten soldiers near Gao on Tuesday, the army said. Dix soldats ont été tués près de Ménaka. "
LINES = [Words(x=72, y=760 - 14 * n, text=LINE) for n in range(30)]
PAGE = (
    "<!doctype html><html><head><meta charset=utf-8><title>Gao</title></head><body><nav>Home</nav><article>"
    + f"<p>{LINE}</p>" * 8
    + "</article></body></html>"
)
MAIL = (
    "From: Desk <desk@example.org>\nTo: all@example.org\nSubject: Gao\nDate: Wed, 16 Nov 2022 10:00:00 +0000\n"
    "MIME-Version: 1.0\n"
)


def damaged_inputs() -> Iterator[tuple[str, bytes]]:
    """File names and bytes; the name's ending says what the file claims to be."""
    yield from _pdfs()
    yield from _charsets()
    yield from _pages()
    yield from _mails()
    yield from _lines()
    yield from _noise()


def _pdfs() -> Iterator[tuple[str, bytes]]:
    whole = make_pdf([LINES] * 3, compress=True)
    for step in range(60):
        yield f"cut_{step}.pdf", whole[: len(whole) * step // 60]
    draw = random.Random(1)
    for number in range(40):
        spoiled = bytearray(whole)
        for _ in range(1 + number):
            spoiled[draw.randrange(len(spoiled))] = draw.randrange(256)
        yield f"spoiled_{number}.pdf", bytes(spoiled)
    table = whole.rindex(b"xref\n0")
    yield "no_xref.pdf", whole[:table]
    yield "garbage_xref.pdf", whole[:table] + b"xref\n0 9\n" + b"9999999999 00000 n \n" * 9 + whole[-60:]
    yield "locked.pdf", make_pdf([LINES], password="secret")
    yield "scanned.pdf", make_pdf([[]])
    yield "no_pages.pdf", make_pdf([])
    yield "loop.pdf", whole.replace(b"/Kids [4 0 R", b"/Kids [2 0 R")
    yield "text_named.pdf", LINE.encode()
    yield "page_bomb.pdf", make_pdf([[Words(x=9, y=9, text="(" * 50_000)] * 60], compress=True)


def _charsets() -> Iterator[tuple[str, bytes]]:
    text = LINE * 5
    for charset in ("utf-16-le", "utf-16-be", "utf-16", "utf-32", "utf-8-sig", "cp1252", "mac_roman", "cp850", "cp037"):
        body = text.encode(charset, "replace")
        for ending in ("txt", "html", "md"):
            yield f"{charset}.{ending}", body
        yield f"{charset}_odd.txt", body[:-1]
        yield f"{charset}_middle.txt", body[1:]
    yield "half_character.txt", "tués à Ménaka é".encode()[:-1]
    yield "two_charsets.txt", LINE.encode() + LINE.encode("cp1252")
    yield "false_charset.html", PAGE.replace("utf-8", "utf-16").encode()
    yield "no_such_charset.html", PAGE.replace("utf-8", "klingon-1").encode("cp1252")
    yield "shift_jis.txt", "防衛省は月曜日に部隊が都市を制圧した".encode("shift_jis")


def _pages() -> Iterator[tuple[str, bytes]]:
    for step in range(20):
        yield f"cut_{step}.html", PAGE.encode()[: len(PAGE) * step // 20]
    yield "deep.html", ("<div>" * 100_000 + LINE + "</div>" * 100_000).encode()
    yield "deep_page.html", ("<html><body>" + "<div>" * 100_000 + LINE + "</body></html>").encode()
    yield "deep_inline.html", ("<html><body><p>" + "<b><i>" * 40_000 + LINE).encode()
    yield "nulls.html", PAGE.replace(" ", "\0").encode()
    yield "one_null.html", PAGE.replace("Gao", "G\0ao", 1).encode()
    yield "entities.html", ("<html><body><p>" + "&lt;&amp;&#x41;&nosuch;" * 100_000 + "</p></body></html>").encode()
    yield (
        "laughs.html",
        (
            "<!DOCTYPE lolz [<!ENTITY a 'lol'>"
            + "".join(f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(12))
            + f"]><html><body><p>&m; {LINE}</p></body></html>"
        ).encode(),
    )
    yield "attributes.html", ("<html><body><p " + 'a="b" ' * 300_000 + f">{LINE}</p></body></html>").encode()
    yield "open_brackets.html", b"<" * 3_000_000
    yield "open_comments.html", b"<!--" * 400_000
    yield "open_scripts.html", b'<script type="application/ld+json">' * 100_000
    yield "headings.html", b"<h1>" * 200_000
    yield "rules.html", b"<html><body>" + b"<br>a" * 300_000
    yield "large.html", b"<html><body>" + b"<p>word</p>" * 900_000
    yield "scripts_only.html", b"<html><body><script>var a = 1;</script></body></html>"
    yield (
        "bad_linked_data.html",
        PAGE.replace("<title>", '<script type="application/ld+json">' + "[" * 100_000 + "</script><title>").encode(),
    )
    yield "bad_date.html", PAGE.replace("<title>", '<meta name=date content="2022-13-45"><title>').encode()


def _mails() -> Iterator[tuple[str, bytes]]:
    yield "headers_only.eml", MAIL.encode()
    yield "bomb.eml", _mail_with("application/zip", "annex.zip", _zip_bomb())
    yield "jpeg.eml", _mail_with("image/jpeg", "photo.jpg", b"\xff\xd8\xff\xe0" + bytes(5000))
    yield "cut_pdf.eml", _mail_with("application/pdf", "annex.pdf", make_pdf([LINES])[:400])
    yield "whole_pdf.eml", _mail_with("application/pdf", "annex.pdf", make_pdf([LINES]))
    for depth in (5, 50, 500, 5000):
        yield f"nested_{depth}.eml", _nested(depth)
        yield f"forwarded_{depth}.eml", (MAIL + "Content-Type: message/rfc822\n\n").encode() * depth + LINE.encode()
    yield (
        "many_parts.eml",
        (
            MAIL + "Content-Type: multipart/mixed; boundary=B\n\n" + f"--B\nContent-Type: text/plain\n\n{LINE}\n" * 5000
        ).encode(),
    )
    yield "no_such_charset.eml", (MAIL + f"Content-Type: text/plain; charset=klingon\n\n{LINE}").encode("cp1252")
    yield "bad_base64.eml", (MAIL + "Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n%%%===").encode()
    yield "bad_quoted.eml", (MAIL + f"Content-Transfer-Encoding: quoted-printable\n\n=ZZ=4{LINE}=").encode()
    for header in (
        "Subject: =?utf-8?b?%%%?=",
        "Date: the day before",
        "From: <<<>>,,",
        "Content-Type: ;;;=",
        "Date: " + "9" * 5000,
    ):
        yield f"bad_{header[:4]}_{len(header)}.eml", f"{header}\n{MAIL}\n{LINE}".encode()
    for header in (
        'From: "',
        "To: <a@[",
        "Subject: =?x?q?=?=",
        "Content-Disposition: attachment; filename*=utf-8''%",
        "Message-ID: <",
    ):
        yield f"odd_{header[:4]}_{len(header)}.eml", f"{header}\n{MAIL}\n{LINE}".encode()
    yield "long_header.eml", (MAIL + "X-Long: " + "a " * 1_000_000 + f"\n\n{LINE}").encode()


def _mail_with(kind: str, name: str, payload: bytes) -> bytes:
    head = f"{MAIL}Content-Type: {kind}; name={name}\nContent-Disposition: attachment; filename={name}\n"
    return (head + "Content-Transfer-Encoding: base64\n\n").encode() + base64.encodebytes(payload)


def _zip_bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros.txt", bytes(100_000_000))
    return out.getvalue()


def _nested(depth: int) -> bytes:
    parts = [MAIL]
    parts += [f"Content-Type: multipart/mixed; boundary=B{n}\n\n--B{n}\n" for n in range(depth)]
    return ("".join(parts) + f"Content-Type: text/plain\n\n{LINE}\n").encode()


def _lines() -> Iterator[tuple[str, bytes]]:
    good = json.dumps({"id": "1", "text": LINE}).encode()
    bad: list[bytes] = [
        b"{", b"[]", b"null", b"17", b"not json", b"\xff\xfe", b'{"id": "a"}', b'{"text": 5}', b'{"text": ""}',
        b'{"html": null}',
        b'{"text": "a b c", "published": "yesterday"}', b'{"text": "a b c", "published": "2022-02-30"}',
        b'{"text": "a b c", "published": 20220101}', b'{"text": "a b c", "language": "klingon"}',
        b'{"text": "a b c", "title": ["x"]}', b'{"text": "\\ud800"}', b"[" * 200_000, b'{"text": "a' + b"\xe9" + b'"}',
        b'{"id": true, "text": "a b c"}', b'{"text": ' + b"9" * 6000 + b"}",
    ]  # fmt: skip
    for number, line in enumerate(bad):
        yield f"bad_{number}.jsonl", b"\n".join((good, line, good))
    yield "blank.jsonl", b"\n\n \n"
    yield "marked.jsonl", b"\xef\xbb\xbf" + good


def _noise() -> Iterator[tuple[str, bytes]]:
    draw = random.Random(2)
    for number in range(30):
        yield (
            f"noise_{number}.{('txt', 'html', 'pdf', 'eml', 'md', 'jsonl')[number % 6]}",
            draw.randbytes(2000 + 997 * number),
        )
    yield "empty.txt", b""
    for number, white in enumerate(
        (b" ", b"\n\n\t\r\n", "\u00a0\u202f\u2003".encode(), b"\0" * 500, b"\xef\xbb\xbf", b"\xff\xfe")
    ):
        yield f"white_{number}.txt", white
    yield "jpeg.txt", b"\xff\xd8\xff\xe0\0\x10JFIF" + draw.randbytes(5000)
    yield "zip.txt", b"PK\x03\x04" + draw.randbytes(5000)
    yield "word.md", b"\xd0\xcf\x11\xe0" + draw.randbytes(5000)
    yield "marks.txt", ("…!?.,;:—–«»“”" * 500).encode()


def large_inputs() -> Iterator[tuple[str, bytes]]:
    """Inputs of 50 MB, most on a single line."""
    size = 50_000_000
    yield "line.txt", (LINE.encode() * (size // len(LINE)))[:size]
    yield "letters.txt", b"a" * size
    yield "blanks.txt", b"a" + b" " * size
    yield "stops.txt", b". " * (size // 2)
    yield "brackets.txt", b"(" * size
    yield "line.html", b"<html><body><p>" + b"word " * (size // 5)
    yield "line.md", b"**a [" * (size // 5)
    yield "line.eml", MAIL.encode() + b"\n" + b"> On a wrote " * (size // 13)
    yield (
        "line.jsonl",
        b'{"text": "' + b"word and \\u00e9 " * (size // 16) + b'"}\n{"text": "Ten soldiers were killed in Gao."}',
    )


def long_inputs() -> Iterator[tuple[str, bytes]]:
    """Inputs long enough and shaped to make a careless expression run for ever."""
    size = 60_000
    for name, unit in {
        "prose": LINE, "letters": "a", "blanks": "a" + " " * 5000, "stops": ". ", "brackets": "( ", "squares": "[[",
        "dashes": "- – ",
        "capitals": "A b C d ", "digits": "1 2 ", "quotes": "“a” ", "furniture": "Sign up for our newsletter here. ",
        "bars": "Share | Tweet | Print | ", "labels": "Related: a b ", "notices": "we use cookies and you and ",
        "lines": "a\n",
        "paragraphs": "a\n\n", "words": "our ", "stuck": "a" * 300 + "Ab", "by": "by you by you ", "nbsp": "a\u00a0",
        "wrapped": "word " * 14 + "\n",
    }.items():  # fmt: skip
        text = unit * (size // len(unit))
        yield f"{name}.txt", text.encode()
    for name, unit in {"marks": "**a** [b](c) ", "stars": "*a ", "links": "[a](", "hashes": "#", "rules": "- "}.items():
        yield f"{name}.md", (unit * (size // len(unit))).encode()
    for name, unit in {
        "history": "On a wrote:\n",
        "quoted": "> a\n",
        "signed": "-- \n",
        "lines": "On a b c d e f\n",
    }.items():
        yield f"{name}.eml", MAIL.encode() + b"\n" + (unit * (size // len(unit))).encode()
