"""scripts/with_postgres.py: a server of one's own, gone afterwards."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from hdportal.web.tests.running_portal import (
    command_of,
    descendants,
    is_alive,
    wait_until,
)

SCRIPT = str(Path(__file__).parent.parent.parent / "scripts/with_postgres.py")
ASK = (
    "import os, psycopg; url = os.environ['HDPORTAL_DATABASE_URL'];"
    "row = psycopg.connect(url).execute('select 6 * 7').fetchone();"
    "print(url.partition('host=')[2], *row)"
)
NO_POSTGRES = not list(Path("/usr/lib/postgresql").glob("*/bin/initdb"))

pytestmark = pytest.mark.skipif(NO_POSTGRES, reason="PostgreSQL is not installed")


def start(*words: str) -> subprocess.Popen[str]:
    command = [sys.executable, SCRIPT, *words]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_two_at_once_each_have_their_own_server():
    both = [start(sys.executable, "-c", ASK) for _unused in range(2)]

    answers = [process.communicate(timeout=60)[0].split() for process in both]

    assert [number for _folder, number in answers] == ["42", "42"]
    assert answers[0][0] != answers[1][0]
    assert not any(Path(folder).exists() for folder, _number in answers)


def test_the_exit_code_is_that_of_the_command():
    with start(sys.executable, "-c", "raise SystemExit(7)") as process:
        assert process.wait(60) == 7


def test_sqlite_comes_first_when_wanted():
    shown = "import os; print(os.environ.get('HDPORTAL_DATABASE_URL', 'sqlite')[:8])"

    with start("--sqlite-too", sys.executable, "-c", shown) as process:
        assert process.communicate(timeout=60)[0].split() == ["sqlite", "postgres"]


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_the_server_does_not_outlive_a_killed_script():
    shown = (
        "import os, time; print(os.environ['HDPORTAL_DATABASE_URL'], flush=True);"
        "time.sleep(30)"
    )
    with start(sys.executable, "-c", shown) as process:
        folder = Path(process.stdout.readline().strip().partition("host=")[2])
        family = descendants(process.pid)

        process.kill()
        for pid in (pid for pid in family if "time.sleep" in command_of(pid)):
            os.kill(pid, signal.SIGKILL)

        wait_until(lambda: not any(is_alive(pid) for pid in family), 10)
    shutil.rmtree(folder)
