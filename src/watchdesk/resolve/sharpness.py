"""How sharply the words of an event allow its place to be pinned: the town, near it, or only its region."""

from __future__ import annotations

import re

from watchdesk.records import Event, Place, Quote

_SETTLEMENT = r"(?:town|city|village|camp|base|capital|settlement|ville|localité|village|camp|capitale|commune|cité)"
_THE = r"(?:the |this |that |la |le |l[’']|cette |ce )?"
_AROUND = re.compile(
    r"\b(?:outside(?: of)?|near|close to|around|beyond|on the (?:edges?|outskirts|road) (?:of|to|from)|not far from"
    r"|(?:north|south|east|west)(?:-?(?:east|west))?(?:ern)? (?:of|outskirts of)|(?:km|kilomet\w+|miles) (?:from|of)"
    r"|en dehors d[eu]|hors d[eu]|à la sortie d[eu]|près d[eu]|aux (?:abords|alentours|environs|portes) d[eu]"
    r"|autour d[eu]"
    rf"|à l[’'](?:est|ouest|extérieur|entrée) d[eu]|au (?:nord|sud)(?:-\w+)? d[eu]) ?{_THE}{_SETTLEMENT}\b",
    re.IGNORECASE,
)
_AROUND_BEFORE = re.compile(
    r"\b(?:outside|near|neighbou?ring|around|hinterlands? of|outskirts of|countryside of|bush (?:of|around)"
    r"|en dehors de|hors de"
    r"|deserts? of|suburbs? of|désert d[e’']|banlieues?(?: (?:nord|sud|est|ouest))? d[e’']"
    r"|landing (?:stage )?of|débarcadère d[e’']"
    r"|autour de|aux (?:abords|alentours|environs) de|voisine? de|close to|not far from|vicinity of|approaches to) ?$",
    re.IGNORECASE,
)
_AROUND_AFTER = re.compile(
    r"(?:[ -](?:sector|area|axis|front|countryside|hinterland|bush|forest|gold (?:pits|mine)|mines?|road"
    r"|highway|axe|secteur"
    r"|valley|hills|mountains?|river|lake|plain|border|frontier))\b",
    re.IGNORECASE,
)
_SOME_VILLAGE_IN = re.compile(
    r"\b(?:an?|one|two|three|several|some|another|villages?|hamlets?|un|une|deux|trois|plusieurs|des|d[’']autres)"
    r"(?: [\w’'-]+){0,2} (?:villages?|hamlets?|hameaux?|communities|localités?|communes?|towns?) (?:in|of|near"
    r"|de|du|dans|à) "
    rf"{_THE}?$|\bthe village in $",
    re.IGNORECASE,
)
_DISTRICT_AFTER = re.compile(
    r" (?:local government(?: area)?|LGA|district|county|township|territory|département|department|municipality"
    r"|governorate"
    r"|province|region|subcounty|sub-county|tehsil|upazila)\b",
    re.IGNORECASE,
)
_OFFICE_BEFORE = re.compile(
    r"\b(?:governor|prefect|mayor|bishop|prosecutor|authorities|gouverneur|préfet|maire|évêque|procureur|autorités)s?"
    r" (?:of|in|de|du|à|d[’']) ?(?:the |la |l[’'])?$",
    re.IGNORECASE,
)
"""Whose governor: what happened did so somewhere in what he governs."""
_DATELINE_AFTER = re.compile(r"(?:, [^–—.]{2,30}?)?(?: ?\([^)]{2,20}\))? ?[–—-]{1,2} ")
"""After a name in capitals at the head of a report: where it was filed, and what it tells of was near at best."""
_NAME = r"[A-ZÀ-Ý][\w’'-]+(?: [A-ZÀ-Ý][\w’'-]+)*"
_LIST_AFTER = re.compile(rf"(?:, {_NAME})+,? (?:and|et) {_NAME}")
"""A list of three or more names: the happening is spread over them."""
_REGIONS_OF = re.compile(
    r"\b(?:regions|provinces|districts|departments|counties|governorates|states|areas|régions|départements|cercles"
    r"|territoires|provinces|wilayas) (?:of|de|d[’']|du|des) ?[^.;:]{0,60}$",
    re.IGNORECASE,
)
_IN_REGION = re.compile(
    r"\b(?:(?:in|to|across|throughout|over|around) the (?:whole |entire )?(?:region|province|department"
    r"|district|governorate|country"
    r"|territory|state|county)|(?:dans|à travers|vers|sur) (?:toute )?(?:la |le |l[’'])(?:région|province"
    r"|département|district"
    r"|territoire|pays|gouvernorat|zone)|nationwide|countrywide|elsewhere|dans tout le pays)\b",
    re.IGNORECASE,
)

_OTHER_DAY = re.compile(
    r"\W*(?:the (?:next|following) (?:day|morning|night|week)|(?:a|two|three|some) days? later|later"
    r"|le lendemain|le surlendemain"
    r"|(?:un|deux|trois|quelques) jours? (?:plus tard|après)|(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche)\b",
    re.IGNORECASE,
)
"""Openings that move a story on: the place named for the day before is then only its area."""


def sharpest(place: Place, event: Event) -> int:
    """The ACLED precision, 1 to 3, beyond which the event's words do not go."""
    quote = place.quote
    if quote is None:
        return 3
    if not event.evidence:
        return 1
    telling = next((e for e in event.evidence if e.span.holds(quote.span)), None)
    if telling is None:
        return 3 if _IN_REGION.search(event.evidence[0].text) or _OTHER_DAY.match(event.evidence[0].text) else 2
    return _within(quote, telling)


def _within(quote: Quote, telling: Quote) -> int:
    """As `sharpest`, where the sentence `telling` itself names the place."""
    start, end = quote.span.start - telling.span.start, quote.span.end - telling.span.start
    before, after = telling.text[max(0, start - 70) : start], telling.text[end : end + 70]
    if (
        _SOME_VILLAGE_IN.search(before)
        or _DISTRICT_AFTER.match(after)
        or _REGIONS_OF.search(before)
        or _OFFICE_BEFORE.search(before)
        or _LIST_AFTER.match(after)
    ):
        return 3
    filed = start < 4 and quote.text.isupper() and _DATELINE_AFTER.match(after)
    if filed or _AROUND_BEFORE.search(before) or _AROUND_AFTER.match(after) or _AROUND.search(telling.text, end):
        return 2
    return 1
