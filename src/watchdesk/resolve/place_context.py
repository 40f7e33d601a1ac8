"""What a report says about where it plays: its countries, its divisions, and one place for each name it uses."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

from watchdesk.records import FROM_MEMORY, CountryMention, GazetteerPlace, Layout, Names, PlaceMention
from watchdesk.resolve.folding import fold_name
from watchdesk.resolve.gazetteer import VILLAGE_ID
from watchdesk.resolve.home_country import heading_country
from watchdesk.resolve.place_chains import (
    CENTRE,
    CHAIN_REACH,
    COUNTED,
    DIVISION,
    FEATURE,
    FIRST_LEVEL,
    MEASURED,
    NEIGHBOURING,
    chains,
    framed,
    is_beyond,
)
from watchdesk.resolve.place_geometry import containment, km_between, point, same_area, seat_of, shifted

FRENCH_SPEAKING = frozenset("BF BI BJ CD CF CG CI CM DJ DZ FR GA GN HT LB MA MG ML MR NE RW SN TD TG TN".split())
"""Where a report in French more likely plays; a weak hint, for names that several countries share."""
FORMS = {"name": 1.0, "demonym": 0.4, "capital": 0.6}  # what a mention says for its country
TITLE_WEIGHT, DATELINE_WEIGHT, HEADING_WEIGHT = 2.0, 2.0, 4.0
BRACKETED_WEIGHT = 0.5  # "(Geneva, 24 January 2025) –": where an organisation sits says little of where things happened
ACTORS_WEIGHT = 0.25  # of a state's forces named alone, which may be far from home
COMPANY_TOLD = 1.0
BEYOND_WEIGHT = 0.3  # of a country that the report names only as the other side of a border
OWN_WEIGHT = 0.5  # of the countries of the user's own gazetteer, where a report names no country
KINDS = {"PCLI": 6.0, "CONT": 6.0, "RGN": 3.0, "PPLC": 2.5, "PPLA": 1.5, "PPLA2": 1.0, "PPLA3": 0.5, "ADM1": 1.0,
         "ADM2": -0.5, FROM_MEMORY: 2.0}  # fmt: skip
"""How much likelier a report means a place of this kind than a plain town."""
NEAR_KM = 150.0
DENIED_KM, DENIED_LOW_KM = 250.0, 150.0  # so far from the division (or lower one) named with it a place is not meant
MEASURED_SCORE = 5.0
LEAST_SLACK_KM, SLACK = 20.0, 0.5  # by which, or by which share, a distance in a report may be wrong
FAR_OFF_KM = 40.0  # so much beyond that slack a place is not the one meant
SETTLED = ("PPL", "ADM", "PCL", "RGN", "CONT")
NAMESAKE_PEOPLE = 100_000  # of a city, and its share of a capital's, from which its name may mean it before the capital
NAMESAKE_SHARE = 0.1
UNSPOKEN_CAPITAL = 3.0  # off the score of a capital whose country nothing else speaks of, where its namesake's is named
KNOWN_PEOPLE = 2000  # a place of so many is in the gazetteer wherever it is, so that the only one of a name is meant
LISTED_REACH_KM, MEMORY_REACH_KM = 1000.0, 700.0
"""How far from the middle of a country that a report is about a place over its border may lie; less for one that is
listed from memory, since others of its name may be in no list."""
LEADING = 0.3  # of the weight of the country named most: what the report is about too
MOST_ROWS = 40  # of one name that are weighed


class PlaceContext:
    """The place of every name of one report, each name in one sense throughout."""

    def __init__(self, layout: Layout, names: Names) -> None:
        self.layout = layout
        self.names = names
        self.text = layout.report.text
        self.rows: dict[str, Sequence[GazetteerPlace]] = {}
        self.by_sound: set[str] = set()
        self.middles: dict[str, tuple[float, float] | None] = {}
        self.slips: dict[str, tuple[GazetteerPlace, str] | None] = {}
        self.followers: dict[str, list[PlaceMention]] = defaultdict(list)
        self.measured: dict[str, list[PlaceMention]] = defaultdict(list)
        self.beside: dict[str, list[str]] = defaultdict(list)
        self.regional: dict[str, int] = defaultdict(int)
        self.count: dict[str, int] = defaultdict(int)
        self.capitals: dict[str, float] = defaultdict(float)  # what a capital's name says for its country
        self.stated = self._stated_countries()
        self._gather()
        self.doubtful = {key: iso for key in self.capitals if (iso := self._capital_with_namesake(key))}
        self.countries = dict(self.stated)
        self.picks: dict[str, GazetteerPlace] = {}
        self.likely: dict[str, GazetteerPlace] = {}
        self.gifts: dict[str, tuple[str, float]] = {}
        self._settle()

    # --- what the report says -------------------------------------------------------------------------------

    def _stated_countries(self) -> dict[str, float]:
        """Countries by how often they are named: in the title more, in the dateline more, as actors less."""
        report = self.layout.report
        weights: dict[str, float] = defaultdict(float)
        beyond: set[str] = set()
        lead = DATELINE_WEIGHT if not report.text.startswith("(") else BRACKETED_WEIGHT
        for country in self.names.countries_in(report.text):
            if is_beyond(country.span, report.text):
                beyond.add(country.iso)
                continue
            weights[country.iso] += self._told(country, report.text, lead if country.span.start < 60 else 1.0)
        title = report.title or ""
        for country in self.names.countries_in(title):
            weights[country.iso] += self._told(country, title, TITLE_WEIGHT)
        if headed := heading_country(self.layout, self.names):
            weights[headed] += HEADING_WEIGHT
        self.named = bool(weights)
        if not weights:
            weights.update(dict.fromkeys(self.names.own_countries(), OWN_WEIGHT))
        for iso in beyond:
            weights[iso] += BEYOND_WEIGHT
        for actor in self.layout.actors:
            if actor.known and actor.known.country:
                weights[actor.known.country] += 0.2 if actor.known.kind in ("state", "military", "police") else 0.8
        return dict(weights)

    def _told(self, country: CountryMention, text: str, times: float) -> float:
        """What one mention of a country in `text` says for it; what a capital's name says is kept by the name too."""
        weight = FORMS[country.form] * times
        if country.form == "capital":
            self.capitals[text[country.span.start : country.span.end]] += weight
        return weight

    def _gather(self) -> None:
        mentions = self.layout.places
        for index, mention in enumerate(mentions):
            if mention.role == "actor" and self.text[mention.span.start].islower():
                continue
            key = self.key(mention)
            self.count[key] += 1
            if index and NEIGHBOURING.search(self.text, max(0, mention.span.start - 50), mention.span.start):
                self.beside[key] += [self.key(m) for m in mentions[max(0, index - 2) : index] if m.role == "place"]
            if mention.relation in ("region", "part"):
                self.regional[key] += 1
            for other in mentions[index + 1 : index + 3]:
                gap = self.text[mention.span.end : other.span.start]
                if other.relation == "distance" and MEASURED.fullmatch(self.text, mention.span.end, other.phrase.start):
                    self.measured[key].append(other)
                elif len(gap) <= CHAIN_REACH and chains(gap) and not self._counts_beside(gap, other):
                    self.followers[key].append(other)
            if key not in self.rows:
                self.rows[key] = self._candidates(key)
        for frame, mention in framed(self.layout):
            if frame not in self.followers[self.key(mention)]:
                self.followers[self.key(mention)].append(frame)

    def _counts_beside(self, gap: str, other: PlaceMention) -> bool:
        """Whether a name does not hold the one before it: a border, or a list of who has how many ("in X, Y 540")."""
        listed = gap.strip() == "," and COUNTED.match(self.text, other.span.end)
        return bool(listed) or is_beyond(other.span, self.text)

    def key(self, mention: PlaceMention) -> str:
        return self.text[mention.span.start : mention.span.end]

    def _candidates(self, key: str) -> Sequence[GazetteerPlace]:
        rows = self.names.places_named(key) or self.names.places_named(DIVISION.sub("", key))
        rows = rows or self.names.places_named(CENTRE.sub("", key))
        if not rows and (bare := FEATURE.sub("", key)) != key:  # "Kagera River" lies near Kagera, "Niger River" nowhere
            rows = [row for row in self.names.places_named(bare) if row.feature not in ("PCLI", "CONT", "ADM1", "RGN")]
        if rows:
            return rows
        like = self.names.places_like(key)
        if like:
            self.by_sound.add(key)
        return like

    # --- one place for each name ----------------------------------------------------------------------------

    def _settle(self) -> None:
        """Choose a row for every name; each round lets the places chosen before weigh in."""
        self.likely = {key: self._ranked(key)[0] for key in self.rows if self.rows[key]}
        for _ in range(3):
            picks = {key: row for key in self.rows if (row := self._best(key))}
            self.countries = self._countries_from(picks)
            if picks == self.picks:
                break
            self.picks = picks

    def _countries_from(self, picks: dict[str, GazetteerPlace]) -> dict[str, float]:
        weights: dict[str, float] = defaultdict(float, self.stated)
        self.gifts = {}
        for key, row in picks.items():
            if row.country and row.feature != "PCLI":
                alone = len({r.country for r in self.rows[key][:5]}) == 1
                gift = (0.8 if alone or row.population > 200_000 else 0.4) * min(self.count[key], 3)
                weights[row.country] += gift
                self.gifts[key] = (row.country, gift)
        return dict(weights)

    def share(self, country: str, key: str) -> float:
        """How much of the report is about a country, 0 to 1, leaving out what `key` itself adds."""
        weights = self.others(key)
        top = max(weights.values(), default=0.0)
        return weights.get(country, 0.0) / top if top > 0.01 else 0.0

    def others(self, key: str) -> dict[str, float]:
        """The weight of each country, leaving out what `key` itself adds."""
        whose, gift = self.gifts.get(key, ("", 0.0))
        capital = self.doubtful.get(key)
        own = self.capitals[key] if capital else 0.0
        return {
            c: w - (gift if c == whose else 0.0) - (own if c == capital else 0.0) for c, w in self.countries.items()
        }

    def _means_namesake(self, key: str, row: GazetteerPlace) -> bool:
        """Whether nothing but its name speaks for a capital, and something for its namesake."""
        return row.feature == "PPLC" and self.doubtful.get(key) == row.country and self.share(row.country, key) <= 0

    def _capital_with_namesake(self, key: str) -> str | None:
        """The country whose capital shares its name with a city of another that the report speaks of, as Tripoli does:
        the name alone says for neither."""
        rows = self.rows.get(key, ())[:5]
        capital = next((row for row in rows if row.feature == "PPLC"), None)
        if capital is None:
            return None
        least = max(NAMESAKE_PEOPLE, NAMESAKE_SHARE * capital.population)
        namesakes = {row.country for row in rows if row.population >= least and row.country != capital.country}
        return capital.country if any(self.stated.get(iso, 0.0) > 0 for iso in namesakes) else None

    def foreign(self, key: str, row: GazetteerPlace) -> bool:
        """Whether nothing but the name `key` itself speaks for a row's country, and something for another far off."""
        others = self.others(key)
        alone = others.get(row.country, 0.0) < 0.01 and any(weight >= 0.01 for weight in others.values())
        return alone and not self._over_the_border(key, row)

    def main_country(self, without: str = "") -> str | None:
        """The country that the report plays in, where one clearly leads; `without` what one name adds."""
        ranked = sorted(self.others(without).items(), key=lambda item: (-item[1], item[0]))
        if not ranked or ranked[0][1] < 0.3:
            return None
        if len(ranked) > 1 and ranked[1][1] > 0.8 * ranked[0][1]:
            return None
        return ranked[0][0]

    def _best(self, key: str) -> GazetteerPlace | None:
        ranked = self._ranked(key)
        if not ranked:
            return None
        row = next((row for row in ranked if not self._chain_denies(key, row)), ranked[0])
        row = self._as_wide(key, row)
        return None if self._out_of_place(key, row) else row

    def _as_wide(self, key: str, row: GazetteerPlace) -> GazetteerPlace:
        """The region of several countries that a division's name has too, unless the text says "the Sahel region"."""
        if not row.feature.startswith("ADM") or self.regional[key]:
            return row
        return next((r for r in self.rows[key] if r.feature == "RGN" and not r.country), row)

    def _ranked(self, key: str) -> list[GazetteerPlace]:
        """The rows of a name, the likeliest first; the first of the gazetteer among equals."""
        rows = self.rows[key][:MOST_ROWS]
        scored = sorted(((self._score(key, row), -i) for i, row in enumerate(rows)), reverse=True)
        return [rows[-index] for _, index in scored]

    def _score(self, key: str, row: GazetteerPlace) -> float:
        score = 0.7 * math.log10(row.population + 10)
        score += KINDS.get(row.feature, 0.0)
        if not row.feature.startswith(SETTLED):
            score -= 2.0
        score += 4.0 * self.share(row.country, key)
        score -= UNSPOKEN_CAPITAL if self._means_namesake(key, row) else 0.0
        score += self._chain_score(key, row)
        score += MEASURED_SCORE if self._off(key, row) == 0.0 else 0.0
        score += self._company(key, row)
        if row.country in FRENCH_SPEAKING and self.layout.report.language == "fr":
            score += 1.5
        if fold_name(row.name) == fold_name(key):
            score += 0.5
        return score

    def explain(self, key: str, row: GazetteerPlace) -> str:
        """Why a name is taken for this row rather than another of its name."""
        rows, why = self.rows[key], []
        holder = next((u for o in self.followers[key] if (u := self.holder(o)) and containment(row, u) > 0), None)
        if holder is not None:
            why.append(f"lies in or near {holder.name!r}, which the text names with it")
        share = self.share(row.country, key)
        if share > 0 and row.country:
            most = "is about most" if share >= 1 else "also names"
            why.append(f"in the country that the report {most} ({row.country})")
        if self._company(key, row) >= COMPANY_TOLD:
            why.append("among other places of the report")
        if len(rows) > 1 and row.population and row.population == max(r.population for r in rows):
            why.append("the most populous")
        count = "the only place of this name" if len(rows) == 1 else f"one of {len(rows)} of this name"
        return ": ".join([count, "; ".join(why)]) if why else count

    def _chain_score(self, key: str, row: GazetteerPlace) -> float:
        """How well the places named right after it ("X, in the Gao region", "X, Ohio") hold this row."""
        best = 0.0
        for other in self.followers[key]:
            for upper in self._uppers(other):
                best = max(best, containment(row, upper))
        return best

    def _uppers(self, other: PlaceMention) -> list[GazetteerPlace]:
        """The rows that a mention may stand for where it holds another: those of its chosen sense, if any."""
        name = self.key(other)
        rows = self.rows.get(name, self.names.places_named(name))
        chosen = self.picks.get(name)
        if chosen is not None:
            return [row for row in rows if row is chosen or same_area(row, chosen)][:12]
        return [row for row in rows if row.feature.startswith(SETTLED)][:12]

    def _off(self, key: str, row: GazetteerPlace) -> float | None:
        """How many km a row lies beyond what the text says of its distance ("X, 30 km north of Y"); None where it says
        nothing."""
        found: list[float] = []
        for other in self.measured[key]:
            upper, said = self.picks.get(self.key(other)), other.distance_km
            if upper is None or said is None or upper.feature in ("PCLI", "CONT"):
                continue
            upper = seat_of(upper, self.rows[self.key(other)]) or upper
            if other.bearing is None:
                off = abs(km_between(point(row), point(upper)) - said)
            else:
                off = km_between(point(row), shifted(point(upper), said, other.bearing))
            found.append(max(0.0, off - max(LEAST_SLACK_KM, SLACK * said)))
        return min(found, default=None)

    def _company(self, key: str, row: GazetteerPlace) -> float:
        """How well the row sits among the places already chosen: same division, or near."""
        score, others = 0.0, [(k, r) for k, r in self.picks.items() if k != key and r.feature not in ("PCLI", "CONT")]
        if not others:
            return 0.0
        same = sum(1 for _, r in others if r.country == row.country and r.admin1 == row.admin1 and row.admin1)
        score += 2.0 * min(1.0, same / max(2.0, 0.5 * len(others)))
        near = sum(1 for _, r in others if km_between(point(r), point(row)) < NEAR_KM)
        return score + 1.5 * min(1.0, near / max(2.0, 0.5 * len(others)))

    def _out_of_place(self, key: str, row: GazetteerPlace) -> bool:
        """Whether the row lies in a country the report has nothing to do with."""
        if row.feature in ("PCLI", "CONT") or not row.country or VILLAGE_ID < row.geonames_id < 0:
            return False
        if self._chain_denies(key, row):
            return True
        if self._chain_score(key, row) >= 4:
            return False
        share = self.share(row.country, key)
        if key in self.by_sound:
            return share < 0.5
        if self._over_the_border(key, row):
            return False
        if not any(w > (0.01 if self.named else ACTORS_WEIGHT) for w in self.others(key).values()):
            return ambiguous(row, self.rows[key], french=self.layout.report.language == "fr")
        if row.population >= 300_000 or row.feature == "ADM1":
            return False
        return share < 0.15 and not self._next_door(key, row)

    def _next_door(self, key: str, row: GazetteerPlace) -> bool:
        """Whether the only place of its name lies close to another that the report names, if across a border or in a
        country that the report never names."""
        if not self._unmistakable(key, row):
            return False
        others = [r for k, r in self.picks.items() if k != key and r.feature not in ("PCLI", "CONT", "RGN")]
        return (
            any(km_between(point(r), point(row)) < 2 * NEAR_KM for r in others)
            or any(
                r.country == row.country and km_between(point(r), point(row)) < NEAR_KM and self._unmistakable(k, r)
                for k, r in self.likely.items()
                if k != key and k not in self.by_sound and r.feature.startswith("PPL")
            )
            or (row.feature == FROM_MEMORY and any(self._reach(iso, row, LISTED_REACH_KM) for iso in self.stated))
        )

    def _over_the_border(self, key: str, row: GazetteerPlace) -> bool:
        """Whether a name is known in one country alone, which lies beside one that the report is about."""
        if key in self.by_sound or {r.country for r in self.rows[key]} != {row.country}:
            return False
        if row.population < KNOWN_PEOPLE and row.feature != FROM_MEMORY:
            return False
        weights = self.others(key)
        top = max(weights.values(), default=0.0)
        reach = LISTED_REACH_KM if row.feature != FROM_MEMORY else MEMORY_REACH_KM
        return any(w >= 0.01 and w >= LEADING * top and self._reach(c, row, reach) for c, w in weights.items())

    def _unmistakable(self, key: str, row: GazetteerPlace) -> bool:
        """Whether a name is that of places in one country, or of one so much larger that none abroad is meant."""
        abroad = [r.population for r in self.rows[key] if r.country != row.country]
        return not abroad or row.population >= 10 * max(*abroad, 1000)

    def _reach(self, iso: str, row: GazetteerPlace, reach_km: float) -> bool:
        """Whether a row lies within so many km of the middle of a country."""
        if iso not in self.middles:
            self.middles[iso] = self._middle(iso)
        middle = self.middles[iso]
        return middle is not None and km_between(middle, point(row)) < reach_km

    def _middle(self, iso: str) -> tuple[float, float] | None:
        """The point at which the gazetteer sets a country."""
        try:
            name = self.names.country_name(iso)
        except KeyError:
            return None
        rows = self.names.places_named(name)
        return next((point(r) for r in rows if r.feature == "PCLI" and r.country == iso), None)

    def holder(self, mention: PlaceMention) -> GazetteerPlace | None:
        """The row of a mention that holds another: the division where its words say so ("région de Gao")."""
        row = self.picks.get(self.key(mention))
        if row is None or mention.relation != "region" or not row.feature.startswith("PPL"):
            return row
        word = self.text[mention.phrase.start : mention.phrase.end].lower()
        wanted = "ADM1" if any(w in word for w in FIRST_LEVEL) else "ADM2"
        return next((r for r in self.rows[self.key(mention)] if r.feature == wanted and r.country == row.country), row)

    def _chain_denies(self, key: str, row: GazetteerPlace) -> bool:
        """Whether the words right after it put it elsewhere: in another country or division, or so many km from a town
        where it is not."""
        if (off := self._off(key, row)) is not None and off > FAR_OFF_KM:
            return True
        near = [
            found for name in self.beside[key] if (found := self.picks.get(name)) and found.feature.startswith("PPL")
        ]
        if near and all(km_between(point(row), point(found)) > NEAR_KM for found in near):
            return True
        for other in self.followers[key]:
            upper = self.holder(other)
            if upper is None or not upper.feature.startswith(("ADM", "PCLI")):
                continue
            if upper.country != row.country and upper.feature in ("ADM1", "PCLI"):
                if not self._told_of_alone(upper, row):
                    return True
                continue
            if other.relation == "region" and upper.feature != "PCLI" and self._outside(row, upper, other):
                return True
        return False

    def _told_of_alone(self, upper: GazetteerPlace, row: GazetteerPlace) -> bool:
        """Whether a division lies in a country never named, in a report that names the row's: a namesake is meant."""
        return upper.feature == "ADM1" and upper.country not in self.stated and row.country in self.stated

    def _outside(self, row: GazetteerPlace, upper: GazetteerPlace, other: PlaceMention) -> bool:
        """Whether a row lies far from the division `upper`; a well or hill sooner than a town, since names of such are
        many."""
        if upper.feature == "ADM1" and (row.admin1 is None or containment(row, upper) > 0):
            return False
        reach = DENIED_KM if upper.feature == "ADM1" else DENIED_LOW_KM
        reach = reach if row.feature.startswith(SETTLED) else reach / 2
        seat = seat_of(upper, self.rows.get(self.key(other), ())) or upper
        return min(km_between(point(row), point(upper)), km_between(point(row), point(seat))) > reach


def ambiguous(row: GazetteerPlace, rows: Sequence[GazetteerPlace], *, french: bool) -> bool:
    """Whether a name is that of places in other countries of about the same size, so that nothing tells them apart."""
    others = [r for r in rows if r.country != row.country and r.feature.startswith("PPL")]
    if french and row.country not in FRENCH_SPEAKING and row.population < 3_000_000:
        return any(r.country in FRENCH_SPEAKING for r in rows)
    return any(r.population * 5 >= row.population or r.feature == FROM_MEMORY for r in others)
