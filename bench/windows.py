"""What a reader waits for in a real browser: from link to first chart, and from a choice to the chart redrawn."""

import time
from typing import Any

from playwright.sync_api import Page, sync_playwright

from tools.chromium import ARGUMENTS, find

READY = "[data-testid=stApp][data-test-script-state=notRunning][data-test-connection-state=CONNECTED]"
CHART = ".js-plotly-plot .main-svg"
ROUNDS = 3


def seen(port: int, app: str) -> dict[str, Any]:
    """Seconds and bytes, the median of a few rounds, each with a fresh profile."""
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
    devtools.on("Network.loadingFinished", lambda told: loaded.append(told["encodedDataLength"]))
    started = time.perf_counter()
    page.goto(f"http://127.0.0.1:{port}/{'timeline' if app == 'dashboard' else ''}")
    page.wait_for_selector(READY)
    if app != "empty":
        page.locator(CHART).first.wait_for(state="visible")
    found = {"link_to_chart_s": round(time.perf_counter() - started, 2)}
    page.wait_for_load_state("networkidle")
    found["first_visit_bytes"] = sum(loaded)
    if app == "dashboard":
        found["choice_to_chart_s"] = _choice(page)
    context.close()
    return found


def _choice(page: Page) -> float:
    """From a click on a kind of work to the chart that shows it: its other marks are pale then."""
    chart = page.locator(".st-key-wide .js-plotly-plot")
    before = chart.inner_html()
    started = time.perf_counter()
    page.get_by_role("button", name="Advocacy 3").click()
    # The page's policy lets nothing be polled by eval, which is how Playwright waits for a function.
    page.evaluate(
        """before => new Promise(done => {
            const chart = () => document.querySelector(".st-key-wide .js-plotly-plot");
            const look = () => chart()?.innerHTML !== before ? done(true) : requestAnimationFrame(look);
            look();
        })""",
        before,
    )
    return round(time.perf_counter() - started, 2)
