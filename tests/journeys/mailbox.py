"""The mails that the portal has put into its folder."""

import re
from email import policy
from email.parser import BytesParser
from pathlib import Path

from hdportal.web.tests.running_portal import Portal, wait_until

ADDRESS = re.compile(r"https?://\S+")


def link_mailed_to(portal: Portal, email: str, about: str) -> str:
    """Wait for a mail whose subject holds `about`; return the first link in it."""
    found: list[str] = []

    def has_come() -> bool:
        found[:] = _mails(portal, email, about)
        return bool(found)

    wait_until(has_come, seconds=30)
    return ADDRESS.findall(found[-1])[0]


def _mails(portal: Portal, email: str, about: str) -> list[str]:
    texts = []
    for file in sorted(Path(portal.data_dir, "mail").glob("*.eml")):
        mail = BytesParser(policy=policy.default).parsebytes(file.read_bytes())
        if mail["To"] == email and about in mail["Subject"]:
            texts.append(mail.get_content())
    return texts
