"""The text of the consent is written down for each version, says all it must, and never changes under its number."""

import re
from pathlib import Path

import pytest

from betterjournal.accounts.consent import TOPICS, VERSION
from betterjournal.web.wording import CATALOGUE

FOLDER = Path(__file__).parents[2] / "docs" / "consent"
PARTS = ("title", "text", "more", "tick")
AROUND = ("join.first_use", "join.first_use_always", "join.agree_lead")
WINDOWS = ("same_day", "previous_working_day", "two_days", "three_days", "always")
NAMES = {"en": "English", "fr": "Français"}
# PRODUCT, "The law": what the screens hold, each with words that say it.
SAID = {
    "use": ("do the work you and {name} agree on", "faire ce que vous avez convenu avec {name}"),
    "storage": ("are kept on a computer run by {practice}", "sont gardés sur un ordinateur géré par {practice}"),
    "who_reads": ("If {name} cannot work", "Si {name} ne peut pas travailler"),
    "telling": (
        "a child may be in danger, you or someone else may be in serious danger, or a court orders it",
        "un enfant est peut-être en danger, vous ou quelqu'un d'autre courez peut-être un grave danger, ou un tribunal",
    ),
    "not_watched": (
        "Nobody watches these pages, day or night",
        "Personne ne surveille ces pages, ni le jour ni la nuit",
    ),
    "file": ("becomes part of your file once it is opened", "entre dans votre dossier une fois ouvert"),
    "kept_how_long": ("10 years after you stop coming", "10 ans après votre dernière visite"),
    "withdraw": ("You can stop using this at any time", "Vous pouvez cesser d'utiliser cet espace à tout moment"),
}
FIRST_USE = (
    "This is your own place to write between appointments. What you write stays private until you share it. Nobody is "
    "watching this page, day or night. {name} looks at what you shared shortly before you meet. If something cannot "
    "wait, do not write it here. Call {phone}.",
    "Voici votre espace pour écrire entre les rendez-vous. Ce que vous écrivez reste privé tant que vous ne le "
    "partagez pas. Personne ne surveille cette page, ni le jour ni la nuit. {name} regarde ce que vous avez partagé "
    "peu avant votre rencontre. Si quelque chose ne peut pas attendre, ne l'écrivez pas ici. Appelez le {phone}.",
)


def text_of(version: int) -> str:
    """Every word a client agrees to, in both languages, as the catalogue has it now."""
    return "\n".join([f"# The consent, text {version}", "", *_in("en"), *_in("fr")])


def _in(language: str) -> list[str]:
    def said(key: str) -> str:
        return str(getattr(CATALOGUE[key], language))

    lines = [f"## {NAMES[language]}", "", *(line for key in AROUND for line in (said(key), ""))]
    for topic in TOPICS:
        title, text, more, tick = (said(f"join.consent.{topic}.{part}") for part in PARTS)
        reads = [said(f"join.reads.{window}") for window in WINDOWS] if topic == "who_reads" else []
        lines += [f"### {title}", "", text, *(f"- {each}" for each in reads), "", more, "", f"☐ {tick}", ""]
    return lines


def test_the_text_of_now_is_written_down_under_its_number() -> None:
    """When this fails the words changed: raise the version, and run this file."""
    assert (FOLDER / f"{VERSION}.md").read_text(encoding="utf-8") == text_of(VERSION)


def test_every_text_there_was_is_kept() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.md")) == [str(number + 1) for number in range(VERSION)]


@pytest.mark.parametrize("topic", TOPICS)
def test_each_topic_says_what_it_must(topic: str) -> None:
    whole = CATALOGUE[f"join.consent.{topic}.text"], CATALOGUE[f"join.consent.{topic}.more"]
    for language, words in zip(("en", "fr"), SAID[topic], strict=True):
        assert words in " ".join(getattr(each, language) for each in whole)
        # Two sentences each, the rest folded.
        assert len(re.findall(r"[.?!](?=\s|$)", getattr(whole[0], language))) <= 2
        assert CATALOGUE[f"join.consent.{topic}.tick"].en


def test_the_first_use_is_word_for_word() -> None:
    said = CATALOGUE["join.first_use"]
    assert (said.en, said.fr) == FIRST_USE


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    target = FOLDER / f"{VERSION}.md"
    target.write_text(text_of(VERSION), encoding="utf-8")
    print(target)
