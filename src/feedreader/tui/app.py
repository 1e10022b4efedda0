"""The Textual app: services in, screens out, the engine's events handed on."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import Callable, Mapping

from textual import events
from textual.actions import ActionParseResult
from textual.app import App
from textual.dom import DOMNode
from textual.message import Message

from feedreader.engine.messages import Event
from feedreader.errors import FeedreaderError
from feedreader.library import Library
from feedreader.tui import themes
from feedreader.tui.actions import Action, Scope, bindings
from feedreader.tui.desk import Desk, DeskDone, DeskFailed
from feedreader.tui.keymap import build
from feedreader.tui.memory import KEY, load
from feedreader.tui.palette import ActionCommands
from feedreader.tui.pixels import Cell, Pixels, kernels_cell, laying
from feedreader.tui.screens.reader import ReaderScreen
from feedreader.tui.services import Services

DEMO = "demo"
"""What the app returns when the person asks for the demo."""


class EngineSaid(Message):
    """An event of the engine, from the client's thread."""

    bubble = False

    def __init__(self, event: Event) -> None:
        super().__init__()
        self.event = event


class FeedreaderApp(App[str]):
    """The reader."""

    TITLE = "feedreader"
    CSS_PATH = "styles.tcss"
    BINDINGS = bindings(Scope.APP)
    COMMANDS = {ActionCommands}
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"

    def __init__(self, services: Services, *, engine_on: bool = True) -> None:
        super().__init__()
        self.services = services
        self.ready: Callable[[], None] | None = None
        """Called once the first screen stands."""
        self.pixels = Pixels()
        self.cell = Cell(services.cell, kernels_cell)
        self.driver_class = laying(self.driver_class, self._laid)
        self.animation_level = "none"
        self._engine_on = engine_on
        self.library: Library = services.open_library()
        memory = load(self.library.state.get(KEY))
        keymap = build(services.look.keys)
        self.keys_in_force = dict(keymap.keys)
        self.key_problems = keymap.problems
        for theme in themes.OWN:
            self.register_theme(theme)
        self.theme = memory.theme or services.look.theme
        self.reader = ReaderScreen(services, self.library, memory)
        self.desk = Desk(services.open_library, self.post_message)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our own colour names, for the themes that do not know them."""
        return themes.defaults(self.current_theme.dark)

    def _on_ready_reader(self) -> None:
        if self.ready is not None:
            self.ready()
        if self.services.typed:
            self._replay_typed()
        if self._engine_on:
            self.services.engine.start(self._engine_says)
            for number in (signal.SIGTERM, signal.SIGHUP):
                with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
                    asyncio.get_running_loop().add_signal_handler(number, self.leave)

    def _engine_says(self, event: Event) -> None:
        """In the client's thread; posting is safe from there."""
        self.post_message(EngineSaid(event))

    def on_mount(self) -> None:
        """The reader's screen, and over it the welcome while there is no feed."""
        self.set_keymap(self.keys_in_force)
        self.push_screen(self.reader)
        self.call_after_refresh(self._on_ready_reader)
        if not self.library.feeds.all():
            self.show_welcome()

    def show_welcome(self) -> None:
        """The first start's screen."""
        from feedreader.tui.screens.welcome import WelcomeScreen

        self.push_screen(WelcomeScreen(), self._welcomed)

    def _welcomed(self, choice: str | None) -> None:
        if choice == DEMO:
            self.leave(DEMO)
        elif choice:
            self.call_later(self.run_action, choice, self.reader)

    def leave(self, result: str | None = None) -> None:
        """Ends; waits for nothing but changes not yet written."""
        self.reader.leave()
        if self.services.keep_frame is not None and self.screen is self.reader:
            self.services.keep_frame(self._frame(), *self.size)
        self.services.engine.close()
        self.desk.close()
        self.exit(result)

    def _frame(self) -> str:
        """The screen as it stands, every row placed; our own colours and clean text only."""
        rows = self.screen._compositor.render_strips()
        console = self.console
        text = "".join(f"\x1b[{number};1H{row.render(console)}" for number, row in enumerate(rows, 1))
        return self.pixels.laid(text, lambda: False)

    def _laid(self, output: str) -> str:
        """Pictures in their places."""
        return self.pixels.laid(output, self._undimmed)

    def _undimmed(self) -> bool:
        """Below a screen that dims what it covers there are no pictures: pixels cannot be dimmed."""
        return not any(0 < screen.styles.background.a < 1 for screen in self.screen_stack)

    def write_terminal(self, data: bytes) -> None:
        """Bytes of our own making straight to the terminal (kitty's pictures)."""
        if self._driver is not None:
            self._driver.write(data.decode("latin-1"))

    def _replay_typed(self) -> None:
        """What was typed while the program was still loading."""
        from textual._xterm_parser import XTermParser

        parser = XTermParser()
        for event in [*parser.feed(self.services.typed), *parser.tick()]:
            if isinstance(event, events.Key):
                self.post_message(event)

    # --- messages

    def on_desk_done(self, message: DeskDone) -> None:
        """A job beside the screen is done."""
        if self.reader.is_running:
            message.then(message.result)

    def on_desk_failed(self, message: DeskFailed) -> None:
        """A job beside the screen failed, in one sentence."""
        self.reader.say(message.sentence, bad=True)

    def on_engine_said(self, message: EngineSaid) -> None:
        """An event of the engine."""
        if self.reader.is_running:
            self.reader.engine_said(message.event)

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """An action that cannot be done says so in a toast; the screen stays."""
        try:
            return await super().run_action(action, default_namespace, namespaces)
        except FeedreaderError as error:
            self.reader.say(str(error), bad=True)
            return True

    def _print_error_renderables(self) -> None:
        """What ends the reader is told by whoever started it; see `failure`."""
        self._exit_renderables.clear()

    @property
    def failure(self) -> Exception | None:
        """The error that ended the reader."""
        return self._exception

    # --- actions (Scope.APP)

    async def do(self, action: Action) -> None:
        """Does a registered action, wherever it lives."""
        if action.scope is Scope.APP:
            await self.run_action(action.handler)
        elif action.scope is Scope.READER:
            await self.run_action(action.handler, self.reader)
        else:
            await self.run_action(action.handler, self.screen.focused)

    async def action_quit(self) -> None:
        """Leaves."""
        self.leave()

    def action_help(self) -> None:
        """The help screen."""
        from feedreader.tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.keys_in_force))

    def action_next_theme(self) -> None:
        """The next theme, remembered."""
        names = list(themes.NAMES)
        at = names.index(self.theme) if self.theme in names else -1
        self.theme = names[(at + 1) % len(names)]
        self.reader.remember(theme=self.theme)
        self.reader.say(f"Theme: {self.theme}")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The one gate: the reader's actions rest while another screen is on top."""
        return True
