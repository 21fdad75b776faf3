"""The address that is served: free or taken, answering or not yet."""

import http.client
import socket

ANY_HOST = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}


def why_taken(host: str, port: int) -> str:
    """Return why `host` and `port` cannot be listened on; "" when they can."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        # As the web server does: what a stopped server leaves behind does not count.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            probe.listen()
        except OSError as error:
            return error.strerror or str(error)
    return ""


def answers(host: str, port: int) -> bool:
    """Return whether a page comes back from `host` and `port`."""
    reached = ANY_HOST.get(host, host)
    connection = http.client.HTTPConnection(reached, port, timeout=2)
    try:
        connection.request("GET", "/healthz", headers={"Host": "localhost"})
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def web_address(host: str, port: int) -> str:
    """Return what to type in a browser on this machine.

    >>> web_address("0.0.0.0", 8000), web_address("::1", 80)
    ('http://127.0.0.1:8000', 'http://[::1]:80')
    """
    reached = ANY_HOST.get(host, host)
    return (
        f"http://[{reached}]:{port}" if ":" in reached else f"http://{reached}:{port}"
    )
