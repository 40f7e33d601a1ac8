"""Deaths of one event: the range of totals that its sentences give, or none where they give none."""

from __future__ import annotations

import re
from dataclasses import dataclass

from watchdesk.extract.framing import is_aggregate
from watchdesk.records import Deaths, Figure, Layout, Sentence, Span

_SHORT = 60  # characters of a sentence that only says that nobody died
_MOST_FOLLOWING = 3  # sentences after a telling that may still give its toll
_PART_OF = re.compile(
    r"\b(?:includ\w+|among (?:them|the dead)|of whom|of them|half of|dont|parmi (?:lesquels|eux|elles)|y compris)\b",
    re.IGNORECASE,
)
_PART_WORDS = re.compile(r"\b(?:of (?:them|whom|whose)|d[’']entre (?:eux|elles))\b", re.IGNORECASE)
_KILLING_BEFORE = re.compile(r"\b(?:kill\w*|shot|slew|lost|tu(?:é|e|ent|ant|er)|abattu|perdu)\s$", re.IGNORECASE)
_FIGHTERS = re.compile(
    r"\b(?:terroris|militant|insurgent|rebel|jihadis|djihadis|fighter|gunm[ae]n|assaill?ant|attacker|bandit|combattant|milici"
    r"|guerrill|gang members?|islamist|extremist|extrémiste|hors-la-loi)",
    re.IGNORECASE,
)
_GROUPS = frozenset({"rebel", "militia"})
_GOES_ON = re.compile(r"\s*(?:,|,? and|,? et|,? as well as|ainsi que)\s+", re.IGNORECASE)
_AND = re.compile(r"\s*,?\s?(?:and|et|as well as|ainsi qu(?:e\s|['’]))\s*", re.IGNORECASE)
_SUPERSEDED = re.compile(
    r"\b(?:correcting|earlier (?:toll|figure|count)|previous (?:toll|figure|count)|up from|down from|initially|at first"
    r"|had (?:\w+ )?(?:put|counted|reported|spoken of)|avai(?:t|ent) (?:\w+ )?(?:fait état|compté|parlé|annoncé)"
    r"|at that (?:point|stage|time)|à ce (?:moment|stade)-là"
    r"|(?:first|initial) (?:toll|count)|premier bilan|bilan initial|précédent bilan|bilan précédent"
    r"|dans un premier temps|d’abord"
    r"|contre \w+ (?:auparavant|hier))\b|\b(?:and not|instead of|rather than|et non(?: pas)?|au lieu de|plutôt que)\s$",
    re.IGNORECASE,
)
_OF_WEEKS = re.compile(
    r"[^.;,]{0,40}\b(?:in the (?:past|last) (?:\w+ )?(?:weeks?|months?)|in the (?:past|last) \w+ days"
    r"|per (?:day|week|month)|a day|au cours (?:de la semaine écoulée|des \w+ derni\w+))\b",
    re.IGNORECASE,
)
"""Behind losses of a time and not of a deed: "lost 1,600 killed and wounded in the past week"."""
_DENYING = re.compile(
    r"\b(?:dément(?:i|ent)?|réfut(?:e|é|ent)|den(?:y|ies|ied)|refut(?:e|es|ed)|rejette(?:nt)?|reject(?:s|ed)|dismiss(?:es|ed)"
    r"|debunk(?:s|ed))\b[^.;]*\b(?:alleg\w+|videos?|posts?|vidéos?|claims?|reports?|rumou?rs?|allégations|informations|rumeurs|affirmations)\b[^.;]*$",
    re.IGNORECASE,
)
"""Before a count that others give and the speaker denies: "denied claims of thirty soldiers killed"."""
_PART_SENTENCE = re.compile(
    r"\b(?:of (?:them|whom|the (?:dead|victims|killed|fatalities|total))"
    r"|among (?:them|those killed|the (?:dead|victims|killed|slain|fallen))"
    r"|d[’']entre (?:eux|elles)|parmi (?:eux|elles|les (?:morts|victimes|tués|défunts)))\b",
    re.IGNORECASE,
)
"""Before a count, or right behind it: it says who the dead were, as a part of a total given elsewhere."""
_DESCRIBED = re.compile(
    r"\s(?:were|are|étaient|sont) (?:\w+ly )?(?:minors?|children|women|girls|boys|babies|teenagers|foreigners|civilians"
    r"|mineure?s|(?:des )?(?:enfants|femmes|fillettes|étrangers|civils))\b",
    re.IGNORECASE,
)
"""Behind a count that says who some of the dead were: "two were minors"."""
_BEHIND = 14  # characters behind a count in which "of them" makes it a part
_NAME = r"(?:[A-ZÀ-Þ][\w’'-]+|[A-Z]\.)(?:\s(?:al-|de\s|bin\s|Ag\s)?(?:[A-ZÀ-Þ][\w’'-]+|[A-Z]\.)){1,3}"
_ASIDE = r"(?:,\s[^,;.]{1,60},(?:\s\d{1,2},)?)?"
_KILLED = (
    r"(?:fatally\s(?:shot|stabbed|wounded)|(?:shot|stabbed)(?:\sand\skilled|\sdead|\sto\sdeath)|killed|murdered|assassinated"
    r"|found\sdead|gunned\sdown|beheaded|executed|pronounced\sdead|slain)"
)
_NAMED = (
    re.compile(
        rf"(?P<name>{_NAME})(?:\sand\s(?:(?:his|her|their)\s[a-z-]+\s)?(?P<other>{_NAME}))?{_ASIDE}"
        rf"\s(?:(?:was|were|has\sbeen|had\sbeen|have\sbeen)\s(?:[a-z]+ly\s|also\s|later\s|found\s)?{_KILLED}|died)\b"
    ),
    re.compile(
        r"\b(?:(?:murder|assassination|killing|shooting\sdeath|slaying|execution|death)\sof|shot\sand\skilled|killing|murdered"
        rf"|assassinated)\s(?:[a-z0-9-]+\s){{0,4}}(?P<name>{_NAME})(?:\sand\s(?P<other>{_NAME}))?"
    ),
    re.compile(
        rf"(?P<name>{_NAME})(?:\set\s(?:(?:son|sa)\s[a-zé-]+\s)?(?P<other>{_NAME}))?{_ASIDE}"
        r"\s(?:(?:a|ont)\sété|est|sont|était|fut)\s(?:tué|abattu|assassiné|exécuté|égorgé|mort|décédé)(?:e?s?)\b"
    ),
    re.compile(
        r"\b(?:a|avait|aurait)\s(?:tué|abattu|exécuté|assassiné|égorgé)(?:\s(?:d[’']un[e]?|à)\s[^,.;:]{3,25}?)?"
        rf"\s(?P<name>{_NAME})(?:\set\s(?P<other>{_NAME}))?"
    ),
    re.compile(
        r"\b(?:meurtre|assassinat|exécution|mort)\s(?:de\s|du\s|d[’'])(?:[a-zé-]+\s){0,3}(?P<name>"
        rf"{_NAME})(?:\set\s(?P<other>{_NAME}))?"
    ),
)
_ONE_KILLED = re.compile(
    r"\b(?:killed|killing|shot|lynched|lynching|beheaded|beheading|executed|executing|murdered|hanged|shot dead"
    r"|(?:stabbed|hacked|clubbed|stoned|beat|beaten|beating|stabbing|hacking|stoning|clubbing) to death)"
    r" (?:him|her)\b(?! (?:\w+ ){0,2}(?:brother|son|wife|husband|father|mother|sister|dog|horse|daughter))"
    r"|\b(?:beat|beating|stoned|stoning|hacked|hacking|stabbed|stabbing|clubbed|clubbing|burned|burnt|burning)"
    r" (?:him|her) (?:to death|alive)\b"
    r"|\bwas [^,.;:]{3,45} and (?:killed|shot dead|beheaded|executed|lynched|stabbed to death|burned alive|hanged)\b"
    r"|\b(?:a|aurait|avait) été [^,.;:]{3,45} (?:et|puis) (?:tué|égorgé|abattu|exécuté|décapité|lynché|assassiné|pendu"
    r"|brûlé vif)e?\b"
    r"|\b(?:he|she) (?:\w+ )?died\b"
    r"|\bwas (?:\w+ly )?(?:killed|murdered|assassinated|beheaded|executed|lynched|gunned down|(?:found|shot) dead|slain"
    r"|(?:stabbed|beaten|hacked|stoned|clubbed|shot) to death|(?:shot|stabbed) and killed"
    r"|fatally (?:shot|wounded|stabbed))\b"
    r"|\bl[’'](?:a|ont|avait|avaient) (?:tué|abattu|lynché|égorgé|exécuté|décapité|assassiné|pendu)e?\b"
    r"|\b(?:a|aurait|avait) été (?:\w+ment )?(?:tué|abattu|assassiné|égorgé|décapité|exécuté|lynché|fusillé"
    r"|(?:battu|poignardé|frappé) à mort|retrouvé mort)e?\b",
    re.IGNORECASE,
)
"""One person killed without a number or name: "dragged him out and killed him", "the editor was found dead"."""
_ONE_EN, _ONE_FR = r"(?:the|his|her|their) [\w-]+", r"(?:le |la |l['’]|son |sa )[\w-]+"
_TWO_KILLED = re.compile(
    rf"\b{_ONE_EN} and {_ONE_EN} (?:(?:were|have been|had been|both|all|were both) )?"
    r"(?:killed|died|shot dead|executed|beheaded|burned alive)\b"
    rf"|\b{_ONE_FR} et {_ONE_FR} (?:sont (?:tous deux )?|ont été |ont tous deux été )"
    r"(?:décédés|morts|tués|abattus|exécutés|égorgés)\b",
    re.IGNORECASE,
)
_WITH_ONE = re.compile(
    r"\b(?:the|le|la|l[’'])\s?(?:\w+\s)?(?:mayor|commander|governor|chief|prefect|imam|priest|bishop|judge|prosecutor|headman"
    r"|leader|pilot|driver|guard|owner|headmaster|principal|minister|maire|commandant|gouverneur|préfet|sous-préfet|chef"
    r"|curé|prêtre|juge|procureur|pilote|chauffeur|conducteur|gardien|proviseur|ministre|imam)\b"
    r"(?:\s(?:of|de|du|des|d[’'])\s?[^,.;:]{1,40}?)?\s(?:and|et)\s$",
    re.IGNORECASE,
)
"""Before a count, one more of the dead: "the mayor of X and two guards"."""
_HARMED = (
    r"(?:killed|hurt|dead|die[ds]?|injured|harmed|wounded|los(?:t|es) (?:his|her|their) li(?:fe|ves)"
    r"|scratch\w*|perished)"
)
_NO_DEATHS = re.compile(
    r"\b(?:no (?:casualt\w+|death\w*|loss(?:es)?|loss of life|injur\w+|victims?|fatalit\w+)"
    r"|only (?:material|property) damage|without (?:causing|doing) (?:any )?(?:damage|harm)"
    r"|without (?:casualties|loss|injur\w+|victims?)|caused no (?:casualties|deaths|damage)"
    r"|without (?:a (?:single )?(?:fight|shot)|firing a shot|a shot being fired)|not a (?:single )?shot was fired"
    r"|zero (?:casualties|deaths)|unhurt|unharmed|unscathed"
    rf"|(?:no (?:one|body|\w+)|nobody|none)\b(?:\s+\S+){{0,4}}?\s+{_HARMED})\b"
    r"|\b(?:aucun (?:mort|blessé|décès|tué)|aucune (?:victime|perte)"
    r"|sans tuer personne|sans qu[’']un (?:seul )?coup de feu"
    r"|sans (?:combat|coup férir|un (?:seul )?coup de feu)"
    r"|sans (?:faire|causer|provoquer) (?:de|ni) (?:victime|mort|blessé|dégât|dommage)s?"
    r"|dégâts (?:purement |seulement )?matériels"
    r"|(?:pas|sans) (?:de )?(?:victime|mort|perte)s?|ni morts? ni blessés?|indemnes?"
    r"|(?:personne|nul|aucune? \w+) n[’'](?:a été|est|a) (?:tuée?|blessée?|morte?|touchée?|perdu la vie|péri)"
    r"|n[’']a fait (?:ni|aucune?))\b",
    re.IGNORECASE,
)


def toll_sentences(after: Sentence, taken: set[int], figures: tuple[Figure, ...], layout: Layout) -> list[Sentence]:
    """Sentences of the same paragraph right after a telling that give its toll; `taken` are those of other events."""
    found: list[Sentence] = []
    for sentence in layout.sentences[after.index + 1 : after.index + 1 + _MOST_FOLLOWING]:
        if sentence.paragraph != after.paragraph or sentence.index in taken:
            break
        if is_aggregate(sentence, layout):
            continue
        if _says_no_deaths(sentence, layout) or killed_in(sentence, figures):
            found.append(sentence)
    return found


def deaths_in(sentences: list[Sentence], figures: tuple[Figure, ...], layout: Layout) -> Deaths | None:
    """Low, best and high of the totals told in `sentences`, in their order; zero where the text says that none died.

    Counts joined within one sentence are added ("two soldiers and a child"), parts of a total are not ("including
    three children"); totals of different sentences or sources are rival counts and widen the range, but the dead of a
    group ("22 terrorists") and the others are added. Where no number is told, those who are named as dead are counted,
    or the one who is only called so ("the editor was found dead").
    """
    sentences = sorted(sentences, key=lambda s: s.index)
    sides = _sides(sentences, figures, layout) or _sides(sentences, figures, layout, some=True)
    if not sides:
        named = {name for sentence in sentences for name in named_dead(sentence, layout)}
        count = len(named) or max(_untold(sentence, layout) for sentence in sentences)
        sides = {False: [(count, count)]} if count else {}
    sides = {fighters: _plausible(ranges) for fighters, ranges in sides.items()}
    if sides:
        return Deaths(
            low=sum(min(low for low, _ in ranges) for ranges in sides.values()),
            best=sum(ranges[0][0] for ranges in sides.values()),
            high=sum(max(high for _, high in ranges) for ranges in sides.values()),
        )
    if any(_says_no_deaths(s, layout) for s in sentences) or _closes_without_deaths(sentences[-1], layout):
        return Deaths(low=0, best=0, high=0)
    return None


def _sides(
    sentences: list[Sentence], figures: tuple[Figure, ...], layout: Layout, *, some: bool = False
) -> dict[bool, list[tuple[int, int]]]:
    """The totals of fighters and of others, in order; with `some` also "two of them", where no more are told."""
    sides: dict[bool, list[tuple[int, int]]] = {}
    for n, sentence in enumerate(sentences):
        if n and sentence.index > 1 and is_aggregate(sentence, layout):
            continue
        for fighters, total in _totals(sentence, figures, layout, lead=n == 0, some=some):
            sides.setdefault(fighters, []).append(total)
    return sides


_ORDERS = 10  # how many times a count may exceed the first one and still be its rival
_SEVERAL_DEAD = 5  # fewer are too few to say that another count is of something else


def _plausible(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The rival totals without those of another order than the first, and without "dozens" where a number inside it is
    told too."""
    low, high = ranges[0]
    near = [r for r in ranges if low < _SEVERAL_DEAD or (r[0] <= _ORDERS * high and r[1] * _ORDERS >= low)]
    if high >= 4 * max(low, 1):
        exact = [r for r in near[1:] if low <= r[0] <= r[1] <= high and r[1] < 2 * max(r[0], 1)]
        near = exact or near
    return near


def sides_counted(sentences: list[Sentence], figures: tuple[Figure, ...], layout: Layout) -> set[bool]:
    """Whose dead sentences count: True for those of a group of fighters, False for all others."""
    return {
        fighters
        for n, sentence in enumerate(sentences)
        for fighters, _ in _totals(sentence, figures, layout, lead=n == 0)
    }


def named_dead(sentence: Sentence, layout: Layout) -> tuple[str, ...]:
    """Names of persons whom a sentence tells to be killed or dead, each by its last word, once."""
    text = layout.report.text
    found: dict[str, None] = {}
    for pattern in _NAMED:
        for told in pattern.finditer(text, sentence.span.start, sentence.span.end):
            for group in ("name", "other"):
                start, end = told.span(group)
                if start >= 0 and not any(p.span.start < end and start < p.span.end for p in layout.places):
                    found.setdefault(told[group].split()[-1])
    return tuple(found)


def _untold(sentence: Sentence, layout: Layout) -> int:
    """How many die whom the sentence neither counts nor names: "the driver and his mate died", "he was found dead"."""
    text, span = layout.report.text, sentence.span
    if _says_no_deaths(sentence, layout):
        return 0
    if _TWO_KILLED.search(text, span.start, span.end):
        return 2
    return 1 if _ONE_KILLED.search(text, span.start, span.end) else 0


def _closes_without_deaths(sentence: Sentence, layout: Layout) -> bool:
    """True where the paragraph ends on a short "Nobody died", which is said of all that it tells."""
    last = max((s for s in layout.sentences if s.paragraph == sentence.paragraph), key=lambda s: s.index)
    short = last.span.end - last.span.start <= _SHORT
    return short and bool(_NO_DEATHS.match(layout.report.text, last.span.start, last.span.end))


def _says_no_deaths(sentence: Sentence, layout: Layout) -> bool:
    return bool(_NO_DEATHS.search(layout.report.text, sentence.span.start, sentence.span.end))


def killed_in(sentence: Sentence, figures: tuple[Figure, ...]) -> list[Figure]:
    """The counts of dead that stand in a sentence."""
    return [f for f in figures if f.measure == "killed" and sentence.span.holds(f.words.span)]


def _totals(
    sentence: Sentence, figures: tuple[Figure, ...], layout: Layout, *, lead: bool, some: bool = False
) -> list[tuple[bool, tuple[int, int]]]:
    """One range for each source that counts in this sentence, and whether it counts fighters alone; `lead` for the
    first sentence that tells of the event, `some` where "two of them" are counted too."""
    text = layout.report.text
    told: dict[str | None, list[_Counted]] = {}
    part: Figure | None = None
    last: Figure | None = None
    for figure in killed_in(sentence, figures):
        before = text[max(sentence.span.start, figure.words.span.start - 70) : figure.words.span.start]
        if not lead and _DENYING.search(text, sentence.span.start, figure.words.span.start):
            continue
        if _OF_WEEKS.match(text, figure.words.span.end, sentence.span.end):
            continue
        if _SUPERSEDED.search(before[-40:]) or (not lead and not some and _is_part(figure, sentence, text)):
            continue
        joined = part is not None and _GOES_ON.fullmatch(text, part.words.span.end, figure.words.span.start)
        if joined or _PART_OF.search(before[-22:]) or (not some and _is_some_of(figure, before)):
            part = figure
            continue
        source = figure.sources[0].label if figure.sources else None
        armed = _FIGHTERS.search(figure.words.text) is not None or _is_group(figure.words.span, layout)
        counts = told.setdefault(source, [])
        beside = last is not None and _AND.fullmatch(text, last.words.span.end, figure.words.span.start) is not None
        counts.append(_Counted(armed=armed, low=figure.count.low, high=figure.count.high, beside=beside))
        last = figure
        if _WITH_ONE.search(before) and not beside:
            counts.append(_Counted(armed=armed, low=1, high=1, beside=True))
    return [total for counts in told.values() for total in _by_side(counts)]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Counted:
    """One count of dead: whether of fighters, from and to how many, and whether it stands right beside the one before
    ("two soldiers and two villagers"), so that it is no part of it."""

    armed: bool
    low: int | None
    high: int | None
    beside: bool = False


def _by_side(counts: list[_Counted]) -> list[tuple[bool, tuple[int, int]]]:
    """The totals of one source, fighters and others apart; one where the later counts are the parts of the first."""
    both = _sum(counts)
    if both == _sum(counts[:1]):
        return [(all(c.armed for c in counts), both)]
    return [(side, _sum([c for c in counts if c.armed == side])) for side in dict.fromkeys(c.armed for c in counts)]


def _is_group(words: Span, layout: Layout) -> bool:
    """True for words that belong to the name of an armed group: "twelve elements of Boko Haram"."""
    return any(a.span.overlaps(words) and a.kind in _GROUPS and a.known is not None for a in layout.actors)


def _is_some_of(figure: Figure, before: str) -> bool:
    """True for "three of them", unless they are what was killed ("we killed 62 of them")."""
    return _PART_WORDS.search(figure.words.text) is not None and not _KILLING_BEFORE.search(before)


def _is_part(figure: Figure, sentence: Sentence, text: str) -> bool:
    """True where "of them", "among the dead" stands before a count or right behind it."""
    if _DESCRIBED.match(text, figure.words.span.end):
        return True
    near = min(figure.words.span.end + _BEHIND, sentence.span.end)
    return _PART_SENTENCE.search(text, sentence.span.start, near) is not None


def _sum(counts: list[_Counted]) -> tuple[int, int]:
    """The total of counts told in a row; where the later ones add up to the first, they are its parts.

    An open end is the other one ("at least 40" is 40); beside other counts "fewer than ten" may be none.
    """
    lows = [(c.low if c.low is not None else 0 if len(counts) > 1 else c.high) or 0 for c in counts]
    highs = [(c.high if c.high is not None else c.low) or 0 for c in counts]
    if len(counts) > 1 and sum(lows[1:]) == lows[0] and not (len(counts) == 2 and counts[1].beside):
        return lows[0], highs[0]
    return sum(lows), sum(highs)
