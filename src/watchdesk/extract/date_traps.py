"""Words that look like dates and are none: the verb march, streets, counts, recurring weekdays."""

from __future__ import annotations

import re
from collections.abc import Mapping

from watchdesk.extract.date_setting import Hit, Setting

COUNTED = re.compile(
    r" ?(?:%|(?:percent|per cent|people|persons|civilians|soldiers|troops|fighters|militants|houses|homes|villages"
    r"|families|households|others|men|women|children|peacekeepers|police|prisoners|detainees|refugees|cases|kilomet\w+"
    r"|km|metres|meters|kilos|litres|hectares|acres|miles|dollars|euros|tons|tonnes|metric|personnes|soldats|civils|familles|hommes|femmes|enfants|menages|maisons"
    r"|deplaces|refugies|morts|blesses|more|migrants|workers|students|members|residents|victims|deaths|vehicles|weapons)\b)"
)
_NAME_AFTER = re.compile(r" ?(?:movement|division|brigade|mouvement|battalion|street|avenue)\b")
_NAME_BEFORE = re.compile(
    r"(?:avenue|place|boulevard|rue|stade|pont|rond-point|mouvement|hopital|camp|quartier|lycee|aeroport|carrefour"
    r"|caserne|palais|universite|marche|esplanade) du $"
)


def is_no_month(hit: Hit, group: str, at: Setting, *, dated: bool) -> bool:
    """True for the verb march, the modal may, the planet Mars and small letters where a name wants a capital."""
    start = hit.start(group)
    letter, word = at.raw[start], hit[group].rstrip(".")
    if at.french:
        if at.raw[start : hit.end(group)].lower() not in (hit[group], "février", "août", "décembre", "févr.", "déc."):
            return True  # "Maï", "Mali" and the like once accents are folded
        return word == "mars" and letter.isupper() and not dated
    if letter.islower() and (
        word in ("march", "may", "mar", "august", "jan", "dec") or (len(word) <= 4 and word not in ("june", "july"))
    ):
        return (word != "august" and "year" not in {k for k, v in hit.groupdict().items() if v}) or not dated
    return False


def stands_as_month(hit: Hit, month: str, said: str, at: Setting) -> bool:
    """Whether a month without year or part is one: after a preposition, or as a name that nothing else bears."""
    word = month.rstrip(".")
    after = hit.string[hit.end() : hit.end() + 12]
    if at.french:
        return said not in ("", "le", "a") or (
            word not in ("mars", "mai", "sept", "avr", "nov", "oct", "dec") and said != "a"
        )
    if len(word) <= 4 and word not in ("june", "july", "may") and not said:
        return False
    raw_next = at.raw[hit.end() : hit.end() + 2]
    if raw_next[:1] == " " and raw_next[1:].isupper() and word in ("april", "may", "june", "august", "march"):
        return said in ("in", "during", "throughout")
    if word in ("march", "may"):
        return said in ("in", "during", "throughout", "between") or (
            said in ("of", "for", "to", "and") and bool(re.match(r"[.,;)]|$", after))
        )
    return True


def is_name(hit: Hit, got: Mapping[str, str], at: Setting) -> bool:
    """A day that names a street, a square or a movement, or whose number counts something else."""
    words = hit.string
    end = hit.end()
    if _NAME_AFTER.match(words, end) or (
        at.french and _NAME_BEFORE.search(words[max(0, hit.start() - 22) : hit.start("day")])
    ):
        return True
    if at.french or "year" in got or "year2" in got:
        return False
    number_last = "ordinal" not in got and hit.end("day2" if "day2" in got else "day") >= hit.end("month")
    return number_last and bool(COUNTED.match(words, end))


def is_no_weekday(hit: Hit, got: Mapping[str, str], at: Setting) -> bool:
    """Weekdays that recur ("every Friday", "le lundi" of habit) or are part of a name ("Bloody Sunday")."""
    words = hit.string
    before = words[max(0, hit.start() - 14) : hit.start()]
    if re.search(r"(?:every|each|most|chaque|tous les|bloody|black|palm|easter|good|ash|holy|maundy|any) $", before):
        return True
    raw = at.raw[hit.start("wd")]
    short = got["wd"].rstrip(".")
    if len(short) <= 5 and not at.french:
        spoken = re.search(r"\b(?:on|since|by|until|late|early) ", hit[0])
        if raw.islower() or (short in ("sun", "sat", "mon") and not spoken):
            return True
    return words.startswith(("-", " times", " herald"), hit.end())


def is_half_a_day(hit: Hit, said: str, at: Setting) -> bool:
    """True for a month whose day stands beside it but is no date ("dated of August 1", "la rue du 14 juillet")."""
    if re.search(r"\d(?:er|st|nd|rd|th)? $", hit.string[max(0, hit.start() - 5) : hit.start()]):
        return True
    beside = re.match(r" (?:the )?\d{1,2}\b", hit.string[hit.end() : hit.end() + 8])
    return bool(beside) and not at.french and said not in ("", "in", "during", "throughout")


def counts_on(follows: str, said: str) -> bool:
    """True where a word follows a number that only looks like a year ("and 2000 houses")."""
    word = follows.strip()
    return len(word) > 4 and word.endswith("s") and said in ("and", "et", "for", "to", "a", "pour", "de")


def opens_line(hit: Hit) -> bool:
    """True where only bullets stand before the words on their line or sentence."""
    before = hit.string[max(0, hit.start() - 3) : hit.start()]
    return hit.start() == 0 or not re.search(r"\w", before)
