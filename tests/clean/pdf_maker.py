"""Write small PDFs by hand, so that no test needs a PDF writer."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
FILE_ID = bytes(range(16))


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words on a page, `x` and `y` in points from the lower left."""

    x: float
    y: float
    text: str
    size: float = 10


def make_pdf(pages: Sequence[Sequence[Words]], *, password: str | None = None, compress: bool = False) -> bytes:
    """A PDF of these pages in Helvetica, WinAnsi characters only, locked where a password is given."""
    owner, key = _keys(password) if password else (b"", b"")
    bodies: dict[int, bytes] = {3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"}
    kids = []
    for number, page in enumerate(pages):
        at = 4 + 2 * number
        kids.append(f"{at} 0 R")
        bodies[at] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {at + 1} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        ).encode()
        stream = b"\n".join(_drawn(words) for words in page)
        stream = zlib.compress(stream) if compress else stream
        stream = _rc4(_object_key(key, at + 1), stream) if password else stream
        filters = " /Filter /FlateDecode" if compress else ""
        bodies[at + 1] = f"<< /Length {len(stream)}{filters} >>\nstream\n".encode() + stream + b"\nendstream"
    bodies[1] = b"<< /Type /Catalog /Pages 2 0 R >>"
    bodies[2] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    trailer = b""
    if password:
        at = max(bodies) + 1
        user = _rc4(key, PADDING)
        bodies[at] = f"<< /Filter /Standard /V 1 /R 2 /P -44 /O <{owner.hex()}> /U <{user.hex()}> >>".encode()
        trailer = f" /Encrypt {at} 0 R /ID [<{FILE_ID.hex()}> <{FILE_ID.hex()}>]".encode()
    return _file(bodies, trailer)


def _drawn(words: Words) -> bytes:
    text = words.text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return f"BT /F1 {words.size} Tf {words.x} {words.y} Td (".encode() + text + b") Tj ET"


def _file(bodies: dict[int, bytes], trailer: bytes) -> bytes:
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    offsets = {}
    for number in sorted(bodies):
        offsets[number] = len(out)
        out += f"{number} 0 obj\n".encode() + bodies[number] + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n".encode()
    for number in sorted(bodies):
        out += f"{offsets[number]:010d} 00000 n \n".encode()
    out += f"trailer\n<< /Size {len(bodies) + 1} /Root 1 0 R".encode() + trailer + b" >>\n"
    return bytes(out + f"startxref\n{start}\n%%EOF\n".encode())


def _keys(password: str) -> tuple[bytes, bytes]:
    """Owner entry and file key of the standard security handler, revision 2, 40 bits."""
    padded = (password.encode("latin-1") + PADDING)[:32]
    owner = _rc4(hashlib.md5(padded).digest()[:5], padded)
    permissions = (-44 & 0xFFFFFFFF).to_bytes(4, "little")
    return owner, hashlib.md5(padded + owner + permissions + FILE_ID).digest()[:5]


def _object_key(key: bytes, number: int) -> bytes:
    return hashlib.md5(key + number.to_bytes(3, "little") + b"\0\0").digest()[:10]


def _rc4(key: bytes, data: bytes) -> bytes:
    box = list(range(256))
    j = 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    out = bytearray()
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)
