"""The measures that keep one address from drowning the rest."""

from ipaddress import ip_network
from typing import Any

from betterjournal.web.serving.gate import with_client_address
from betterjournal.web.serving.limits import Addresses, Bucket, Limits

PROXY = [ip_network("10.0.0.0/8")]


def scope(peer: str, *forwarded: str) -> dict[str, Any]:
    headers = [(b"x-forwarded-for", each.encode()) for each in forwarded]
    return {"type": "http", "client": (peer, 1), "headers": headers}


def test_a_stranger_cannot_choose_their_address() -> None:
    seen = with_client_address(scope("203.0.113.9", "198.51.100.1"), PROXY)
    assert seen["client"][0] == "203.0.113.9"
    assert seen["headers"] == []


def test_a_trusted_proxy_names_the_last_address_it_does_not_know() -> None:
    assert with_client_address(scope("10.0.0.1", "1.1.1.1, 203.0.113.9, 10.0.0.2"), PROXY)["client"][0] == "203.0.113.9"
    assert with_client_address(scope("10.0.0.1", "1.1.1.1", "203.0.113.9"), PROXY)["client"][0] == "203.0.113.9"


def test_nonsense_from_a_proxy_leaves_the_proxy_as_the_client() -> None:
    assert with_client_address(scope("10.0.0.1", "<script>"), PROXY)["client"][0] == "10.0.0.1"
    assert with_client_address(scope("10.0.0.1"), PROXY)["client"][0] == "10.0.0.1"


def test_a_bucket_runs_dry() -> None:
    bucket = Bucket(a_second=0.001, at_once=3)
    assert [bucket.take() for _ in range(4)] == [True, True, True, False]


def test_an_address_may_open_only_so_many_sockets() -> None:
    addresses = Addresses(Limits(sockets_an_address=2))
    assert [addresses.enter("a") for _ in range(3)] == [True, True, False]
    assert addresses.enter("b")
    addresses.leave("a")
    assert addresses.enter("a")


def test_connecting_again_and_again_is_bounded_too() -> None:
    addresses = Addresses(Limits(new_sockets_at_once=2, new_sockets_a_second=0.001))
    for _ in range(2):
        assert addresses.enter("a")
        addresses.leave("a")
    assert not addresses.enter("a")
