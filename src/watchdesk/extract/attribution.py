"""Who speaks: the person, office and body behind the words that name a source, remembered through one report."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from watchdesk.codebooks import load_codebook
from watchdesk.errors import BadCodebook
from watchdesk.extract.persons import PersonName, find_person, full_names, named_bodies, named_persons
from watchdesk.records import Layout, Names, Quote, Source, Span, Statement

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_LEADING = re.compile(
    r"^(?:(?:but|and|then|also|meanwhile|however|still|yet|even|only|mais|et|puis|or|quant à|que|"
    r"qu[’']|while|because|since|though|for (?:his|her|its) part,?|"
    r"de son côté|d[’']ailleurs|in turn|for)\b,?\s*)+",
    re.IGNORECASE,
)
_ASIDES = re.compile(
    r",\s+(?:lui|elle|eux|elles|pour|selon|too|itself|himself|herself|quant à)\b.*$|,?\s+(?:in|on|"
    r"via|at|dans|par|sur|lors)\s+(?:an?|the|its|his|un|une|son|"
    r"sa)\s+(?:[\w-]+\s+){0,3}?(?:statement|post|message|report|video|interview|"
    r"communiqué|rapport|vidéo|entretien)\b.*$|,\s+(?:who|whose|which|qui|dont|où|speaking|reached|"
    r"asked|joint|interrogé|contacté)\b.*$",
    re.IGNORECASE | re.DOTALL,
)
_DAYS = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
_WHEN_AFTER = re.compile(
    rf"\s+(?:(?:late |early )?on |le )?(?:{_DAYS})(?:\s+(?:night|evening|morning|afternoon|soir|"
    rf"matin))?$|\s+(?:today|yesterday|hier|then|also|later)$"
)
_WHEN_BEFORE = re.compile(
    rf"^(?:(?:Late |Early )?On (?:{_DAYS})|Yesterday|Today|Hier|Later|That (?:day|night|evening)|"
    rf"The same day|Then|Ce (?:{_DAYS})|(?:{_DAYS})),?\s+"
)
_ARTICLE = re.compile(r"^(?:(?:the|les|le|la)\s+|l[’']\s*)", re.IGNORECASE)
_INDEFINITE = re.compile(
    r"^(?:an?|one|some|several|two|three|four|five|many|most|other|another|un|une|des|plusieurs|deux|"
    r"trois|certains|d[’']autres)\b",
    re.IGNORECASE,
)


_DEFINITE = re.compile(r"(?:the|this|that|le|la|les|l[’']|ce|cette|cet)\b|l[’']", re.IGNORECASE)
_SMALL_WORDS = frozenset(["the", "this", "that", "le", "la", "les", "l", "ce", "cette", "cet", "own", "same", "itself"])
_OWNED = re.compile(
    r"\b(?:its|son|sa)\s+(?:[\w’'-]+\s+){0,2}?(?:spokes\w+|porte-parole|commander|commandant\w*|head|"
    r"chef\w*|leader|director|directeur|directrice|coordinat\w+|representative|"
    r"représentante?|president|président|secretary|deputy|mediator|chairwoman|chairman|officials?|envoy|lawyers?)\b|"
    r"\b(?:head|chief|commander|commandant\w*|chef\w*|porte-parole|spokes\w+)\s+(?:of\s+(?:the\s+)?|"
    r"for the\s+|de la\s+|du\s+|de l[’'])(?:mission|force|group|movement|mouvement|groupe)\b|"
    r"\b(?:of|for|from|de|du)\s+(?:the\s+|la\s+|l[’'])?(?:mission|force)$|\b(?:force|"
    r"mission)\s+(?:commander|spokes\w+)\b|\bporte-parole onusien\w*",
    re.IGNORECASE,
)
_MEMBER_OF = re.compile(
    r"\b(?:of|from|for|du|de la|de l[’'])\s*(?:the\s+)?(?P<body>(?:[\w’'-]+\s+){0,3}?(?:party|union|"
    r"committee|alliance|coalition|movement|"
    r"association|commission|council|network|league|federation|parti|syndicat|comité|collectif|coalition|mouvement)\b)"
)
_UN_OFFICES = re.compile(
    r"\b(?:Secretary-General|Under-Secretary-General|Humanitarian Coordinator|Resident Coordinator|"
    r"Special Representative|"
    r"Secrétaire général|Coordonnateur humanitaire|Coordinatrice humanitaire|"
    r"humanitarian coordinator|Représentante? spéciale?)\b"
)
_ORGANS = re.compile(
    r"\b(?:[A-ZÀ-Þ][\w’'-]+\s+)?(?:army|military|police|government|junta|ministry|armée|police|"
    r"gouvernement|junte|ministère)\b(?:\s+[a-zé]+(?:ne|se|e|en|ien)\b)?"
)
_OUTLET = re.compile(
    r"(?:the |la |le |l[’'])?(?P<name>[A-ZÀ-Þ].*|.*\b(?:radio|television|télévision|agency|agence|"
    r"newspaper|journal)\b.*)$",
    re.DOTALL,
)
_RELAYED = re.compile(
    r"^(?P<who>(?:an?|one|the|his|her|some|une?|des|le|la|son|sa)\s[\w’' -]{2,40}?)\s(?:had|has|have|"
    r"avait|avaient|a|ont|lui avait|leur avait|m[’']a)\s(?:told|affirmé|raconté|dit|assuré)\b",
    re.IGNORECASE,
)
_LOCAL = frozenset(
    [
        "former",
        "ancien",
        "ancienne",
        "ex",
        "local",
        "locale",
        "locales",
        "locaux",
        "regional",
        "provincial",
        "régionales",
        "provinciales",
        "municipal",
        "municipales",
        "municipaux",
        "community",
        "opposition",
        "rebel",
        "rebelle",
        "rebelles",
        "retired",
        "retraité",
        "traditional",
        "coutumières",
        "de-facto",
    ]
)
_OFFICIALS = frozenset(
    [
        "official",
        "officials",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "mediator",
        "delegate",
        "envoy",
        "negotiator",
        "representative",
        "delegation",
        "officiel",
        "officiels",
        "porte-parole",
        "médiateur",
        "délégué",
        "déléguée",
        "négociateur",
        "émissaire",
        "représentant",
        "représentante",
    ]
)
_ARMED_KINDS = frozenset({"rebel", "militia", "military", "police", "state"})
Named = Literal["other", "own", "none"]
_REBELS = ("rebel", "militia", "unknown")
_KINDS_OF_NOUN: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        (
            "group",
            "groupe",
            "movement",
            "mouvement",
            "rebels",
            "rebelles",
            "militia",
            "milice",
            "insurgents",
            "insurgés",
        ),
        _REBELS,
    ),
    **dict.fromkeys(
        (
            "jihadists",
            "djihadistes",
            "jihadistes",
            "militants",
            "rébellion",
            "faction",
            "paramilitaries",
            "paramilitaires",
        ),
        _REBELS,
    ),
    **dict.fromkeys(("mission", "force", "casques"), ("peacekeepers",)),
}
_CAPITALS = re.compile(
    r"[A-ZÀ-Þ][\w’'-]*(?:\s+(?:(?:of|for|and|the|in|de|des|du|la|le|les|pour|et|aux?|"
    r"on)\s+){0,2}(?:d[’']|l[’'])?[A-ZÀ-Þ][\w’'-]*)*"
)
_AFTER_PREPOSITION = re.compile(r"\b(?:of|in|at|from|near|de|du|à|en|d[’'])\s*$", re.IGNORECASE)


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
    """The speakers of one report, in the order they are asked for; later mentions are joined to earlier ones."""

    def __init__(self, layout: Layout, names: Names) -> None:
        self._report = layout.report
        self._names = names
        self._book = speaker_book()
        self._named = named_persons(layout.report.text, self._book.bodies, self._book.titles)
        self._bodies = named_bodies(layout.report.text, self._book.bodies)
        self._people = full_names(self._named)
        self._spelled = _spelled_out(layout.report.text)
        self._known: list[tuple[str, Source]] = []
        self._actors = tuple(names.actors_in(layout.report.text))
        self._country = _context_country(layout, names)

    def last(self, kind: str = "any") -> Source | None:
        """The last speaker: any, a `person`, or a `body`."""
        for known, source in reversed(self._known):
            if kind in ("any", known):
                return source
        return self._known[-1][1] if self._known else None

    def remember(self, source: Source) -> Source:
        kind = "person" if source.name or source.role else "body"
        self._known.append((kind, source))
        return source

    def source_at(self, span: Span) -> Source | None:
        """The source that the words at `span` name; None where they name nobody."""
        words = self._report.text[span.start : span.end]
        plain = _ASIDES.sub("", _LEADING.sub("", words)).strip(" ,;:")
        plain = _WHEN_BEFORE.sub("", _WHEN_AFTER.sub("", plain)).strip(" ,;:")
        if not plain:
            return None
        quote = Quote(span=span, text=words)
        leading = re.match(r"[\w-]+", plain)
        if leading and len(plain.split()) <= 4 and leading[0].lower() in self._book.pronouns:
            plain = leading[0]
        pronoun = self._book.pronouns.get(plain.lower())
        if pronoun:
            known = self._meant(plain.lower(), pronoun, span)
            return replace(known, quote=quote) if known else None
        if not any(c.isalpha() for c in plain) or plain.lower() in _SMALL_WORDS:
            return None
        source = replace(self._made(plain, span), quote=quote)
        return self.remember(source)

    def body_in(self, words: str) -> str | None:
        """The canonical body that words name, else the words themselves without their article."""
        plain = words.strip(" ,;:“”«»")
        return self._organisation(plain, self._is_person_phrase(plain)) or _ARTICLE.sub("", plain) or None

    def named_in(self, span: Span, source: Source | None) -> Named:
        """Whether the words at `span` name an armed actor or a state other than the speaker's own, or only his own."""
        own = (source.organisation or "") if source else ""
        named = {a.name for at, a in self._actors if span.start <= at.start < span.end and a.kind in _ARMED_KINDS}
        words = self._report.text[span.start : span.end]
        for mention in self._names.countries_in(words):
            if mention.form != "name" and mention.iso != self._country:
                named.add(self._country_name(mention.iso) or "")
        others = [name for name in named if name and name not in own and own not in (name,)]
        return "other" if others else "own" if named else "none"

    def _meant(self, pronoun: str, kind: str, span: Span) -> Source | None:
        """Whom a pronoun means: the last speaker of its kind, or a person named since as the subject of a sentence."""
        known = self.last(kind)
        if kind == "body" and not any(k == "body" for k, _ in self._known):
            near = self._organ_before(span)
            if near:
                return self.remember(Source(organisation=near))
        if pronoun in ("he", "she", "il", "elle"):
            since = known.quote.span.start if known and known.quote and (known.name or known.role) else -1
            for person in reversed(self._named):
                opens = self._opens_sentence(person.at, person.title)
                if since < person.at < span.start and (opens or not known):
                    return self.remember(Source(name=person.name, role=person.title, organisation=None))
        return known

    def _opens_sentence(self, at: int, title: str | None) -> bool:
        before = self._report.text[max(0, at - 60) : at]
        return bool(
            re.search(r"(?:^|[.!?”»]\s+|\n)(?:(?:The|Le|La|L[’'])\s*)?(?:[\w’'-]+\s+){0,4}$", before)
        ) and not re.search(r"[,;:]", before[-30:])

    def _made(self, plain: str, span: Span) -> Source:
        person = find_person(plain, self._book.bodies, self._book.titles, self._people, self._taken(plain))
        if person:
            return self._person(plain, person, span)
        again = self._taken_up(plain, span)
        if again:
            return again
        anonymous = self._is_person_phrase(plain)
        organisation = self._owner(plain, span) or self._organisation(plain, anonymous)
        if anonymous and organisation is None:
            organisation = _named_body_of(plain)
        role = _ARTICLE.sub("", plain)
        if not anonymous and (organisation or self._is_body_phrase(plain)):
            return Source(organisation=organisation or role)
        if anonymous and re.search(r"\s(?:and|et)\s", plain) and not self._names.countries_in(plain):
            organisation = None
        return Source(role=role, organisation=organisation)

    def _owner(self, plain: str, span: Span) -> str | None:
        """The body that "its spokesman", "the head of the mission" or "the force commander" belongs to."""
        if _UN_OFFICES.search(plain) and not self._names.actors_in(plain):
            return "United Nations"
        if not _OWNED.search(plain):
            return None
        mission = re.search(r"\b(?:mission|force|contingent|onusien\w*)\b", plain, re.IGNORECASE)
        return self._actor_before(span, ("peacekeepers",) if mission else ()) or self._body_before()

    def _actor_before(self, span: Span, kinds: tuple[str, ...]) -> str | None:
        """The registered actor named last before the words at `span`, of one of `kinds` where any are given."""
        found = None
        for at, actor in self._actors:
            if at.start >= span.start:
                break
            if not kinds or actor.kind in kinds or (actor.operation and "peacekeepers" in kinds):
                found = actor.name
        return found

    def _organ_before(self, span: Span) -> str | None:
        """The army, police or government named last before the words at `span`, else the actor named last."""
        named = list(_ORGANS.finditer(self._report.text, max(0, span.start - 400), span.start))
        if named:
            return self._organisation(named[-1][0])
        return self._actor_before(span, ())

    def _body_holding(self, noun: str, span: Span) -> str | None:
        """An earlier body of whose name a capitalised noun is a part: "the Front", "the Network"."""
        spoken = [s.organisation for kind, s in reversed(self._known) if kind == "body" and s.organisation]
        actors = [a.name for at, a in reversed(self._actors) if at.start < span.start]
        return next((name for name in (*spoken, *actors) if noun in words_of(name) and len(name.split()) > 1), None)

    def _body_before(self) -> str | None:
        return next((s.organisation for kind, s in reversed(self._known) if kind == "body"), None)

    def _taken(self, plain: str) -> tuple[str, ...]:
        """Names in the words that belong to countries and bodies, not to persons."""
        spans = [m.span for m in self._names.countries_in(plain)] + [s for s, _ in self._names.actors_in(plain)]
        return (*(plain[s.start : s.end] for s in spans), *self._bodies)

    def _person(self, plain: str, person: PersonName, span: Span) -> Source:
        known = next((s for _, s in reversed(self._known) if s.name == person.full), None)
        beside = _role_beside(plain, person)
        role = beside if beside and len(beside) > 3 else (known.role if known else None)
        organisation = self._organisation(beside or "", True) or (known.organisation if known else None)
        organisation = organisation or self._owner(plain, span)
        return Source(name=person.full, role=role or beside, organisation=organisation)

    def _is_person_phrase(self, plain: str) -> bool:
        if re.search(r"\bgeneral staff\b|\bétat-major\b", plain, re.IGNORECASE):
            return False
        if re.match(
            r"(?:l[’']une?|one|three|two|some|several|many|certains|deux|plusieurs)\s+(?:of|d[’'e])",
            plain,
            re.IGNORECASE,
        ):
            return True
        heads = _heads(plain)
        if not heads:
            return False
        last, first = heads[-1], heads[0]
        if last in self._book.bodies and last not in self._book.persons and first not in self._book.persons:
            return False
        return (last in self._book.persons and last not in self._book.bodies) or any(
            word in self._book.persons for word in heads[-3:]
        )

    def _is_body_phrase(self, plain: str) -> bool:
        """True where the noun that leads the words is one for a body ("a campaign group", "le collectif")."""
        return bool(set(_heads(plain)) & (self._book.bodies | self._book.bodies_again))

    def _taken_up(self, plain: str, span: Span) -> Source | None:
        """An earlier speaker or actor that a definite noun takes up: "the officer", "the group"."""
        words = words_of(plain)
        definite = _DEFINITE.match(plain)
        if not definite or not words or len(words) > 3 or _INDEFINITE.match(plain):
            return None
        nouns = [word for word in words if word not in _SMALL_WORDS]
        if len(nouns) > 2 or self._names.countries_in(plain) or self._names.actors_in(plain):
            return None
        if len(nouns) == 1 and nouns[0] in self._book.titles:
            for person in self._named:
                if person.title and nouns[0] in words_of(person.title):
                    known = next((s for _, s in reversed(self._known) if s.name == person.name), None)
                    return known or Source(
                        name=person.name, role=person.title, organisation=self._organisation(person.title, True)
                    )
        if len(nouns) == 1 and plain.split()[-1][:1].isupper():
            same = self._body_holding(nouns[0], span)
            if same:
                return Source(organisation=same)
        if nouns and nouns[-1] in self._book.persons and len(nouns) == 1:
            for _, source in reversed(self._known):
                if source.role and nouns[0] in words_of(source.role):
                    return source
        for noun in nouns:
            kinds = _KINDS_OF_NOUN.get(noun)
            if kinds:
                name = self._actor_before(span, kinds)
                if name:
                    return Source(organisation=name)
            if noun in self._book.bodies_again and len(nouns) == 1:
                body = next((s for kind, s in reversed(self._known) if kind == "body"), None)
                if body and body.organisation:
                    return body
        return None

    def _organisation(self, plain: str, anonymous: bool = False) -> str | None:
        """The canonical body in the words: registered, a state's organ, or a name in capitals.

        `anonymous`: the words name a person, so that only what is surely a body counts.
        """
        if not plain:
            return None
        head = plain.split(",")[0]
        for part in dict.fromkeys((head, plain)):
            known = [actor for _, actor in self._names.actors_in(part)]
            if known:
                return known[0].name
            words = words_of(part)
            countries = self._names.countries_in(part)
            country = self._country_name(countries[0].iso if countries else self._country)
            organ = self._organ(part, words, country, bool(countries))
            if organ:
                return organ
            if countries and country and self._stands_for_state(part, countries[0].span):
                return f"Government of {country}"
            name = _body_name(part, self._book, anonymous)
            name = self._spelled.get(name, name) if name else None
            if name and not (countries and len(name.split()) == 1):
                return name
        return None

    def _organ(self, plain: str, words: list[str], country: str | None, named: bool) -> str | None:
        """Government, army, police or ministry of a country, by the words of a phrase."""
        if country is None:
            return None
        heads = set(words)
        local = heads & _LOCAL
        if heads & {"ministry", "ministère", "ministries"}:
            kind = next((self._book.ministries[w] for w in words if w in self._book.ministries), None)
            return f"{kind} ({country})" if kind else f"Government of {country}"
        if local and not named:
            return None
        if heads & self._book.police:
            return f"Police Forces of {country}"
        if heads & self._book.government or (named and heads & _OFFICIALS):
            return f"Government of {country}"
        if heads & self._book.military or re.search(
            r"\b(?:armed forces|forces armées|general staff|air force)\b", plain, re.IGNORECASE
        ):
            return f"Military Forces of {country}"
        return None

    def _stands_for_state(self, plain: str, country: Span) -> bool:
        rest = (plain[: country.start] + plain[country.end :]).lower()
        rest = re.sub(
            r"\b(?:the|le|la|les|l|of|de|du|side|delegation|authorities|officials|partie|délégation|"
            r"autorités)\b|[’',.\s]|'s",
            "",
            rest,
        )
        return rest in ("", "s")

    def _country_name(self, iso: str | None) -> str | None:
        if iso is None:
            return None
        try:
            return self._names.country_name(iso)
        except KeyError:
            return None


def via(source: Source, relay: str) -> Source:
    """A source with the outlet that passed its words on in its role: "Ivorian officers (via RFI)"."""
    outlet = _OUTLET.match(relay)
    if source.role is None or outlet is None or "(" in source.role or len(relay.split()) > 4:
        return source
    return replace(source, role=f"{source.role} (via {outlet['name'].strip()})")


def relaying(source: Source, words: str) -> Source:
    """A source with the one whose words it passes on in its role: "an elder (relaying a survivor)"."""
    inner = _RELAYED.match(words)
    if inner is None or source.role is None or "(" in source.role:
        return source
    return replace(source, role=f"{source.role} (relaying {inner['who']})")


def _heads(plain: str) -> list[str]:
    """The words of a noun phrase before its first preposition or comma, small words left out."""
    head = re.split(r",|\b(?:of|from|in|at|with|for|on|du|de|des|à|au|who|qui|pour|sur)\b|\bd[’']", plain)[0]
    return [word for word in words_of(head) if word not in _SMALL_WORDS and word not in ("a", "an", "un", "une", "its")]


def _named_body_of(plain: str) -> str | None:
    """The body in "organisers from the trade union alliance", in its own words."""
    found = _MEMBER_OF.search(plain)
    return found["body"] if found else None


def _spelled_out(text: str) -> dict[str, str]:
    """Acronyms that the report itself spells out: "National Unity Government (NUG)"."""
    found: dict[str, str] = {}
    for match in re.finditer(r"\(([A-ZÀ-Þ][A-Za-zÀ-ÿ-]{1,9})\)", text):
        acronym = match[1]
        if sum(c.isupper() for c in acronym) < 2:
            continue
        before = text[max(0, match.start() - 90) : match.start()]
        run = re.search(r"([A-ZÀ-Þ][\w’'-]*(?:\s+[\w’'-]+){1,8})\s+$", before)
        words = run[1].split() if run else []
        for start in range(len(words)):
            if words[start][0] == acronym[0] and len(words) - start >= sum(c.isupper() for c in acronym) - 1:
                found[acronym] = " ".join(words[start:])
                break
    return found


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


def _body_name(plain: str, book: SpeakerBook, anonymous: bool) -> str | None:
    """The longest run of capitalised words that is a body's name, with the small words inside it."""
    best = ""
    for run in _CAPITALS.finditer(plain):
        name = re.sub(r"^(?:(?:The|Le|La|Les|L[’']|Un|Une|A|An|Some|Des)\s*)(?=[A-ZÀ-Þ])", "", run[0])
        name = re.sub(r"[’']s?$", "", name)
        words = set(words_of(name))
        sure = (
            bool(words & book.bodies)
            or bool(re.search(r"\b[A-ZÀ-Þ]{2,}", name))
            or bool(re.fullmatch(r"[A-Z][a-zé]+[A-Z]\w*", name))
        )
        if (
            len(name) < 2
            or words <= (book.persons | book.titles)
            or name.lower() in ("the", "le", "la", "les", "an", "un", "une", "some")
        ):
            continue
        if not sure and (anonymous or _AFTER_PREPOSITION.search(plain[: run.start()])):
            continue
        if not sure and " " not in name and run.start() == 0 and _is_common(plain, name):
            continue
        if len(name) > len(best):
            best = name
    return best or None


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
    for _, actor in names.actors_in(layout.report.text):
        if actor.country:
            counts[actor.country] += 1
    if counts:
        return max(counts, key=lambda iso: counts[iso])
    places: Counter[str] = Counter()
    for place in layout.places:
        rows = names.places_named(layout.report.text[place.span.start : place.span.end])
        if rows:
            places[rows[0].country] += 1
    return max(places, key=lambda iso: places[iso]) if places else None
