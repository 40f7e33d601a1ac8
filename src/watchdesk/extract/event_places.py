"""Which place mention is where an event happened."""

from __future__ import annotations

import re
from collections.abc import Sequence

from watchdesk.records import Layout, Names, Place, PlaceMention, Quote, Sentence, Span

LOOK_BACK = 8  # sentences before an event's own in which its place may have been named
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
    r"\b(?:of|on|de|du|d[’']|sur|contre|against|into|took|taken|seized?|captured?|recaptured?|retook|entered|stormed|"
    r"left|"
    r"attacked|raided|shelled|struck|hit|bombed|bombarded|besieged|overran|reached|repris|pris|prendre|attaqué|"
    r"bombardé|"
    r"frappé|quitté|évacué|investi|occupé|conquis|assiégé|pilonné|visé|visant|leaving|holding|held|evacuated|"
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
    r"évêque de|venant de|fui|ressortissants? de|based in|born in|basés? à|jusqu[’'](?:à|au|en)|depuis) "
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
    r"\b(?:(?:fled|flee|fleeing|displaced|evacuated|flown|taken|transferred|brought|airlifted|rushed|returned|sent|"
    r"moved|"
    r"travel\w*|bound|heading|headed|way|escorted|driven|refuge|shelter\w*|treated|arriv\w+|"
    r"hospitali[sz]ed)\b[^.;]{0,40}?\b(?:to|for|towards?|in|at|into)|"
    r"(?:évacu\w+|transf\w+|conduits?|amenés?|emmenés?|acheminés?|réfugi\w+|fui|fuite|retour\w*|envoy\w+|soign\w+|"
    r"hospitalis\w+|"
    r"arriv\w+|gagn\w+|ramen\w+)\b[^.;]{0,40}?\b(?:à|vers|sur|en|au|dans)) (?:the |la |le |l[’'])?(?:[\w’'-]+ ){0,2}$",
    re.IGNORECASE,
)
SAID_THERE = re.compile(
    r"\b(?:said|told|announced|reporters|statement|spoke|speaking|interview|conference|communiqué|déclaré|annoncé|"
    r"affirmé|"
    r"confié|source|journalist\w*|correspondent|officials?|indiqué|court|tribunal|talks|summit|sommet|réunis?|"
    r"meeting|met)"
    r"[^.;,]{0,18}? (?:in|at|from|à|de|of|depuis)[ \u00a0](?:the )?$|"
    r"^\W*(?:speaking|addressing|s[’']exprimant|s[’']adressant)\b[^.;]{0,80} (?:in|at|à)[ \u00a0]$",
    re.IGNORECASE,
)
CAPITAL = re.compile(r"\b(?:capital|capitale)\b")
DATELINE = re.compile(r"[^.!?]{0,60}?(?:[–—]|--| - |\)\s*[-–—:])")
HOLDS = re.compile(
    r"(?:,|\s*\(|, (?:north|south|east|west|near|close|près|au)[\w-]*\b|,? (?:in|en|dans|au|à)\b|, (?:in|en|dans|au|"
    r"à)\b)[ \u00a0]?(?:(?:the|la|le|l[’']|les)[ \u00a0]?)?"
    r"(?:(?:some |about |just )?(?:\d+ (?:km|kilomet\w+|miles) )?[\w’'-]+ ){0,3}(?:(?:of|de|du|d[’']|"
    r"des)[ \u00a0]?(?:la |le |l[’'])?)?"
)
BODY_AFTER = re.compile(
    r" (?:court|prosecutor|tribunal|university|appeals|military court|talks|summit|agreement|accords?)\b", re.I
)
HEADING = re.compile(r"(?:\s*\([^)]*\))?\s*[:–—]")
BREAK = re.compile(r";| while | whereas | but | tandis | alors que | mais | after which |, and | puis | then ")


def event_place(cue: Span, sentence: Sentence, layout: Layout, names: Names) -> Place:
    """The place of the event whose cue stands at `cue`, as written; nothing is resolved yet."""
    here = mentions_of(sentence, layout)
    best = best_mention(here, cue, sentence, layout, names, least=-1.0)
    if best is None:
        best = carried(sentence, layout, names)
    if best is None and here:
        best = best_mention(here, cue, sentence, layout, names, least=-3.0)
    if best is None or is_country(best, layout, names):
        best = filed_from(layout, names) or best
    return quoted(best, layout) if best is not None else Place(name="", reason="no place named")


def mentions_of(sentence: Sentence, layout: Layout) -> list[PlaceMention]:
    return [m for m in layout.places if sentence.span.holds(m.span) and m.role == "place"]


def quoted(mention: PlaceMention, layout: Layout) -> Place:
    words = layout.report.text[mention.span.start : mention.span.end]
    return Place(name=words, quote=Quote(span=mention.span, text=words))


def best_mention(
    mentions: Sequence[PlaceMention],
    cue: Span | None,
    sentence: Sentence,
    layout: Layout,
    names: Names,
    *,
    least: float,
) -> PlaceMention | None:
    """The mention of a sentence that most likely tells where; the earlier among equals; None below `least`."""
    scored = [(fitness(m, cue, sentence, layout, names), -m.span.start, m) for m in mentions]
    if not scored:
        return None
    best = max(scored, key=lambda s: s[:2])
    return best[2] if best[0] >= least else None


def fitness(mention: PlaceMention, cue: Span | None, sentence: Sentence, layout: Layout, names: Names) -> float:
    """How likely a mention tells where the event at `cue` happened."""
    text = layout.report.text
    before = text[max(sentence.span.start, mention.span.start - 90) : mention.span.start]
    score = 0.0
    if mention.relation in ("near", "distance", "between") or LOCATIVE.search(before) or KIND.search(before):
        score += 3.0
    elif OBJECT.search(before):
        score += 2.0
    if ORIGIN.search(before) and not LEFT_FROM.search(before):
        score -= 3.5
    if DESTINATION.search(before):
        score -= 5.5
    if SAID_THERE.search(before):
        score -= 4.0
    if is_dateline(mention, sentence, layout):
        score -= 5.0
    elif mention.span.start - sentence.span.start < 4 and HEADING.match(text, mention.span.end):
        score += 2.0
    if BODY_AFTER.match(text, mention.span.end):
        score -= 3.5
    if holds_another(mention, sentence, layout):
        score -= 2.5
    score -= breadth(mention, layout, names)
    return score + (nearness(mention, cue, text) if cue else 0.0)


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


def nearness(mention: PlaceMention, cue: Span, text: str) -> float:
    """Up to 1 for a mention just after the cue; less before it, further off, or across a break of the sentence."""
    after = mention.span.start >= cue.end
    gap = text[cue.end : mention.span.start] if after else text[mention.span.end : cue.start]
    score = (1.0 if after else 0.3) - min(len(gap), 200) / 80
    return score - (0.8 if BREAK.search(gap) else 0.0)


def breadth(mention: PlaceMention, layout: Layout, names: Names) -> float:
    """0 for a town or an unlisted name, more for divisions and countries: the sharper name tells where."""
    rows = names.places_named(layout.report.text[mention.span.start : mention.span.end])
    if not rows:
        return 0.0
    feature = rows[0].feature
    if any(row.feature == "PCLI" for row in rows):
        return 4.5
    if feature in ("CONT", "RGN"):
        return 2.5
    if mention.relation in ("region", "part"):
        return 1.5
    return 1.2 if feature.startswith("ADM") and not any(r.feature.startswith("PPL") for r in rows) else 0.0


def is_country(mention: PlaceMention, layout: Layout, names: Names) -> bool:
    words = layout.report.text[mention.span.start : mention.span.end]
    return any(row.feature in ("PCLI", "CONT") for row in names.places_named(words)[:1])


def is_dateline(mention: PlaceMention, sentence: Sentence, layout: Layout) -> bool:
    """Whether the mention is where a report was filed: capitals and a dash at the head of the first sentences."""
    text = layout.report.text
    if sentence.index > 3 or mention.span.start - sentence.span.start > 40:
        return False
    head = DATELINE.match(text, sentence.span.start, min(sentence.span.end, sentence.span.start + 90))
    if not head or mention.span.end > head.end():
        return False
    first = text[sentence.span.start : head.end()].split(",")[0].split("(")[0].strip()
    return first.split(" ")[0].isupper() or bool(re.search(r"\d|\(", head[0])) or head.end() - mention.span.end < 4


def filed_from(layout: Layout, names: Names) -> PlaceMention | None:
    """The dateline's place, where a report names no other: a town, or a capital that the report calls so."""
    for sentence in layout.sentences[:3]:
        for mention in mentions_of(sentence, layout):
            if not is_dateline(mention, sentence, layout):
                continue
            words = layout.report.text[mention.span.start : mention.span.end]
            capital = any(row.feature == "PPLC" for row in names.places_named(words)[:2])
            if not capital or CAPITAL.search(layout.report.text):
                return mention
    return None


def carried(sentence: Sentence, layout: Layout, names: Names) -> PlaceMention | None:
    """The place that the sentences before lead to: the nearest that is no dateline; else that of the lead."""
    found = None
    for earlier in reversed(layout.sentences[max(0, sentence.index - LOOK_BACK) : sentence.index]):
        mentions = [m for m in mentions_of(earlier, layout) if not is_country(m, layout, names)]
        best = best_mention(mentions, None, earlier, layout, names, least=0.5)
        if best is not None:
            found = best
            break
    if found is None:
        reach = 4 if sentence.index <= 2 else 1
        for later in layout.sentences[sentence.index + 1 : sentence.index + 1 + reach]:
            mentions = [m for m in mentions_of(later, layout) if not is_country(m, layout, names)]
            found = best_mention(mentions, None, later, layout, names, least=2.0)
            if found is not None:
                break
    return found
