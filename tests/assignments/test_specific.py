"""What an assignment leaves open: the table of what the rules say, forty examples in each language."""

import time

import pytest

from betterjournal.assignments.specific import LOOKED_AT, OpenPoint, left_open
from betterjournal.assignments.views import Content

# what, when, where | what is left open (of cue, place, count, words), blank for nothing.
ENGLISH = """
Complete one thought record after a moment of anxiety | | at home |
Practise catching your thoughts | | | words cue place count
Try to go for a walk | | | words cue place count
Keep a journal | | | words cue place count
Write three lines | right after the team meeting | at my desk |
Write down one worry when it starts | | on the bus |
Walk around the block once | after supper | |  place
Walk to the end of the street and back, once | after supper | from the front door |
Phone one friend | Thursday evening | | place
Phone your sister once before Friday | | in the kitchen |
Work on your sleep | | | words cue place count
Turn the phone off at 10 pm every night this week | | in the bedroom |
Think about what makes you angry | | | words cue place count
Be more assertive | at the next team meeting | | words cue count
Say no once | when your brother asks for money | | place
Do the breathing exercise | when you can | | cue place count
Do the breathing exercise twice | when I can | at home | cue
Do the breathing exercise twice | sometime | at home | cue
Do the breathing exercise twice | first thing | in bed |
Fill in the sleep diary each morning | | at the kitchen table |
Fill in the sleep diary daily | on waking | at the kitchen table | cue
Fill in the sleep diary daily | when I wake up | at the kitchen table |
Read pages 10 to 15 | Sunday | on the couch |
Read the handout | before our next appointment | | place count
Read the handout once | before our next appointment | online |
Notice more of the good things | | | words cue place count
List three good things | in the evening | | place
List three good things | in the evening | in bed |
Stand in the line at the store for five minutes | Saturday | |
Take the elevator one floor | before work | at the office |
Exercise regularly | | | words cue place count
Swim ten lengths | Tuesday and Thursday | at the pool |
Eat lunch away from your desk twice | at 12:30 | outside |
Reflect on our talk | tonight | at home | words count
Tell Sam one thing you liked | during dinner | |  place
Tell Sam one thing you liked | during dinner | at home |
Go outside as much as possible | | | words cue count
Open the letter | as soon as the kids are asleep | at the kitchen table | count
Open one letter | as soon as the kids are asleep | at the kitchen table |
Sleep better | | | words cue place count
"""
FRENCH = """
Remplir une fiche une fois après un moment d'anxiété | | à la maison |
Pratiquer la pleine conscience | | | words cue place count
Essayez de marcher | | | words cue place count
Tenir un journal | | | words cue place count
Écrire trois lignes | juste après la réunion d'équipe | au bureau |
Noter une seule inquiétude quand elle commence | | dans l'autobus |
Faire le tour du pâté de maisons une fois | après le souper | | place
Marcher jusqu'au bout de la rue une fois | après le souper | dehors |
Appeler deux amis | jeudi soir | | place
Appeler votre sœur une fois avant vendredi | | dans la cuisine |
Travailler sur votre sommeil | | | words cue place count
Fermer le téléphone à 22 h chaque soir | | dans la chambre |
Réfléchir à ce qui vous fâche | | | words cue place count
Être plus affirmé | à la prochaine réunion | | words cue place count
Dire non une fois | quand votre frère demande de l'argent | | place
Faire l'exercice de respiration | quand vous pouvez | | cue place count
Faire l'exercice deux fois | quand je peux | à la maison | cue
Faire l'exercice deux fois | un de ces jours | à la maison | cue
Faire l'exercice deux fois | au réveil | au lit |
Remplir le journal de sommeil chaque matin | | à la table de la cuisine |
Remplir le journal de sommeil tous les jours | en me levant | dans la cuisine |
Remplir le journal de sommeil tous les jours | à l'occasion | dans la cuisine | cue
Lire les pages 10 à 15 | dimanche | sur le divan |
Lire la feuille | avant notre rendez-vous | | place count
Lire la feuille une fois | avant notre rendez-vous | en ligne |
Faites attention aux bonnes choses | | | words cue place count
Nommer trois bonnes choses | le soir | | place
Nommer trois bonnes choses | le soir | au lit |
Faire la file cinq minutes | samedi | à l'épicerie |
Prendre l'ascenseur un seul étage | avant le travail | au bureau |
Bouger régulièrement | | | words cue place count
Nager dix longueurs | mardi et jeudi | à la piscine |
Dîner loin de votre bureau deux fois | à midi | dehors |
Réfléchir à notre conversation | ce soir | chez moi | words count
Dire à Sam deux choses que vous aimez | pendant le souper | | place
Dire à Sam deux choses que vous aimez | pendant le souper | à la maison |
Sortir le plus possible | | | words cue place count
Ouvrir la lettre | dès que les enfants dorment | à la table | count
Ouvrir deux lettres | dès que les enfants dorment | à la table |
Dormir mieux | | | words cue place count
"""


def table(text: str) -> list[tuple[Content, set[str]]]:
    found = []
    for line in text.strip().splitlines():
        what, when, where, points = (part.strip() for part in line.split("|"))
        found.append((Content(what=what, when=when, where=where, smallest="One line."), set(points.split())))
    return found


CASES = table(ENGLISH) + table(FRENCH)


def test_there_are_forty_examples_in_each_language() -> None:
    assert (len(table(ENGLISH)), len(table(FRENCH))) == (40, 40)


@pytest.mark.parametrize(("content", "points"), CASES, ids=lambda given: getattr(given, "what", None))
def test_the_table(content: Content, points: set[str]) -> None:
    assert {found.point for found in left_open(content, counted=False)} == points


def test_a_typed_number_is_a_count() -> None:
    walk = Content(what="Go for a walk", when="after supper", where="in the park", smallest="To the corner")
    assert left_open(walk, counted=True) == []
    assert left_open(walk, counted=False) == [OpenPoint("count")]


def test_the_words_that_leave_it_open_are_given_back_as_typed() -> None:
    (loose, *_) = left_open(Content(what="Please TRY TO rest"), counted=False)
    assert loose == OpenPoint("words", "TRY TO")


def test_more_than_twenty_minutes_in_one_go_is_said() -> None:
    def said(minutes: int) -> bool:
        content = Content(what="Read one page", when="at 8 pm", where="at home", smallest="A line", minutes=minutes)
        return left_open(content, counted=True) == [OpenPoint("minutes")]

    assert [said(minutes) for minutes in (0, 20, 21)] == [False, False, True]


def test_a_missing_smallest_version_is_said() -> None:
    full = Content(what="Read one page", when="at 8 pm", where="at home")
    assert left_open(full, counted=True) == [OpenPoint("smallest")]


def test_nothing_is_said_before_anything_is_set() -> None:
    assert left_open(Content(note="Thank you for today.", minutes=90), counted=False) == []


@pytest.mark.parametrize("piece", ["a ", "when you can ", "é", "at the ", "quand vous ", "\u202e", "once "])
def test_however_long_it_is_no_event_waits_for_it(piece: str) -> None:
    """Two hundred thousand characters, pasted."""
    pasted = piece * (200_000 // len(piece))
    began = time.process_time()
    left_open(Content(what=pasted, when=pasted, where="", first_step=pasted), counted=False)
    assert time.process_time() - began < 0.25
    assert LOOKED_AT < 1000
