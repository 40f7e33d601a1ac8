"""What speaks for and against a name as the place of an event: how the words around it use it, where it stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from watchdesk.extract.date_words import MONTHS, WEEKDAYS
from watchdesk.extract.place_candidates import STREET_ENDS
from watchdesk.extract.report_sections import sections
from watchdesk.records import FROM_MEMORY, GazetteerPlace, Layout, Names, PlaceMention, Sentence, Span

LOCATIVE = re.compile(
    r"(?:^|[\s(“«\"–—-])(?:in|at|near|inside|outside|around|across|throughout|on|off|within|between|[ÀAaà]|dans|en|"
    r"au|aux|près|"
    r"vers|sur|entre|autour|chez)[ \u00a0](?:(?:the|la|le|les|a|an|un|une|its|their|"
    r"l[’'])[ \u00a0]?)?(?:[\w’'-]+[ \u00a0]){0,3}?"
    r"(?:(?:of|de|du|des|d[’'])[ \u00a0]?(?:la[ \u00a0]|l[’'])?)?$",
    re.IGNORECASE,
)
KIND = re.compile(
    r"\b(?:village|town|city|hamlet|camp|centre|center|district|quarter|neighbou?rhood|base|market|road|bridge|"
    r"outskirts|suburb|"
    r"commune|"
    r"villages|ville|hameau|localité|quartier|cercle|marché|route|axe|territoire|camp|site|pont|forêt|mine|école|"
    r"hôpital|"
    r"aéroport|airport|port|prison|mosque|church|église|mosquée|hospital|school|checkpoint|crossing|barrage|poste)s? "
    r"(?:of |de |d[’']|du |des |in |at |à )?(?:the |la |le |l[’'])?$",
    re.IGNORECASE,
)
OBJECT = re.compile(
    r"\b(?:of|on|de|du|d[’']|sur|contre|against|into|took|taken|seized?|captured?|recaptured?|retook|retaken|regained|liberated|overrun|entered|stormed|"
    r"left|"
    r"attacked|raided|shelled|struck|hit|bombed|bombarded|besieged|overran|reached|repris|pris|prendre|attaqué|"
    r"bombardé|"
    r"frappé|quitté|évacué|investi|occupé|conquis|reconquis|libéré|assiégé|pilonné|visé|visant|leaving|holding|held|evacuated|"
    r"handed over|"
    r"control of|contrôle de)(?: |(?<=[’']))(?:the |la |le |les |l[’'])?(?:(?:town|city|village|ville|"
    r"village) (?:of |de ))?$",
    re.IGNORECASE,
)
ORIGIN = re.compile(
    r"\b(?:from|fled|fleeing|native of|originally from|residents? of|inhabitants? of|governor of|mayor of|people of|"
    r"chief of|"
    r"bishop of|spokes\w+ (?:of|for)|minister of|(?:inspector|chief|police|commissioner|prosecutor"
    r"|administrator|director)"
    r"[^.;,]{0,40} (?:of|for)|provenance de|originaires? de|venus? de|habitants? de|maire de|gouverneur de|"
    r"préfet de|"
    r"évêque de|société civile (?:de|du)|civil society (?:of|in)|chairm[ae]n of|"
    r"(?:présidente?|députée?|élue?) d[eu]|venant de|fui|ressortissants? de|"
    r"based in|born in|basés? à|jusqu[’'](?:à|au|en)|depuis) "
    r"(?:the |la |le |l[’'])?$",
    re.IGNORECASE,
)
LEFT_FROM = re.compile(
    r"\b(?:withdr\w+|pull\w* (?:out|back)|pull-?out|retreat\w*|evacuat\w+|evicted|expelled|ousted|chased|drove|driven|"
    r"dislodged|flushed|abduct\w+|kidnap\w+|retir\w+|retrait|chass\w+|délog\w+|enlev\w+|evacu\w+|évacu\w+|repli\w*)\b"
    r"[^.;]{0,45}$",
    re.IGNORECASE,
)
DESTINATION = re.compile(
    r"\b(?:(?:set off|setting off|left|en route|bound|heading|headed|en partance|partis?|highway|motorway) (?:for|to|"
    r"pour|vers)|"
    r"à destination de|se rend\w+ (?:à|vers)) (?:the |la |le |l[’'])?$|"
    r"\b(?:(?:transferred|returned|sent|moved|travel\w*|bound|heading|headed|way|escorted|driven|arriv\w+)\b"
    r"[^.;]{0,40}?\b(?:to|for|towards?|in|at|into)|"
    r"(?:transf\w+|conduits?|acheminés?|retour\w*|envoy\w+|arriv\w+|gagn\w+|ramen\w+)\b[^.;]{0,40}?"
    r"\b(?:à|vers|sur|en|au|dans)) (?:the |la |le |l[’'])?(?:[\w’'-]+ ){0,2}$",
    re.IGNORECASE,
)
BROUGHT = re.compile(
    r"\b(?:succumb\w*|died|dying|recover\w*|admitted|found alive|décéd\w+|succomb\w+|admis\w*|mort des suites)\b"
    r"[^.;]{0,60}?"
    r"\b(?:hospital|clinic|hôpital|clinique)s? (?:in|at|of|à|d[eu]|d[’']) ?(?:the |la |le |l[’'])?$|"
    r"\b(?:(?:fled|flee|fleeing|displaced|evacuated|flown|taken|brought|airlifted|rushed|refuge|shelter\w*|treated|"
    r"hospitali[sz]ed)\b[^.;]{0,40}?\b(?:to|for|towards?|in|at|into)|"
    r"(?:évacu\w+|amenés?|emmenés?|réfugi\w+|fui|fuite|soign\w+|hospitalis\w+)\b[^.;]{0,40}?"
    r"\b(?:à|vers|sur|en|au|dans)) (?:the |la |le |l[’'])?(?:[\w’'-]+ ){0,2}$",
    re.IGNORECASE,
)
"""Where people fled to, or the hurt were brought: never where it happened."""
SAID_THERE = re.compile(
    r"\b(?:said|told|announced|reporters|statement|spoke|speaking|interview|conference|communiqué|déclaré|annoncé|"
    r"affirmé|"
    r"confié|source|journalist\w*|correspondent|officials?|indiqué|court|tribunal|talks|summit|sommet|réunis?|"
    r"meeting|met)"
    r"[^.;,]{0,18}? (?:in|at|from|à|de|of|depuis)[ \u00a0](?:the )?$|"
    r"\b(?:according to|selon|d[’']après) (?:the |la |le |l[’'])?(?:préfecture|prefecture|gouvernorat|governorate)"
    r" (?:of|de|du|d[’'])[ \u00a0]?(?:the |la |le |l[’'])?$|"
    r"^\W*(?:speaking|addressing|s[’']exprimant|s[’']adressant)\b[^.;]{0,80} (?:in|at|à)[ \u00a0]$",
    re.IGNORECASE,
)
SENDER = re.compile(
    r"(?:[’']s? (?:\w+ ){0,2}(?:envoy|decision|request|orders?|urging|behalf|government|authorities|office|ministry"
    r"|capital|army|forces?|troops|mediator|president|minister)\b"
    r"|(?:, (?:which|qui) [^,.;]{3,60},)? (?:has |have |had |a |ont |avait )?"
    r"(?:said|says|told|announced|ordered|accused|denied|wants|demanded|insist\w*"
    r"|fait savoir|annoncé|ordonné|accusé|démenti|dit|évoque|parle|assure|affirme|soutient|dément|accuse|annonce"
    r"|rejette|dénonce|confirme|nie)\b|, (?:de son côté|for its part|meanwhile)\b)",
    re.IGNORECASE,
)
"""What follows a capital that stands for its government."""
CITED = re.compile(
    r"(?:selon|d[’']après|according to|[,»”] (?:assure|affirme|dit|indique|soutient|says|said))[ \u00a0]$",
    re.IGNORECASE,
)
CITED_UP_TO = re.compile(r"[,.;:]|$")
"""Around a capital that is cited: "selon Erevan,", "…, says Kyiv."."""
SPEAKER_OF = re.compile(
    r"^\W*(?:an?|one|another|une?|une? autre) (?:\w+ )?(?:resident|inhabitant|villager|witness|farmer|trader|elder|"
    r"teacher|habitante?|riveraine?|villageoise?|témoin|notable|élue?|commerçante?|enseignante?)"
    r" (?:of|from|in|de|à)[ \u00a0]$",
    re.IGNORECASE,
)
SPEAKS = re.compile(
    r",? (?:who \w+ |qui \w+ )?(?:has |had |have |nous |lui |a |avait ){0,2}(?:said|says|told|recall\w+|believes?"
    r"|describ\w+|report\w+|explain\w+|dit|raconte\w*|raconté|affirm\w+|croit|expliqu\w+|témoign\w+|rapport\w+|confi\w+|indiqu\w+"
    r"|déclar\w+|assur\w+|estim\w+)\b",
    re.IGNORECASE,
)
"""Around the home of one who tells of it, "A resident of X said": where somebody is from, not where it happened."""
POINTING = re.compile(
    r"\b(?:there|the (?:town|village|city|area|camp|base|scene|site|locality|place|spot|neighbou?rhood|same)"
    r"|this (?:town|village|city|area|place)|là-bas|sur place|sur les lieux|y (?:a|ont|est|sont|avai\w+)"
    r"|(?:la|cette|le|ce) (?:même )?(?:ville|localité|commune|village|bourgade|cité|camp|base|zone|secteur"
    r"|quartier))\b",
    re.IGNORECASE,
)
CAPITAL = re.compile(r"\b(?:capital|capitale)\b")
DATELINE = re.compile(r"[^.!?]{0,60}?(?:[–—]|--| - |\)\s*[-–—:])")
LETTERHEAD = re.compile(
    r"[A-ZÀ-Þ][\w’'-]+(?:[ -][A-ZÀ-Þ][\w’'-]+){0,2}, (?:le |the )?\d{1,2}(?:er|st|nd|rd|th)? "
    r"[A-Za-zÀ-ÿ]{3,9}\.?(?: \d{4})?(?:[.:]|\s*\n|\s*$)"
)
"""A place and a date alone: "Ouagadougou, le 14 mai 2025"."""
HOLDS = re.compile(
    r"(?:,|\s*\(|, (?:north|south|east|west|near|close|près|au)[\w-]*\b|,? (?:in|en|dans|au|à)\b|, (?:in|en|dans|au|"
    r"à)\b)[ \u00a0]?(?:(?:the|la|le|l[’']|les)[ \u00a0]?)?"
    r"(?:(?:some |about |just )?(?:\d+ (?:km|kilomet\w+|miles) )?[\w’'-]+ ){0,3}(?:(?:of|de|du|d[’']|"
    r"des)[ \u00a0]?(?:la |le |l[’'])?)?"
)
BODY_AFTER = re.compile(
    r" (?:wing|branch|affiliate|franchise|faction|chapter"
    r"|court|prosecutor|tribunal|university|appeals|military court|talks|summit|agreement|accords?|hospital)\b",
    re.I,
)
_MONTH_NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY_NAMES = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
HEADING = re.compile(r"(?:\s*\([^)]*\))?\s*[:–—]")
BREAK = re.compile(r";| while | whereas | but | tandis | alors que | mais | after which |, and | puis | then ")
USES = (
    ("locative", LOCATIVE),
    ("after its kind", KIND),
    ("object", OBJECT),
    ("origin", ORIGIN),
    ("left from", LEFT_FROM),
    ("destination", DESTINATION),
    ("brought", BROUGHT),
    ("said there", SAID_THERE),
)
DATED = "dated heading"
LAST = ("country", "brought", "speaker's home")  # traits of a name that tells where only if no other does
AT_HOME = 0.5  # a country is one of the report's where it is named half as often as the one named most
GAPS = (5, 15, 40, 80, 160)
COUNTS = (1, 2, 4)


class Whereabouts:
    """The place names of one report that may be where an event happened, with the traits of each."""

    def __init__(self, layout: Layout, names: Names) -> None:
        self.layout, self.names, self.text = layout, names, layout.report.text
        self.mentions = [m for m in layout.places if m.role == "place" and not is_aside(m, layout)]
        self.sentence_of = {id(m): self._sentence(m) for m in self.mentions}
        self.counts = Counter(self._name(m) for m in self.mentions)
        self.title = (layout.report.title or "").casefold()
        named = Counter(c.iso for c in names.countries_in(f"{layout.report.title or ''}\n{self.text}"))
        self.home = {iso for iso, count in named.items() if count >= AT_HOME * max(named.values())}
        self.sections = sections(layout, names)
        self.own = {id(m): self._own_traits(m) for m in self.mentions if self.sentence_of[id(m)] is not None}
        self._placed = [m for m in self.mentions if id(m) in self.own]
        self._sharp = [m for m in self._placed if self.own[id(m)].isdisjoint(LAST)]

    def candidates(self, sentence: Sentence | None = None) -> list[PlaceMention]:
        """The names that may tell where; those of countries only where there are no others.

        Of a report in sections only the names in that of `sentence`.
        """
        part = self.sections.get(sentence.index) if sentence else None
        if part is None:
            return self._sharp or self._placed
        return self._under(part, self._sharp) or self._under(part, self._placed)

    def _under(self, part: str, mentions: list[PlaceMention]) -> list[PlaceMention]:
        homes = [(m, self.sentence_of[id(m)]) for m in mentions]
        return [m for m, home in homes if home is not None and self.sections.get(home.index) == part]

    def traits(self, mention: PlaceMention, cue: Span, sentence: Sentence) -> frozenset[str]:
        """The traits of a mention for the event whose cue stands at `cue` in `sentence`."""
        home = self.sentence_of[id(mention)]
        if home is None:
            return frozenset()
        own, text = self.own[id(mention)], self.text
        if home.index == sentence.index:
            after = mention.span.start >= cue.end
            gap = text[cue.end : mention.span.start] if after else text[mention.span.end : cue.start]
            near = sum(len(gap) > edge for edge in GAPS)
            found = {"here", f"here, {'after' if after else 'before'} its words, {near}"}
            if BREAK.search(gap):
                found.add("here, across a break")
            return frozenset({*found, *(f"here: {trait}" for trait in own)})
        step = home.index - sentence.index
        away = (
            f"{'before' if step < 0 else 'after'} {min(abs(step), 9) if abs(step) < 4 else 5 if abs(step) < 8 else 9}"
        )
        found = {"elsewhere", away}
        if home.paragraph == sentence.paragraph:
            found.add("elsewhere, same paragraph")
        if POINTING.search(text, sentence.span.start, sentence.span.end):
            found.add(f"pointed at, {away}")
        if home.index <= 1:
            found.add("elsewhere, in the lead")
        if not any(self.sentence_of[id(m)] is sentence for m in self.candidates()):
            found.add(f"{away}, none here")
        return frozenset({*found, *(f"elsewhere: {trait}" for trait in own)})

    def _sentence(self, mention: PlaceMention) -> Sentence | None:
        return next((s for s in self.layout.sentences if s.span.holds(mention.span)), None)

    def _name(self, mention: PlaceMention) -> str:
        return self.text[mention.span.start : mention.span.end]

    def _own_traits(self, mention: PlaceMention) -> frozenset[str]:
        """How its own words use a name, whatever the event."""
        sentence, name = self.sentence_of[id(mention)], self._name(mention)
        if sentence is None:
            return frozenset()
        before = self.text[max(sentence.span.start, mention.span.start - 90) : mention.span.start]
        found = {use for use, pattern in USES if pattern.search(before)} | {f"relation {mention.relation}"}
        if "left from" in found:
            found.discard("origin")
        if mention.relation == "distance":
            found.discard("object")  # "10 km north of X" is no deed done to X
        if is_dateline(mention, sentence, self.layout):
            found.add("dateline")
        elif heads_dated(mention, sentence, self.layout):
            found.add(DATED)
        elif is_heading(mention, sentence, self.layout):
            found.add("heading")
        if BODY_AFTER.match(self.text, mention.span.end):
            found.add("body after")
        cited = CITED.search(before) and CITED_UP_TO.match(self.text, mention.span.end)
        if cited or SENDER.match(self.text, mention.span.end):
            found.add("sender")
        if SPEAKER_OF.search(before) and SPEAKS.match(self.text, mention.span.end):
            found.add("speaker's home")
        if holds_another(mention, sentence, self.layout):
            found.add("holder")
        if held_by_next(mention, sentence, self.layout):
            found.add("held")
        found.add(breadth(name, mention, self.names))
        if self.home and (rows := listed_exactly(name, self.names)):
            found.add("at home" if any(row.country in self.home for row in rows) else "abroad")
        found.add(f"named {sum(self.counts[name] > edge for edge in COUNTS)}")
        if name.casefold() in self.title:
            found.add("in the title")
        return frozenset(found)


RIVERS = re.compile(
    r"(?:White Nile|Blue Nile|Nile|Niger|Sénégal|Senegal|Congo|Ubangi|Oubangui|Dnipro|Dnieper|Tigris|Euphrates|Litani"
    r"|Jordan|Sobat|Jubba|Shabelle|Zambezi|Limpopo|Irrawaddy|Chindwin|Salween|Mekong|Orinoco|Arauca|Atrato"
    r"|Nil(?: Blanc| Bleu)?|Tigre|Euphrate|Jourdain)"
)
"""Rivers whose name may be read as a place: "fired upon on the White Nile, south of Malakal"."""
ON_THE = re.compile(r"\b(?:on|along|across|over|up|down|of|sur|le long de) (?:the |le |l[’'])$")
DIVISION_AFTER = re.compile(
    r" (?:[Ss]tates?|[Rr]egions?|[Pp]rovinces?|[Cc]ount(?:y|ies)|[Cc]ountry|[Gg]overnment|[Aa]rmy)\b"
)
CROSSED = re.compile(
    r"\b(?:cross(?:ed|ing)|travers\w+|franch\w+) (?:the |la |le )(?:(?:river|fleuve|rivière) )$", re.IGNORECASE
)


def says_where(before: str) -> bool:
    """Whether the words before a name in its sentence make it where something happened, not who spoke or fled there."""
    return bool(LOCATIVE.search(before[-90:])) and not any(
        use.search(before[-90:]) for use in (ORIGIN, SAID_THERE, BROUGHT, DESTINATION)
    )


def is_aside(mention: PlaceMention, layout: Layout) -> bool:
    """Whether a mention names a street, whose town tells where, or a river that people crossed."""
    text = layout.report.text
    words = text[mention.span.start : mention.span.end].split()
    if RIVERS.fullmatch(" ".join(words)) and ON_THE.search(text, max(0, mention.span.start - 12), mention.span.start):
        return not DIVISION_AFTER.match(text, mention.span.end)
    crossed = CROSSED.search(text, max(0, mention.span.start - 40), mention.span.start) is not None
    return crossed or (len(words) > 1 and words[-1] in STREET_ENDS)


def holds_another(mention: PlaceMention, sentence: Sentence, layout: Layout) -> bool:
    """Whether the mention only says where a place named before it lies: "X (Y)", "X, in Y", "X (30 km from Y; Z)"."""
    text = layout.report.text
    earlier = [m for m in layout.places if sentence.span.start <= m.span.start and m.span.end <= mention.span.start]
    if not earlier or earlier[-1].role != "place":
        return False
    if HOLDS.fullmatch(text, earlier[-1].span.end, mention.span.start):
        return True
    opened = text.rfind("(", sentence.span.start, mention.span.start)
    if opened < 0 or ")" in text[opened : mention.span.start]:
        return False
    return any(m.role == "place" and text[m.span.end : opened].strip() == "" for m in earlier)


def held_by_next(mention: PlaceMention, sentence: Sentence, layout: Layout) -> bool:
    """Whether the place named next says where this one lies."""
    later = [m for m in layout.places if m.span.start >= mention.span.end and m.span.end <= sentence.span.end]
    return (
        bool(later)
        and later[0].role == "place"
        and bool(HOLDS.fullmatch(layout.report.text, mention.span.end, later[0].span.start))
    )


def listed_exactly(name: str, names: Names) -> Sequence[GazetteerPlace]:
    """The rows of a name without those from memory, which the weights were fitted without."""
    return [row for row in names.places_named(name) if row.feature != FROM_MEMORY]


def breadth(name: str, mention: PlaceMention, names: Names) -> str:
    """What kind of place a name is: the sharper tells where."""
    rows = listed_exactly(name, names)
    if not rows:
        return "unlisted"
    if any(row.feature == "PCLI" for row in rows):
        return "country"
    if rows[0].feature in ("CONT", "RGN"):
        return "wide region"
    if mention.relation in ("region", "part"):
        return "division by its words"
    if rows[0].feature.startswith("ADM") and not any(r.feature.startswith("PPL") for r in rows):
        return "division"
    return "capital" if any(row.feature == "PPLC" for row in rows[:2]) else "town"


_DAY_FIRST = re.compile(
    rf"\W{{0,3}}(?:le |on )?(?:{_DAY_NAMES})?,? ?(?:\d{{1,2}}(?:er|st|nd|rd|th)?[ \u00a0](?:{_MONTH_NAMES})"
    rf"|(?:{_MONTH_NAMES})\.? \d{{1,2}})(?: \d{{4}})?[,:–—-]? ?",
    re.IGNORECASE,
)
"""What stands before the place that heads a dated entry: a bullet, and the day."""


def heads_dated(mention: PlaceMention, sentence: Sentence, layout: Layout) -> bool:
    """Whether the mention heads an entry behind its day: "• 3 June, Kodok: ..."; below the lead also "... –"."""
    text = layout.report.text
    led = _DAY_FIRST.fullmatch(text, sentence.span.start, mention.span.start)
    closed = HEADING.match(text, mention.span.end)
    return led is not None and closed is not None and (sentence.index > 3 or closed[0].endswith(":"))


def is_heading(mention: PlaceMention, sentence: Sentence, layout: Layout) -> bool:
    """Whether the mention stands at the head of its sentence and a colon or dash behind it: "Kodok: ..."."""
    close = mention.span.start - sentence.span.start < 4
    return close and HEADING.match(layout.report.text, mention.span.end) is not None


def is_dateline(mention: PlaceMention, sentence: Sentence, layout: Layout) -> bool:
    """Whether the mention is where a report was filed: capitals and a dash at the head of the first sentences."""
    text = layout.report.text
    if sentence.index > 3 or mention.span.start - sentence.span.start > 40 or heads_dated(mention, sentence, layout):
        return False
    if LETTERHEAD.match(text, sentence.span.start) and text[sentence.span.start : mention.span.start].strip() == "":
        return True
    head = DATELINE.match(text, sentence.span.start, min(sentence.span.end, sentence.span.start + 90))
    if not head or mention.span.end > head.end():
        return False
    first = text[sentence.span.start : head.end()].split(",")[0].split("(")[0].strip()
    return first.split(" ")[0].isupper() or bool(re.search(r"\d|\(", head[0])) or head.end() - mention.span.end < 4
