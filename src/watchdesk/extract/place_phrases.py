"""How the words around a place name use it: at it, near it, so many kilometres from it, in a part of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from watchdesk.extract.place_runs import DIVISIONS, FEATURES
from watchdesk.records import Span

Relation = Literal["at", "near", "distance", "between", "part", "region"]
REACH = 90  # characters before a name in which its phrase may start

DIRECTION = r"(?:north|south)[- ]?(?:east|west)?(?:ern)?|(?:east|west)(?:ern)?|[NS][NSEW]{0,2}|[EW]"
DIRECTION_FR = r"(?:nord|sud)(?:[- ](?:est|ouest))?|est|ouest"
NUMBER = r"(?P<n>\d+(?:[.,]\d+)?|[a-zà-ÿ-]+)"
LEAD = (
    r"(?:the |its |their )?(?:(?!(?:in|at|on|to|of|from|into|and|near) )\w+ )?"
    r"(?:(?:town|city|village|capital|locality|hamlet|district|camp) of )?(?:the )?"
)
LEAD_FR = (
    r"(?:(?:la|le|l[’']) ?)?"
    r"(?:(?:ville|village|localité|hameau|bourg|commune|camp) (?:de |d[’']|du ))?(?:la |le |l[’'])?"
)
DISTANCE = re.compile(
    rf"(?:(?:about|around|some|roughly|nearly|approximately|almost|just|less than|over) )*{NUMBER}[ \u00a0\u202f-]?"
    rf"(?P<unit>km|kms|kilomet(?:er|re)s?|miles?|mi)\b,? (?:(?:to the |in the )?(?P<dir>{DIRECTION}),? (?:of|from) |"
    rf"(?:away )?from |outside (?:of )?|off )(?:the )?{LEAD}$",
)
DISTANCE_FR = re.compile(
    rf"(?:(?:à|située? à|distante? de) )?(?:(?:environ|quelque|près de|moins de|une|plus de) )*(?:{NUMBER})"
    rf"[ \u00a0\u202f]?(?:de )?(?P<unit>km|kilomètres?|kms)(?: environ)? "
    rf"(?:(?:plus )?(?:au |à l[’']|vers l[’']|vers le |dans le )"
    rf"(?P<dir>{DIRECTION_FR}) )?(?:de |d[’']|du |des ){LEAD_FR}$",
    re.IGNORECASE,
)
NEAR = re.compile(
    rf"(?:\b(?P<dir>{DIRECTION}) of |\b(?:near|nearby|close to|outside|outskirts of|edge of|around|towards?|"
    rf"vicinity of|far from|"
    rf"road (?:to|from|leading to)|way to|surroundings of|environs of|off|beyond|gates of|countryside of|overlooking|"
    rf"bound for|opposite|hills above|above|axis|"
    rf"route to|highway to|bridge (?:near|at)|en route to) ){LEAD}$"
)
NEAR_FR = re.compile(
    rf"(?:\b(?:au |à l[’'])(?P<dir>{DIRECTION_FR}) (?:de |d[’']|du )|\b(?:près|non loin|proximité|environs|alentours|"
    rf"abords|"
    rf"périphérie|sortie|entrée|portes|lisière|faubourgs|banlieue|autour|au large|au-dessus|hauteurs|zone|secteur|"
    rf"axe|route|"
    rf"direction|environ|côté|brousse|voisinage|forêt) (?:de |d[’']|du |des )|\b(?:vers|axe|zone|route) ){LEAD_FR}$",
    re.IGNORECASE,
)
PART = re.compile(
    r"(?:\b(?P<dir>(?:north|south)(?:-?(?:east|west))?ern|eastern|western|central|(?:north|south)[- ](?:east|"
    r"west)) (?:the )?|"
    r"\b(?:the )?(?:north|south|east|west|northeast|northwest|southeast|southwest|north-east|north-west|south-east|"
    r"south-west|centre|center|far north|rural areas|interior) of (?:the )?|\b(?:across|parts of|border of|"
    r"border with) (?:the )?)$",
    re.IGNORECASE,
)
PART_FR = re.compile(
    r"\b(?:(?:le|du|au|l[’']|dans le|dans l[’']) ?(?:extrême[- ])?(?:nord|sud|est|ouest|nord-est|nord-ouest|sud-est|"
    r"sud-ouest|"
    r"centre)|(?:frontière|intérieur)(?: avec)?) (?:de |de la |de l[’']|d[’']|du |des |le |la |l[’'])$",
    re.IGNORECASE,
)
REGION_BEFORE = re.compile(
    r"\b(?:region|province|state|county|district|department|prefecture|governorate|territory|oblast|valley|desert|"
    r"forest|"
    r"région|province|cercle|préfecture|sous-préfecture|département|district|territoire|gouvernorat|vallée|désert|"
    r"forêt|"
    r"chefferie|groupement|wilaya|zone|commune)s? (?:of |de |d[’']|du |des )(?:the |la |le |l[’'])?$",
    re.IGNORECASE,
)
REGION_AFTER = re.compile(
    r" (?:region|province|state|county|governorate|prefecture|department|district|territory|oblast|raion|valley|"
    r"desert|basin|"
    r"peninsula|highlands|mountains|division|zone|woreda|payam|regency|forest|township|municipality|locality|tehsil"
    r"|upazila|sub-?county|sub-?district)\b",
    re.IGNORECASE,
)
NEAR_AFTER = re.compile(
    r"(?: |[-–—][A-ZÀ-Þ][\w’'-]+ )(?:area|axis|road|highway|countryside|outskirts|corridor|bush|front)\b"
)
BETWEEN = re.compile(r"\b(?:between|entre) (?:[\w’'-]+ ){0,2}?$")
BETWEEN_SECOND = re.compile(r"\b(?:between|entre) [\w’' -]{2,40} (?:and|et) (?:the )?$")
BEARINGS = {"n": 0.0, "ne": 45.0, "e": 90.0, "se": 135.0, "s": 180.0, "sw": 225.0, "so": 225.0, "w": 270.0, "o": 270.0,
            "nw": 315.0, "no": 315.0}  # fmt: skip
NUMBERS = {
    word: float(value)
    for value, line in {
        1: "one un", 2: "two deux", 3: "three trois", 4: "four quatre", 5: "five cinq", 6: "six", 7: "seven sept",
        8: "eight huit", 9: "nine neuf", 10: "ten dix dizaine", 12: "twelve douze", 15: "fifteen quinze quinzaine",
        20: "twenty vingt vingtaine", 25: "twenty-five vingt-cinq", 30: "thirty trente trentaine",
        35: "thirty-five trente-cinq",
        40: "forty quarante quarantaine", 50: "fifty cinquante cinquantaine", 60: "sixty soixante soixantaine",
        80: "eighty",
        100: "hundred cent centaine",
    }.items()
    for word in line.split()
}  # fmt: skip
MILE_KM = 1.609
THOUSANDS = re.compile(r"(?<=^[1-9])[.,](?=\d{3}$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """The expression around a name, offsets into the report's text; `bearing` in degrees from north."""

    start: int
    end: int
    relation: Relation
    distance_km: float | None = None
    bearing: float | None = None


def read_phrase(text: str, name: Span, sentence: Span) -> Phrase:
    """The phrase that a name stands in, and how it uses the name."""
    base = max(sentence.start, name.start - REACH)
    before = text[base : name.start]
    after = text[name.end : min(sentence.end, name.end + 40)]
    for pattern in (DISTANCE, DISTANCE_FR):
        hit = pattern.search(before)
        if hit and (km := kilometres(hit["n"], hit["unit"])) is not None:
            return Phrase(
                start=base + hit.start(), end=name.end, relation="distance", distance_km=km, bearing=bearing(hit["dir"])
            )
    if (hit := BETWEEN_SECOND.search(before)) or ((hit := BETWEEN.search(before)) and re.match(r" (?:and|et) ", after)):
        return Phrase(start=base + hit.start(), end=name.end, relation="between")
    for pattern in (NEAR, NEAR_FR):
        if hit := pattern.search(before):
            return Phrase(start=base + hit.start(), end=name.end, relation="near", bearing=bearing(hit["dir"]))
    for pattern in (PART, PART_FR):
        if hit := pattern.search(before):
            return Phrase(start=base + hit.start(), end=name.end, relation="part")
    if len(words := text[name.start : name.end].split()) > 1 and words[-1] in FEATURES:
        return Phrase(start=name.start, end=name.end, relation="near")
    if len(words) > 1 and words[-1] in DIVISIONS:
        return Phrase(start=name.start, end=name.end, relation="region")
    if hit := NEAR_AFTER.match(after):
        return Phrase(start=name.start, end=name.end + hit.end(), relation="near")
    if hit := REGION_AFTER.match(after):
        return Phrase(start=name.start, end=name.end + hit.end(), relation="region")
    if hit := REGION_BEFORE.search(before):
        return Phrase(start=base + hit.start(), end=name.end, relation="region")
    return Phrase(start=name.start, end=name.end, relation="at")


def kilometres(number: str, unit: str) -> float | None:
    """A distance in km, None where the number is no number ("many kilometres")."""
    value = NUMBERS.get(number.lower())
    if value is None:
        try:
            value = float(THOUSANDS.sub("", number).replace(",", "."))
        except ValueError:
            return None
    return round(value * (MILE_KM if unit.startswith("mi") else 1.0), 1)


def bearing(direction: str | None) -> float | None:
    """Degrees of "north-east", "sud-ouest", "NE"; None where there is none or it is unclear."""
    if not direction:
        return None
    words = re.sub(r"ern\b", "", direction.lower())
    short = "".join(w[0] for w in re.findall(r"north|south|east|west|nord|sud|ouest|est", words)) or words
    return BEARINGS.get(short)
