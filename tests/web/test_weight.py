"""A client's pages are light, and one with an id in its address names its scripts before the framework has run."""

import httpx
import pytest

from tests.bench.weight import MOST, weight
from tests.web.conftest import Served

# The page of an app with nothing in it, as `python -m tests.bench weight` finds it; new with each new framework.
BLANK = 150_683
CLIENTS = ["/today", "/today/0123", "/numbers/0123", "/journal", "/journal/0123", "/me", "/kept", "/consent"]


@pytest.mark.parametrize("path", CLIENTS)
def test_a_clients_page_is_light(served: Served, path: str) -> None:
    assert weight(f"{served.url}{path}") / BLANK <= MOST


def test_a_page_with_an_id_in_its_address_names_its_scripts(served: Served) -> None:
    answer = httpx.get(f"{served.url}/today/0123")
    named = [each.partition(">")[0].lstrip("<") for each in answer.headers["link"].split(", ")]
    assert any("assignment_id" in each for each in named)
    assert {httpx.get(f"{served.url}{each}").status_code for each in named} == {200}


@pytest.mark.parametrize("path", ["/nowhere/0123", "/today", "/assets/nothing.js", "/404"])
def test_other_addresses_name_none(served: Served, path: str) -> None:
    assert "link" not in httpx.get(f"{served.url}{path}").headers
