"""Place names as written, with how each is used."""

from __future__ import annotations

import re
from collections.abc import Sequence

from watchdesk.extract.casing import small_words
from watchdesk.extract.place_candidates import STREET_ENDS, Candidate, Sightings
from watchdesk.extract.place_phrases import Phrase, read_phrase
from watchdesk.extract.place_runs import DIVISIONS, FEATURES
from watchdesk.extract.place_words import PlaceWords, load_place_words
from watchdesk.records import CountryMention, Names, PlaceMention, Report, Sentence, Span

GOVERNMENT_BEFORE = re.compile(
    r"(?:\b(?:government|army|armies|forces|troops|soldiers|president|ministers?|ministry|ambassador|embassy|junta|"
    r"military|"
    r"authorities|parliament|republic|people|citizens|nationals|request|behalf|invitation|instigation"
    r"|insistence) of(?: the)? |"
    r"\b(?:gouvernement|armée|forces armées|président|présidence|ministre|ambassad\w+|junte|autorités|parlement|"
    r"demande|invitation|république|peuple) (?:de la |de l[’']|du |des |de |d[’']|malienne? de ))$",
    re.IGNORECASE,
)
POSSESSED = re.compile(
    r"[’']s? (?:\w+ ){0,2}(?:government|army|forces?|troops|soldiers|president|ministers?|ministry|ambassador|junta|"
    r"military|"
    r"authorities|parliament|leaders?|police|navy|air force|defen[cs]e|foreign|ruling|prime|intelligence|orders?|"
    r"request|behalf|allies|ally|decision|demand|envoy|relations|border)\b"
)
KIND_AFTER = re.compile(rf"(?: National)? (?:{'|'.join(sorted(FEATURES))})$")
SETTLEMENT = r"(?:village|town|city|hamlet|camp|locality|localité|ville|hameau|commune)s?"
SETTLEMENT_BEFORE = re.compile(rf"\b{SETTLEMENT} (?:of |de |d[’'])?$", re.IGNORECASE)
SETTLEMENT_AFTER = re.compile(rf" {SETTLEMENT}\b", re.IGNORECASE)
ROUTE = re.compile(
    r"\b(?:route|axe|tronçon|piste|chemin|road|highway|track|axis|motorway|railway)s?(?: (?:de|du|nationale|of))? $",
    re.I,
)
DEALT_WITH = re.compile(
    r"\b(?:by|par|against|fighting|contre|with|avec|accus\w+|urged|blamed|told|deal with|entre|à la demande de) $"
)


def find_places(report: Report, sentences: tuple[Sentence, ...], names: Names) -> tuple[PlaceMention, ...]:
    """Place mentions in order of the text, without overlaps; each span is the bare name."""
    words = load_place_words()
    sightings = Sightings(report, sentences, names)
    known = names.actors_in(report.text)
    actors = [span for span, _ in known]
    countries = names.countries_in(report.text)
    sightings.home = {c.iso for c in countries} | {actor.country for _, actor in known if actor.country}
    sightings.home = sightings.home or set(names.own_countries())
    kept = choose(sightings, actors, countries)
    found: list[PlaceMention] = []
    for candidate in kept:
        if ends := ends_of_route(report.text, candidate, names):
            found += ends
            continue
        span = Span(start=candidate.start, end=candidate.end)
        phrase = read_phrase(report.text, span, sentences[candidate.sentence].span)
        found.append(mention(span, phrase, role_of(report.text, candidate, words)))
    taken = [(c.start, c.end) for c in kept]
    found += [peoples(c) for c in countries if c.form == "demonym" and not touches(c.span, taken)]
    inside = [s.span for s in sentences]
    return tuple(sorted((m for m in found if held(m.span, inside)), key=lambda m: m.span.start))


def ends_of_route(text: str, found: Candidate, names: Names) -> list[PlaceMention]:
    """The two places of "the X-Y road" where no place is called X-Y; empty where it is no route."""
    joint = found.text.find("-")
    if found.rows or joint < 3 or "-" in found.text[joint + 1 :] or not ROUTE.search(text[: found.start][-24:]):
        return []
    ends = (Span(start=found.start, end=found.start + joint), Span(start=found.start + joint + 1, end=found.end))
    if not all(names.places_named(text[end.start : end.end]) for end in ends):
        return []
    return [PlaceMention(span=end, phrase=end, relation="between") for end in ends]


def held(span: Span, inside: Sequence[Span]) -> bool:
    return any(s.holds(span) for s in inside)


def touches(span: Span, taken: Sequence[tuple[int, int]]) -> bool:
    return any(start < span.end and span.start < end for start, end in taken)


def peoples(country: CountryMention) -> PlaceMention:
    """A demonym: it names a people or government, never where something happened."""
    return PlaceMention(span=country.span, phrase=country.span, role="actor")


def mention(span: Span, phrase: Phrase, actor: bool) -> PlaceMention:
    return PlaceMention(
        span=span,
        phrase=Span(start=phrase.start, end=phrase.end),
        relation=phrase.relation,
        role="actor" if actor else "place",
        distance_km=phrase.distance_km,
        bearing=phrase.bearing,
    )


def choose(sightings: Sightings, actors: Sequence[Span], countries: Sequence[CountryMention]) -> list[Candidate]:
    """The candidates that are places, in order, without overlaps."""
    barred = [(a.start, a.end) for a in actors]
    peoples = {(c.span.start, c.span.end) for c in countries if c.form == "demonym"}
    sure = {(c.span.start, c.span.end) for c in countries if c.form == "name"}
    pool = [
        c
        for c in sightings.candidates
        if (c.start, c.end) in sure
        or ((c.start, c.end) not in peoples and not touches(Span(start=c.start, end=c.end), barred))
    ]
    accepted = [c for c in pool if ((c.start, c.end) in sure and not c.person) or is_place(c, sightings)]
    accepted = spread(pool, accepted, sightings)
    return without_overlaps(accepted)


def is_place(found: Candidate, sightings: Sightings) -> bool:
    """Whether a candidate's own neighbours make it a place."""
    words = sightings.words
    if found.street:
        return True
    if found.person or found.barred or found.text in STREET_ENDS:
        return False
    if found.text in words.titles or found.text in words.bodies or found.text in words.peoples:
        return False
    if found.text in words.common:
        return bool(found.rows) and found.kind and not found.initial
    if found.text.lower() in words.kinds_before or found.text.lower() in words.kinds_after:
        return False
    if found.text in words.first_names and not found.strong and not found.kind:
        return False
    if " " not in found.text and not found.big and found.text.lower() in sightings.lower:
        return found.kind
    surname = found.text in sightings.surnames
    if found.rows:
        if ordinary_word_abroad(found, sightings):
            return False
        return known_place(found, surname, sightings.home)
    return unknown_place(found, sightings, surname)


def ordinary_word_abroad(found: Candidate, sightings: Sightings) -> bool:
    """Whether a name is an ordinary word ("Reserve", "Light") and a place only in countries that the report does not
    name; "the village of Light" is one."""
    if found.text.lower() not in small_words() or not sightings.home:
        return False
    if any(row.country in sightings.home or row.feature in ("PCLI", "CONT") for row in found.rows):
        return False
    before, after = sightings.text[max(0, found.start - 20) : found.start], sightings.text[found.end :][:12]
    return not (SETTLEMENT_BEFORE.search(before) or SETTLEMENT_AFTER.match(after))


def known_place(found: Candidate, surname: bool, home: set[str]) -> bool:
    """Whether a name of the gazetteer is used as a place; `home` are the countries that the report names."""
    at_home = any(row.country in home for row in found.rows)
    if found.crowded and not (found.strong and found.big and found.rows[0].geonames_id > 0):
        return False
    if found.follower and begins_a_longer_name(found, at_home, home):
        return False
    if surname:
        return found.strong and found.big
    if found.kind or found.big:
        return True
    if found.articled and found.rows[0].population < 20_000 and not at_home:
        return False
    if found.strong:
        return True
    if not found.weak:
        return False
    return " " in found.text or found.rows[0].population >= 5000 or at_home


def begins_a_longer_name(found: Candidate, at_home: bool, home: set[str]) -> bool:
    """Whether a town's name goes on with a word that is none ("Aden Adde" is not Aden); quarters of a country's own
    seats are named after them ("Diffa Koura")."""
    areas = ("PCLI", "ADM1") if at_home or not home else ("PCLI",)
    if found.follower.lower() in small_words() or any(row.feature in areas for row in found.rows):
        return False
    if found.kind and found.text.split()[-1] in DIVISIONS:
        return False
    return not (at_home and any(row.feature.startswith(("PPLC", "PPLA")) for row in found.rows))


def unknown_place(found: Candidate, sightings: Sightings, surname: bool) -> bool:
    """A name that no list holds: a place only where the words around it leave no doubt."""
    words, first = sightings.words, found.text.split()[0]
    if surname or found.body or found.crowded or not (found.strong or found.kind):
        return False
    if found.articled and not found.kind:
        return False
    pieces = re.split(r"[\s\-]", KIND_AFTER.sub("", found.text))
    if first in words.first_names or any(p in words.bodies or p in words.titles or p in words.common for p in pieces):
        return False
    return len(found.text) > 2 and not found.text.isupper()


def spread(pool: list[Candidate], accepted: list[Candidate], sightings: Sightings) -> list[Candidate]:
    """Add what follows from the accepted: further mentions of a name, and names listed or chained with one."""
    taken = {id(c) for c in accepted}
    for _ in range(2):
        known = {c.text for c in accepted}
        by_place = {(c.sentence, c.first): c for c in accepted} | {(c.sentence, -c.last - 1): c for c in accepted}
        for c in pool:
            if id(c) in taken or c.person or c.barred:
                continue
            again = c.text in known and (bool(c.rows) or not c.crowded) and c.text not in sightings.surnames
            again = again and not (c.body and c.articled)  # "the Gaza Humanitarian Foundation"
            if again or chained(c, by_place, sightings):
                accepted.append(c)
                taken.add(id(c))
    return accepted


def chained(found: Candidate, by_place: dict[tuple[int, int], Candidate], sightings: Sightings) -> bool:
    """ "X, Ohio", "X and Y", "X (Mali)": a name beside an accepted place, joined by a comma or by "and"."""
    words = sightings.words
    if found.crowded or found.text in words.common or found.text in sightings.surnames:
        return False
    pieces = found.text.split()
    if not found.rows and (any(p in words.bodies or p in words.titles for p in pieces) or found.text.isupper()):
        return False
    tokens = sightings.tokens[found.sentence]
    after, at = found.last + 1, found.first - 1
    if after < len(tokens) and tokens[after].text in (",", "(") and (found.rows or found.weak or found.initial):
        larger = by_place.get((found.sentence, after + 1))
        if larger and any(r.feature in ("PCLI", "ADM1", "RGN") for r in larger.rows):
            return not any(t.text.lower() in words.offices for t in tokens[larger.last + 1 : larger.last + 3])
    inside = after + 1 < len(tokens) and (
        (tokens[after].text == "," and tokens[after + 1].text in ("in", "en", "dans", "au"))
        or (tokens[after].text == "(" and tokens[after + 1].text in words.kinds_before)
    )
    if found.weak and after + 2 < len(tokens) and tokens[after].text in (",", "("):
        measured = [t.text.lower() for t in tokens[after + 1 : after + 6]]
        if "km" in measured or any(m.startswith("kilom") for m in measured):
            return True
    if inside and any((found.sentence, after + step) in by_place for step in (2, 3, 4, 5)):
        return True
    if at >= 0 and tokens[at].text.lower() in ("between", "entre") and tokens[after : after + 1]:
        joined = tokens[after].text in ("and", "et")
        if joined and any((found.sentence, after + step) in by_place for step in (1, 2)):
            return True
    joint = at >= 0 and tokens[at].text in (",", "and", "et", "&", "–", "-", "or", "ou")
    if not joint:
        return False
    back = at - 1 if at and tokens[at - 1].text == "," else at
    beside = by_place.get((found.sentence, -(back - 1) - 1)) if back else None
    listed = tokens[at].text in ("and", "et", "&", "or", "ou", "–") or bool(found.rows)
    return bool(beside and listed and (found.rows or beside.strong) and not beside.initial)


def without_overlaps(accepted: list[Candidate]) -> list[Candidate]:
    kept: list[Candidate] = []
    for c in sorted(accepted, key=lambda c: (not c.rows, -(c.end - c.start), c.start)):
        if not any(c.start < k.end and k.start < c.end for k in kept):
            kept.append(c)
    return sorted(kept, key=lambda c: c.start)


def role_of(text: str, found: Candidate, words: PlaceWords) -> bool:
    """Whether the name stands for a government: "Moscow said", "the government of Mali", "Mali’s army"."""
    if not any(row.feature in ("PCLI", "PPLC") for row in found.rows):
        return False
    if GOVERNMENT_BEFORE.search(text, max(0, found.start - 60), found.start):
        return True
    if POSSESSED.match(text, found.end) or DEALT_WITH.search(text, max(0, found.start - 20), found.start):
        return True
    if found.strong or found.kind:
        return False
    following = re.match(
        r"(?: (?:has|had|have|a|ont|avait))?(?: [a-z]+ly)? ([a-zà-ÿ]+)", text[found.end : found.end + 40]
    )
    return bool(following and following[1] in words.speech)
