"""Ledger sections as one self-contained HTML page with plots: no script, no request to anywhere."""

from __future__ import annotations

from collections.abc import Sequence

from watchdesk import __version__
from watchdesk.publish.ledger_sections import Section
from watchdesk.publish.page_assets import csp_hash, environment, plot_style, template


def ledger_page(title: str, subtitle: str, sections: Sequence[Section]) -> str:
    """One HTML page over all sections, in their order. Opens offline, follows light and dark, prints."""
    style = template("ledger_page.css") + plot_style()
    return (
        environment()
        .get_template("ledger_page.html")
        .render(
            title=title,
            subtitle=subtitle,
            sections=sections,
            style=style,
            style_hash=csp_hash(style),
            version=__version__,
        )
    )
