"""The nasty library is the hostile tests'."""

from tests.hostile.conftest import nasty_home

__all__ = ["nasty_home"]
