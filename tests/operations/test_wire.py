"""What travels between machines is encrypted to somebody known, or the operator is told that it is not."""

from pathlib import Path

import pytest

from betterjournal.operations import checking
from betterjournal.settings import Settings

REMOTE = "postgresql://notes:hush@db.example.ca/notes"


def warned(tmp_path: Path, **urls: str) -> list[str]:
    """The parts whose way is not safe; none of the machines is there to answer."""
    found = [each for each in checking.wire(Settings(data_dir=tmp_path, **urls)) if each.verdict == "warning"]
    assert not any("hush" in str(each) for each in found)
    assert all(checking.UNSAFE in each.said for each in found)
    return [each.part for each in found]


@pytest.mark.parametrize("rest", ["", "?sslmode=prefer", "?sslmode=require", "?sslmode=verify-ca"])
@pytest.mark.parametrize("setting", ["database_url", "keyring_url"])
def test_a_database_elsewhere_needs_tls_and_a_certificate_for_its_name(tmp_path: Path, setting: str, rest: str) -> None:
    assert warned(tmp_path, **{setting: REMOTE + rest}) == [f"way to the {setting.removesuffix('_url')}"]
    assert warned(tmp_path, **{setting: f"{REMOTE}?sslmode=verify-full"}) == []


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("redis://:hush@cache.example.ca:6379", False),
        ("rediss://:hush@cache.example.ca:6379", True),
        ("rediss://:hush@cache.example.ca:6379?ssl_cert_reqs=none", False),
        ("rediss://:hush@cache.example.ca:6379?ssl_check_hostname=false", False),
        ("redis://localhost:6379", True),
        ("unix:///run/redis.sock", True),
    ],
)
def test_a_redis_elsewhere_needs_tls_and_a_certificate_for_its_name(tmp_path: Path, url: str, safe: bool) -> None:
    assert warned(tmp_path, redis_url=url) == ([] if safe else ["way to the redis"])


@pytest.mark.parametrize(
    "url",
    [
        "",
        "sqlite:////srv/notes.sqlite3",
        "postgresql://notes@localhost/notes",
        "postgresql://notes@/notes",
        "postgresql://notes@/notes?host=/run/postgresql",
        "postgresql://notes@127.0.0.1:5432/notes",
    ],
)
def test_on_this_very_machine_nothing_is_asked(tmp_path: Path, url: str) -> None:
    assert warned(tmp_path, database_url=url) == []


def test_a_host_that_stands_in_the_query_is_looked_at_too(tmp_path: Path) -> None:
    url = "postgresql://notes@/notes?host=db.example.ca"
    assert warned(tmp_path, database_url=url) == ["way to the database"]
    assert warned(tmp_path, database_url="postgresql://notes@localhost/notes?host=db.example.ca") != []


def test_the_check_says_it(tmp_path: Path) -> None:
    said = [each.part for each in checking.check(Settings(data_dir=tmp_path, redis_url="redis://cache.example.ca"))]
    assert "way to the redis" in said
