"""Cookies that somebody else set: another page of the practice's domain, or a hand at the keyboard."""

import pytest

from betterjournal.web.serving.cookies import cookie_value


@pytest.mark.parametrize(
    "beside",
    ['prefs={"a":[1,2]}', "a[b]=c", "=", ";;", "broken", 'x="', "été=1", "$Version=1", "xbetterjournal=no"],
)
def test_an_odd_cookie_beside_ours_signs_nobody_out(beside: str) -> None:
    assert cookie_value(f"{beside}; betterjournal=token", "betterjournal") == "token"
    assert cookie_value(f"betterjournal=token; {beside}", "betterjournal") == "token"


def test_a_name_is_the_whole_name() -> None:
    assert cookie_value("betterjournal-link=1; Betterjournal=2; xbetterjournal=3", "betterjournal") is None
    assert cookie_value('betterjournal-link="1.ab.cd=="', "betterjournal-link") == "1.ab.cd=="
    assert cookie_value("", "betterjournal") is None
