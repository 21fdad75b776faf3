"""What Jinja2 does again and again while it draws a page, done with less work.

A page calls some hundred macros and looks up as many words; these ways of doing so
give the same result as Jinja2's own.
"""

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any

from django.utils.translation import get_language, gettext
from jinja2.nodes import EvalContext
from jinja2.runtime import Context, Macro
from markupsafe import Markup

# Far more than there are words in templates; a bound, since a word may be data.
WORDS_KEPT = 4096
DRAWINGS_KEPT = 512


class PageContext(Context):
    """The names of one template, without looking for what our pages never do."""

    def __init__(
        self,
        environment: Any,
        parent: dict[str, Any],
        name: str | None,
        blocks: dict[str, Any],
        globals: Any = None,
    ) -> None:
        # Names that one template alone has as globals, of which we have none, would
        # be searched for at every import.
        super().__init__(environment, parent, name, blocks, globals=None)

    def call(self, called: Any, /, *args: Any, **named: Any) -> Any:
        """Call something from a template; most often a macro or `_`."""
        if type(called) not in (Macro, Gettext):
            return super().call(called, *args, **named)
        named.pop("_loop_vars", None)
        named.pop("_block_vars", None)
        return called(self.eval_ctx, *args, **named)


class Gettext:
    """The `_` of templates: as Jinja2's "newstyle", with its words kept."""

    def __call__(
        self, where: EvalContext, text: str, /, **values: object
    ) -> str | Markup:
        if not where.autoescape:
            return gettext(text) % values
        language = get_language()
        if values:
            return _words(language, text) % values
        return _whole_words(language, text)


@lru_cache(maxsize=WORDS_KEPT)
def _words(_language: str | None, text: str) -> Markup:
    return Markup(gettext(text))


@lru_cache(maxsize=WORDS_KEPT)
def _whole_words(language: str | None, text: str) -> Markup:
    # Also without values it is a pattern: "100%%" is shown as "100%".
    return _words(language, text) % {}


def drawn_once(macro: Macro) -> Callable[..., str]:
    """Return the macro, drawn once for the same arguments.

    Only for macros without words of their own, and never for what is somebody's:
    names, texts, tokens, rights.
    """
    # Typed: a text that is escaped and one that is not are equal, and not the same.
    return lru_cache(maxsize=DRAWINGS_KEPT, typed=True)(macro)


def drawn_once_by_language(macro: Macro) -> Callable[..., str]:
    """Return the macro, drawn once a language; otherwise as `drawn_once`."""

    @lru_cache(maxsize=DRAWINGS_KEPT, typed=True)
    def drawn(_language: str | None, *args: Hashable, **named: Hashable) -> str:
        return macro(*args, **named)

    def draw(*args: Hashable, **named: Hashable) -> str:
        return drawn(get_language(), *args, **named)

    return draw
