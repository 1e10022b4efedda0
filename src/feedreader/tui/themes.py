"""The themes: dark, light, high contrast; and Textual's two that use the terminal's own palette."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="feedreader-dark",
    primary="#7aa2c8",
    secondary="#c8a26a",
    accent="#e0b16c",
    foreground="#d6d3cb",
    background="#16181c",
    surface="#1b1e23",
    panel="#24282f",
    success="#8fb573",
    warning="#d9a441",
    error="#d9705f",
    dark=True,
    variables={
        "muted": "#8b8f96",
        "faint": "#4a4f57",
        "cursor": "#2f3d4d",
        "cursor-idle": "#252a31",
        "strong": "#f2efe8",
        "link": "#8ab4dd",
        "code": "#22262c",
        "match-fg": "#16181c",
        "match-bg": "#e0b16c",
        "keyword": "#c792b8",
        "string": "#9dbb7d",
        "number": "#d39b6a",
        "name": "#86b0d8",
    },
)

LIGHT = Theme(
    name="feedreader-light",
    primary="#24587f",
    secondary="#8a5a16",
    accent="#9a5b00",
    foreground="#2b2a27",
    background="#fbf9f4",
    surface="#f6f3ec",
    panel="#e9e5db",
    success="#3f6b24",
    warning="#8a5a00",
    error="#a8331f",
    dark=False,
    variables={
        "muted": "#66645d",
        "faint": "#c3beb2",
        "cursor": "#cfdfec",
        "cursor-idle": "#e8e5dd",
        "strong": "#0f0e0c",
        "link": "#1f5c94",
        "code": "#eeebe2",
        "match-fg": "#0f0e0c",
        "match-bg": "#f3cf7a",
        "keyword": "#86306f",
        "string": "#3c6a1e",
        "number": "#8f4a10",
        "name": "#1d5487",
    },
)

CONTRAST = Theme(
    name="feedreader-contrast",
    primary="#ffffff",
    secondary="#ffff00",
    accent="#ffff00",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000000",
    success="#00ff00",
    warning="#ffff00",
    error="#ff6060",
    dark=True,
    variables={
        "muted": "#e0e0e0",
        "faint": "#a0a0a0",
        "cursor": "#0000c0",
        "cursor-idle": "#303030",
        "strong": "#ffffff",
        "link": "#80d0ff",
        "code": "#101010",
        "match-fg": "#000000",
        "match-bg": "#ffff00",
        "keyword": "#ff90ff",
        "string": "#90ff90",
        "number": "#ffc080",
        "name": "#80d0ff",
    },
)

OWN = (DARK, LIGHT, CONTRAST)
NAMES = (*(theme.name for theme in OWN), "ansi-dark", "ansi-light")


def defaults(dark: bool) -> dict[str, str]:
    """Our own variables for themes that do not set them: the terminal's palette by name."""
    return {
        "muted": "ansi_bright_black",
        "faint": "ansi_bright_black",
        "cursor": "ansi_blue",
        "cursor-idle": "ansi_black" if dark else "ansi_white",
        "strong": "ansi_default",
        "link": "ansi_blue" if not dark else "ansi_bright_blue",
        "code": "ansi_default",
        "match-fg": "ansi_black",
        "match-bg": "ansi_yellow",
        "keyword": "ansi_magenta",
        "string": "ansi_green",
        "number": "ansi_yellow",
        "name": "ansi_cyan",
    }
