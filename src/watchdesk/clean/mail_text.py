"""A mail to the report in it: its own words, with quoted history, signature and attachments set aside."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage, Message
from email.utils import parseaddr, parsedate_to_datetime

from watchdesk.clean.charset import decode_body
from watchdesk.clean.html_text import read_html
from watchdesk.clean.limits import MAX_MAIL_DEPTH, MAX_MAIL_PARTS, check_length
from watchdesk.clean.page import Page
from watchdesk.clean.pdf_text import read_pdf
from watchdesk.clean.plain_text import spanned
from watchdesk.errors import UnreadableCapture
from watchdesk.records import Stripped

_FORWARDED = re.compile(
    r"^[ \t>]*-{3,}[ \t]*(?:Forwarded message|Message transféré|Begin forwarded)[^\n]*$", re.I | re.M
)
_HISTORY = re.compile(
    r"^(?:-{2,}[ \t]*(?:Original Message|Message d[’']origine|Message original)[^\n]*"
    r"|_{20,}[ \t]*\n(?:From|De)[ \t]?:[^\n]*"
    r"|(?:On|Le)\b[^\n]{5,200}(?:\n[^\n]{0,120})?(?:wrote|a écrit)[ \u00a0]?:)[ \t]*$",
    re.MULTILINE,
)
_QUOTED = re.compile(r"(?:^>[^\n]*(?:\n|\Z))+", re.MULTILINE)
_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)
_SIGNED = 1500  # characters that a signature has at most; what is longer is text
_PREFIX = re.compile(r"^(?:(?:re|fw|fwd|tr|aw|wg)[ \u00a0]?:[ \t]*)+", re.IGNORECASE)
_BROKEN_HEADER = (ValueError, IndexError, AttributeError, TypeError, LookupError, AssertionError)


def read_mail(body: bytes) -> Page:
    """The report in a mail. Its plain part is read, else its HTML part, else its first attachment that holds text.

    Archives among the attachments are named and never opened. Raises UnreadableCapture.
    """
    try:
        mail = email.message_from_bytes(body, policy=email.policy.default)
        parts = list(_parts(mail, 0))
    except RecursionError as error:
        raise UnreadableCapture("the mail's parts are nested too deeply, expected a plain mail") from error
    except _BROKEN_HEADER as error:
        raise UnreadableCapture(f"the mail's parts cannot be told apart ({error}): save its text") from error
    page, read = _page(parts)
    date, sender = _header(mail, "date"), _header(mail, "from")
    subject = _PREFIX.sub("", _header(mail, "subject") or "").strip()
    return replace(
        page,
        title=subject or page.title,
        byline=_sender(sender) or page.byline,
        published=_day(date) or page.published,
        stripped=(*page.stripped, *(_attachment(part) for part in parts if part is not read and _is_attached(part))),
    )


def _parts(mail: Message, depth: int) -> Iterator[Message]:
    """The leaves of a mail in order, MAX_MAIL_PARTS at most."""
    pending: list[tuple[Message, int]] = [(mail, depth)]
    seen = 0
    while pending:
        part, level = pending.pop()
        seen += 1
        if seen > MAX_MAIL_PARTS or level > MAX_MAIL_DEPTH:
            raise UnreadableCapture(
                f"the mail has more than {MAX_MAIL_PARTS} parts or {MAX_MAIL_DEPTH} within one another, expected a "
                "report in a mail: save its text"
            )
        inner = part.get_payload()
        if isinstance(inner, list) and part.is_multipart():
            pending += [(p, level + 1) for p in reversed(inner) if isinstance(p, Message)]
        else:
            yield part


def _page(parts: list[Message]) -> tuple[Page, Message]:
    """The page of the part that holds the report, and that part; plain text first, then HTML, then attachments."""
    order = sorted(range(len(parts)), key=lambda i: (_is_attached(parts[i]), _rank(parts[i]), i))
    fault: UnreadableCapture | None = None
    for part in (parts[i] for i in order if _rank(parts[i]) < 9):
        try:
            page = _read_part(part)
        except UnreadableCapture as error:
            fault = fault or error
            continue
        if page.text.strip():
            return page, part
    kinds = sorted({part.get_content_type() for part in parts})
    raise fault or UnreadableCapture(f"the mail holds no text, only {', '.join(kinds)}: expected a report in its body")


def _rank(part: Message) -> int:
    """Which part to read first: plain, HTML, PDF; 9 for what is never read."""
    kind, name = part.get_content_type(), (_file_name(part) or "").lower()
    if kind in ("text/plain", "text/markdown"):
        return 0
    if kind == "text/html":
        return 1
    return 2 if kind == "application/pdf" or name.endswith(".pdf") else 9


def _read_part(part: Message) -> Page:
    payload = part.get_payload(decode=True)
    body = payload if isinstance(payload, bytes) else str(part.get_payload()).encode("utf-8", "replace")
    rank = _rank(part)
    if rank == 2:
        return read_pdf(body)
    charset = _charset(part)
    if rank == 1:
        return read_html(body, charset)
    text = check_length(decode_body(body, charset))
    return Page(text=text, stripped=_set_aside(text))


def _charset(part: Message) -> str | None:
    try:
        return part.get_content_charset()
    except _BROKEN_HEADER:
        return None


def _set_aside(text: str) -> tuple[Stripped, ...]:
    """Quoted history and signature of a mail's own text; a forwarded report is kept."""
    if _FORWARDED.search(text):
        return ()
    end = len(text)
    found: list[Stripped] = []
    history = _HISTORY.search(text)
    if history and text[: history.start()].strip():
        end = history.start()
        found.append(spanned(text, *_bounds(text, end, len(text)), "quoted mail"))
    quoted = [m for m in _QUOTED.finditer(text, 0, end) if m[0].strip("> \n")]
    if sum(m.end() - m.start() for m in quoted) < 0.7 * end:
        found += [spanned(text, *_bounds(text, m.start(), m.end()), "quoted mail") for m in quoted]
    signatures = [m for m in _SIGNATURE.finditer(text, 0, end) if end - m.start() <= _SIGNED]
    if signatures and text[: signatures[0].start()].strip():
        found.append(spanned(text, *_bounds(text, signatures[0].start(), end), "signature"))
    return tuple(found)


def _bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """`start` and `end` drawn in over the white space between them."""
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))


def _is_attached(part: Message) -> bool:
    try:
        return part.get_content_disposition() == "attachment" or bool(_file_name(part))
    except _BROKEN_HEADER:
        return False


def _attachment(part: Message) -> Stripped:
    return Stripped(text=_file_name(part) or part.get_content_type(), reason="attachment, not read")


def _file_name(part: Message) -> str | None:
    try:
        return part.get_filename()
    except _BROKEN_HEADER:
        return None


def _header(mail: Message | EmailMessage, name: str) -> str | None:
    """A header's words, or None where it is missing or broken."""
    try:
        value = mail.get(name)
        return " ".join(str(value).split()) if value else None
    except _BROKEN_HEADER:
        return None


def _day(date: str | None) -> dt.date | None:
    try:
        return parsedate_to_datetime(date).date() if date else None
    except _BROKEN_HEADER:
        return None


def _sender(sender: str | None) -> str | None:
    """The sender's name; an address without a name names nobody."""
    return parseaddr(sender)[0].strip("\"' ") or None if sender else None
