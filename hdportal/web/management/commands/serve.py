"""`hdportal serve`: web server and worker under one supervisor."""

import os
import sys
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, connection, connections
from django.db.migrations.executor import MigrationExecutor

from hdportal.kernel import clock
from hdportal.web.running.address import answers, web_address, why_taken
from hdportal.web.running.moved_clock import CURE, ONLY_IN_THE_DEMO, hand_on
from hdportal.web.running.static_files import collect_if_changed
from hdportal.web.running.stopping import StopRequest
from hdportal.web.running.supervisor import Child, supervise

# The contract of the demo organisation (DESIGN section 2).
DEMO_PASSWORD = "hdportal-demo"


class Command(BaseCommand):
    help = "Serve the portal: web server and background worker under one supervisor."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument(
            "--workers", type=int, default=0, help="web processes (default: one a core)"
        )
        parser.add_argument(
            "--migrate", action="store_true", help="bring the database up to date first"
        )
        parser.add_argument(
            "--demo", action="store_true", help="load the demo organisation first"
        )
        parser.add_argument(
            "--now",
            metavar="MOMENT",
            help="let the clock of the demo run on from there: 2026-12-24T16:55",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = options["host"], options["port"]
        if reason := why_taken(host, port):
            raise CommandError(
                f"Port {port} on {host} cannot be used: {reason}. "
                f"Stop what uses it, or choose another with --port."
            )
        if options["now"]:
            start_clock_at(options["now"])
        hand_on(os.environ)
        self._prepare(migrate=options["migrate"], demo=options["demo"])
        workers = options["workers"] or os.cpu_count() or 1
        stop = StopRequest()
        stop.listen()
        welcome = Welcome(self, host, port, demo=options["demo"])
        supervise(children(host, port, workers), stop, welcome.when_ready)

    def _prepare(self, *, migrate: bool, demo: bool) -> None:
        if migrate:
            call_command("migrate", interactive=False, verbosity=0)
        elif problem := database_problem():
            # Served all the same: the portal must come up before its database does.
            self.stderr.write(self.style.WARNING(problem))
        if demo:
            call_command("demo")
        collect_if_changed()


class Welcome:
    """Prints the address, once, as soon as a page really comes back."""

    def __init__(self, command: BaseCommand, host: str, port: int, demo: bool) -> None:
        self.command = command
        self.host = host
        self.port = port
        self.sign_ins = demo_sign_ins() if demo else []
        self.is_done = False
        # Children are started next; they must not share our connection.
        connections.close_all()

    def when_ready(self) -> None:
        """Greet if the portal answers and has not been announced yet."""
        if self.is_done or not answers(self.host, self.port):
            return
        self.is_done = True
        lines = [f"The portal is ready: {web_address(self.host, self.port)}/"]
        if self.sign_ins:
            lines.append(f"Demo sign-ins, each with password {DEMO_PASSWORD}:")
            lines.extend(f"  {email}" for email in self.sign_ins)
        self.command.stdout.write("\n".join([*lines, "Stop with Ctrl-C."]))
        self.command.stdout.flush()


def start_clock_at(text: str) -> None:
    """Let the clock of the portal run on from a moment that was typed.

    Raises:
        CommandError: it is no moment, or this is no demo.
    """
    if not settings.DEMO:
        raise CommandError(f"--now: {ONLY_IN_THE_DEMO}")
    try:
        clock.move(clock.read_moment(text) - clock.real_now())
    except ValueError as error:
        raise CommandError(f"--now is {text!r}. {CURE}") from error


def children(host: str, port: int, workers: int) -> list[Child]:
    """Return the processes that make up the portal."""
    module, _, name = settings.WSGI_APPLICATION.rpartition(".")
    web = ["hdportal.web.running.webserver", f"{module}:{name}", host, str(port)]
    return [
        Child("web", [sys.executable, "-m", *web, str(workers)]),
        Child("worker", [sys.executable, "-m", "django", "worker"]),
    ]


def database_problem() -> str:
    """Return what an operator must do to the database first; "" when it is fine."""
    try:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        return f"The database does not answer: {error}".strip()
    return "The database is not up to date: run hdportal migrate." if plan else ""


def demo_sign_ins() -> list[str]:
    """Return the addresses of the demo people that are in the database."""
    people = get_user_model().objects.filter(email__endswith="demo.example")
    return list(people.order_by("pk").values_list("email", flat=True))
