"""Cookies that somebody else set: another page of the practice's domain, or a hand at the keyboard."""

from pathlib import Path

import pytest
from starlette.responses import Response

from betterjournal.accounts import sessions
from betterjournal.settings import Settings
from betterjournal.web import between
from betterjournal.web.between import Link
from betterjournal.web.serving.cookies import cookie_value
from tests.cast import Cast
from tests.conftest import opened


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


def test_a_cookie_of_another_installation_is_nothing(tmp_path: Path, ready_sqlite: Path, quick_hashes: None) -> None:
    """Neither its sign-in nor a link that was followed there."""
    houses = []
    for name in ("theirs", "ours"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "betterjournal.sqlite3").write_bytes(ready_sqlite.read_bytes())
        houses.append(Settings(data_dir=tmp_path / name))
    with opened(houses[0]):
        token, response = Cast.gather().tokens["ben"], Response()
        between.follow(response, Link("/back", "secret"))
        carried = response.headers["set-cookie"].split(";")[0]
        assert between.link(carried, "/back") is not None
    with opened(houses[1]):
        Cast.gather()
        assert sessions.resolve(token, act=True) is None
        assert between.link(carried, "/back") is None
