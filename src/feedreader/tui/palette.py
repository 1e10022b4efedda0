"""The command palette: every registered action by its name, with its key."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from feedreader.tui.actions import ACTIONS, Action, shown_key

if TYPE_CHECKING:
    from feedreader.tui.app import FeedreaderApp


class ActionCommands(Provider):
    """The registry, for the palette."""

    @property
    def _reader(self) -> FeedreaderApp:
        return cast("FeedreaderApp", self.app)

    def _help(self, action: Action) -> str:
        keys = [shown_key(key) for key in self._reader.keys_in_force.get(action.id, "").split(",") if key]
        return f"{action.help}  ({' '.join(keys)})" if keys else action.help

    async def discover(self) -> Hits:
        """All actions, before anything is typed."""
        for action in ACTIONS:
            if action.palette:
                yield DiscoveryHit(
                    action.label, lambda action=action: self._do(action), help=self._help(action)
                )

    async def search(self, query: str) -> Hits:
        """Actions whose name or help fits."""
        matcher = self.matcher(query)
        for action in ACTIONS:
            if action.palette and (
                score := max(matcher.match(action.label), 0.8 * matcher.match(action.help))
            ):
                yield Hit(
                    score,
                    Content(action.label),
                    lambda action=action: self._do(action),
                    help=self._help(action),
                )

    def _do(self, action: Action) -> None:
        self._reader.call_later(self._reader.do, action)
