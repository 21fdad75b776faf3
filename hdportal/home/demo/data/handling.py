"""How each of the demo incidents was handled, by its subject."""

from collections.abc import Mapping

from hdportal.home.demo.data.handling_en import HANDLING as ENGLISH
from hdportal.home.demo.data.handling_en_more import HANDLING as MORE_ENGLISH
from hdportal.home.demo.data.handling_fr import HANDLING as FRENCH
from hdportal.home.demo.data.handling_nl import HANDLING as DUTCH
from hdportal.home.demo.data.handling_text import HandlingText

HANDLING: Mapping[str, HandlingText] = {
    text.subject: text for text in (*ENGLISH, *MORE_ENGLISH, *DUTCH, *FRENCH)
}
