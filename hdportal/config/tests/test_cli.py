import os
import subprocess
import sys

import pytest

from hdportal.config.cli import COMMANDS, main


def test_help_names_every_command(capsys):
    assert main(["--help"]) == 0

    shown = capsys.readouterr().out
    assert all(name in shown for name in COMMANDS)


def test_an_unknown_command_is_explained(capsys):
    assert main(["srve"]) == 2

    assert "there is no command 'srve'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "value", "cure"),
    [
        ("DEMO", "maybe", "Use 1 for yes or 0 for no"),
        ("SMTP_URL", "http://mail.example", "Use file:"),
        ("SMTP_URL", "smtp://", "name the mail server"),
        ("MAIL_FROM", "nobody", "Use support@portal.example"),
        ("LOG_LEVEL", "LOUD", "Use INFO"),
        ("BASE_URL", "https:", "https://portal.example"),
    ],
)
def test_a_wrong_setting_stops_the_start_with_its_name_and_the_cure(
    tmp_path, name, value, cure
):
    theirs = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST")}
    mine = {"HDPORTAL_DATA_DIR": str(tmp_path), f"HDPORTAL_{name}": value}

    done = subprocess.run(
        [sys.executable, "-m", "hdportal.config", "manage", "check"],
        env={**theirs, **mine},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert done.returncode == 1
    assert f"HDPORTAL_{name}" in done.stderr
    assert cure in done.stderr
    assert "Traceback" not in done.stderr
