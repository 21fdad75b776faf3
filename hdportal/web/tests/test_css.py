import re
from pathlib import Path

import pytest

WEB = Path(__file__).resolve().parent.parent
SHEETS = sorted((WEB / "static/web/css").glob("*.css"))
TEMPLATES = sorted(WEB.parent.glob("*/jinja2/**/*.html"))
TOKENS = (WEB / "static/web/css/tokens.css").read_text()
LIGHT, DARK = TOKENS.split("@media (prefers-color-scheme: dark)")
DARK = DARK.split("@media print")[0]

TEXT_ON = [
    ("text", "page"),
    ("text", "surface"),
    ("text-muted", "page"),
    ("text-muted", "surface"),
    ("text-muted", "surface-sunken"),
    ("link", "page"),
    ("link", "surface"),
    ("on-accent", "accent"),
    ("on-accent", "accent-hover"),
    ("on-accent", "danger-fill"),
    ("accent-text", "accent-bg-strong"),
    ("accent-text", "page"),
    ("disabled-text", "disabled-bg"),
    ("missing-text", "missing-bg"),
    ("text-muted", "missing-bg"),
    ("text-muted", "danger-bg"),
    ("text-muted", "warning-bg"),
    *((f"{tone}-text", f"{tone}-bg") for tone in ("neutral", "info", "success")),
    *((f"{tone}-text", f"{tone}-bg") for tone in ("warning", "danger")),
    *(("link", f"{tone}-bg") for tone in ("info", "warning", "danger", "success")),
]
SHAPE_ON = [
    ("control-border", "surface"),
    ("focus", "page"),
    ("focus", "surface"),
    ("missing-border", "surface"),
    ("missing-border", "page"),
    ("danger-strong", "surface"),
]


def without_comments(css: str) -> str:
    return re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_a_sheet_is_short_layered_and_without_shortcuts(sheet: Path) -> None:
    css = sheet.read_text()

    assert css.count("\n") < 400
    assert "@layer" in css
    assert "@import" not in css
    assert "!important" not in css
    assert css.count("{") == css.count("}")


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_only_tokens_know_colours_and_the_palette(sheet: Path) -> None:
    if sheet.name == "tokens.css":
        return
    css = without_comments(sheet.read_text())

    assert not re.search(r"#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(", css)
    assert not re.search(r"var\(--(grey|green|blue|amber|red|white|black)", css)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_every_token_used_is_defined(sheet: Path) -> None:
    everything = "".join(other.read_text() for other in SHEETS)
    defined = set(re.findall(r"(--[a-z0-9-]+):", everything))

    used = set(re.findall(r"var\((--[a-z0-9-]+)", sheet.read_text()))

    assert used <= defined


def test_the_dark_theme_changes_meanings_only() -> None:
    assert re.findall(r"(--[a-z0-9-]+):", DARK)
    for name in re.findall(r"(--[a-z0-9-]+):", DARK):
        assert name.startswith(("--color-", "--shadow-"))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_templates_have_no_style_and_no_script_of_their_own(template: Path) -> None:
    html = template.read_text()

    assert not re.search(r"\sstyle\s*=", html)
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", html)
    assert "<style" not in html
    assert not re.search(r"<script(?![^>]*\ssrc=)", html)
    assert not re.search(r"(src|href)=\"(https?:)?//", html)


def test_templates_draw_only_icons_of_the_sprite() -> None:
    sprite = (WEB / "static/web/icons.svg").read_text()
    known = set(re.findall(r'<symbol id="([a-z0-9-]+)"', sprite))

    for template in TEMPLATES:
        drawn = re.findall(r"\b(?:icon|draw)\(\"([a-z0-9-]+)\"", template.read_text())
        named = re.findall(r"\bicon=\"([a-z0-9-]+)\"", template.read_text())
        assert {*drawn, *named} <= known, template


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back"), TEXT_ON)
def test_text_can_be_read(theme: str, front: str, back: str) -> None:
    assert contrast(colour(front, theme), colour(back, theme)) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back"), SHAPE_ON)
def test_edges_that_carry_meaning_can_be_seen(
    theme: str, front: str, back: str
) -> None:
    assert contrast(colour(front, theme), colour(back, theme)) >= 3


def colour(meaning: str, theme: str) -> str:
    name = f"--color-{meaning}"
    places = (DARK, LIGHT) if theme == "dark" else (LIGHT,)
    value = next(filter(None, (declared(name, place) for place in places)))
    while value.startswith("var("):
        value = declared(value[4:-1], LIGHT)
    return value


def declared(name: str, css: str) -> str:
    found = re.search(rf"{name}: ([^;]+);", css)
    return found[1] if found else ""


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2.2 between two hexadecimal colours."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour_code: str) -> float:
    parts = [int(colour_code[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
