"""Says what an assignment still leaves open, by simple rules over the words as they stand. Pure: it ranks nothing,
refuses nothing and writes nothing; the clinician decides."""

import re
from dataclasses import dataclass
from typing import Literal

from betterjournal.assignments.views import Content

Point = Literal["cue", "place", "count", "smallest", "minutes", "words"]
# In one go; more is easier to put off.
LONG_MINUTES = 20
# As long as anything the rules could find in it; the rest of a pasted text is not looked at.
LOOKED_AT = 600


@dataclass(frozen=True)
class OpenPoint:
    """One thing left open; `words` are those that leave it open, as they were typed."""

    point: Point
    words: str = ""


def _any(*phrases: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(phrases)})(?![\w-])", re.IGNORECASE)


# They sound like a moment and name none; they are taken out before a moment is looked for.
_NO_MOMENT = _any(
    r"(?:when|whenever|if) (?:you|i|it|there) (?:can|feel|get|have|is|are|need)\b[^,.;]*",
    r"when(?:ever)? possible|some ?time|one of these days|at some point|from time to time|this week|next week",
    r"(?:quand|lorsque|si) (?:vous|je|ça|il|c'est) (?:le |en )?"
    r"(?:pouvez|peux|voulez|veux|avez|ai|y|est|possible)\b[^,.;]*",
    r"si possible|un de ces jours|à l'occasion|de temps en temps|un moment donné|cette semaine",
    r"la semaine prochaine",
)
_TIMES_OF_DAY = (
    r"in the (?:morning|afternoon|evening|night)",
    r"at (?:night|noon|midnight|bedtime|lunch|breakfast|dinner|supper)",
    r"(?:every|each|this|on) (?:morning|afternoon|evening|night)|tonight|tomorrow|first thing",
    r"before bed|bedtime|lunchtime",
    r"le (?:matin|midi|soir)|l'après-midi|la nuit|chaque (?:matin|midi|soir|nuit)",
    r"ce (?:matin|midi|soir)|en soirée|demain",
    r"au (?:réveil|lever|coucher|déjeuner|dîner|souper)|à midi",
)
_CUE = _any(
    *_TIMES_OF_DAY,
    r"(?:right |just )?(?:after|before|during|until)|when|whenever|while|once (?:i|you|the|my|your)|as soon as",
    r"(?:each|every) time|(?:mon|tues|wednes|thurs|fri|satur|sun)days?",
    r"at \d{1,2}(?::\d\d)?|\d{1,2}(?::\d\d)? ?(?:am|pm|a\.m\.|p\.m\.)|\d{1,2}:\d\d",
    r"(?:juste )?(?:après|avant)|pendant|quand|lorsque?|lorsqu'\w+|dès que?|dès qu'\w+|aussitôt que?",
    r"jusqu'\w+|une fois que",
    r"(?:à )?chaque fois|(?:lun|mar|mercre|jeu|vendre|same)dis?|dimanches?|(?:à |vers )?\d{1,2} ?h(?: ?\d\d)?",
    r"en (?:me|vous|te|se) \w+ant|en (?:rentrant|arrivant|sortant|partant)",
)
_TIME_WORDS = _any(*_TIMES_OF_DAY)
_PLACE = _any(
    r"(?:at|in|on|by|near|from|inside|outside) (?:the|my|your|a|an|her|his|their) \w+",
    r"at (?:home|work|school|church|lunch|my|your)|in (?:bed|class|town|traffic)|outside|outdoors",
    r"indoors|online|by phone",
    r"on (?:foot|video|paper)|kitchen|bedroom|bathroom|living room|desk|couch|sofa|porch|gym|park|bus",
    r"train|car|office",
    r"à la (?:maison|cuisine|salle|bibliothèque|garderie|piscine|table)",
    r"à l'(?:école|épicerie|hôpital|extérieur|intérieur)",
    r"au (?:travail|bureau|lit|parc|salon|gym|téléphone|magasin|café|centre)|chez \w+|dehors|en ligne",
    r"en voiture|en auto",
    r"(?:dans|sur|devant|près de) (?:le|la|les|mon|ma|mes|votre|vos|un|une|son|sa) \w+|dans l'\w+|sur l'\w+",
    r"cuisine|chambre|salon|bureau|divan|autobus|train|voiture|auto|balcon|jardin",
)
_COUNT = _any(
    r"\d+|one|once|two|twice|three|four|five|six|seven|ten|each|every|daily|nightly|the next|the first|only",
    r"une fois|une seule|un seul|deux|trois|quatre|cinq|six|sept|dix|chaque|tous les|toutes les",
    r"la prochaine|le prochain",
)
# Words of which nobody can tell afterwards whether it was done.
_LOOSE = _any(
    r"practi[sc]e|practi[sc]ing|try to|try and|keep (?:a|your) (?:journal|diary|log)|keep track",
    r"work(?:ing)? on",
    r"think (?:about|more)|reflect(?: on)?|be (?:more|less|mindful|kinder|aware|gentle)|notice more",
    r"focus on|do more|do less",
    r"more often|less often|regularly|as (?:much|often) as (?:possible|you can)|when you can",
    r"some ?times|a bit|a little more",
    r"better|pay attention|be aware|several times|a few times",
    r"pratique[rz]?|essaye[rz] d[e']|essaye de|tenir un journal|tenez un journal|travaille[rz] sur",
    r"réfléchi(?:r|ssez) (?:à|sur)?",
    r"réfléchi(?:r|ssez)|pense[rz] (?:à|plus)",
    r"(?:être|soyez) (?:plus|moins|attentif|attentive|conscient|consciente)",
    r"plus souvent|moins souvent|régulièrement|autant que possible|le plus possible|quand vous pouvez",
    r"parfois|un peu",
    r"mieux|fai(?:re|tes) attention|concentre[rz]-vous|plusieurs fois|quelques fois|davantage",
)


def left_open(content: Content, *, counted: bool) -> list[OpenPoint]:
    """What is still open, in the order of the form; nothing while nothing is set. `counted`: a number was typed."""
    what = content.what[:LOOKED_AT]
    if not what.strip():
        return []
    when, where = content.when[:LOOKED_AT], content.where[:LOOKED_AT]
    # A plan may stand in one sentence as well as in its fields.
    together = " . ".join([what, when, where, content.first_step[:LOOKED_AT]])
    loose = _LOOSE.search(what)
    found = [
        OpenPoint("words", loose[0].strip()) if loose else None,
        None if _CUE.search(_NO_MOMENT.sub(" ", together)) else OpenPoint("cue"),
        None if where.strip() or _PLACE.search(_LOOSE.sub(" ", _TIME_WORDS.sub(" ", together))) else OpenPoint("place"),
        None if counted or _COUNT.search(what) else OpenPoint("count"),
        None if content.smallest.strip() else OpenPoint("smallest"),
        OpenPoint("minutes") if content.minutes > LONG_MINUTES else None,
    ]
    return [point for point in found if point]
