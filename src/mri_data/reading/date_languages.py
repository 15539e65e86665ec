"""Dates in French, Spanish and Italian, put into the English words that `date_reading` reads.

For another language add its words here: to `WORDS` single words, to `PHRASES` the rest. Both are in small letters
and without accents, as is the text when they are applied; phrases are pairs of a regular expression and its English,
applied in order. Months and days of the week come from Babel.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache, lru_cache

from babel.dates import get_day_names, get_month_names

MARKS = re.compile("[\u0300-\u036f]")
# English word -> what CLDR does not have for it: further names of months, seasons, and what decades are called.
WORDS: Mapping[str, str] = {
    "january": "jan janv genn",
    "february": "fev fevr febbr",
    "july": "juill",
    "september": "setiembre set sept sett",
    "spring": "printemps primavera",
    "summer": "ete verano estate",
    "autumn": "automne otono autunno",
    "winter": "hiver invierno inverno",
    "20": "vingt veinte venti",
    "30": "trente treinta trenta",
    "40": "quarante cuarenta quaranta",
    "50": "cinquante cincuenta cinquanta",
    "60": "soixante sesenta sessanta",
    "70": "soixante-dix setenta settanta",
    "80": "quatre-vingt quatre-vingts ochenta ottanta",
    "90": "quatre-vingt-dix noventa novanta",
}
# Rules for all three: two prepositions together are a range, and a date with an open end may say that it is one.
AT_THE_END = (
    (r"\b(first|second) trimestre\b", r"\1 quarter"),
    (r"\b(first|second) semestre\b", r"\1 half"),
    (r"^since (.+?),? (?:until|to) (.+)$", r"\1 to \2"),
    (r"^since (.+?),? ongoing$", r"since \1"),
    (r"^in (?=(?:spring|summer|autumn|winter|early|mid|late|first|second|third|fourth|last|since)\b)", ""),
)
PHRASES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "fr": (
        (
            r"^(?:sans date|non datee?|date (?:inconnue|non connue|non indiquee)|inconnue?"
            r"|pas de date(?: dans la source)?|s\. ?d\.?)$",
            "undated",
        ),
        (r"^(?:toujours )?en cours(?: ?; debut non (?:indique|connu))?$|\ben cours\b", "ongoing"),
        (r"^a (?:confirmer|determiner|preciser|venir)$", "tbc"),
        (r"^(?:annuel(?:le)?(?:ment)?|chaque annee|tous les ans)$", "annual"),
        (r"^(?:recemment|bientot|(?:l')?(?:annee|an) (?:prochaine?|derniere?))$", "recently"),
        (r"\b(?:aujourd'hui|nos jours|ce jour|maintenant|le present)\b", "present"),
        (
            r"^(?:lance|publie|adopte|fonde|tenu|signe|cree|etabli|organise)e?s? (?=(?:en|le|de|du|a partir) )",
            "launched ",
        ),
        (r"\(decennie\)", "(decade)"),
        (r"\(siecle\)", "(century)"),
        (r"\(date approximative et incertaine\)", "(approximate and uncertain)"),
        (r"\((?:(?:date )?approximative|approximatif|environ)\)", "(approximate)"),
        (r" \((?:date )?incertaine?\)|,? (?:date )?incertaine?$", " (uncertain)"),
        (r"\b(?:les |des )?annees ([0-9]{4})\b", r"\1s"),
        (r"\b(?:les |des )?annees '?([0-9]{2})\b", r"'\1s"),
        (r"\b(?:la )?decennie (?:de |des )?([0-9]{3}0)s?\b", r"\1s (decade)"),
        (r"\b(?:le |du )?xxi ?e siecle", "21st century"),
        (r"\b(?:le |du )?xx ?e siecle", "20th century"),
        (r"\b(?:le |du )?xix ?e siecle", "19th century"),
        (r"\b(?:le |du )?([0-9]{2})(?:e|eme) siecle", r"\1th century"),
        (r"\b(?:(?:le|au) )?(?:premier|1er) (trimestre|semestre)\b", r"first \1"),
        (r"\b(?:(?:le|au) )?(?:deuxieme|second|2e) (trimestre|semestre)\b", r"second \1"),
        (r"\b(?:(?:le|au) )?(?:troisieme|3e) trimestre\b", "third quarter"),
        (r"\b(?:(?:le|au) )?(?:quatrieme|dernier|4e) trimestre\b", "fourth quarter"),
        (r"\bsemaine ([0-9]{1,2})\b(?: de(?: l'annee)?)?", r"week \1"),
        (r"\b1 ?er\b|\bpremier(?= [a-z])", "1"),
        (r"\b(?:au |des le )?debut (?:de l'annee |de |des |du |d')?", "early "),
        (r"\b(?:au )?milieu (?:de l'annee |de |des |du |d')?|\b(?:a la )?mi-", "mid "),
        (r"\b(?:a la |en )?fin (?:de l'annee |de |des |du |d')?(?=[0-9a-z])", "late "),
        (r"\b(?:au |a l'|en |l'|le |durant l'|pendant l')(?=(?:spring|summer|autumn|winter)\b)", ""),
        (r",? (?:ou|et) (?:plus tard|apres|ensuite)$", " or later"),
        (r",? (?:ou|et) (?:plus tot|avant)$", " or earlier"),
        (r"\b(?:au plus tard|pas apres) (?:le |l'|en )?", "no later than "),
        (r"\b(?:au plus tot|pas avant) (?:le |l'|en )?", "not before "),
        (r"\b(?:(?:a partir|a compter) (?:du |de l'|de |d')|depuis )(?:le |l'|les |l'an |l'annee )?", "since "),
        (r"\bapres (?:le |l'|les )?", "after "),
        (r"\bavant (?:le |l'|les )?", "before "),
        (r"\bjusqu'(?:a l'|a |au |aux |en )(?:le |l')?", "until "),
        (r"^(since|after|before) (.+?) environ(?= \(|$)", r"\1 c. \2"),
        (r",? (?:environ|env\.)$", " approx"),
        (r"\b(?:vers|environ|env\.|autour|aux alentours|aux environs) ?(?:du |de |le |l'|les )?", "c. "),
        (r"\b(?:peut-etre|probablement|sans doute) (?:le |en )?", "probably "),
        (r"^entre (?:le |l')?(.+?) et (?:le |l')?(.+)$", r"between \1 and \2"),
        (r"^(?:du |de |d'|des )(.+?) (?:au |aux |a l'|a )(.+)$", r"\1 to \2"),
        (r"^(?!since )(.+?) (?:au |aux |a )(.+)$", r"\1 to \2"),
        (r" et (?:le |l')?", " and "),
        (r" ou (?:le |l'|en )?", " or "),
        (
            r"^(launched )?(?:les? |l'an |l'annee |en l'an |en |annee |courant |l'|durant l'annee |pendant l'annee )",
            r"\1in ",
        ),
        (r"(?<=\S) (?:de |du |d')", " "),
        *AT_THE_END,
    ),
    "es": (
        (
            r"^(?:sin fecha(?: en la fuente)?|fecha (?:desconocida|no conocida)|desconocid[ao]|s\. ?[fd]\.?)$",
            "undated",
        ),
        (r"^en curso(?: ?; sin inicio registrado)?$|\ben curso\b", "ongoing"),
        (r"^(?:por (?:confirmar|determinar|anunciar)|pendiente)$", "tbc"),
        (r"^(?:anual(?:mente)?|cada ano|todos los anos)$", "annual"),
        (r"^(?:recientemente|pronto|(?:el )?(?:ano pasado|proximo ano|ano proximo))$", "recently"),
        (r"\b(?:la actualidad|actualidad|el presente|presente|hoy|la fecha|ahora)\b", "present"),
        (
            r"^(?:lanzad|publicad|adoptad|fundad|celebrad|firmad|cread|establecid|organizad)[oa]s? (?=(?:en|el|del?) )",
            "launched ",
        ),
        (r"\(siglo\)", "(century)"),
        (r"\(aproximadamente y sin certeza\)", "(approximate and uncertain)"),
        (r"\((?:aprox\.?|aproximad[oa]|aproximadamente)\)", "(approximate)"),
        (r" \((?:sin certeza|(?:fecha )?inciert[oa])\)|,? (?:sin certeza|(?:fecha )?inciert[oa])$", " (uncertain)"),
        (r"\b(?:la )?decada de(?: los(?: anos)?)? ([0-9]{2}[1-9]0)\b(?: \(decada\))?", r"\1s"),
        (r"\b(?:la )?decada de(?: los(?: anos)?)? ([0-9]{2}00)\b(?: \(decada\))?", r"\1s (decade)"),
        (r"\b(?:la )?decada de(?: los(?: anos)?)? '?([0-9]{2})\b", r"'\1s"),
        (r"\b(?:los |de los )?anos ([0-9]{4})\b", r"\1s"),
        (r"\b(?:los |de los )?anos '?([0-9]{2})\b", r"'\1s"),
        (r"\(decada\)", "(decade)"),
        (r"\b(?:el |del )?siglo xxi\b", "21st century"),
        (r"\b(?:el |del )?siglo xx\b", "20th century"),
        (r"\b(?:el |del )?siglo xix\b", "19th century"),
        (r"\b(?:el |en el )?(?:primer|1\.?er) (trimestre|semestre)\b", r"first \1"),
        (r"\b(?:el |en el )?(?:segundo|2\.?[oº°]) (trimestre|semestre)\b", r"second \1"),
        (r"\b(?:el |en el )?(?:tercer|3\.?er) trimestre\b", "third quarter"),
        (r"\b(?:el |en el )?(?:cuarto|ultimo|4\.?[oº°]) trimestre\b", "fourth quarter"),
        (r"\bsemana ([0-9]{1,2})\b(?: de)?", r"week \1"),
        (r"\b1(?:\.?[º°]|(?:\.?o|ero?)(?= ))|\bprimero(?= de )", "1"),
        (r"\b(?:a )?(?:principios|comienzos|inicios) (?:de los |de la |del |de )?(?:ano )?", "early "),
        (r"\b(?:a )?mediados (?:de los |de la |del |de )?(?:ano )?", "mid "),
        (r"\b(?:a )?(?:finales|fines) (?:de los |de la |del |de )?(?:ano )?", "late "),
        (r"\b(?:en el |en la |en |el |la |durante el )(?=(?:spring|summer|autumn|winter)\b)", ""),
        (r"^(?:desde (?:el )?|del? )?(.+?) en adelante$", r"\1 onwards"),
        (r",? [oy] (?:despues|posterior|mas tarde)$", " or later"),
        (r",? [oy] (?:antes|anterior)$", " or earlier"),
        (r"\b(?:a mas tardar|no despues de) (?:el |en )?", "no later than "),
        (r"\b(?:como muy pronto|no antes de) (?:el |en )?", "not before "),
        (r"\b(?:a partir (?:del |de )|desde )(?:el |la |los )?(?:ano )?", "since "),
        (r"\b(?:despues (?:del |de )|tras )(?:el |la |los )?(?:ano )?", "after "),
        (r"\bantes (?:del |de )(?:el |la |los )?(?:ano )?", "before "),
        (r"\bhasta (?:el |la |los )?(?:ano )?", "until "),
        (r"^(since|after|before) (.+?) aproximadamente(?= \(|$)", r"\1 c. \2"),
        (r",? (?:aprox\.?|aproximadamente)$", " approx"),
        (
            r"\b(?:hacia|alrededor del?|en torno al?|aproximadamente|aprox\.?) (?:el |la |los )?(?:ano )?",
            "c. ",
        ),
        (r"\b(?:quizas?|posiblemente|probablemente) (?:el |en )?", "probably "),
        (r"^entre (?:el )?(.+?) [ye] (?:el )?(.+)$", r"between \1 and \2"),
        (r"^(?:del |de )(.+?) (?:al |a )(.+)$", r"\1 to \2"),
        (r"^(?!since )(.+?) (?:al |a )(.+)$", r"\1 to \2"),
        (r" [ye] (?:el )?", " and "),
        (r" [ou] (?:el |en )?", " or "),
        (r"^(launched )?(?:los dias |los |en el ano |el ano |ano |durante |en el |en |el )", r"\1in "),
        (r"(?<=\S) del? (?:ano )?", " "),
        *AT_THE_END,
    ),
    "it": (
        (
            r"^(?:senza data(?: nella fonte)?|data (?:sconosciuta|ignota|non nota)|sconosciut[ao]|s\. ?d\.?)$",
            "undated",
        ),
        (r"^(?:tuttora )?in corso(?: ?; inizio non registrato)?$|\bin corso\b", "ongoing"),
        (r"^(?:da (?:confermare|definire|annunciare)|in attesa)$", "tbc"),
        (r"^(?:annual(?:e|mente)|ogni anno|tutti gli anni)$", "annual"),
        (r"^(?:recentemente|di recente|presto|(?:l')?(?:anno scorso|anno prossimo|prossimo anno))$", "recently"),
        (r"\b(?:oggi|il presente|presente|adesso)\b", "present"),
        (
            r"^(?:lanciat|pubblicat|adottat|fondat|tenut|firmat|creat|istituit|organizzat)[oaie] (?=(?:nel|il|dal) )",
            "launched ",
        ),
        (r"\(decennio\)", "(decade)"),
        (r"\(secolo\)", "(century)"),
        (r"\(circa, data incerta\)", "(approximate and uncertain)"),
        (r"\((?:circa|approssimativ[ao])\)", "(approximate)"),
        (r" \((?:data )?incert[ao]\)|,? (?:data )?incert[ao]$", " (uncertain)"),
        (r"\bdagli (?=anni\b)", "since "),
        (r"\b(?:gli |negli |degli |agli )?anni ([0-9]{4})\b", r"\1s"),
        (r"\b(?:gli |negli |degli |agli )?anni '?([0-9]{2})\b", r"'\1s"),
        (r"\b(?:il )?decennio (?:del |di )?([0-9]{3}0)\b", r"\1s (decade)"),
        (r"\b(?:il |del |nel )?xxi secolo\b", "21st century"),
        (r"\b(?:il |del |nel )?xx secolo\b", "20th century"),
        (r"\b(?:il |del |nel )?xix secolo\b", "19th century"),
        (r"\b(?:il |nel )?(?:primo|1[º°]) (trimestre|semestre)\b", r"first \1"),
        (r"\b(?:il |nel )?(?:secondo|2[º°]) (trimestre|semestre)\b", r"second \1"),
        (r"\b(?:il |nel )?(?:terzo|3[º°]) trimestre\b", "third quarter"),
        (r"\b(?:il |nel )?(?:quarto|ultimo|4[º°]) trimestre\b", "fourth quarter"),
        (r"\bsettimana ([0-9]{1,2})\b(?: del)?", r"week \1"),
        (r"\b1(?: ?[º°]|o(?= ))|\bprimo(?= [a-z])", "1"),
        (r"\b(?:all'|agli |nei )?(?:inizio|inizi|primi mesi|principio) (?:del |dell'|dei |degli |di )?", "early "),
        (r"\b(?:a |alla )?meta (?:del |dell'|dei |degli |di )?", "mid "),
        (r"\b(?:alla |a )?fine (?:del |dell'|dei |degli |di )?", "late "),
        (r"\b(?:nella |nell'|in |l'|la )(?=(?:spring|summer|autumn|winter)\b)", ""),
        (r"^(?:dal |dall'|da )?(.+?) in poi$", r"\1 onwards"),
        (r",? [oe] (?:dopo|successivamente|piu tardi)$", " or later"),
        (r",? [oe] prima$", " or earlier"),
        (r"\b(?:al piu tardi|non dopo) (?:il |l'|nel )?", "no later than "),
        (r"\bnon prima (?:del |dell'|di )", "not before "),
        (r"^(?:dal |dall'|da |del )(.+?) (?:fino al |fino all'|fino a |al |all'|ad |a )(.+)$", r"\1 to \2"),
        (r"\b(?:a partire |sin )?(?:dal |dall'|da )(?:l')?", "since "),
        (r"\bdopo (?:il |l'|gli )?", "after "),
        (r"\bprima (?:del |dell'|degli |di l'|di )", "before "),
        (r"\b(?:fino al |fino all'|fino agli |fino a |entro il |entro l'|entro )", "until "),
        (r"\b(?:verso|intorno|attorno) (?:il |l'|al |all'|a )?", "c. "),
        (r"\b(?:forse|probabilmente) (?:il |nel )?", "probably "),
        (r"^(?:tra|fra) (?:il |l')?(.+?) e (?:il |l')?(.+)$", r"between \1 and \2"),
        (r"^(.+?) (?:al |all'|ad |a )(.+)$", r"\1 to \2"),
        (r"^circa (?:il |l'|nel )?", "c. "),
        (r" circa(?= to )", " (approximate)"),
        (r"^((?:since|after|before) )?([^()]+?),? circa(?= \(|$)", r"\1c. \2"),
        (r" e[d]? (?:il |l')?", " and "),
        (r" (?:od?|oppure) (?:il |l'|nel )?", " or "),
        (
            r"^(launched )?(?:(?:i|nei) giorni |(?:nell'|l')?anno |nel corso del |nell'|nel |il |l'|durante il )",
            r"\1in ",
        ),
        (r"(?<=\S) (?:dell'|del |di )", " "),
        *AT_THE_END,
    ),
}
LANGUAGES = tuple(PHRASES)


@lru_cache(maxsize=65_536)
def in_english(text: str, language: str) -> str:
    """A date in small letters with the words of a language in English; the same text where it has none of them."""
    plain = found = without_accents(text)
    pattern, meanings = _words(language)
    found = pattern.sub(lambda word: meanings[word[1]], found)
    for phrase, english in _phrases(language):
        found = phrase.sub(english, found)
    return text if found == plain else found


def without_accents(text: str) -> str:
    """The text without the accents of its letters."""
    return MARKS.sub("", unicodedata.normalize("NFD", text))


@cache
def _phrases(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(phrase), english) for phrase, english in PHRASES[language])


@cache
def _words(language: str) -> tuple[re.Pattern[str], Mapping[str, str]]:
    """The pattern of single words, which takes the full stop of an abbreviation with it; and what they mean."""
    days, months = _english(get_day_names, language), _english(get_month_names, language)
    meanings = {**days, **months, **{word: english for english, known in WORDS.items() for word in known.split()}}
    longest = sorted(meanings, key=len, reverse=True)
    return re.compile(rf"(?<![^\W\d_])({'|'.join(map(re.escape, longest))})(?![^\W\d_])\.?"), meanings


def _english(names: Callable[..., Mapping[int, str]], language: str) -> dict[str, str]:
    """The names of months or days in a language, whole and abbreviated -> the whole English name."""
    english = names("wide", locale="en")
    return {
        without_accents(name.casefold()).rstrip("."): english[number].casefold()
        for width in ("abbreviated", "wide")
        for form in ("format", "stand-alone")
        for number, name in names(width, form, language).items()
    }
