"""The date expressions of English and French, as patterns over folded text, each with the name of its resolver.

Earlier rules win over later ones at the same place. The named groups are what the resolvers of `date_rules` read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class DateRule:
    """One kind of expression: `resolver` names the function of `date_rules` that gives its days."""

    resolver: str
    pattern: re.Pattern[str]


_MONTH_EN = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
    "|(?:jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\\b\\.?"
)
_MONTH_FR = (
    "janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre"
    "|(?:janv|fevr|avr|juil|sept|oct|nov|dec)\\."
)
_WD_EN = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_WD_EN_SHORT = "(?:mon|tues|tue|wed|thurs|thur|thu|fri|sat|sun)\\b\\.?"
_WD_FR = "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
_NUM_EN = (
    "\\d{1,3}|a couple of|couple of|twenty-four|forty-eight|seventy-two|an?|one|two|three|four|five|six|seven|eight"
    "|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty"
    "|several|a few|some|many|few"
)
_NUM_FR = (
    "\\d{1,3}|vingt-quatre|quarante-huit|soixante-douze|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze"
    "|treize|quatorze|quinze|seize|dix-sept|dix-huit|dix-neuf|vingt|trente|quarante|cinquante"
    "|quelques|plusieurs|une dizaine de|une quinzaine de"
)
_UNIT_EN = "hours?|days?|nights?|weeks?|fortnights?|months?|years?|decades?"
_UNIT_FR = "heures?|jours?|nuits?|semaines?|mois|ans?|annees?|decennies?"
_ORD_EN = (
    "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth"
    "|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty-(?:first|second|third|fourth|fifth|sixth|seventh"
    "|eighth|ninth)|thirtieth|thirty-first"
)
_YEAR = "(?:19|20)\\d\\d(?![\\d]|[.,:]\\d)"
_DAY_EN = "(?:3[01]|[12]\\d|0?[1-9])(?:st|nd|rd|th)?\\b(?![.,:]\\d)"
_DAY_FR = "(?:1er|3[01]|[12]\\d|0?[1-9])\\b(?![.,:]\\d)"
_PART_DAY_EN = "(?: (?P<hour>morning|afternoon|evening|night|at dawn))?"
_PART_DAY_FR = "(?: (?:(?:au|en|dans la|a l')? ?(?P<hour>matinee|matin|soiree|soir|apres-midi|nuit|aube)))?"
_LEAD_EN = "(?:(?P<lead>since|as of|as at|by|until|till|up to|around|about|on or about|from)(?: around| about)? )?"
_LEAD_FR = (
    "(?:(?P<lead>depuis|a compter d[ue]|a partir d[ue]|des|jusqu'a|jusqu'au|jusqu'en|d'ici a|d'ici au|d'ici|vers|autour du"
    "|aux environs du)(?: le| la| les| l')? ?)?"
)
_FROM_EN = (
    "(?:(?P<span>between|from|on|late on|late|in the night of|during the night of|(?:on |in |during )?the nights? (?:of|from|between)"
    "|overnight (?:on|of|from|between)|overnight)(?: the)? )?"
)
_FROM_FR = "(?:(?P<span>(?:dans |durant |pendant |au cours de )?(?:la|les) nuits?(?: du| des?| entre)?|entre|du|de|des|les?)(?: les?| le)? )?"
_TO_EN = "(?: ?- ?| ?/ ?| to | and | until | till | through | into )(?:the )?"
_TO_FR = "(?: ?- ?| ?/ ?| au | a | et | et le | jusqu'au )(?:le )?"
_PART_EN = "early|mid|late|(?:the )?(?:very )?(?:beginning|start|middle|end|opening|close)(?: of| in)?"
_PART_FR = "(?:tout )?debut|mi|fin|courant|(?:au|le|en|a la|la|des le) (?:tout )?(?:debut|milieu|fin)(?: du mois)?(?: de| d'| du| de l'| de la)?"
_AFTER_DAY_FR = (
    "au (?:matin|soir)|a l'aube|a|par|sans|dans|pres|apres|avant|contre|sur|en|vers|pour|avec|entre|lors|des|quand"
)
_SEASON_EN = "spring|summer|autumn|fall|winter"
_SEASON_FR = "printemps|ete|automne|hiver"
_REL_YEAR_EN = "(?:,? (?:of )?(?P<yrel>last|this|next) year)?"
_REL_YEAR_FR = (
    "(?: (?:de )?(?P<yrel>l'an dernier|l'annee derniere|dernier|l'an passe|prochain|cette annee|de cette annee))?"
)
_FEAST = (
    "eid al-fitr|eid ul-fitr|eid-ul-fitr|aid el-fitr|aid al-fitr|aid el-fitr|korite|eid al-adha|eid ul-adha|eid-ul-adha"
    "|aid al-adha|aid el-adha|aid el-kebir|tabaski|ramadan|ashura|achoura|mawlid|maouloud|mouloud|gamou|good friday"
    "|easter (?:sunday|monday)|easter|vendredi saint|lundi de paques|dimanche de paques|paques|palm sunday|rameaux"
    "|pentecost|pentecote|ascension day|l'ascension|christmas eve|christmas day|boxing day|christmas|reveillon de noel"
    "|veille de noel|noel|new year's eve|new year's day|new year's|new year|saint-sylvestre|jour de l'an|nouvel an"
    "|may day|all saints' day|toussaint|orthodox christmas|nowruz|norouz|14-juillet"
)


def _days_en(name: str = "wd") -> str:
    return f"(?P<{name}>{_WD_EN}|{_WD_EN_SHORT})"


_ENGLISH: tuple[tuple[str, str], ...] = (
    ("iso", r"(?P<year>(?:19|20)\d\d)-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"),
    ("numeric", r"(?P<a>\d{1,2})(?P<sep>[/.])(?P<b>\d{1,2})[/.](?P<year>(?:19|20)?\d\d)(?![/.]?\d)"),
    (
        "day_range",
        rf"{_FROM_EN}(?:{_days_en()},? )?(?:(?P<day>{_DAY_EN})(?: of)? (?P<month>{_MONTH_EN})(?:,? (?P<year>{_YEAR}))?)"
        rf"{_TO_EN}(?:{_days_en('wd2')},? )?(?P<day2>{_DAY_EN})(?: of)? (?P<month2>{_MONTH_EN})(?:,? (?P<year2>{_YEAR}))?",
    ),
    (
        "day_range",
        rf"{_FROM_EN}(?:{_days_en()},? )?(?P<day>{_DAY_EN}){_TO_EN}(?:{_days_en('wd2')},? )?(?P<day2>{_DAY_EN})"
        rf"(?: of)? (?P<month>{_MONTH_EN})(?:,? (?P<year2>{_YEAR}))?{_REL_YEAR_EN}",
    ),
    (
        "day_range",
        rf"{_FROM_EN}(?P<month>{_MONTH_EN}) (?P<day>{_DAY_EN})(?:,? (?P<year>{_YEAR}))?{_TO_EN}"
        rf"(?P<month2>{_MONTH_EN}) (?P<day2>{_DAY_EN})(?:,? (?P<year2>{_YEAR}))?",
    ),
    (
        "day_range",
        rf"{_FROM_EN}(?P<month>{_MONTH_EN}) (?P<day>{_DAY_EN}){_TO_EN}(?P<day2>{_DAY_EN})(?! (?:{_MONTH_EN})\b| people| others)"
        rf"(?:,? (?P<year2>{_YEAR}))?{_REL_YEAR_EN}",
    ),
    (
        "weekday_range",
        rf"{_FROM_EN}(?P<wd>{_WD_EN})(?: night| evening| morning| afternoon)?"
        rf"(?: ?- ?| to | and | until | till | through | into )(?P<wd2>{_WD_EN})\b(?: night| evening| morning| afternoon)?",
    ),
    (
        "day",
        rf"{_LEAD_EN}(?:on )?(?:{_days_en()},? (?:the )?)?(?:the )?(?P<day>{_DAY_EN})(?: of)? "
        rf"(?P<month>{_MONTH_EN})(?![a-z])(?:,? (?P<year>{_YEAR}))?{_REL_YEAR_EN}",
    ),
    (
        "day",
        rf"{_LEAD_EN}(?:on )?(?:{_days_en()},? )?(?P<month>{_MONTH_EN}) (?:the )?(?P<day>{_DAY_EN})(?:,? (?P<year>{_YEAR}))?{_REL_YEAR_EN}",
    ),
    (
        "day",
        rf"{_LEAD_EN}(?:on )?(?:{_days_en()},? )?(?:the )?(?P<ordinal>{_ORD_EN}) (?:of|day of) (?P<month>{_MONTH_EN})(?![a-z])(?:,? (?P<year>{_YEAR}))?",
    ),
    ("day", rf"{_LEAD_EN}(?:on )?(?P<month>{_MONTH_EN}) (?:the )?(?P<ordinal>{_ORD_EN})\b(?:,? (?P<year>{_YEAR}))?"),
    (
        "month_week",
        rf"(?:in |during )?the (?P<nth>first|second|third|fourth|last|final|1st|2nd|3rd|4th) (?P<unit>week|days|weekend|half|fortnight)"
        rf" (?:of|in) (?:(?P<month>{_MONTH_EN})(?![a-z])(?:,? (?:of )?(?P<year>{_YEAR}))?|(?P<rel>this|last|the) month)",
    ),
    (
        "year_piece",
        rf"(?:in |during |for )?(?:the )?(?P<nth>first|second|third|fourth|last|1st|2nd|3rd|4th) (?P<unit>quarter|half|(?P<num>{_NUM_EN}) months)"
        rf"(?:(?: of|,| in)? (?:(?P<year>{_YEAR})|(?:the|this) (?P<rel>year)|(?P<yrel>last|next) year))?",
    ),
    ("year_piece", rf"(?P<q>q[1-4])[ -](?P<year>{_YEAR})|(?P<q2>q[1-4])\b"),
    (
        "month_range",
        rf"(?:(?P<span>between|from|in) )?(?P<month>{_MONTH_EN})(?![a-z])(?:,? (?P<year>{_YEAR}))?(?: ?- ?| to | and | through | until )"
        rf"(?P<month2>{_MONTH_EN})(?![a-z])(?! \d\d?\b)(?:,? (?P<year2>{_YEAR}))?{_REL_YEAR_EN}",
    ),
    ("year_range", rf"(?:(?P<span>between|from|in|of|the|during) )?(?P<year>{_YEAR})(?P<dash> ?- ?| to | and | until | through )(?P<year2>{_YEAR}|\d\d(?![\d.,]))"),
    (
        "month",
        rf"{_LEAD_EN}(?:in |during )?(?P<part>{_PART_EN})[ -](?P<month>{_MONTH_EN})(?![a-z])(?:,? (?:of )?(?P<year>{_YEAR}))?{_REL_YEAR_EN}",
    ),
    ("month", rf"{_LEAD_EN}(?:in |during |of )?(?P<month>{_MONTH_EN})(?![a-z]),? (?:of )?(?P<year>{_YEAR})"),
    (
        "month",
        rf"(?:(?P<lead>since|by|until|till|from) |(?P<in>in|during|throughout|of|for|between|after|before|and|to|the|a) )?(?:(?P<rel>last|next|this|the previous|the following) )?"
        rf"(?P<month>{_MONTH_EN})(?![a-z]){_REL_YEAR_EN}(?P<own>'s)?",
    ),
    ("season", rf"{_LEAD_EN}(?:in |during |over )?(?:(?P<rel>last|this|next|the|the following) )?(?:(?P<part>early|mid|late)[ -])?(?P<season>{_SEASON_EN})(?: of)?(?:,? (?P<year>{_YEAR}))?{_REL_YEAR_EN}"),
    ("year", rf"{_LEAD_EN}(?:in |during )?(?P<part>{_PART_EN})[ -](?P<year>{_YEAR})"),
    ("decade", rf"(?:(?P<lead>since) )?(?:in |during )?(?:the )?(?:(?P<part>early|mid|late)[ -])?(?P<year>(?:19|20)\d0)'?s\b"),
    (
        "year",
        rf"(?:(?P<lead>since|by|until|till|from|before|after|through|as of)|(?P<in>in|during|of|throughout|for|and|year|to|than in)) (?:the year )?(?P<year>{_YEAR})(?=(?P<next>(?: [a-z]+)?))",
    ),
    ("year", rf"(?<=\()(?P<year>{_YEAR})(?=\))"),
    ("year", rf"the (?P<year>{_YEAR}) (?=(?:\w+ )?(?:war|accord|agreement|coup|election|elections|crisis|genocide|uprising|peace|offensive|attack|massacre|revolution|constitution|ceasefire|earthquake|conflict|campaign|killing|bombing)\b)"),
    ("ago", rf"{_LEAD_EN}(?:(?:about|around|nearly|almost|just|some|over|more than|less than) )?(?P<num>{_NUM_EN}) (?P<unit>{_UNIT_EN}) (?P<dir>ago|on)\b"),
    ("ago", r"(?P<dir2>(?:the )?day before yesterday|the day after tomorrow)"),
    ("recent", rf"(?:in|over|during|for|within|throughout)? ?the (?:(?:past|last|previous|preceding) (?P<num>{_NUM_EN}) |(?:past|last) )(?P<unit>{_UNIT_EN})\b"),
    ("recent", rf"(?:in |over |during )?(?P<vague>recent) (?P<unit>hours|days|weeks|months|years)"),
    ("deictic", rf"(?:(?:about|some|just|barely|nearly|almost|exactly) )?(?P<num>{_NUM_EN}) (?P<unit>days?|nights?|weeks?|months?|years?) (?P<dir>later|earlier|afterwards?|beforehand|before|after|previously|prior)(?! yesterday)"),
    ("deictic", r"(?:on |at |in |during |for )?(?P<same>the same|that(?: very| same)?|the very same) (?P<unit>day|morning|afternoon|evening|night|week|weekend|month|year)\b(?! of )"),
    ("night", r"(?:(?P<rel>in|during|on) the following night|(?:in|during|through) the night(?! (?:of|from|between|to)\b)|as night (?:came on|fell)|after nightfall)"),
    ("deictic", r"(?:hours|minutes|moments|(?:a few|several|\w+) hours) (?P<same>earlier|later|afterwards|before)\b"),
    ("deictic", r"(?:on |in |during )?(?:the )?(?P<rel>next|following|previous|preceding) (?P<unit>day|morning|afternoon|evening|night|week|weekend|month|year)\b"),
    ("deictic", r"(?:the )(?P<unit>day|night|morning|evening|week|month|year) (?P<dir>before|after|earlier|prior)(?! (?:yesterday|tomorrow))"),
    ("day_word", r"(?:(?:early|late|earlier|later) )?(?P<word>yesterday|today|(?:on )?this day|tonight|tomorrow|last night|last evening|overnight|(?:earlier )?this (?:very )?(?:morning|afternoon|evening))(?: (?:morning|afternoon|evening|night))?"),
    (
        "weekday",
        rf"{_LEAD_EN}(?:(?:on|in|at) )?(?P<wd>{_WD_EN})(?: morning| afternoon| evening| night)?,? (?:of )?(?P<rel>last|this|next) (?P<unit>week)\b",
    ),
    ("weekend", r"(?:(?P<lead>since) )?(?:over |at |during |on |across )?(?P<rel>last|this|next|the past|the following|the previous|that|the) weekend\b"),
    (
        "unit",
        rf"(?:(?P<lead>since|by|until|from) )?(?:in |during )?(?P<part>{_PART_EN}|earlier|later|(?:the )?first half of) (?:(?:in|of) )?(?P<rel>this|last|next|the) (?P<unit>week|month|year|decade)\b",
    ),
    ("unit", r"(?:(?P<lead>since|by|until|from) )?(?P<rel>last|this|next|the current|the coming|the past) (?P<unit>week|fortnight|month|year|decade|century)\b"),
    ("feast", rf"(?:(?:on|at|during|since|over|of|before|after|in|the) )*(?P<feast>{_FEAST})(?![a-z])(?: day)?(?:,? (?P<year>{_YEAR}))?"),
    (
        "weekday",
        rf"(?:(?P<lead>since|by|until|till|from|before|after|as of) )?(?:(?:late|early) (?:on )?)?(?:on )?(?:(?P<rel>last|next|this|this past|this coming|the following|the previous|the next|the same|that) )?"
        rf"(?P<wd>{_WD_EN})\b{_PART_DAY_EN}",
    ),
    ("weekday", rf"(?:(?:on|late|early) )?(?:(?P<lead>since|by|until) )?(?P<wd>{_WD_EN_SHORT}){_PART_DAY_EN}"),
    ("day_of_month", rf"(?:(?P<lead>since|by|until|till|around) |on |of |from )the (?P<day>{_DAY_EN})(?= of (?:the|this|last) month|[.,;:)]|\"|'|”| (?:and|when|after|before|at|in|near|but|by|as|while|for|to)\b|$)(?: of (?P<rel>the|this|last) month)?"),
)  # fmt: skip

_FRENCH: tuple[tuple[str, str], ...] = (
    ("iso", r"(?P<year>(?:19|20)\d\d)-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"),
    ("numeric", r"(?:le )?(?P<a>\d{1,2})(?P<sep>[/.])(?P<b>\d{1,2})[/.](?P<year>(?:19|20)?\d\d)(?![/.]?\d)"),
    ("day_word", r"(?:dans )?la nuit d'(?P<word>hier)(?: a aujourd'hui)?"),
    ("numeric", r"(?:le |du )?(?P<a>\d{1,2})(?P<sep>/)(?P<b>0[1-9]|1[0-2])(?![/.]?\d)(?= ?[,:)-]| [a-z])"),
    (
        "day_range",
        rf"{_FROM_FR}(?:(?P<wd>{_WD_FR}) )?(?P<day>{_DAY_FR}) (?P<month>{_MONTH_FR})(?: (?P<year>{_YEAR}))?{_TO_FR}(?:(?P<wd2>{_WD_FR}) )?"
        rf"(?P<day2>{_DAY_FR}) (?P<month2>{_MONTH_FR})(?: (?P<year2>{_YEAR}))?",
    ),
    (
        "day_range",
        rf"{_FROM_FR}(?:(?P<wd>{_WD_FR}) )?(?P<day>{_DAY_FR}){_TO_FR}(?:(?P<wd2>{_WD_FR}) )?(?P<day2>{_DAY_FR}) (?P<month>{_MONTH_FR})"
        rf"(?: (?P<year2>{_YEAR}))?{_REL_YEAR_FR}",
    ),
    (
        "weekday_range",
        rf"{_FROM_FR}(?P<wd>{_WD_FR})(?: soir| matin| apres-midi)?(?: ?- ?| au | a | et | jusqu'a )(?P<wd2>{_WD_FR})\b(?: soir| matin| apres-midi)?",
    ),
    (
        "day",
        rf"{_LEAD_FR}(?:(?:le|du|au|ce|la nuit du|dans la nuit du) )?(?:(?P<wd>{_WD_FR}),? (?:dernier,? )?(?:le )?)?(?P<day>{_DAY_FR}) (?P<month>{_MONTH_FR})(?![a-z])(?:,? (?P<year>{_YEAR}))?{_REL_YEAR_FR}",
    ),
    ("month_week", rf"(?:(?:au cours de |dans |pendant |durant )?(?:la|les) )(?P<nth>premiere?s?|deuxieme|seconde|troisieme|quatrieme|derniere|1re|2e|3e) (?P<unit>semaine|jours|moitie|quinzaine) (?:de |d'|du mois de )(?P<month>{_MONTH_FR})(?![a-z])(?: (?P<year>{_YEAR}))?"),
    ("month_week", rf"(?:(?:aux|les|des|dans les) )(?P<nth>premiers) (?P<unit>jours) (?:de |d'|du mois de )(?P<month>{_MONTH_FR})(?![a-z])(?: (?P<year>{_YEAR}))?"),
    (
        "year_piece",
        rf"(?:(?:au|le|du|ce) )?(?P<nth>premier|deuxieme|second|troisieme|quatrieme|dernier|1er|2e|3e|4e) (?P<unit>trimestre|semestre)"
        rf"(?:(?: de| d')? ?(?:l'annee )?(?P<year>{_YEAR})| (?:de )?(?P<rel>l'annee))?",
    ),
    ("year_piece", rf"(?:au cours des |lors des |durant les |pendant les |dans les |sur les |les |des )?(?P<nth>premiers) (?P<unit>mois) (?:de |d')(?:l'annee )?(?P<year>{_YEAR})"),
    ("year_piece", rf"(?:(?:au cours des|lors des|durant les|pendant les|dans les|sur les|les|des) )(?P<num>{_NUM_FR}) (?P<nth>premiers) (?P<unit>mois)(?: de (?:l'annee )?(?P<year>{_YEAR})| de (?:l'|cette )(?P<rel>annee))?"),
    (
        "month_range",
        rf"(?:(?P<span>entre|de|d') ?)?(?P<month>{_MONTH_FR})(?![a-z])(?: (?P<year>{_YEAR}))?(?: ?- ?| a | et )(?P<month2>{_MONTH_FR})(?![a-z])(?: (?P<year2>{_YEAR}))?",
    ),
    ("year_range", rf"(?:(?P<span>entre|de|en|des annees|depuis) )?(?P<year>{_YEAR})(?P<dash> ?- ?| a | et )(?P<year2>{_YEAR}|\d\d(?![\d.,]))"),
    ("month", rf"{_LEAD_FR}(?P<part>{_PART_FR})[ -]?(?P<month>{_MONTH_FR})(?![a-z])(?: (?P<year>{_YEAR}))?{_REL_YEAR_FR}"),
    ("month", rf"{_LEAD_FR}(?:en |au mois de |courant |de |d'|du mois de )?(?P<month>{_MONTH_FR})(?![a-z])(?: de)? (?P<year>{_YEAR})"),
    (
        "month",
        rf"(?:(?P<lead>depuis|d'ici|jusqu'en|des|jusqu'a|jusqu'au|a partir de) (?:le mois de |au mois de |en |fin )?|(?P<in>en|au mois d[e']|de|du mois d[e']|d'|le mois d[e']|entre|et|le|ce|durant|courant|avant|apres|a) ?)?"
        rf"(?P<month>{_MONTH_FR})(?![a-z]){_REL_YEAR_FR}",
    ),
    ("season", rf"{_LEAD_FR}(?:(?P<part>debut|fin|mi)[ -]?(?:de )?)?(?P<art>l'|le |ce |cet |au |a l'|en |d'|de l'|du |pendant l'|durant l'|cette )(?P<season>{_SEASON_FR})(?: (?:de )?(?P<year>{_YEAR})| (?P<rel>dernier|passe|prochain))?(?![a-z])"),
    ("season", rf"(?P<season>printemps|automne|hiver|ete) (?P<year>{_YEAR})"),
    ("year", rf"{_LEAD_FR}(?P<part>{_PART_FR})[ -]?(?:l'annee )?(?P<year>{_YEAR})"),
    ("decade", rf"(?:(?P<lead>depuis) )?(?:dans |durant |pendant )?(?:(?:la )?(?P<part>fin|debut) des |(?:le )?(?P<part2>debut|milieu) des |les |des )?annees (?P<year>(?:19|20)\d0|[3-9]0)\b"),
    (
        "year",
        rf"(?:(?P<lead>depuis|d'ici a?|jusqu'en|des|a partir de|avant|apres)|(?P<in>en|de|pour|courant|durant|et|l'annee|a)) (?:l'annee |l'an )?(?P<year>{_YEAR})(?=(?P<next>(?: [a-z]+)?))",
    ),
    ("year", rf"(?<=\()(?P<year>{_YEAR})(?=\))"),
    ("ago", rf"(?P<dir>il y a|voici|voila|cela fait) (?:(?:environ|pres de|plus de|a peine|tout juste|moins de|de cela) )?(?P<num>{_NUM_FR}) (?P<unit>{_UNIT_FR})\b"),
    ("ago", rf"(?P<dir>dans|d'ici|sous) (?P<num>{_NUM_FR}) (?P<unit>heures|jours|semaines?|mois|ans?)\b"),
    ("for_since", rf"depuis (?:(?:environ|pres de|plus de|au moins|deja|maintenant) )*(?P<num>{_NUM_FR}) (?P<unit>{_UNIT_FR})\b"),
    ("recent", rf"(?:ces|les|des|durant les|pendant les|au cours des|lors des|dans les|sur les|aux) (?:(?P<num>{_NUM_FR}) )?(?:dernier(?:e)?s|passe(?:e)?s) (?P<unit>{_UNIT_FR})"),
    ("recent", rf"(?:ces|les|depuis les|au cours des|lors des|des) (?:(?P<num>{_NUM_FR}) )?(?P<unit>heures|jours|semaines|mois|annees|ans) (?:dernier(?:e)?s|passe(?:e)?s|ecoule(?:e)?s|recent(?:e)?s)"),
    ("recent", r"(?P<vague>depuis (?:plusieurs|quelques)) (?P<unit>heures|jours|semaines|mois|annees|ans)"),
    ("deictic", rf"(?P<num>{_NUM_FR}) (?P<unit>jours?|nuits?|semaines?|mois|ans?|annees?) (?P<dir>plus tard|apres|plus tot|avant|auparavant|durant)\b"),
    ("night", r"dans la nuit(?! d[eu']| entre)(?: (?:suivante|qui a suivi|qui suivit))?|la nuit (?:venue|tombee)|a la nuit tombee|durant la nuit(?! d[eu'])|pendant la nuit(?! d[eu'])|la nuit suivante"),
    ("deictic", r"(?:quelques|plusieurs|deux|trois|quatre|cinq|six|une) heures? (?P<same>plus tot|plus tard|apres|auparavant|avant)"),
    ("deictic", r"(?P<dir2>l'avant-veille|la veille au soir|la veille|le lendemain matin|le lendemain soir|le lendemain|le surlendemain|du lendemain|de la veille|des le lendemain|au lendemain)(?! (?:de noel|du nouvel|du jour de l'an))"),
    ("deictic", r"(?:a compter du |des |a |dans la |dans |au cours de la )?(?P<same>(?:le|la|du|cette|au cours de la|ce|l'|dans la)? ?meme) (?P<unit>jour|nuit|matin|soir|soiree|matinee|journee|semaine|mois|annee)\b|(?:le|la) (?P<unit3>jour|soir|matin|nuit) (?P<same3>meme)\b"),
    ("deictic", r"(?P<same>ce|cette) (?P<unit>jour|nuit|matin|soir|semaine|annee|mois|week-end)-la"),
    ("deictic", r"(?:le |la |l')(?P<unit>jour|nuit|matin|soir|semaine|mois|annee|week-end) (?P<rel>suivante?|d'apres|precedente?|d'avant)"),
    ("day_word", r"(?P<word>avant-hier|hier|aujourd'hui|demain|apres-demain|ce matin|ce soir|cet apres-midi|cette nuit|la nuit derniere|la nuit passee|hier soir|ce jour)(?!-la)(?: (?:matin|soir|apres-midi|a l'aube))?"),
    ("weekend", r"(?:(?P<lead>depuis) )?(?:durant |pendant |au cours d[ue] |lors du |en |dans |tout au long du )?(?P<rel>le|ce|du|fin de semaine|cette fin de) ?week-end(?P<rel2> dernier| passe| prochain| ecoule| suivant)?"),
    (
        "unit",
        rf"(?:(?P<lead>depuis|d'ici) )?(?:plus (?:tot|tard) )?(?:au |en |a la |le |la )?(?P<part>plus tot|debut|fin|milieu) (?:dans |de |du |de l'|de la )?(?P<rel>cette|ce|la|le|l')? ?(?P<unit>semaine|mois|annee)(?P<rel2> derniere?| passee?| prochaine?)?\b",
    ),
    ("unit", r"(?:(?P<lead>depuis|d'ici|des) )?(?:(?P<part>plus tot|plus tard) )?(?:dans |durant |pendant |au cours de )?(?P<rel>la|le|l'|cette|ce|au cours de la|du|en) ?(?P<unit>semaine|mois|annee|an|decennie|quinzaine)(?P<rel2> derniere?| passee?| ecoulee?| prochaine?| en cours|-ci| qui vient)"),
    ("unit", r"(?:(?P<lead>depuis|d'ici) )?(?:(?P<part>plus tot|plus tard) )?(?P<rel>cette) (?P<unit>semaine|annee)\b(?!-la)|(?P<rel3>ce) (?P<unit3>mois)(?!-la)\b"),
    ("feast", rf"(?:(?:le|la|a|au|du|de|pendant|depuis|l'|les|lors de|jour de|fete de) ?)*(?P<feast>{_FEAST})(?![a-z])(?: (?P<year>{_YEAR}))?"),
    (
        "weekday",
        rf"(?:(?P<lead>depuis|d'ici a?|jusqu'a|des|avant|apres|a compter de|a partir de) )?(?:(?P<art>le|ce|du|au|la nuit de|dans la nuit de) )?(?P<wd>{_WD_FR})\b{_PART_DAY_FR}(?: (?P<rel>dernier|passe|prochain|suivant|precedent|de la semaine derniere|de la semaine prochaine|en huit))?",
    ),
    (
        "day_of_month",
        rf"(?P<span>(?:dans )?la nuit du|du|des|les|le|entre le) (?P<day>{_DAY_FR})(?: au | a | et |-| et le )(?P<day2>{_DAY_FR})"
        rf"(?=[.,;:)!?»]| (?:{_AFTER_DAY_FR})\b|$)",
    ),
    (
        "day_of_month",
        rf"(?:(?P<lead>depuis|d'ici|vers) le|(?P<lead2>jusqu'au)|(?:dans )?la nuit du|le|du) (?P<day>{_DAY_FR})(?=[.,;)!?»]| (?:courant|{_AFTER_DAY_FR})\b|$)",
    ),
)  # fmt: skip

_NAMED = re.compile(r"\(\?P<\w+>")


@cache
def date_rules_of(language: str) -> tuple[re.Pattern[str], tuple[DateRule, ...]]:
    """One pattern that finds every expression of a language, whose last group tells the first rule, and the rules."""
    rows = _FRENCH if language == "fr" else _ENGLISH
    start = r"(?<![\w@#$€£])(?<!\d[.,/-])"
    rules = tuple(DateRule(resolver=name, pattern=re.compile(start + "(?:" + body + r")(?!\w)")) for name, body in rows)
    union = "|".join("(" + _NAMED.sub("(?:", body) + r")(?!\w)" for _, body in rows)
    return re.compile(start + "(?:" + union + ")"), rules


DATE_TRIGGER = re.compile(
    r"\d{4}|\b(?:\d{1,2}[/.]\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|fev|avr|mai|jui|aou)[a-z]*"
    r"|(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?s?|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|wed|thu|sat"
    r"|yesterday|today|tonight|tomorrow|overnight|(?:morning|afternoon|evening|night|hour|day|week|weekend|fortnight|month"
    r"|year|decade|heure|jour|nuit|semaine|annee|an|decennie|matin|soir)s?|mois|week-end|(?:avant-)?hier|aujourd'hui|demain"
    r"|veille|lendemain|surlendemain|apres-midi|spring|summer|autumn|fall|winter|printemps|ete|automne|hiver|quarter"
    r"|trimestre|semestre|q[1-4]|eid|aid|easter|christmas|ramadan|ashura|achoura|tabaski|korite|paques|noel|nouvel|nowruz"
    r"|pentecost|pentecote|toussaint|mawlid|maouloud|gamou|rameaux|ascension|saint-sylvestre|l'an)\b"
    r"|\b(?:the|le|du|au) \d{1,2}(?:st|nd|rd|th|er)?\b"
)
"""A quick look: a sentence without any of these holds no date."""
