"""The suite itself: no test reaches another machine."""

import socket

import pytest


@pytest.mark.parametrize("address", ["192.0.2.1", "2001:db8::1", "mail.example"])
def test_other_machines_cannot_be_reached(address):
    with pytest.raises(AssertionError, match="only this machine"):
        socket.create_connection((address, 25), timeout=1)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_this_machine_can(host):
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection((host, server.getsockname()[1]), timeout=5).close()
