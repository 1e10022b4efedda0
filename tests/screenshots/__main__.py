"""Makes the pictures of the README: `python -m tests.screenshots`."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from tests.screenshots.scenes import SCENES, demo_library, picture

FOLDER = Path(__file__).parents[2] / "screenshots"


async def main() -> None:
    """Every scene, anew."""
    with tempfile.TemporaryDirectory() as home:
        library = demo_library(Path(home))
        for scene in SCENES:
            (FOLDER / f"{scene.name}.svg").write_text(await picture(scene, library, Path(home)))
            print(f"screenshots/{scene.name}.svg")


if __name__ == "__main__":
    asyncio.run(main())
