"""For all tests: found examples are looked for anew on a developer's machine; a build server runs
the same ones every time, so that a landing depends on the change alone."""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("same-every-time", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("searching", deadline=None)
settings.load_profile("same-every-time" if os.environ.get("CI") else "searching")
