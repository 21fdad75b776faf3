"""Run a command with a PostgreSQL of its own that is gone afterwards.

python scripts/with_postgres.py [--sqlite-too] COMMAND …

The command finds HDPORTAL_DATABASE_URL set to a fresh, empty server that listens on a
socket in a temporary directory only. Works as root (the server then runs as another
user, since PostgreSQL refuses root) and several times at once.
"""

import argparse
import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

DATABASE = "portal"
VARIABLE = "HDPORTAL_DATABASE_URL"
MISSING = (
    "PostgreSQL is not installed: the suite ran on SQLite only "
    "(apt-get install postgresql)"
)
START_SECONDS = 60
# The data live for minutes: nothing is lost when they do not survive a power cut.
SERVER_SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "100",
    "log_min_messages": "fatal",
    "log_min_error_statement": "panic",
}


def main() -> int:
    """Run the command and return its exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument(
        "--sqlite-too", action="store_true", help="run it on SQLite first"
    )
    parser.add_argument("command", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    if not options.command:
        parser.error("a command is needed")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    if options.sqlite_too and (code := run(options.command, url=None)):
        return code
    binaries = find_binaries()
    if binaries is None:
        print(MISSING)
        return 0
    with server(binaries) as url:
        return run(options.command, url=url)


def run(command: list[str], *, url: str | None) -> int:
    """Run `command` with the database at `url`; None means SQLite."""
    environment = {k: v for k, v in os.environ.items() if k != VARIABLE}
    if url is not None:
        environment[VARIABLE] = url
    return subprocess.run(command, env=environment, check=False).returncode


def find_binaries() -> Path | None:
    """Return the directory of the newest PostgreSQL server, None without one."""
    packaged = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"),
        key=lambda path: [int(n) for n in path.parts[4].split(".") if n.isdigit()],
    )
    on_path = shutil.which("initdb")
    if packaged:
        return packaged[-1].parent
    return Path(on_path).resolve().parent if on_path else None


@contextmanager
def server(binaries: Path) -> Iterator[str]:
    """Start a server, yield the address of its database, and remove all of it."""
    # A short name: the path of a socket may hold 107 characters at most.
    home = Path(tempfile.mkdtemp(prefix="hdpg-", dir="/tmp"))
    owner = server_user()
    try:
        if owner is not None:
            os.chown(home, owner.pw_uid, owner.pw_gid)
            # The command may run as somebody else than the server.
            home.chmod(0o711)
        initialise(binaries, home, owner)
        process = start(binaries, home, owner)
        try:
            create_database(binaries, home, owner, process)
            yield f"postgres://{DATABASE}@/{DATABASE}?host={home}"
        finally:
            stop(process)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def server_user() -> pwd.struct_passwd | None:
    """Return whom the server runs as; None means as ourselves."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    sys.exit("PostgreSQL refuses to run as root, and no other user was found")


def as_user(owner: pwd.struct_passwd | None) -> dict[str, object]:
    """Return the arguments of subprocess that change the user."""
    if owner is None:
        return {"cwd": "/"}
    return {
        "user": owner.pw_uid,
        "group": owner.pw_gid,
        "extra_groups": [],
        "cwd": "/",
    }


def initialise(binaries: Path, home: Path, owner: pwd.struct_passwd | None) -> None:
    """Make the files of an empty server."""
    command = [str(binaries / "initdb"), "-D", str(home / "data"), "-U", DATABASE]
    command += ["--auth=trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, **as_user(owner)
    )
    if done.returncode:
        sys.exit(f"PostgreSQL could not be set up:\n{done.stderr}")


def start(
    binaries: Path, home: Path, owner: pwd.struct_passwd | None
) -> subprocess.Popen[bytes]:
    """Start the server; it dies with this process, however that ends."""
    command = [str(binaries / "postgres"), "-D", str(home / "data"), "-k", str(home)]
    for name, value in SERVER_SETTINGS.items():
        command += ["-c", f"{name}={value}"]
    return subprocess.Popen(
        command,
        # Out of reach of Ctrl-C: the command may still need it while it ends.
        start_new_session=True,
        preexec_fn=stop_with_parent,
        **as_user(owner),
    )


def stop_with_parent() -> None:
    """Ask the kernel for an immediate shutdown when the parent is gone (Linux)."""
    if sys.platform == "linux":
        pr_set_pdeathsig = 1
        ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGQUIT)


def create_database(
    binaries: Path,
    home: Path,
    owner: pwd.struct_passwd | None,
    process: subprocess.Popen[bytes],
) -> None:
    """Wait until the server answers and give it an empty database."""
    command = [str(binaries / "createdb"), "-h", str(home), "-U", DATABASE, DATABASE]
    end = time.monotonic() + START_SECONDS
    while True:
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, **as_user(owner)
        )
        if done.returncode == 0:
            return
        if process.poll() is not None or time.monotonic() > end:
            sys.exit(f"PostgreSQL did not start:\n{done.stderr}")
        time.sleep(0.1)


def stop(process: subprocess.Popen[bytes]) -> None:
    """Shut the server down, by force when it takes too long."""
    process.send_signal(signal.SIGINT)  # "fast": sessions are cut off
    try:
        process.wait(timeout=15)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGQUIT)
        process.wait(timeout=15)


if __name__ == "__main__":
    sys.exit(main())
