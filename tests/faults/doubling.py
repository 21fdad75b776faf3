"""A proxy that sends every submit twice at the same moment."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Barrier, Thread

from tests.faults.browser import Answer


class Doubler(ThreadingHTTPServer):
    """Stands in front of a portal; `pairs` are the answers that it got."""

    def __init__(self, portal_port: int) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.portal_port = portal_port
        self.pairs: list[tuple[Answer, Answer]] = []

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])


class Handler(BaseHTTPRequestHandler):
    """Sends one submit twice and passes the first answer back."""

    server: Doubler

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        both = Barrier(2)
        with ThreadPoolExecutor(2) as pool:
            jobs = [pool.submit(self._send, body, both) for _unused in range(2)]
            one, other = [job.result() for job in jobs]
        self.server.pairs.append((one, other))
        self._pass_back(one)

    def _send(self, body: bytes, both: Barrier) -> Answer:
        link = HTTPConnection("127.0.0.1", self.server.portal_port, timeout=60)
        both.wait()
        link.request("POST", self.path, body, dict(self.headers.items()))
        response = link.getresponse()
        content = response.read()
        link.close()
        location = response.headers.get("Location", "")
        return Answer(response.status, location, content.decode(), content)

    def _pass_back(self, answer: Answer) -> None:
        self.send_response(answer.status)
        if answer.location:
            self.send_header("Location", answer.location)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)

    def log_message(self, *_unused: object) -> None:
        return None


@contextmanager
def doubling(portal_port: int) -> Iterator[Doubler]:
    """Stand in front of the portal until the block ends."""
    with Doubler(portal_port) as doubler:
        thread = Thread(target=doubler.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield doubler
        finally:
            doubler.shutdown()
            thread.join(10)
