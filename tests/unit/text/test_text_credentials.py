"""Passwords in addresses stay at home."""

from __future__ import annotations

import pytest

from feedreader.text.urls import without_credentials


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://user:s3cret@a.example/f?x=1", "https://a.example/f?x=1"),
        ("https://user@a.example", "https://a.example"),
        ("https://a.example/@name/feed", "https://a.example/@name/feed"),
        ("nonsense", "nonsense"),
    ],
)
def test_an_address_without_its_password(url: str, safe: str) -> None:
    assert without_credentials(url) == safe
