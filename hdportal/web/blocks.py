"""Pieces of pages that one app draws and another shows.

An app adds its pieces when it starts; a template shows one by its name,
`{{ block_named("support-hours") }}`, and shows nothing when nobody added it.
"""

from collections.abc import Callable

from django.http import HttpRequest
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

Draw = Callable[[HttpRequest], Markup]

_blocks: dict[str, Draw] = {}


def register_block(name: str, draw: Draw) -> None:
    """Let templates show what `draw` gives under this name."""
    _blocks[name] = draw


@pass_context
def block_named(context: Context, name: str) -> Markup:
    """Return a piece drawn for the reader of this page, "" where there is none."""
    draw = _blocks.get(name)
    return draw(context["request"]) if draw else Markup("")
