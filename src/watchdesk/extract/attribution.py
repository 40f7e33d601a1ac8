"""Who speaks: the person, office and body behind the words that name a source, remembered through one report."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from watchdesk.extract.antecedents import fits_pronoun, subjects_before
from watchdesk.extract.forces_before import force_before, force_of_country, kinds_of
from watchdesk.extract.persons import PersonName, find_person, full_names, named_bodies, named_persons
from watchdesk.extract.speaker_words import (
    AFFILIATED,
    AND,
    ARMED_KINDS,
    ARTICLE,
    ASIDES,
    BEFORE_PRONOUN,
    CAPITALS,
    DEFINITE,
    DOCUMENT,
    FORMER,
    GENITIVE,
    GOVERNORS,
    INDEFINITE,
    KINDS_OF_NOUN,
    LEADING,
    LOCAL,
    MANY_BODIES,
    MINISTRIES,
    MINISTRY,
    OF_BODY,
    OFFICIALS,
    ORGANS,
    OUTLET,
    OWNED,
    POSSESSIVE,
    REBELS,
    RELAYED,
    SMALL_WORDS,
    STATE_BODY,
    TIME_ALONE,
    UN_OFFICES,
    WHEN_AFTER,
    WHEN_BEFORE,
    WHERE_BEFORE,
    Named,
    body_name,
    head_words,
    is_plural,
    named_body_of,
    role_beside,
    speaker_book,
    spelled_out,
    unit_of,
    words_of,
)
from watchdesk.records import Layout, Names, Quote, Source, Span, Statement


class Speakers:
    """The speakers of one report, in the order they are asked for; later mentions are joined to earlier ones."""

    def __init__(self, layout: Layout, names: Names) -> None:
        self._layout = layout
        self._report = layout.report
        self._names = names
        self._book = speaker_book()
        self._named = named_persons(layout.report.text, self._book.bodies, self._book.titles)
        self._bodies = named_bodies(layout.report.text, self._book.bodies)
        self._people = full_names(self._named)
        self._spelled = spelled_out(layout.report.text)
        self._known: list[tuple[str, Source]] = []
        self._actors = tuple(names.actors_in(layout.report.text))
        self._mentions = layout.actors
        self._at = 0
        self._country = _context_country(layout, names)

    def last(self, kind: str = "any") -> Source | None:
        """The last speaker: any, a `person`, or a `body`."""
        for known, source in reversed(self._known):
            if kind in ("any", known):
                return source
        return self._known[-1][1] if self._known else None

    def _last_single(self) -> Source | None:
        """The last speaker who is one person ("he" is none of "two traders"), else the last person, else the last."""
        persons = [source for kind, source in reversed(self._known) if kind == "person"]
        single = [s for s in persons if s.name or not is_plural(s.role or "")]
        return single[0] if single else self.last("person")

    def remember(self, source: Source) -> Source:
        kind = "person" if source.name or source.role else "body"
        self._known.append((kind, source))
        return source

    def source_at(self, span: Span) -> Source | None:
        """The source that the words at `span` name; None where they name nobody."""
        self._at = span.start
        words = self._report.text[span.start : span.end]
        plain = ASIDES.sub("", LEADING.sub("", words)).strip(" ,;:")
        plain = WHEN_BEFORE.sub("", WHEN_AFTER.sub("", plain)).strip(" ,;:")
        plain = BEFORE_PRONOUN.sub("", WHERE_BEFORE.sub("", plain))
        if not plain:
            return None
        quote = Quote(span=span, text=words)
        if DOCUMENT.match(plain):
            issuer = self._issuer_before(span)
            if issuer:
                return self.remember(replace(issuer, quote=quote))
        leading = re.match(r"[\w-]+", plain)
        if leading and len(plain.split()) <= 4 and leading[0].lower() in self._book.pronouns:
            plain = leading[0]
        pronoun = self._book.pronouns.get(plain.lower())
        if pronoun:
            known = self._meant(plain.lower(), pronoun, span)
            return replace(known, quote=quote) if known else None
        if not any(c.isalpha() for c in plain) or plain.lower() in SMALL_WORDS or TIME_ALONE.match(plain):
            return None
        source = replace(self._made(plain, span), quote=quote)
        return self.remember(source)

    def body_in(self, words: str) -> str | None:
        """The canonical body that words name, else the words themselves without their article."""
        plain = words.strip(" ,;:“”«»")
        return self._organisation(plain, self._is_person_phrase(plain)) or ARTICLE.sub("", plain) or None

    def named_in(self, span: Span, source: Source | None) -> Named:
        """Whether the words at `span` name an armed actor or a state other than the speaker's own, or only his own."""
        own = (source.organisation or "") if source else ""
        named = {a.name for at, a in self._actors if span.start <= at.start < span.end and a.kind in ARMED_KINDS}
        words = self._report.text[span.start : span.end]
        for mention in self._names.countries_in(words):
            if mention.form != "name" and mention.iso != self._country:
                named.add(self._country_name(mention.iso) or "")
        others = [name for name in named if name and name not in own and own not in (name,)]
        return "other" if others else "own" if named else "none"

    def _meant(self, pronoun: str, kind: str, span: Span) -> Source | None:
        """Whom a pronoun means: the last speaker of its kind, or a person named since as the subject of a sentence."""
        known = self._last_single() if pronoun in ("he", "she", "il") else self.last(kind)
        if pronoun in ("celui-ci", "celle-ci", "ceux-ci", "the latter"):
            latest = self._actor_before(span, ())
            if latest:
                return self.remember(Source(organisation=latest))
        if kind == "body" and not any(k == "body" for k, _ in self._known):
            near = self._organ_before(span)
            if near:
                return self.remember(Source(organisation=near))
        subject = self._subject_meant(pronoun, known, span)
        if subject:
            return subject
        if pronoun in ("he", "she", "il", "elle"):
            since = known.quote.span.start if known and known.quote and (known.name or known.role) else -1
            for person in reversed(self._named):
                opens = self._opens_sentence(person.at, person.title)
                if since < person.at < span.start and (opens or not known):
                    return self.remember(Source(name=person.name, role=person.title, organisation=None))
        return known

    def _subject_meant(self, pronoun: str, known: Source | None, span: Span) -> Source | None:
        """The subject of a sentence since the last speaker spoke that a pronoun fits: an office or a body."""
        since = known.quote.span.start if known and known.quote else -1
        for subject in subjects_before(self._layout, span.start):
            if subject.start <= since:
                return None
            plain = self._report.text[subject.start : subject.end].strip()
            if plain.lower() in self._book.pronouns:
                continue
            person = self._is_person_phrase(plain)
            body = None if person else self._body_meant(plain, subject)
            own = "." not in self._report.text[subject.end : span.start]
            if own and (person or (known and known.name)):
                continue
            if fits_pronoun(pronoun, plain, person=person, body=bool(body)):
                source = self._made(plain, subject) if person else Source(organisation=body)
                return self.remember(
                    replace(source, quote=Quote(span=span, text=self._report.text[span.start : span.end]))
                )
        return None

    def _body_meant(self, plain: str, span: Span) -> str | None:
        """The body that a subject names or takes up, None for persons and things."""
        if self._is_person_phrase(plain) or len(plain.split()) > 7:
            return None
        again = self._taken_up(plain, span)
        if again:
            return again.organisation
        return self._organisation(plain, True)

    def _opens_sentence(self, at: int, title: str | None) -> bool:
        before = self._report.text[max(0, at - 60) : at]
        return bool(
            re.search(r"(?:^|[.!?”»]\s+|\n)(?:(?:The|Le|La|L[’'])\s*)?(?:[\w’'-]+\s+){0,4}$", before)
        ) and not re.search(r"[,;:]", before[-30:])

    def _made(self, plain: str, span: Span) -> Source:
        book = self._book
        person = find_person(plain, book.bodies, book.titles, book.persons, self._people, self._taken(plain))
        if person:
            return self._person(plain, person, span)
        again = self._taken_up(plain, span) or self._joined(plain) or self._named_later(plain, span)
        if again:
            return again
        anonymous = self._is_person_phrase(plain)
        organisation = self._owner(plain, span) or self._body_beside(plain, span, anonymous)
        organisation = organisation or self._organisation(plain, anonymous)
        if anonymous and organisation is None:
            organisation = named_body_of(plain) or self._force_of(plain, span)
        role = ARTICLE.sub("", plain)
        if (organisation is None or role.startswith(organisation)) and MANY_BODIES.match(plain):
            return Source(role=role)
        unnamed = organisation is None and INDEFINITE.match(plain)
        if not anonymous and not unnamed and (organisation or self._is_body_phrase(plain)):
            return Source(organisation=organisation or role)
        if anonymous and re.search(r"\s(?:and|et)\s", plain) and not self._names.countries_in(plain):
            organisation = None
        return Source(role=role, organisation=organisation)

    def _joined(self, plain: str) -> Source | None:
        """Two who speak as one: two bodies under both names, a body and persons as they are written."""
        parts = AND.split(plain)
        if len(parts) != 2 or "," in plain or CAPITALS.fullmatch(ARTICLE.sub("", plain)):
            return None
        if any(self._is_person_phrase(part) for part in parts):
            return Source(role=ARTICLE.sub("", plain)) if any(map(self._is_body_phrase, parts)) else None
        bodies = [self._organisation(part) or (MANY_BODIES.match(part) and part) for part in parts]
        if all(bodies) and bodies[0] != bodies[1]:
            return Source(organisation=" and ".join(str(body) for body in bodies))
        return None

    def _force_of(self, plain: str, span: Span) -> str | None:
        """The force of an officer, the body of a spokesman: by the country beside him, else the one named before."""
        countries = [mention for mention in self._names.countries_in(plain) if mention.form == "demonym"]
        country = self._country_name(countries[0].iso) if countries else None
        if country:
            return force_of_country(plain, country)
        kinds = kinds_of(plain)
        return force_before(self._mentions, span, self._country_name, kinds) if kinds else None

    def _owner(self, plain: str, span: Span) -> str | None:
        """The body that "its spokesman", "the head of the mission" or "the force commander" belongs to."""
        if UN_OFFICES.search(plain) and not self._names.actors_in(plain):
            of_mission = re.search(r"Special Representative|Représentante? spéciale?", plain)
            return (self._actor_before(span, ("peacekeepers",)) if of_mission else None) or "United Nations"
        if POSSESSIVE.match(plain) and not set(head_words(POSSESSIVE.sub("", plain))) & self._book.kin:
            for subject in subjects_before(self._layout, span.start):
                body = self._body_meant(self._report.text[subject.start : subject.end].strip(), subject)
                if body:
                    return self._organ_of_state(body, plain) or body
        if not OWNED.search(plain):
            return None
        mission = re.search(r"\b(?:mission|force|contingent|onusien\w*)\b", plain, re.IGNORECASE)
        return self._actor_before(span, ("peacekeepers",) if mission else ()) or self._body_before()

    def _body_beside(self, plain: str, span: Span, anonymous: bool) -> str | None:
        """The body to whom a person belongs by "the army's" or "of the movement" in the words themselves."""
        if not anonymous or set(words_of(plain)) & FORMER:
            return None
        owner = GENITIVE.match(plain)
        if owner and self._names.countries_in(owner["owner"]):
            return None
        if owner and not set(words_of(owner["owner"])) & self._book.persons:
            again = self._taken_up(f"the {owner['owner']}", span)
            body = (again.organisation if again else None) or self._organisation(owner["owner"], True)
            is_body = bool(set(words_of(owner["owner"])[-1:]) & self._book.bodies_again)
            return body or (owner["owner"] if is_body else None)
        of_body = OF_BODY.search(plain)
        if of_body and of_body["noun"].lower() in self._book.bodies_again:
            again = self._taken_up(f"the {of_body['noun']}", span)
            return again.organisation if again else None
        return None

    def _actor_before(self, span: Span, kinds: tuple[str, ...]) -> str | None:
        """The registered actor named last before the words at `span`, of one of `kinds` where any are given.

        A mission may be named only later: then the first one of the report, or of its title.
        """
        found = None
        for at, actor in self._actors:
            if at.start >= span.start and (found or "peacekeepers" not in kinds):
                break
            if AFFILIATED.search(self._report.text, max(0, at.start - 30), at.start):
                continue
            if not kinds or actor.kind in kinds or (actor.operation and "peacekeepers" in kinds):
                found = actor.name
        if found is None and "peacekeepers" in kinds:
            titled = self._names.actors_in(self._report.title or "")
            found = next((a.name for _, a in titled if a.kind == "peacekeepers" or a.operation), None)
        return found

    def _organ_before(self, span: Span) -> str | None:
        """The army, police or government named last before the words at `span`, else the actor named last."""
        named = list(ORGANS.finditer(self._report.text, max(0, span.start - 400), span.start))
        if named:
            return self._organisation(named[-1][0])
        return self._actor_before(span, ())

    def _body_holding(self, noun: str, span: Span) -> str | None:
        """An earlier body of whose name a capitalised noun is a part: "the Front", "the Network"."""
        spoken = [s.organisation for _, s in reversed(self._known) if s.organisation]
        actors = [a.name for at, a in reversed(self._actors) if at.start < span.start]
        called = [*spoken, *actors]
        if noun not in self._book.general:
            written = [ARTICLE.sub("", run[0]) for run in CAPITALS.finditer(self._report.text, 0, span.start)]
            called += [name for name in reversed(written) if not name.isupper()]
        return next((name for name in called if noun in words_of(name) and len(name.split()) > 1), None)

    def _issuer_before(self, span: Span) -> Source | None:
        """Who issued the paper at `span`: the army, police or government of its sentence, else the body that spoke."""
        start = max(self._report.text.rfind(stop, 0, span.start) for stop in (". ", "\n"))
        named = list(ORGANS.finditer(self._report.text, max(0, start), span.start))
        if named:
            return Source(organisation=self._organisation(named[-1][0]))
        return next((s for kind, s in reversed(self._known) if kind == "body" and s.organisation), None)

    def _body_before(self) -> str | None:
        return next((s.organisation for kind, s in reversed(self._known) if kind == "body"), None)

    def _taken(self, plain: str) -> tuple[str, ...]:
        """Names in the words that belong to countries and bodies, not to persons."""
        spans = [m.span for m in self._names.countries_in(plain)] + [s for s, _ in self._names.actors_in(plain)]
        return (*(plain[s.start : s.end] for s in spans), *self._bodies)

    def _person(self, plain: str, person: PersonName, span: Span) -> Source:
        known = next((s for _, s in reversed(self._known) if s.name == person.full), None)
        beside = role_beside(plain, person)
        role = beside if beside and len(beside) > 3 else (known.role if known else None)
        organisation = self._organisation(beside or "", True) or (known.organisation if known else None)
        organisation = organisation or self._owner(plain, span)
        return Source(name=person.full, role=role or beside, organisation=organisation)

    def _is_person_phrase(self, plain: str) -> bool:
        if re.search(r"\b(?:general|joint|defence|defense) staff$|\bétat-major\b", plain, re.IGNORECASE):
            return False
        if re.match(
            r"(?:l[’']une?|one|three|two|some|several|many|certains|deux|plusieurs)\s+(?:of|d[’'e])",
            plain,
            re.IGNORECASE,
        ):
            return True
        heads = head_words(plain)
        if not heads or (heads[-1] in self._book.bodies and re.search(r"s[’']\s+[\w-]+$", plain)):
            return False
        last, first = heads[-1], heads[0]
        if last in self._book.bodies and last not in self._book.persons and first not in self._book.persons:
            return False
        return (last in self._book.persons and last not in self._book.bodies) or any(
            word in self._book.persons for word in heads[-3:]
        )

    def _is_body_phrase(self, plain: str) -> bool:
        """True where the noun that leads the words is one for a body ("a campaign group", "le collectif")."""
        return bool(set(head_words(plain)) & (self._book.bodies | self._book.bodies_again))

    def _taken_up(self, plain: str, span: Span) -> Source | None:
        """An earlier speaker or actor that a definite noun takes up: "the officer", "the group"."""
        words = words_of(plain)
        definite = DEFINITE.match(plain)
        if not definite or not words or len(words) > 3 or INDEFINITE.match(plain):
            return None
        nouns = [word for word in words if word not in SMALL_WORDS]
        if len(nouns) > 2 or self._names.countries_in(plain) or self._names.actors_in(plain):
            return None
        if len(nouns) == 1 and nouns[0] in self._book.titles:
            for person in self._named:
                if person.title and nouns[0] in words_of(person.title):
                    known = next((s for _, s in reversed(self._known) if s.name == person.name), None)
                    return known or Source(
                        name=person.name, role=person.title, organisation=self._organisation(person.title, True)
                    )
        if len(nouns) == 1 and (plain.split()[-1][:1].isupper() or nouns[0] in self._book.bodies - self._book.general):
            same = self._body_holding(nouns[0], span)
            if same:
                return Source(organisation=same)
        if len(nouns) == 1:
            again = self._holder_of(nouns[0], span)
            if again:
                return again
        for noun in nouns:
            kinds = KINDS_OF_NOUN.get(noun)
            if kinds:
                name = self._actor_before(span, kinds)
                if name:
                    return Source(organisation=name)
            if noun in self._book.bodies_again and len(nouns) == 1:
                civil = noun in self._book.civil
                bodies = (s for kind, s in reversed(self._known) if kind == "body")
                body = next((s for s in bodies if not (civil and STATE_BODY.match(s.organisation or ""))), None)
                rebels = KINDS_OF_NOUN.get(noun) == REBELS
                if body and body.organisation and not (rebels and STATE_BODY.match(body.organisation)):
                    return body
        return None

    def _holder_of(self, noun: str, span: Span) -> Source | None:
        """The person whose office or trade a noun takes up: an earlier speaker, or one named with it before."""
        person = noun in self._book.persons
        for _, source in reversed(self._known):
            of_role = words_of(source.role or "") if person else head_words(source.role or "")[-1:]
            if noun in of_role and (person or source.name):
                return source
        for named in reversed(self._named):
            after = self._report.text[named.at + len(named.name) : named.at + len(named.name) + 60]
            beside = re.match(r",\s+([^,.;]{3,50})[,.;]", after)
            if named.at < span.start and beside and noun in head_words(beside[1]):
                return Source(name=named.name, role=ARTICLE.sub("", beside[1]), organisation=None)
        return None

    def _named_later(self, plain: str, span: Span) -> Source | None:
        """The person whom a report names only after "the mayor of the town": the one with that office beside him."""
        bare = ARTICLE.sub("", plain).lower()
        same = next((s for _, s in reversed(self._known) if s.name and s.role and bare == s.role.lower()), None)
        if same and " " in bare:
            return same
        heads = head_words(plain)
        office = bool(heads) and heads[-1] in self._book.titles
        if not office or not DEFINITE.match(plain) or is_plural(plain) or self._names.countries_in(plain):
            return None
        found: dict[str, str] = {}
        for named in self._named:
            after = self._report.text[named.at + len(named.name) : named.at + len(named.name) + 60]
            beside = re.match(r",\s+(?:the\s|le\s|la\s|l[’'])?([^,.;]{3,50})[,.;]", after)
            role = named.title or (beside[1] if beside else "")
            if role and heads[-1] in head_words(role)[-1:] and span.start < named.at < span.start + 700:
                found.setdefault(named.name, role)
        if len(found) != 1:
            return None
        name, role = next(iter(found.items()))
        return Source(name=name, role=role, organisation=self._organisation(plain, True))

    def _organisation(self, plain: str, anonymous: bool = False) -> str | None:
        """The canonical body in the words: registered, a state's organ, or a name in capitals.

        `anonymous`: the words name a person, so that only what is surely a body counts.
        """
        if not plain:
            return None
        head = plain.split(",")[0]
        for part in dict.fromkeys((head, plain)):
            known = [actor for _, actor in self._names.actors_in(part)]
            if not known and part.endswith("U.N"):
                known = [actor for _, actor in self._names.actors_in("UN")]
            if not known and re.fullmatch(r"[A-Z][a-z]{2,5}", bare := ARTICLE.sub("", part)):
                known = [actor for _, actor in self._names.actors_in(bare.upper())]
            if known:
                return known[0].name
            words = words_of(part)
            countries = self._names.countries_in(part)
            country = self._country_name(countries[0].iso if countries else self._country)
            organ = self._organ(part, words, country, bool(countries))
            if organ:
                unit = None if anonymous else unit_of(part, [part[c.span.start : c.span.end] for c in countries])
                return f"{organ} - {unit}" if unit and " - " not in organ else organ
            if countries and country and self._stands_for_state(part, countries[0].span):
                return f"Government of {country}"
            name = body_name(part, self._book, anonymous)
            name = self._spelled.get(name, name) if name else None
            if name and anonymous and name.split()[0].lower() in self._book.persons:
                continue
            if name and not (countries and len(name.split()) == 1):
                return name
        return None

    def _organ_of_state(self, body: str, plain: str) -> str | None:
        """The organ of a state that "its defence ministry" or "its army" is, where the owner is a government."""
        state = re.match(r"Government of (?P<country>[^-]+)$", body)
        return self._organ(plain, words_of(plain), state["country"], True) if state else None

    def _organ(self, plain: str, words: list[str], country: str | None, named: bool) -> str | None:
        """Government, army, police or ministry of a country, by the words of a phrase."""
        if country is None:
            return None
        heads = set(words)
        local = heads & LOCAL
        if heads & MINISTRIES:
            if not named and heads <= {"ministry", "ministère", "the", "le"}:
                before = self._ministry_before()
                if before:
                    return before
            kind = next((self._book.ministries[w] for w in words if w in self._book.ministries), None)
            return f"Government of {country} - {kind}" if kind else f"Government of {country}"
        if heads & self._book.police and not heads & (FORMER | self._book.outsiders):
            return f"Police Forces of {country}"
        if local and not named and (heads & FORMER or not heads & GOVERNORS):
            return None
        if heads & self._book.government or (named and heads & OFFICIALS):
            return f"Government of {country}"
        if heads & self._book.outsiders:
            return None
        if heads & self._book.military or re.search(
            r"\b(?:armed forces|forces armées|(?:general|joint|defence|defense) staff|chiefs? of staff|air force)\b",
            plain,
            re.IGNORECASE,
        ):
            return f"Military Forces of {country}"
        return None

    def _ministry_before(self) -> str | None:
        """The ministry that "the ministry" takes up: the last that spoke or was named with its field before."""
        spoken = self._body_before()
        if spoken and "Ministry" in spoken:
            return spoken
        named = [m[0] for m in MINISTRY.finditer(self._report.text, 0, self._at)]
        of_field = [name for name in named if set(words_of(name)) & self._book.ministries.keys()]
        return self._organisation(of_field[-1]) if of_field else None

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
    outlet = OUTLET.match(relay)
    if source.role is None or outlet is None or "(" in source.role or len(relay.split()) > 4:
        return source
    return replace(source, role=f"{source.role} (via {outlet['name'].strip()})")


def relaying(source: Source, words: str) -> Source:
    """A source with the one whose words it passes on in its role: "an elder (relaying a survivor)"."""
    inner = RELAYED.match(words)
    if inner is None or source.role is None or "(" in source.role:
        return source
    return replace(source, role=f"{source.role} (relaying {inner['who']})")


def said_by(span: Span, statements: Iterable[Statement]) -> Source | None:
    """Who is said to have said the words at `span`: the speaker of the shortest statement that holds them."""
    holding = [s for s in statements if s.words.span.holds(span) and s.sources]
    if not holding:
        return None
    return min(holding, key=lambda s: (s.words.span.end - s.words.span.start, s.words.span.start)).sources[0]


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
