"""The command `hdportal`: one door to everything an operator does."""

import argparse
import os
import sys

COMMANDS = {
    "serve": "web server and background worker under one supervisor",
    "worker": "the background worker alone",
    "demo": "load the demo organisation (only with HDPORTAL_DEMO=1)",
    "migrate": "bring the database up to date",
    "backup": "save the database and the files in one file, while the portal runs",
    "restore": "bring a backup into an empty place",
    "doctor": "check this deployment and say the cure",
    "scan": "look for patient data in files",
    "manage": "any Django command: hdportal manage COMMAND …",
}


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code (2: the command line is wrong)."""
    words = sys.argv[1:] if arguments is None else arguments
    if not words or words[0] in {"-h", "--help", "help"}:
        print(usage())
        return 0
    command, *rest = words
    if command not in COMMANDS:
        print(
            f"hdportal: there is no command {command!r}\n\n{usage()}", file=sys.stderr
        )
        return 2
    if command == "scan":
        return _scan(rest)
    return _django(rest if command == "manage" else [command, *rest])


def usage() -> str:
    """Return the list of commands, a line each."""
    lines = [f"  {name:<9} {text}" for name, text in COMMANDS.items()]
    return "Usage: hdportal COMMAND [--help]\n\n" + "\n".join(lines)


def _scan(words: list[str]) -> int:
    from hdportal.privacy.scan import scan_paths

    parser = argparse.ArgumentParser(
        prog="hdportal scan",
        description="Look for national register numbers in text files. "
        "Exit code 0: none found; 1: some found; 2: a file could not be read.",
    )
    parser.add_argument("files", nargs="+", help="- is the standard input")
    parser.add_argument("--json", action="store_true", help="a JSON line a finding")
    given = parser.parse_args(words)
    return scan_paths(given.files, as_json=given.json, out=sys.stdout)


def _django(words: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hdportal.config.settings")
    from django.core.management import ManagementUtility

    ManagementUtility(["hdportal", *words]).execute()
    return 0
