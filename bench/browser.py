"""A browser as far as forms need one: a cookie, hidden fields, a kept link."""

import http.client
from html.parser import HTMLParser
from urllib.parse import urlencode

PATIENCE_SECONDS = 30
Answer = tuple[http.client.HTTPResponse, str]


class Browser:
    """Asks a portal as one signed-in person over one kept connection."""

    def __init__(self, port: int, cookie: str) -> None:
        self.headers = {"Cookie": cookie}
        self.link = http.client.HTTPConnection(
            "127.0.0.1", port, timeout=PATIENCE_SECONDS
        )

    def open(self, path: str, *, in_place: bool = False) -> Answer:
        """Return the answer to opening an address; `in_place` as htmx asks for it."""
        further = {"HX-Request": "true"} if in_place else {}
        return self._asked("GET", path, {**self.headers, **further}, None)

    def send(self, path: str, fields: dict[str, str]) -> Answer:
        """Return the answer to a form that is sent there."""
        typed = "application/x-www-form-urlencoded"
        headers = {**self.headers, "Content-Type": typed}
        return self._asked("POST", path, headers, urlencode(fields))

    def close(self) -> None:
        """Let the connection go."""
        self.link.close()

    def _asked(
        self, method: str, path: str, headers: dict[str, str], body: str | None
    ) -> Answer:
        self.link.request(method, path, body=body, headers=headers)
        response = self.link.getresponse()
        return response, response.read().decode()


class _Forms(HTMLParser):
    """Gathers the hidden fields of each form of a page, by the form's address."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, dict[str, str]] = {}
        self.fields: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a form, or a hidden field of the one that is open."""
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.fields = self.found.setdefault(given.get("action", ""), {})
        elif tag == "input" and given.get("type") == "hidden":
            self.fields[given.get("name", "")] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        """Note that a form ended."""
        if tag == "form":
            self.fields = {}


def forms(page: str) -> dict[str, dict[str, str]]:
    """Return the hidden fields of a page's forms, by the address each is sent to."""
    parser = _Forms()
    parser.feed(page)
    return parser.found
