"""Which addresses are taken, and that a wrong one is named at once."""

import pytest

from betterjournal.calendars.address import checked, host
from betterjournal.errors import Invalid


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://calendar.google.com/calendar/ical/a%40b/private-1/basic.ics",) * 2,
        ("webcal://p52-caldav.icloud.com/published/2/abc", "https://p52-caldav.icloud.com/published/2/abc"),
        (
            "WebCals://clinic.janeapp.com/ical/abc/appointments.ics",
            "https://clinic.janeapp.com/ical/abc/appointments.ics",
        ),
        (
            "  https://outlook.office365.com/owa/calendar/a/b/\ncalendar.ics#top ",
            "https://outlook.office365.com/owa/calendar/a/b/calendar.ics",
        ),
        ("HTTPS://Example.com:443/a", "https://Example.com:443/a"),
    ],
)
def test_an_address_as_producers_give_it_is_taken(typed: str, kept: str) -> None:
    assert checked(typed) == kept


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("", "problem.needed"),
        ("  ", "problem.needed"),
        ("http://clinic.janeapp.com/ical/abc", "problem.calendar_https"),
        ("clinic.janeapp.com/ical/abc", "problem.calendar_https"),
        ("javascript:alert(1)", "problem.calendar_https"),
        ("file:///etc/passwd", "problem.calendar_https"),
        ("https://", "problem.calendar_address"),
        ("https://[::1/a", "problem.calendar_address"),
        ("https://a.example:8443/a", "problem.calendar_address"),
        ("https://a.example:port/a", "problem.calendar_address"),
        ("https://me:pass@a.example/a", "problem.calendar_address"),
        ("https://a.example\\@b.example/a", "problem.calendar_address"),
        ("https://exämple.com/a", "problem.calendar_address"),
        ("https://a.example/" + "x" * 2000, "problem.long"),
    ],
)
def test_a_wrong_one_names_the_field(typed: str, key: str) -> None:
    with pytest.raises(Invalid) as caught:
        checked(typed)
    assert (caught.value.field, caught.value.key) == ("address", key)


def test_only_the_host_is_shown() -> None:
    assert host("https://Calendar.Google.com/ical/private-1/basic.ics") == "calendar.google.com"
