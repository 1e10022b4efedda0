"""When two addresses show one picture."""

from __future__ import annotations

import pytest

from feedreader.normalise.lead import pixels, same_picture


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://a.example/p.jpg", "http://www.a.example/p.jpg?w=300#x", True),
        ("https://a.example/p-300x200.jpg", "https://a.example/p-1024x768.jpg", True),
        ("https://a.example/p-scaled.jpg", "https://a.example/p.jpg", True),
        ("https://a.example/p@2x.png", "https://a.example/p.png", True),
        ("https://a.example/p_a.jpg", "https://a.example/p_b.jpg", False),
        ("https://a.example/p1.jpg", "https://a.example/p2.jpg", False),
        ("https://a.example/image?id=1", "https://a.example/image?id=2", False),
        ("https://a.example/image?id=1", "https://a.example/image?id=1", True),
        ("https://a.example/p.jpg", "https://b.example/p.jpg", False),
    ],
)
def test_same_picture(one: str, other: str, same: bool) -> None:
    assert same_picture(one, other) is same


@pytest.mark.parametrize(
    ("text", "expected"), [("640", 640), ("640px", 640), ("100%", 0), ("-5", 0), ("9" * 30, 0)]
)
def test_pixels(text: str, expected: int) -> None:
    assert pixels(text) == expected
