"""The digest as a mail, plain text and HTML side by side, and its sending by SMTP."""

from __future__ import annotations

import hashlib
import smtplib
import ssl
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP
from typing import Literal

from watchdesk.errors import BadSetting, RunError
from watchdesk.publish.digest import Digest
from watchdesk.publish.digest_text import digest_html, digest_plain

Security = Literal["starttls", "tls", "none"]

_TIMEOUT_S = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """Where mail is handed over. `tls` from the first byte, `starttls` after the greeting; `none` sends no password."""

    host: str
    port: int
    security: Security = "starttls"
    user: str | None = None
    password: str | None = field(default=None, repr=False)


def digest_mail(digest: Digest, sender: str, recipients: tuple[str, ...]) -> EmailMessage:
    """The mail. Its id comes from its text, so that the same digest sent twice is one message."""
    plain = digest_plain(digest)
    mail = EmailMessage(policy=SMTP)
    try:
        mail["Subject"] = digest.title
        mail["From"] = sender
        mail["To"] = ", ".join(recipients)
    except ValueError as fault:
        raise BadSetting(f"an address of the digest is wrong ({fault}), expected name@host") from fault
    host = sender.rpartition("@")[2].rstrip(">") or "localhost"
    mail["Message-ID"] = f"<{hashlib.sha256(plain.encode()).hexdigest()[:24]}@{host}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(plain)
    mail.add_alternative(digest_html(digest), subtype="html")
    return mail


def send_mail(mail: EmailMessage, server: MailServer) -> None:
    """Hand a mail over. Raises RunError where the server cannot be reached or refuses it; nothing is tried twice."""
    if server.password and server.security == "none":
        raise BadSetting("smtp_security is 'none' and smtp_password is set: expected starttls or tls, or no password")
    try:
        with _connected(server) as connection:
            if server.security == "starttls":
                connection.starttls(context=ssl.create_default_context())
            if server.user and server.password:
                connection.login(server.user, server.password)
            refused = connection.send_message(mail)
    except (OSError, smtplib.SMTPException) as fault:
        raise RunError(
            f"mail server {server.host}:{server.port} did not take the digest ({_first_line(fault)}): "
            "check smtp_host, smtp_port, smtp_security and the addresses"
        ) from fault
    if refused:
        raise RunError(f"mail server {server.host} refused {', '.join(sorted(refused))}; the others got the digest")


def _connected(server: MailServer) -> smtplib.SMTP:
    if server.security == "tls":
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(server.host, server.port, timeout=_TIMEOUT_S, context=context)
    return smtplib.SMTP(server.host, server.port, timeout=_TIMEOUT_S)


def _first_line(fault: Exception) -> str:
    return (str(fault).splitlines() or [type(fault).__name__])[0]
