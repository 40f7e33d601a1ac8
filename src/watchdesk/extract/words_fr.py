"""The French words and patterns by which attributions are found in a sentence."""

from __future__ import annotations

import re

from watchdesk.extract.reported import MASK, STOP

PARTICIPLE = re.compile(r"(?:é|ée|és|ées|it|ite|is|i|u|ue|us|us|ert|mis|aint)(?: |$)")
GROUP = re.compile(
    r"(?<![\w-])(?:(?:(?:ne|se|le|la|les|lui|leur|nous|vous|y|en|me)\s+|(?:n|s|l|m|t)[’'](?:en\s+|y\s+)?)*"
    r"(?:(?:a|ont|avait|avaient|est|sont|était|étaient|aurait|auraient|ayant|eut|ait|fut)(?:-t-(?:il|"
    r"elle|on)|-(?:ils|elles|il|elle))?\s+)?"
    r"(?:(?:pas|également|aussi|ensuite|déjà|toujours|encore|jamais|notamment|toutefois|cependant|pourtant|"
    r"depuis|d[’']abord|par ailleurs|"
    r"en outre|de son côté|pour sa part|pour leur part|plus tard|vivement|fermement|formellement|"
    r"catégoriquement|aussitôt|été|fait|bien|"
    r"solennellement|mardi|lundi|mercredi|jeudi|vendredi|samedi|dimanche|hier|(?<!\b[LlDd][ue]\s)(?<!\b[UuLl][na]\s)(?<!\b[Cc]e\s)(?<!\bau\s)(?<!\b[SsLl]on\s)\w+ment)\s+)*)$",
    re.IGNORECASE,
)
AUXILIARY = re.compile(
    r"(?:^|[\s’'])(?:a|ont|avait|avaient|aurait|auraient|ayant|eut|est|sont|était|étaient|ait)(?:-t-\w+|-\w+)?\s",
    re.IGNORECASE,
)
PASSIVE = re.compile(r"(?:^|[\s’'])(?:est|sont|était|étaient|été|fut)\s", re.IGNORECASE)
NEGATED = re.compile(r"(?:^|\s)(?:ne\s|n[’'])", re.IGNORECASE)
PRONOUN = re.compile(r"-(?:t-)?(?P<who>ils?|elles?|on)\b")
NOUN_BEFORE = re.compile(
    r"(?:\b(?:le|la|les|un|une|des|de|du|ce|cet|cette|ces|son|sa|ses|leur|leurs|notre|nos|au|aux|en|"
    r"sans|sous|par|pour|à|aucun|"
    r"aucune|chaque|premier|première|nouveau|nouvelle|autre|dernier|d|l|plusieurs|quelques|tout|toute)[\s’']+)$",
    re.IGNORECASE,
)
ARTICLE = re.compile(r"\s*(?:le|la|les|l[’'])\s*", re.IGNORECASE)
PREPOSITION = re.compile(r"\b(?:par|de|sous|sans|avec|pour|contre|dans|et|ou|à|sur|malgré|dès)\s+$", re.IGNORECASE)
NOUNS = frozenset(
    [
        "presse",
        "note",
        "notes",
        "annonce",
        "demande",
        "rapport",
        "compte",
        "appel",
        "alerte",
        "menace",
        "menaces",
        "plaide",
        "avance",
        "lance",
        "affirme",
        "reproche",
        "observe",
        "relate",
        "critique",
        "prière",
        "invite",
        "juge",
        "exige",
        "commente",
        "signale",
        "exclus",
        "dit",
        "fait",
        "informe",
        "liste",
        "liste",
        "cite",
        "nie",
        "rapporte",
        "estime",
    ]
)
NOUN_FORMS = frozenset(
    [
        "presse",
        "note",
        "annonce",
        "demande",
        "compte",
        "alerte",
        "menace",
        "avance",
        "lance",
        "reproche",
        "critique",
        "juge",
        "dit",
        "cite",
    ]
)
CLAUSE_ONLY = frozenset(
    [
        "dire",
        "déclarer",
        "ajouter",
        "répondre",
        "noter",
        "relever",
        "rappeler",
        "expliquer",
        "témoigner",
        "écrire",
        "demander_si",
        "conclure",
        "souligner",
        "insister",
        "convenir",
        "apprendre",
        "penser",
        "croire",
        "considérer",
        "juger",
        "assurer",
        "affirmer",
        "soutenir",
        "prétendre",
        "jurer",
        "supposer",
        "plaider",
        "informer",
        "confier",
        "montrer",
        "indiquer",
    ]
)
DAY = r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)(?:\s+(?:matin|soir|dernier))?"
MONTH = r"(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)"
ASIDE = re.compile(
    rf"\s*,?\s*(?:(?:le\s+)?{DAY}(?:\s+\d{{1,2}}(?:\s+{MONTH})?)?|ce\s+{DAY}|hier(?:\s+soir)?|"
    rf"aujourd[’']hui|ce\s+(?:matin|soir|jour)|"
    rf"le\s+\d{{1,2}}(?:er)?\s+{MONTH}(?:\s+\d{{4}})?|dans la (?:soirée|journée|nuit|matinée|foulée)(?:\s+de\s+\w+)?|"
    r"(?:dans|par|à|sur|via|lors d|devant|au micro de|auprès d)[\s’']*(?:un|une|son|sa|ses|le|la|les|"
    r"l|des|d|e|notre|nos)?[\s’']*(?:\w+[\s’'-]){0,4}?"
    r"(?:communiqué|message|vidéo|déclaration|rapport|lettre|entretien|interview|tweet|note|radio|"
    r"télévision|téléphone|presse|AFP|agence|"
    r"Telegram|Facebook|X|Twitter|bulletin|antenne|journalistes?|rédaction|RFI|Reuters|station|"
    r"chaîne|journal|audio|Conseil|micro|députés)"
    r"(?:\s+(?:publié|diffusé|lu|transmis|signé|daté)e?\s+(?:\w+\s?){1,4}(?=[,.]|\sque?\b))?|"
    r"de son côté|pour sa part|quant à (?:lui|elle|eux)|en revanche|toutefois|également|aussi|ainsi|"
    r"néanmoins|par ailleurs|en outre|d[’']ailleurs|"
    r"encore|elle|lui|eux|sous couvert d[’']anonymat|sous le sceau de l[’']anonymat|à l[’'](?:AFP|"
    r"agence \w+|antenne)|\w+ment)(?=[\s,.;:]|$)",
)
THAT = re.compile(r"\s*,?\s*(?:que\s+|qu[’']\s?)", re.IGNORECASE)
PARTICIPIAL = re.compile(
    r",\s+(?!plus\b|très\b|moins\b)[a-zéèê]+(?:é|i|u)e?s?\s(?:à|au|aux|par|en|dans|de|du|d[’']|avec|sous|sur)\b[^,]*"
)
"""A participle after a noun, which is no finite verb: "le groupe, lié à un autre,"."""
INFINITIVE = re.compile(
    r"\s*,?\s*(?:de\s+|d[’'])?(?:(?:ne|n[’'])\s?(?:(?:pas|plus|rien|jamais)\s+)?)?(?:(?:se|en|y|lui|"
    r"le|la|les|leur)\s+|[sl][’'](?:en\s|y\s)?)?"
    r"(?:avoir|être|vouloir|\w{2,}(?:er|ir|oir|re))\b"
)
BOUNDARY = re.compile(
    rf"(?P<mask>{MASK}+\s*,?\s*)|"
    r"(?P<hard>[;:]\s+|\s[–—]\s*|\)\s+|(?<!\b[A-Z])(?<!\bMme)(?<!\bDr)[.!?…]\s+)|(?P<rel>,?\s+(?:qui|"
    r"laquelle|lequel|lesquels)\s+)|(?P<conj>,\s+(?:et|mais|tandis que?|alors que?|or|puis|avant de|"
    r"après que?|"
    r"tandis qu[’']|alors qu[’']|ce que|bien que?|où|dont|car)\s*)|(?P<sub>\s(?:mais|tandis que|"
    r"tandis qu[’']|alors que|alors qu[’']|quand|où|car)\s*)|"
    r"(?P<and>\s(?:et|ou)\s+)|(?P<comma>,\s+)"
)
LEADING = re.compile(
    r"^(?:Le lendemain|La veille|Le même (?:jour|soir)|Un peu (?:plus|avant)|"
    r"[ÀA]\s|Au|Aux|En|Dans|Depuis|Le\s+\d|Lundi|Mardi|Mercredi|Jeudi|Vendredi|Samedi|Dimanche|"
    r"Hier|Aujourd|Ce\s+\w+di|Selon|Pour|"
    r"Après|Avant|Lors|Joint|Interrogé|Contacté|Sur|Par|De son|Toujours|Toutefois|Cependant|Mais|Et|"
    r"Pourtant|Enfin|Ensuite|Plus tard|Deux|"
    r"Faute|Sans|Sous|Face|Près|Entre|Si\s|Quant|Dès|Chez|Vers|Côté|Malgré|Pendant|Durant|Quelques|"
    r"Ailleurs|Devant|Du côté|à\s|au\s|en\s|"
    r"dans\s|depuis\s|pour\s|lors\s|joint|interrogé|contacté|sur\s|par\s|de\sson|elle\b|lui\b|eux\b)",
)
FINITE = re.compile(
    r"\b(?:est|sont|était|étaient|a|ont|avait|avaient|sera|seront|serait|seraient|aurait|auraient|va|"
    r"vont|fut|furent|fait|font|peut|peuvent|"
    r"doit|doivent|reste|restent|[a-zéèê]{2,}(?:ait|aient|èrent|era|eront|ira|iront|dra|dront)|(?!\w*(?:ment|"
    r"vent)\b)[a-zéèê]{3,}ent|[a-z]+(?:é|a))\b"
)
ACCORDING = re.compile(
    r"(?P<lead>\ba-t-on appris(?:\s+\w+){0,2}?\s+(?:auprès\s+)?(?:de la|de l|des|de|du|d)[\s’']+|"
    r"\b(?:[Ss]elon|[Dd][’']après|[ÀàAa] en croire|[Dd]e l[’']avis d[e’']|[Aa]ux dires d[e’']s?|[Aa]u dire d[e’']s?|"
    r"[Dd]e source|[Dd]e sources)[\s’']+|"
    r"\b(?:[Ss]elon|[ÀàAa] en croire)\s+)"
)
TO_WHOM = re.compile(
    r",\s+(?:(?:et\s+)?pour|selon|d[’']après|aux yeux de)\s+(?:qui|lequel|laquelle|lesquels|lesquelles)\s+"
)
PURPOSE = re.compile(
    r"\b(?:march|manifest|défil|rassembl|réuni|cortège|foule|rues?\b|bloqu|assembl|protest|camp|converg|descend|sit-in|"
    r"procession|grève|barricad|investi|pancarte|sort(?:i|ies)s?\b)[^.;]*\bpour\s+(?:y\s+)?$",
    re.IGNORECASE,
)
"""Before "réclamer": what people do to say something together."""
WANTED_TO = re.compile(
    r"\b(?:(?:a|ont|avait|avaient)(?:-t-\w+|-\w+)?\s+(?:\w+\s+)?(?:tenu à|voulu|souhaité|préféré|fini par|cru bon de)|"
    r"tient à|tiennent à|se contente de|s[’']est contenté de)\s+$",
    re.IGNORECASE,
)
"""Before an infinitive that is said all the same: "a tenu à préciser"."""
PASSIVE_BY = re.compile(
    r"\b(?:revendiquée?s?|condamnée?s?|démentie?s?|dénoncée?s?|imputée?s?|attribuée?s?|contestée?s?|"
    r"rejetée?s?|confirmée?s?|rapportée?s?)"
    r"(?:\s+(?:\w+\s){0,3}?)?\s*par\s+"
)
NOUN_PHRASE = re.compile(
    r"\s*,?\s*(?:(?:le|la|les|un|une|des|son|sa|ses|leur|leurs|ce|cet|cette|notre|nos|plusieurs|deux|"
    r"trois|quatre|certains|d[’']autres|l[’']\s?|celui|ceux|celle)\b|"
    r"[lL][’']|[A-ZÀ-Þ]|\d)"
)
OBJECT_RELATIVE = re.compile(r"\s(?:que\s|qu[’'])")
NOT_SPEAKER = re.compile(
    r"\s*(?:que\b|qu[’']|lesquel|laquel|lequel|le plan|les besoins|les cas|les critères|l[’']accord|la loi)",
    re.IGNORECASE,
)
SPEAKER_END = re.compile(
    rf"{STOP}|[;:!?()\n{MASK}“”«»\"]|\s[–—]\s|,|\s(?:qui|que|dont|où|après|tandis|mais|quand|lors|"
    rf"affirme|dit|est|sont|a|ont|était|ajoutant|avait)\s|"
    rf"\squ[’']|\s(?:le\s+)?{DAY}\b|\s(?:hier|aujourd[’']hui)\b|\s(?:dans un|dans une|par un|"
    rf"dans son|sur sa|sur X|sur Telegram|à l[’']AFP|au micro)\b|"
    r"\set\s+(?=\d|une? autre|au moins|(?:[\w’'-]+\s+){1,4}(?:selon|d[’']après)\s)"
)
APPOSITION = re.compile(
    r",\s+(?!(?:ils?|elles?|on|nous|vous|ce|cela|ça|qui|que|dont|où|tandis|alors|mais|et|ou|si|quand|lorsque?|puis)\b)(?:(?:une?|le|la|les|son|sa|leur|chef|[a-zéèê][\w’'éèê-]+)[\s’']|"
    r"(?!hier|aujourd|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|ailleurs)[a-zéèê][\w-]{4,}(?=[.,;]|$))"
)
QUANTITY = re.compile(
    r"\s*(?:plus d|moins d|près d|environ|au moins|quelques?|jusqu[’']à|entre|des (?:dizaines|centaines|milliers)|"
    r"une? (?:dizaine|douzaine|quinzaine|vingtaine|trentaine|quarantaine|cinquantaine|soixantaine|centaine|millier)|"
    r"(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente|quarante|"
    r"cinquante|soixante|cent|mille)\b|\d)"
)
WANTS_OBJECT = re.compile(
    r"\b(?:fait|faisant|font|ferait|tué|tuant|blessé|blessant|enlevé|arrêté|arrêtant|interpellé|causé|causant|provoqué|laissé|"
    r"laissant|déplacé|coûté la vie à|coûtant la vie à|perdu|compte|comptait|dont|parmi lesquels)\s*,?\s*$"
)
"""The end of words that a number must follow: « la guerre a fait, selon X, 300 morts »."""
HARD = re.compile(r";\s+|[.!?]\s+(?=[A-ZÀ-Þ])")
CLAUSE = re.compile(r";\s+|,\s+(?:mais|tandis qu[e’']|alors qu[e’']|or)\s*|[.!?]\s+(?=[A-ZÀ-Þ])|\s:\s+")
