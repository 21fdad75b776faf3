import socket

from hdportal.web.running.address import answers, why_taken
from hdportal.web.tests.running_portal import free_port


def test_a_free_port_can_be_used():
    assert why_taken("127.0.0.1", free_port()) == ""


def test_a_port_in_use_has_a_reason():
    with socket.create_server(("127.0.0.1", 0)) as server:
        assert why_taken("127.0.0.1", server.getsockname()[1]) == (
            "Address already in use"
        )


def test_nothing_answers_on_a_free_port():
    assert not answers("127.0.0.1", free_port())
