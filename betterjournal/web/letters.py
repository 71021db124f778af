"""The words of mails, in their reader's language: neutral, no name, nothing about why somebody has an account."""

from betterjournal.accounts.mailed_links import MINUTES
from betterjournal.web.wording import text


def way_in_changed(language: str) -> tuple[str, str]:
    """Subject and text that say that an address or a password is another now."""
    return text(language, "mail.changed_subject"), f"{text(language, 'mail.changed')}\n"


def way_back(language: str, link: str) -> tuple[str, str]:
    """Subject and text of a mailed link."""
    said = text(language, "mail.way_back", link=link, minutes=MINUTES)
    return text(language, "mail.way_back_subject"), f"{said}\n"


def digest(language: str, link: str) -> tuple[str, str]:
    """Subject and text of the morning mail: nothing in it can be another one day than the other."""
    return text(language, "mail.digest_subject"), f"{text(language, 'mail.digest')}\n\n{link}\n"
