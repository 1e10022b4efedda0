"""The pictures of the README are what the program draws."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from tests.screenshots.__main__ import FOLDER
from tests.screenshots.scenes import SCENES, Scene, demo_library, picture

# Text is measured and wrapped by the Python and the Textual that the pictures were made with.
pytestmark = pytest.mark.skipif(
    sys.version_info[:2] != (3, 11), reason="the pictures are made on Python 3.11"
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's library, made once."""
    folder = tmp_path_factory.mktemp("scenes")
    demo_library(folder)
    return folder


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
async def test_a_picture_is_what_the_program_draws(scene: Scene, home: Path) -> None:
    drawn = await picture(scene, home / "library.db", home)
    kept = (FOLDER / f"{scene.name}.svg").read_text()
    assert _words(drawn) == _words(kept)
    assert drawn == kept


def _words(svg: str) -> list[str]:
    """The text of a picture, for a difference that a person can read."""
    return re.findall(r"<text[^>]*>([^<]*)</text>", svg)
