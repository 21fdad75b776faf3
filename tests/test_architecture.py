"""What the tools must catch: seen to fail when broken on purpose."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SNIPPET = """
from uuid import uuid4
from hdportal.accounts.models import User
from hdportal.desk.actions import comments
from hdportal.desk.models import Incident
from hdportal.privacy.door import clean

def write(incident: Incident, by: User, words: str) -> None:
    comments.add(incident=incident, text=%s, form_token=uuid4(), by=by)
"""


def types_of(snippet: str, folder: Path) -> str:
    file = folder / "snippet.py"
    file.write_text(snippet, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--config-file", "pyproject.toml"]
    command += ["--cache-dir", str(folder / "cache"), str(file)]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout


def test_text_that_went_round_the_patient_data_door_is_a_type_error(tmp_path):
    complaint = types_of(SNIPPET % "words", tmp_path)

    assert 'has incompatible type "str"; expected "CleanText"' in complaint


def test_text_that_went_through_the_door_is_fine(tmp_path):
    assert "Success" in types_of(SNIPPET % "clean(words)", tmp_path)


def test_only_the_door_makes_clean_text():
    makers = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "hdportal").rglob("*.py")
        if re.search(r"CleanText\(|cast\(\"?CleanText", path.read_text("utf-8"))
        and "tests" not in path.parts
    ]

    assert makers == ["hdportal/privacy/door.py"]


def test_only_actions_save():
    """Saving stands in actions, and in the few places that are not our records."""
    saving = re.compile(r"\.(save|bulk_create|bulk_update)\(|\.objects\.create\(")
    elsewhere = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "hdportal").rglob("*.py")
        if saving.search(path.read_text("utf-8"))
        and not {"tests", "actions", "migrations"} & set(path.parts)
    }

    allowed = {
        "hdportal/accounts/models/user.py",  # Django's manager interface
        "hdportal/audit/models.py",  # refuses every save but the first
        "hdportal/audit/record.py",  # the one door of the audit
        "hdportal/files/blobs.py",  # bytes in the storage, not a record
        "hdportal/desk/models/journal.py",  # refuses every save but the first
        "hdportal/web/running/ticker.py",  # the worker's own notebook
        "hdportal/accounts/forms/sign_in.py",  # allauth's form sends a mail by save()
        "hdportal/accounts/views/profile.py",  # profiles.save is an action
    }
    assert elsewhere - allowed == set()
