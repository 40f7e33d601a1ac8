"""Who speaks: the person, office and body behind the words that name a source, remembered through one report."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from watchdesk.codebooks import load_codebook
from watchdesk.errors import BadCodebook
from watchdesk.extract.persons import PersonName, find_person, full_names
from watchdesk.records import Layout, Names, Quote, Source, Span, Statement

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_LEADING = re.compile(
    r"^(?:(?:but|and|then|also|meanwhile|however|still|yet|even|only|mais|et|puis|or|quant à|que|qu[’']|while|because|since|though|for (?:his|her|its) part,?|"
    r"de son côté|d[’']ailleurs|in turn|for)\b,?\s*)+",
    re.IGNORECASE,
)
_ASIDES = re.compile(
    r",?\s+(?:in|on|via|at|dans|par|sur|lors)\s+(?:an?|the|its|his|un|une|son|sa)\s+(?:[\w-]+\s+){0,3}?(?:statement|post|message|report|video|interview|"
    r"communiqué|rapport|vidéo|entretien)\b.*$|,\s+(?:who|whose|which|qui|dont|où|speaking|reached|asked|joint|interrogé|contacté)\b.*$",
    re.IGNORECASE | re.DOTALL,
)
_ARTICLE = re.compile(r"^(?:the|le|la|les|l[’'])\s*", re.IGNORECASE)
_INDEFINITE = re.compile(r"^(?:an?|one|some|several|two|three|four|five|many|most|other|another|un|une|des|plusieurs|deux|trois|certains|d[’']autres)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerBook:
    """The word lists of speakers.yml."""

    bodies: frozenset[str]
    titles: frozenset[str]
    government: frozenset[str]
    military: frozenset[str]
    police: frozenset[str]
    persons: frozenset[str]
    media: frozenset[str]
    bodies_again: frozenset[str]
    pronouns: dict[str, str]
    ministries: dict[str, str]


@functools.cache
def speaker_book() -> SpeakerBook:
    book = load_codebook("speakers")
    lists = {}
    for key in ("bodies", "titles", "government", "military", "police", "persons", "media", "bodies_again"):
        if not isinstance(book.get(key), str):
            raise BadCodebook(f"speakers.yml: {key} is {book.get(key)!r}, expected words separated by blanks")
        lists[key] = frozenset(book[key].split())
    ministries = {word: name for name, words in book["ministries"].items() for word in words.split()}
    return SpeakerBook(**lists, pronouns=dict(book["pronouns"]), ministries=ministries)


def words_of(text: str) -> list[str]:
    """Words in lower case, French elisions parted ("l’armée" gives "armée")."""
    found = []
    for match in _WORD.finditer(text.replace("’", "'")):
        word = match[0].lower()
        word = re.sub(r"^(?:[dlnsmtjc]|qu)'(?=\w)", "", word)
        found.append(re.sub(r"'s?$", "", word))
    return found


class Speakers:
    """The speakers of one report, in the order in which they are asked for; later mentions are joined to earlier ones."""

    def __init__(self, layout: Layout, names: Names) -> None:
        self._report = layout.report
        self._names = names
        self._book = speaker_book()
        self._people = full_names(layout.report.text, self._book.bodies, self._book.titles)
        self._known: list[Source] = []
        self._country = _context_country(layout, names)

    def last(self, kind: str = "any") -> Source | None:
        """The last speaker: any, a `person`, or a `body`."""
        for source in reversed(self._known):
            person = source.name is not None or source.role is not None
            if kind == "any" or (kind == "person") == person:
                return source
        return self._known[-1] if self._known else None

    def remember(self, source: Source) -> Source:
        self._known.append(source)
        return source

    def source_at(self, span: Span) -> Source | None:
        """The source that the words at `span` name; None where they name nobody."""
        words = self._report.text[span.start : span.end]
        plain = _ASIDES.sub("", _LEADING.sub("", words)).strip(" ,;:")
        if not plain:
            return None
        quote = Quote(span=span, text=words)
        pronoun = self._book.pronouns.get(plain.lower())
        if pronoun:
            known = self.last(pronoun)
            return replace(known, quote=quote) if known else None
        source = replace(self._made(plain), quote=quote)
        return self.remember(source)

    def _made(self, plain: str) -> Source:
        person = find_person(plain, self._book.bodies, self._book.titles, self._people, self._taken(plain))
        if person:
            return self._person(plain, person)
        again = self._taken_up(plain)
        if again:
            return again
        organisation = self._organisation(plain)
        anonymous = self._is_person_phrase(plain)
        if organisation and not anonymous:
            return Source(organisation=organisation)
        return Source(role=_ARTICLE.sub("", plain), organisation=organisation)

    def _taken(self, plain: str) -> tuple[str, ...]:
        """Names in the words that belong to countries and bodies, not to persons."""
        spans = [m.span for m in self._names.countries_in(plain)] + [s for s, _ in self._names.actors_in(plain)]
        return tuple(plain[s.start : s.end] for s in spans)

    def _person(self, plain: str, person: PersonName) -> Source:
        known = next((s for s in reversed(self._known) if s.name == person.full), None)
        role = _role_beside(plain, person) or (known.role if known else None)
        organisation = self._organisation(role or "") or (known.organisation if known else None)
        return Source(name=person.full, role=role, organisation=organisation)

    def _is_person_phrase(self, plain: str) -> bool:
        head = re.split(r",|\b(?:of|from|in|at|with|for|du|de|des|d['’]|à|au|who|qui)\b", plain)[0]
        return any(word in self._book.persons for word in words_of(head)[-3:])

    def _taken_up(self, plain: str) -> Source | None:
        """An earlier speaker that a definite noun takes up: "the officer", "the group"."""
        words = words_of(plain)
        definite = re.match(r"(?:the|this|that|le|la|les|l[’']|ce|cette|cet|its|son|sa)\b", plain, re.IGNORECASE)
        if not definite or len(words) > 3 or _INDEFINITE.match(plain):
            return None
        head = words[-1]
        if len(words) <= 2:
            for source in reversed(self._known):
                if source.role and head in words_of(source.role) and head in self._book.persons:
                    return source
            if head in self._book.bodies_again and not self._names.actors_in(plain):
                for source in reversed(self._known):
                    if source.organisation and source.name is None and source.role is None:
                        return source
        return None

    def _organisation(self, plain: str) -> str | None:
        """The canonical body in the words: registered, a state's organ, or a name in capitals."""
        if not plain:
            return None
        known = [actor for _, actor in self._names.actors_in(plain)]
        if known:
            return known[0].name
        words = words_of(plain)
        countries = self._names.countries_in(plain)
        iso = countries[0].iso if countries else self._country
        country = self._country_name(iso)
        organ = self._organ(plain, words, country, bool(countries))
        if organ:
            return organ
        name = _body_name(plain, self._book)
        if name and not (countries and len(name.split()) == 1):
            return name
        if countries and country and self._stands_for_state(plain, countries[0].span):
            return f"Government of {country}"
        return name

    def _organ(self, plain: str, words: list[str], country: str | None, named: bool) -> str | None:
        """Government, army, police or ministry of a country, by the words of a phrase."""
        if country is None:
            return None
        heads = set(words)
        local = heads & {"former", "ancien", "ex", "local", "locale", "locales", "opposition", "rebel", "rebelle", "retired", "retraité"}
        if heads & {"ministry", "ministère", "ministries"}:
            kind = next((self._book.ministries[w] for w in words if w in self._book.ministries), None)
            return f"{kind} ({country})" if kind else f"Government of {country}"
        if local and not named:
            return None
        if heads & self._book.police:
            return f"Police Forces of {country}"
        if heads & self._book.government:
            return f"Government of {country}"
        if heads & self._book.military or re.search(r"\b(?:armed forces|forces armées|general staff|air force)\b", plain, re.IGNORECASE):
            return f"Military Forces of {country}"
        return None

    def _stands_for_state(self, plain: str, country: Span) -> bool:
        rest = (plain[: country.start] + plain[country.end :]).lower()
        rest = re.sub(r"\b(?:the|le|la|les|l|of|de|du|side|delegation|authorities|officials|partie|délégation|autorités)\b|[’',.\s]|'s", "", rest)
        return rest in ("", "s")

    def _country_name(self, iso: str | None) -> str | None:
        if iso is None:
            return None
        try:
            return self._names.country_name(iso)
        except KeyError:
            return None


def said_by(span: Span, statements: Iterable[Statement]) -> Source | None:
    """Who is said to have said the words at `span`: the speaker of the shortest statement that holds them."""
    holding = [s for s in statements if s.words.span.holds(span) and s.sources]
    if not holding:
        return None
    return min(holding, key=lambda s: (s.words.span.end - s.words.span.start, s.words.span.start)).sources[0]


def _role_beside(plain: str, person: PersonName) -> str | None:
    """The office given beside a name: the title before it, or the apposition."""
    before = plain[: person.span.start].strip(" ,")
    after = plain[person.span.end :].strip(" ,")
    after = re.split(r",?\s+(?:who|qui|whose|dont)\b", after)[0].strip(" ,")
    title = " ".join(filter(None, (before, person.title)))
    role = after if after and (not before or len(after) > len(before)) and not after.startswith(("'s", "’s")) else title
    role = _ARTICLE.sub("", role or title).strip(" ,")
    return re.sub(r"^(?:an?|une?)\s+", "", role) or None


def _body_name(plain: str, book: SpeakerBook) -> str | None:
    """The longest run of capitalised words, with the small words inside it; None where there is none."""
    runs = re.findall(
        r"[A-ZÀ-Þ][\w’'-]*(?:\s+(?:(?:of|for|and|the|in|de|des|du|la|le|les|pour|et|d[’']|l[’']|aux?|on)\s+){0,2}(?:d[’']|l[’'])?[A-ZÀ-Þ][\w’'-]*)*", plain
    )
    best = max(runs, key=len, default="")
    best = re.sub(r"^(?:The|Le|La|Les|L[’']|Un|Une|A|An|Some|Des)\s*(?=[A-ZÀ-Þ])", "", best)
    best = re.sub(r"[’']s?$", "", best)
    if not best or best.lower() in book.persons or best.lower() in book.titles:
        return None
    starts = plain.startswith(best)
    single_common = starts and " " not in best and best[1:].islower() and _is_common(plain, best)
    return None if single_common else best


def _is_common(plain: str, word: str) -> bool:
    """True where the first word has a capital only because it opens the sentence."""
    following = plain[len(word) :].split()
    return bool(following) and following[0][0].islower()


def _context_country(layout: Layout, names: Names) -> str | None:
    """The country that a report is mostly about: named most often, the earliest among equals."""
    title = layout.report.title or ""
    counts: Counter[str] = Counter()
    for weight, text in ((2, title), (1, layout.report.text)):
        for mention in names.countries_in(text):
            counts[mention.iso] += weight
    if counts:
        return max(counts, key=lambda iso: counts[iso])
    places: Counter[str] = Counter()
    for place in layout.places:
        rows = names.places_named(layout.report.text[place.span.start : place.span.end])
        if rows:
            places[rows[0].country] += 1
    return max(places, key=lambda iso: places[iso]) if places else None
