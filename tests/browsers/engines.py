"""One way to drive a window of Firefox (through Playwright) and of WebKit (through Selenium)."""

import json
import os
import time
import warnings
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from playwright.sync_api import Error, sync_playwright
from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

from tests.browser.conftest import OWN_PROBES, READY
from tools.browsers import webkit as webkit_path

WIDE, PHONE = 1280, 390
HEIGHT = {WIDE: 800, PHONE: 844}
PATIENCE_SECONDS = 60
# The first element, in the page or in a component's own tree, that a selector finds, is seen and has a text in it.
SEEN = """((selector, text) => {
    const all = (root) => [...root.querySelectorAll(selector), ...[...root.querySelectorAll("*")]
        .flatMap(one => one.shadowRoot ? all(one.shadowRoot) : [])];
    const shown = one => one.checkVisibility({ visibilityProperty: true }) && one.textContent.includes(text);
    return all(document).find(shown);
})"""
# The middle of such an element once it is in the window and stands still; null while something covers it.
SPOT = f"""(async (selector, text) => {{
    const control = "a, button, label, input, summary";
    const one = {SEEN}(selector, text);
    const {{ top, bottom }} = one.getBoundingClientRect();
    if (top < 70 || bottom > innerHeight - 70) one.scrollIntoView({{ block: "center", behavior: "instant" }});
    let box, still = 0;
    while (still < 8) {{
        await new Promise(requestAnimationFrame);
        const now = one.getBoundingClientRect();
        still = now.x === box?.x && now.y === box.y ? still + 1 : 0;
        box = now;
    }}
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const hit = one.getRootNode().elementFromPoint(x, y);
    return hit?.closest(control) === one.closest(control) ? [x, y] : null;
}})"""
# The script has run, and what assists keys and screen readers is there, the last of what a page needs.
DRAWN = f"""document.querySelector('{READY}') && {SEEN}('h1', '') && document.fonts.status === 'loaded'
    && !!document.querySelector('p[role=status].mri-sr')"""

# Keeps errors of a page: WebKit's driver gives no console, so those before it has loaded are not known.
LISTEN = """window.errorsSeen = [];
    const keep = (error) => errorsSeen.push(String(error));
    addEventListener("error", ({ message }) => keep(message));
    addEventListener("unhandledrejection", ({ reason }) => keep(reason));
    addEventListener("securitypolicyviolation", ({ blockedURI }) => keep(`blocked: ${blockedURI}`));
    const print = console.error;
    console.error = (...parts) => { keep(parts.join(" ")); print(...parts); };"""


class Engine(ABC):
    """A browser with one window in front; conditions are awaited, and clicks and keys are those of a person."""

    width = WIDE

    def __init__(self, server: str, host: str, downloads: Path) -> None:
        self.server, self.host, self.downloads = server, host, downloads

    @abstractmethod
    def resize(self, width: int) -> None:
        """Give the page this width in px."""

    @abstractmethod
    def visit(self, address: str) -> None:
        """Load an address."""

    @abstractmethod
    def run(self, expression: str) -> Any:
        """The value of a JavaScript expression in the page."""

    @abstractmethod
    def press(self, key: str) -> None:
        """Press a key, named as in `KeyboardEvent.key`."""

    @abstractmethod
    def click_at(self, x: float, y: float) -> None:
        """Click at a point of the page's window, in px."""

    @abstractmethod
    def picture(self) -> bytes:
        """What the window shows, as PNG."""

    @abstractmethod
    def complaints(self) -> list[str]:
        """Errors in the console since this was last called."""

    @abstractmethod
    def new_window(self, opening: Callable[[], None]) -> Any:
        """Do what opens a window, and bring that one to the front; `close_window` leads back."""

    @abstractmethod
    def close_window(self) -> None:
        """Close the window in front, and return to the first one."""

    def open(self, path: str) -> None:
        """Load a page of the dashboard, and wait until it has been drawn."""
        self.visit(self.server + path)
        self.ready()

    def ready(self) -> None:
        """Wait until the script has run and what it sent stands on the page."""
        self.until(DRAWN)

    def until(self, condition: str) -> Any:
        """Wait until an expression is true in the page, and give its value; what fails meanwhile is not yet true."""
        return self.awaited(lambda: self._value(condition), condition)

    def awaited(self, find: Callable[[], Any], what: str) -> Any:
        """Look until something is found, and give it; neither engine says when a page, window or folder changes."""
        end = time.monotonic() + PATIENCE_SECONDS
        while not (found := find()):
            assert time.monotonic() < end, f"{type(self).__name__} {self.width} px, in vain: {what}"
            time.sleep(0.05)
        return found

    def _value(self, expression: str) -> Any:
        try:
            return self.run(expression)
        except (Error, WebDriverException):
            return None

    def see(self, selector: str, text: str = "") -> None:
        """Wait until such an element with such a text is seen."""
        self.until(f"!!{SEEN}({json.dumps(selector)}, {json.dumps(text)})")

    def click(self, selector: str, text: str = "") -> None:
        """Click the middle of such an element once it stands still, with nothing before it."""
        self.click_at(*self.until(f"{SPOT}({json.dumps(selector)}, {json.dumps(text)})"))

    def enter(self, field: str, text: str) -> None:
        """Click into a field and type a text."""
        self.click(field)
        self.until(f"document.activeElement.matches({json.dumps(field)})")
        for letter in text:
            self.press(letter)

    def at(self, path: str) -> None:
        """Wait until the address of the page ends like this."""
        self.until(f"location.href.endsWith({json.dumps(path)})")

    def back(self) -> None:
        """Go one step back in the history."""
        # The page may be gone before its answer.
        self.run("setTimeout(() => history.back())")

    def saved(self, name: str, ending: bytes) -> bytes:
        """Wait until a download with this name is whole, and give its content."""
        file = self.downloads / name
        self.awaited(lambda: file.exists() and file.read_bytes().rstrip().endswith(ending), name)
        content = file.read_bytes()
        file.unlink()
        return content


class Firefox(Engine):
    """Debian's Firefox, without a display."""

    @contextmanager
    def running(self) -> Iterator["Firefox"]:
        """Start it; it ends with the context."""
        with sync_playwright() as playwright:
            browser = playwright.firefox.launch(
                channel="moz-firefox",
                executable_path="/usr/bin/firefox-esr",
                downloads_path=self.downloads,
                # Where a page comes back from memory, Playwright may wait for ever.
                firefox_user_prefs={"browser.sessionhistory.max_total_viewers": 0},
            )
            self._first = self._page = browser.new_page(viewport={"width": WIDE, "height": HEIGHT[WIDE]})
            self._errors: list[str] = []
            self._page.context.on("console", self._note)
            self._page.context.on("weberror", lambda error: self._errors.append(str(error.error)))
            yield self
            browser.close()

    def _note(self, message: Any) -> None:
        if message.type == "error" and not message.location.get("url", "").endswith(OWN_PROBES):
            self._errors.append(f"{message.text} {message.location}")

    def resize(self, width: int) -> None:
        self.width = width
        self._page.set_viewport_size({"width": width, "height": HEIGHT[width]})

    def visit(self, address: str) -> None:
        self._page.goto(address)

    def run(self, expression: str) -> Any:
        return self._page.evaluate(expression)

    def press(self, key: str) -> None:
        self._page.keyboard.press(key)

    def click_at(self, x: float, y: float) -> None:
        self._page.mouse.click(x, y)

    def picture(self) -> bytes:
        return self._page.screenshot()

    def complaints(self) -> list[str]:
        found, self._errors = self._errors, []
        return found

    def new_window(self, opening: Callable[[], None]) -> None:
        with self._page.context.expect_page() as opened:
            opening()
        self._page = opened.value

    def close_window(self) -> None:
        self._page.close()
        self._page = self._first


class WebKit(Engine):
    """WebKitGTK's own browser; its window is never as narrow as a phone, so that a phone's page is in a frame."""

    @contextmanager
    def running(self) -> Iterator["WebKit"]:
        """Start it, with a home folder of its own, into which it saves downloads; it ends with the context."""
        self._errors: list[str] = []
        options = Options()
        options.binary_location = webkit_path() or ""
        options.add_argument("--automation")
        service = Service(
            "/usr/bin/WebKitWebDriver",
            env={**os.environ, "HOME": str(self.downloads), "NO_AT_BRIDGE": "1"},
        )
        with warnings.catch_warnings(action="ignore", category=DeprecationWarning):
            # Selenium passes an argument that it has itself deprecated.
            self._driver = webdriver.WebKitGTK(options=options, service=service)
        try:
            self._first = self._driver.current_window_handle
            # The size includes a frame, which is known once there is one.
            for _ in range(2):
                frame = self._driver.execute_script("return [outerWidth - innerWidth, outerHeight - innerHeight]")
                self._driver.set_window_size(WIDE + frame[0], HEIGHT[PHONE] + frame[1])
            yield self
        finally:
            self._driver.quit()

    def resize(self, width: int) -> None:
        self.width = width

    def visit(self, address: str) -> None:
        self._errors += self._new_errors()
        framed = self.width == PHONE
        self._driver.get(f"{self.host}frame.html?{quote(address, safe='')}" if framed else address)
        if framed:
            self._driver.switch_to.frame(0)
        self._driver.execute_script(LISTEN)

    def run(self, expression: str) -> Any:
        return self._driver.execute_script(f"return {expression}")

    def press(self, key: str) -> None:
        named = getattr(Keys, KEYS[key]) if key in KEYS else key
        ActionChains(self._driver).send_keys(named).perform()

    def click_at(self, x: float, y: float) -> None:
        actions = ActionChains(self._driver, duration=0).w3c_actions
        actions.pointer_action.move_to_location(round(x), round(y)).click()  # type: ignore[no-untyped-call]
        actions.perform()

    def picture(self) -> bytes:
        return self._driver.get_screenshot_as_png()

    def complaints(self) -> list[str]:
        found, self._errors = [*self._errors, *self._new_errors()], []
        return found

    def _new_errors(self) -> list[str]:
        return list(self._driver.execute_script("return (window.errorsSeen ?? []).splice(0)"))

    def new_window(self, opening: Callable[[], None]) -> None:
        opening()
        self._driver.switch_to.window(self.awaited(self._others, "a new window")[0])

    def _others(self) -> list[str]:
        return [one for one in self._driver.window_handles if one != self._first]

    def close_window(self) -> None:
        self._driver.close()
        self._driver.switch_to.window(self._first)


# Names of keys in Selenium.
KEYS = {
    "ArrowRight": "ARROW_RIGHT",
    "ArrowLeft": "ARROW_LEFT",
    "PageDown": "PAGE_DOWN",
    "PageUp": "PAGE_UP",
    "Home": "HOME",
    "End": "END",
    "Escape": "ESCAPE",
    "Enter": "ENTER",
}
