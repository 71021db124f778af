"""A client's pages are light, of few files, and show their first words before any script has come."""

import re

import httpx
import pytest

from tests.bench.weight import MOST, weight
from tests.web.conftest import Served

# The page of an app with nothing in it, as `python -m tests.bench weight` finds it; new with each new framework.
BLANK = 150_683
CLIENTS = ["/today", "/today/0123", "/numbers/0123", "/journal", "/journal/0123", "/me", "/kept", "/consent"]
BEFORE_SIGNING_IN = ["/", "/sign-in", "/join"]
# On a line of 150 ms six files come at a time, each row of them in a turn of its own.
MOST_FILES = 12
_PRELOADED = re.compile(r"<link[^>]*modulepreload[^>]*>")


@pytest.mark.parametrize("path", CLIENTS + BEFORE_SIGNING_IN)
def test_a_clients_page_is_light(served: Served, path: str) -> None:
    assert weight(f"{served.url}{path}") / BLANK <= MOST


@pytest.mark.parametrize("path", CLIENTS + BEFORE_SIGNING_IN)
def test_the_first_words_wait_for_the_styles_and_for_no_script(served: Served, path: str) -> None:
    answer = httpx.get(f"{served.url}{path}")
    header = answer.headers.get("link")
    scripts = _PRELOADED.findall(answer.text) + (header.split(", ") if header else [])
    assert 4 < len(scripts) <= MOST_FILES
    assert [each for each in scripts if not re.search(r"fetchpriority=\"?low", each)] == []


def test_a_page_with_an_id_in_its_address_names_its_scripts(served: Served) -> None:
    answer = httpx.get(f"{served.url}/today/0123")
    named = [each.partition(">")[0].lstrip("<") for each in answer.headers["link"].split(", ")]
    assert any("assignment_id" in each for each in named)
    assert {httpx.get(f"{served.url}{each}").status_code for each in named} == {200}


@pytest.mark.parametrize("path", ["/nowhere/0123", "/today", "/assets/nothing.js", "/404"])
def test_other_addresses_name_none(served: Served, path: str) -> None:
    assert "link" not in httpx.get(f"{served.url}{path}").headers
