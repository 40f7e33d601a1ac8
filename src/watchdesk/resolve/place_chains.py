"""What the words between two names say: that one holds the other, or that it lies only beyond a border."""

from __future__ import annotations

import re
from collections.abc import Iterator

from watchdesk.records import Layout, PlaceMention, Span

CHAIN_REACH = 45  # characters between "Talataye" and "Gao" in "Talataye, in the Gao region"
MEASURED = re.compile(
    r"[\s,;(–—-]*(?:(?:located|lying|situ\w+|distant\w*|which (?:is|lies)|qui se trouve|about|some|et|and)[\s,]*){0,2}"
)
"""What may stand between a place and how far it lies from another."""

NEIGHBOURING = re.compile(
    r"\b(?:neighbou?ring|nearby|adjacent|next) (?:village|town|hamlet|community|settlement|camp) (?:of )?$"
    r"|\b(?:village|localité|commune|ville|hameau|camp) voisine?s? (?:de |d[’'])$",
    re.IGNORECASE,
)
"""Before the name of a place that lies beside one named before it."""
BORDER_BEFORE = re.compile(
    r"\b(?:borders?(?: (?:with|of))?|frontières?(?: (?:avec|d[eu]|de la))?)[ ](?:the |le |la )?(?:de )?(?:l[’'])?$",
    re.IGNORECASE,
)
BORDER_AFTER = re.compile(r"(?:[’']s?)? (?:border|frontier)\b", re.IGNORECASE)
COUNTED = re.compile(r" \d")
PAIRED = re.compile(r"[-–—]\w")


def is_beyond(span: Span, text: str) -> bool:
    """Whether a country is named as what lies beyond a border ("20 km from the border with X"), not as one of two."""
    if PAIRED.match(text, span.end) or PAIRED.match(text[max(0, span.start - 1) : span.start] + "x"):
        return False
    before = text[max(0, span.start - 40) : span.start]
    return bool(BORDER_BEFORE.search(before) or BORDER_AFTER.match(text, span.end))


FIRST_LEVEL = ("region", "région", "province", "state", "governorate", "gouvernorat", "wilaya", "oblast")
DIVISION = re.compile(
    r" (?:County|Province|Region|District|Parish|Governorate|Prefecture|Oblast|Department|Valley|Township|Municipality"
    r"|Locality|Territory|Sub-?district|Sub-?county|Woreda|Payam|Tehsil|Taluk|Upazila|Ra[iy]on|Regency|Commune|Cercle"
    r"|Krai)$",
    re.IGNORECASE,
)
CENTRE = re.compile(r"[- ](?:centre|center|ville|cité|town|proper)$", re.IGNORECASE)
"""After the name of a town whose middle is meant: "Walikale-centre"."""
FEATURE = re.compile(
    r" (?:National )?(?:River|Creek|Lake|Mountains?|Hills|Forest|Islands?|Wilderness|Desert|Bay|Harbou?r|Canal|Park"
    r"|Peninsula|Delta|Falls|Reservoir|Plateau)$"
)
CHAIN = re.compile(
    r"(?:in|dans|en|au|aux) |[,(] ?(?:north|south|east|west)(?:[- ]?(?:east|west))? of |"
    r"[,;(] ?(?:in|dans|en|au|aux|à|at|near|près|a|un|une|the|la|le|l[’']|capital|chef-lieu|province|"
    r"région|region|cercle|commune|département|territoire|district)\b|\("
)

NOT_HELD = re.compile(
    r"[.!?](?: |$)|\n|\b(?:from|whence|d[eu]puis|venus?|and|et|while|but|mais)\b"
    r"|\b(?:crossing|gateway|road|route|ferry) (?:point )?(?:in)?to\b|^; (?:a|an|une?|the|l[ae]) "
)
"""Between two names, what makes the second no holder of the first: another clause, or where somebody comes from."""


def chains(gap: str) -> bool:
    """Whether the words between two names make the second the holder of the first."""
    bare = gap.strip().lower()
    if bare in (",", "(", "–", ";", "in", "en", "dans", "à", "au"):
        return True
    return CHAIN.match(bare) is not None and not NOT_HELD.search(bare)


FRAME_BEFORE = re.compile(
    r"\W*(?:(?:also|meanwhile|separately|elsewhere|further \w+|par ailleurs|toujours)?,? ?)(?:in|across|dans|en|à)? ?"
    r"(?:the |la |le |l[’'])?",
    re.IGNORECASE,
)
"""What may open a sentence before the division that all of it plays in: "In the Kursk region, …"."""


def framed(layout: Layout) -> Iterator[tuple[PlaceMention, PlaceMention]]:
    """Each division that opens a sentence ("In Zaporizhzhia region, …"), with each place that the sentence names after
    it, but for further divisions and what they hold."""
    text = layout.report.text
    for sentence in layout.sentences:
        here = [m for m in layout.places if m.role == "place" and sentence.span.holds(m.span)]
        if len(here) < 2 or here[0].relation != "region":
            continue
        opening = text[sentence.span.start : min(here[0].phrase.start, here[0].span.start)]
        if not FRAME_BEFORE.fullmatch(opening) or text[here[0].phrase.end : here[0].phrase.end + 1] != ",":
            continue
        for mention in here[1:]:
            if mention.relation == "region":
                break
            yield here[0], mention
