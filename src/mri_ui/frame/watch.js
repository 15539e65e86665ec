// Sets the language of the document and its direction, reports to Python a theme that differs from the one of the last
// run, and follows links inside the app without loading the page again. When the server is back after a restart, it
// requests a run: the new server has no session for this viewer and reads the filters from the address. Controls are
// inactive until that run has ended, as they are while the server is away.
const DARK = "mri-is-dark";
const EMBEDDED = ".mri-is-embedded";

// The last correction of the address and the last navigation, as each is handled once; and whether the connection is
// lost.
let lastCorrection = "";
let lastNavigation = "";
let disconnected = false;
// After a reconnection: whether we await the start or the end of the run, and the longest wait.
let awaited = "";
const LONGEST_WAIT_MS = 10_000;

function shownMode() {
  const app = document.querySelector("[data-testid=stApp]");
  const [red, green, blue] = getComputedStyle(app).backgroundColor.match(/[\d.]+/g).map(Number);
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128 ? "dark" : "light";
}

// Our style sheet follows the theme at once; the run that follows says the same with the element that Python adds.
function showMode(mode) {
  document.body.classList.toggle(DARK, mode === "dark");
  if (mode === "light") for (const mark of document.querySelectorAll(`i.${DARK}`)) mark.classList.remove(DARK);
}

// Streamlit hides the `embed` parameters from Python, but keeps them in the address.
function embeddedAsNow(address) {
  const embedded = location.search.slice(1).split("&").filter((part) => /^embed(_options)?=/.test(part));
  address.search = [address.search.slice(1), ...embedded].filter(Boolean).join("&");
  return address;
}

// The parameters of a query that Python knows, in any order.
function sorted(query) {
  const parts = [...new URLSearchParams(query)].filter(([name]) => !name.startsWith("embed"));
  return parts.map((part) => part.join("=")).sort().join("&");
}

// Adds one entry to the history. Streamlit then sees a step to an existing entry and takes the address as it is.
function navigateTo({ href, pathname }) {
  if (pathname !== location.pathname) document.querySelector("[data-testid=stMain]").scrollTo(0, 0);
  history.pushState(null, "", embeddedAsNow(new URL(href)));
  dispatchEvent(new PopStateEvent("popstate"));
}

// A frame keeps to its one view: what its links lead to opens in the whole dashboard, in a tab of its own.
function leaveFrame(link) {
  link.setAttribute("target", "_blank");
  link.setAttribute("rel", "noopener");
}

function wait(what) {
  awaited = what;
  document.body.inert = Boolean(what);
}

export default function ({ data, setStateValue, setTriggerValue }) {
  const follow = (event) => {
    const link = event.target.closest("a[data-page]");
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
    if (document.querySelector(EMBEDDED)) return leaveFrame(link);
    event.preventDefault();
    navigateTo(addressOf(link));
  };
  const release = (event) => followLost(event, navigateTo);
  const leave = (event) => leaveField(event, navigateTo);
  document.addEventListener("mousedown", keepFocus, true);
  document.addEventListener("mouseup", release, true);
  document.addEventListener("click", leave, true);
  document.addEventListener("click", follow);
  const app = document.querySelector("[data-testid=stApp]");
  const report = () => {
    const mode = shownMode();
    showMode(mode);
    if (mode !== data.mode) setStateValue("mode", mode);
  };
  const reconnect = () => {
    const connected = app.dataset.testConnectionState === "CONNECTED";
    const running = app.dataset.testScriptState !== "notRunning";
    if (connected && disconnected) {
      wait("begin");
      setTriggerValue("back", true);
      setTimeout(wait, LONGEST_WAIT_MS, "");
    } else if (!connected || (awaited === "end" && !running)) wait("");
    else if (awaited) wait(running ? "end" : awaited);
    disconnected = !connected;
  };
  if (data.correction && data.correction !== lastCorrection) {
    lastCorrection = data.correction;
    // A word that has been cleared meanwhile does not come back.
    const isExpected = data.replaced.some((query) => sorted(query) === sorted(location.search));
    if (isExpected) history.replaceState(history.state, "", embeddedAsNow(new URL(`?${data.query}`, location.href)));
  }
  if (data.navigation && data.navigation !== lastNavigation) {
    lastNavigation = data.navigation;
    navigateTo(new URL(data.to, location.href));
  }
  document.documentElement.lang = data.language;
  document.documentElement.dir = data.direction;
  const observer = new MutationObserver(report);
  const connection = new MutationObserver(reconnect);
  observer.observe(app, { attributes: true, attributeFilter: ["class", "style"] });
  connection.observe(app, { attributes: true, attributeFilter: ["data-test-connection-state", "data-test-script-state"] });
  app.addEventListener("transitionend", report);
  report();
  reconnect();
  return () => {
    document.removeEventListener("mousedown", keepFocus, true);
    document.removeEventListener("mouseup", release, true);
    document.removeEventListener("click", leave, true);
    document.removeEventListener("click", follow);
    observer.disconnect();
    connection.disconnect();
    document.body.inert = false;
    app.removeEventListener("transitionend", report);
  };
}
