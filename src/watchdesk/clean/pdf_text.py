"""A PDF to its text: reading order, hyphens joined, running heads and page numbers set aside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from watchdesk.clean.limits import MAX_CHARS, MAX_PDF_PAGES, check_length
from watchdesk.clean.page import Page
from watchdesk.clean.pdf_layout import TextLine, join_lines, read_lines
from watchdesk.errors import UnreadableCapture
from watchdesk.records import Stripped

_NUMBER = re.compile(r"\W*(?:page|p\.)?\s*(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:/|of|sur|de)\s*\d{1,4})?\W*", re.IGNORECASE)


def read_pdf(body: bytes) -> Page:
    """The text of a PDF, paragraphs apart by a blank line.

    Raises UnreadableCapture for a file that is damaged, locked by a password, or made of images alone.
    """
    pages = _pages(body)
    if not any(pages):
        raise UnreadableCapture(
            f"the PDF's {len(pages)} pages hold no text, only images: it was scanned, run it through OCR first"
        )
    running = _running_lines(pages)
    kept = [[line for line in page if not _is_running(page, line, running)] for page in pages]
    text = check_length(join_lines(kept))
    if not text.strip():
        raise UnreadableCapture("the PDF holds running heads and page numbers alone, expected a report")
    return Page(text=text, stripped=tuple(_stripped(pages, running)))


def _pages(body: bytes) -> list[list[TextLine]]:
    """The lines of every page in reading order."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(body)
    except pypdfium2.PdfiumError as error:
        raise UnreadableCapture(_fault(error, locked=b"/Encrypt" in body)) from error
    try:
        count = len(document)
        if count > MAX_PDF_PAGES:
            raise UnreadableCapture(f"the PDF has {count} pages, expected at most {MAX_PDF_PAGES}: split it")
        if count == 0:
            raise UnreadableCapture("the PDF has no page that can be read: it is cut off or damaged, fetch it again")
        return list(_read_pages(document, count))
    except pypdfium2.PdfiumError as error:
        raise UnreadableCapture(f"a page of the PDF cannot be read ({error}): it is damaged, fetch it again") from error
    finally:
        document.close()


def _read_pages(document: object, count: int) -> Iterator[list[TextLine]]:
    chars = 0
    for number in range(count):
        lines = read_lines(document, number)
        chars += sum(len(line.text) for line in lines)
        if chars > MAX_CHARS:
            raise UnreadableCapture(f"the PDF's text has more than {MAX_CHARS:,} characters: split it into its reports")
        yield lines


def _fault(error: Exception, *, locked: bool) -> str:
    """What is wrong with a PDF that does not open, and what to do."""
    if locked and re.search("password|security", str(error), re.IGNORECASE):
        return f"the PDF is locked by a password ({error}): save a copy without one"
    return f"the PDF cannot be opened ({error}): it is cut off or damaged, fetch it again"


def _shape(line: TextLine) -> str:
    """A line with its digits made alike, so that "Page 3 of 9" and "Page 4 of 9" are one running line."""
    return re.sub(r"\d+", "#", " ".join(line.text.split()))


def _running_lines(pages: Sequence[Sequence[TextLine]]) -> frozenset[str]:
    """The shapes that stand at the head or foot of at least half the pages, two pages or more."""
    counts = Counter(shape for page in pages for shape in {_shape(line) for line in page if line.edge})
    least = max(2, (len(pages) + 1) // 2)
    return frozenset(shape for shape, times in counts.items() if times >= least and shape)


def _is_running(page: Sequence[TextLine], line: TextLine, running: frozenset[str]) -> bool:
    """True for a running head or foot, and for a page number alone at the edge of a page of some length."""
    if not line.edge:
        return False
    return _shape(line) in running or (len(page) > 3 and bool(_NUMBER.fullmatch(line.text)))


def _stripped(pages: Sequence[Sequence[TextLine]], running: frozenset[str]) -> Iterator[Stripped]:
    """Running lines, each shape once, and the pages that hold an image alone."""
    seen: set[str] = set()
    for number, page in enumerate(pages, start=1):
        if not page:
            yield Stripped(text=f"[page {number}]", reason="page without text: blank or scanned")
        for line in page:
            if _is_running(page, line, running) and _shape(line) not in seen:
                seen.add(_shape(line))
                yield Stripped(text=line.text, reason="running head, foot or page number")
