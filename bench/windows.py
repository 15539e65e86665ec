"""Measure waiting times in a real browser: from link to first chart, and from a choice to the redrawn chart."""

import time
from collections.abc import Callable
from functools import partial
from typing import Any

from playwright.sync_api import Page, sync_playwright

from tools.chromium import ARGUMENTS, find

READY = "[data-testid=stApp][data-test-script-state=notRunning][data-test-connection-state=CONNECTED]"
# Selector of the first chart of each app that has one.
CHART = {"dashboard": ".mri-chart svg", "naive": ".js-plotly-plot .main-svg"}
# Selector of the element of each app that changes after a choice.
CHANGES = {
    "dashboard": ".mri-chart",
    "naive": ".st-key-timeline .js-plotly-plot",
    "empty": "[data-testid=stMarkdown]",
}
ROUNDS = 3


def seen(port: int, app: str) -> dict[str, Any]:
    """Seconds and bytes: medians of a few rounds, each with a fresh browser profile."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=ARGUMENTS)
        rounds = [_round(browser, port, app) for _ in range(ROUNDS)]
        browser.close()
    return {name: sorted(one[name] for one in rounds)[ROUNDS // 2] for name in rounds[0]}


def _round(browser: Any, port: int, app: str) -> dict[str, float]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    loaded = [0.0]
    devtools.on("Network.loadingFinished", lambda event: loaded.append(event["encodedDataLength"]))
    started = time.perf_counter()
    page.goto(f"http://127.0.0.1:{port}/")
    page.wait_for_selector(READY)
    if app in CHART:
        page.locator(CHART[app]).first.wait_for(state="visible")
    found = {"link_to_chart_s": round(time.perf_counter() - started, 2)}
    page.wait_for_load_state("networkidle")
    found["first_visit_bytes"] = sum(loaded)
    found["choice_to_chart_s"] = _choice(page, app)
    context.close()
    return found


def _choice(page: Page, app: str) -> float:
    """Seconds from a click on a kind of work to the changed chart; in the empty app, from Enter to the changed text."""
    choose = _ready_to_choose(page, app)
    before = page.locator(CHANGES[app]).first.inner_html()
    started = time.perf_counter()
    choose()
    # Playwright's `wait_for_function` uses eval, which the page's Content Security Policy forbids.
    page.evaluate(
        """([changes, before]) => new Promise(done => {
            const look = () => {
                const now = document.querySelector(changes)?.innerHTML;
                return now && now !== before ? done(true) : requestAnimationFrame(look);
            };
            look();
        })""",
        [CHANGES[app], before],
    )
    return round(time.perf_counter() - started, 2)


def _ready_to_choose(page: Page, app: str) -> Callable[[], None]:
    """Do all steps of a choice but the last, and return a function for the last one."""
    if app == "dashboard":
        return page.get_by_role("button", name="Advocacy 3").click
    if app == "naive":
        page.get_by_label("work_area").first.click()
        return page.get_by_role("option", name="advocacy").click
    page.get_by_label("Search").fill("advocacy")
    return partial(page.keyboard.press, "Enter")
