"""Load on one address: wrk where it is installed, else a small client of our own."""

import http.client
import json
import re
import selectors
import shutil
import socket
import subprocess
import sys
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

CONNECTIONS = 4
SLACK_SECONDS = 30


@dataclass(frozen=True)
class Target:
    """An address to ask for again and again; `status` is what must come back."""

    port: int
    path: str
    headers: dict[str, str] = field(default_factory=dict)
    status: int = 200


@dataclass(frozen=True)
class Load:
    """What one run gave."""

    requests: int
    seconds: float
    p50_ms: float
    p99_ms: float

    @property
    def rps(self) -> float:
        return self.requests / self.seconds


class WrongAnswer(Exception):
    """The server did not answer as the measurement needs it."""


def client_name() -> str:
    """Return which client makes the load."""
    return "wrk" if shutil.which("wrk") else "bench.load"


def fetch(target: Target) -> tuple[http.client.HTTPResponse, bytes]:
    """Return one answer and its body.

    Raises:
        WrongAnswer: it has another status than the target wants.
    """
    connection = http.client.HTTPConnection("127.0.0.1", target.port, timeout=20)
    try:
        connection.request("GET", target.path, headers=target.headers)
        response = connection.getresponse()
        body = response.read()
    finally:
        connection.close()
    if response.status != target.status:
        raise WrongAnswer(
            f"{target.path} answered {response.status} instead of {target.status}"
        )
    return response, body


def run(target: Target, seconds: float, core: int) -> Load:
    """Ask from `core` on four kept connections for so long."""
    if shutil.which("wrk"):
        return _wrk(target, seconds, core)
    command = ["taskset", "-c", str(core), sys.executable, "-m", "bench.load"]
    done = subprocess.run(
        [*command, json.dumps(asdict(target)), str(seconds)],
        cwd=Path(__file__).resolve().parent.parent,
        capture_output=True,
        text=True,
        timeout=seconds + SLACK_SECONDS,
        check=False,
    )
    if done.returncode:
        raise WrongAnswer(f"{target.path}: {done.stderr.strip().splitlines()[-1]}")
    return Load(**json.loads(done.stdout))


def _wrk(target: Target, seconds: float, core: int) -> Load:
    headers = [f"-H{name}: {value}" for name, value in target.headers.items()]
    done = subprocess.run(
        ["taskset", "-c", str(core), "wrk", "-t1", f"-c{CONNECTIONS}", "--latency"]
        + [f"-d{round(seconds)}s", *headers]
        + [f"http://127.0.0.1:{target.port}{target.path}"],
        capture_output=True,
        text=True,
        timeout=seconds + SLACK_SECONDS,
        check=True,
    )
    if "Non-2xx" in done.stdout or "Socket errors" in done.stdout:
        raise WrongAnswer(f"{target.path}:\n{done.stdout}")
    made = re.search(r"(\d+) requests in ([\d.]+)s", done.stdout)
    assert made, done.stdout
    return Load(
        int(made[1]), float(made[2]), _ms(done.stdout, "50%"), _ms(done.stdout, "99%")
    )


def _ms(text: str, share: str) -> float:
    found = re.search(rf"{share}\s+([\d.]+)(us|ms|s)", text)
    assert found, text
    return float(found[1]) * {"us": 0.001, "ms": 1, "s": 1000}[found[2]]


def own_client(target: Target, seconds: float) -> Load:
    """Do what wrk does, in one thread over plain sockets."""
    lines = "".join(f"{name}: {value}\r\n" for name, value in target.headers.items())
    request = f"GET {target.path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{lines}\r\n".encode()
    watch = selectors.DefaultSelector()
    for _unused in range(CONNECTIONS):
        ours = socket.create_connection(("127.0.0.1", target.port), timeout=20)
        ours.sendall(request)
        watch.register(ours, selectors.EVENT_READ, [b"", time.perf_counter()])
    took: list[float] = []
    begin = time.perf_counter()
    while (now := time.perf_counter()) - begin < seconds:
        for key, _events in watch.select(timeout=1):
            key.data[0] += key.fileobj.recv(262_144)  # type: ignore[union-attr]
            if _is_whole(key.data[0], target.status):
                took.append(time.perf_counter() - key.data[1])
                key.data[:] = [b"", time.perf_counter()]
                key.fileobj.sendall(request)  # type: ignore[union-attr]
    for key in list(watch.get_map().values()):
        key.fileobj.close()  # type: ignore[union-attr]
    took.sort()
    middle, late = took[len(took) // 2], took[len(took) * 99 // 100]
    return Load(len(took), now - begin, middle * 1000, late * 1000)


def _is_whole(answer: bytes, status: int) -> bool:
    head, gap, body = answer.partition(b"\r\n\r\n")
    if not gap:
        return False
    if int(head[9:12]) != status:
        raise WrongAnswer(f"{head[9:12].decode()} instead of {status}")
    if re.search(rb"(?i)transfer-encoding: *chunked", head):
        return body.endswith(b"0\r\n\r\n")
    length = re.search(rb"(?i)content-length: *(\d+)", head)
    return len(body) >= (int(length[1]) if length else 0)


if __name__ == "__main__":
    asked = Target(**json.loads(sys.argv[1]))
    print(json.dumps(asdict(own_client(asked, float(sys.argv[2])))))
