"""Pieces of pages that one app draws and another shows."""

import pytest
from django.http import HttpRequest
from django.template import engines
from markupsafe import Markup

from hdportal.web import blocks


@pytest.fixture(autouse=True)
def none_registered(monkeypatch):
    monkeypatch.setattr(blocks, "_blocks", {})


def drawn(name: str) -> str:
    request = HttpRequest()
    request.path = "/here/"
    template = engines["jinja2"].from_string(f"[{{{{ block_named('{name}') }}}}]")
    return template.render({"request": request})


def test_a_block_is_drawn_for_the_request():
    blocks.register_block("hours", lambda r: Markup("<b>{}</b>").format(r.path))

    assert drawn("hours") == "[<b>/here/</b>]"


def test_a_block_that_nobody_draws_is_nothing():
    assert drawn("hours") == "[]"
