// What a keyboard, a screen reader and a phone need of the frame: the focus is never lost, what changed is announced,
// and the menu of a phone closes when it has been used.
const FOCUSABLE = "a[href], button, input, textarea, select, canvas, summary, [tabindex]";
const HEADING = "h1, h2, h3";
const STATUS = ".mri-status";
const RECORD = ".mri-detail .mri-name";
const POPOVER = "[data-testid=stPopoverBody]";
const POPOVER_BUTTON = "[data-testid=stPopoverButton]";
const CLOSE_CITY = ".st-key-close_city";
const TABLE = "[data-testid=data-grid-canvas]";
const MENU = "[data-testid=stSidebar]";
const OPEN_MENU = "[data-testid=stExpandSidebarButton]";
const CLOSE_MENU = "[data-testid=stSidebarCollapseButton] button";
// Where the focus goes from a button that takes itself away.
const AFTER = [
  [OPEN_MENU, `${MENU} a`],
  [CLOSE_MENU, OPEN_MENU],
];
const PHONE = matchMedia("(max-width: 760px)");
// How long changes of the page are gathered. A drawn frame may be long in coming where a processor draws the map.
const PAUSE_MS = 40;
const HEADER_PX = 60;

// What had the focus last, and all that it stood in, from the inside out; nothing after a click beside every control.
let held = null;
// What was announced last, and which record is open on which page.
let status = null;
let record = "";
let city = null;
let page = "";
let region = null;
let menuSeen = false;

const isShown = (element) => element.checkVisibility({ visibilityProperty: true });
const shown = (selector, within = document) => [...within.querySelectorAll(selector)].find(isShown);
const textOf = (selector) => shown(selector)?.textContent.trim() ?? "";

// --- One region for as long as the window is open: a new one would be silent.

function liveRegion() {
  if (!region) {
    region = document.createElement("p");
    region.className = "mri-sr";
    region.setAttribute("role", "status");
    document.body.append(region);
  }
  return region;
}

function announce(text) {
  // The same words a second time are a change too.
  if (liveRegion().textContent === text) region.textContent = "";
  setTimeout(() => (region.textContent = text));
}

function announceChanges() {
  const [nowStatus, nowRecord, samePage] = [textOf(STATUS), textOf(RECORD), page === location.pathname];
  if (status === null) liveRegion().textContent = nowStatus;
  else if (nowStatus !== status) announce(nowStatus);
  else if (samePage && nowRecord && nowRecord !== record) showRecord(nowRecord);
  [status, record, page] = [nowStatus, nowRecord, location.pathname];
}

// A record that a link opened may stand far from the link; one that a row or a mark opened stands beside it.
function showRecord(name) {
  if (opensRecord(held?.target)) focusOn(shown(RECORD));
  else announce(name);
}

// On a phone the panel of a city stands below the map: a tap would seem to do nothing.
function showCity() {
  const row = shown(CLOSE_CITY)?.closest("[data-testid=stHorizontalBlock], .stHorizontalBlock") ?? shown(CLOSE_CITY)?.parentElement;
  const now = row?.textContent ?? "";
  if (PHONE.matches && city !== null && now && now !== city) row.scrollIntoView({ block: "center" });
  city = now;
}

// --- The focus

const opensRecord = (link) => /[?&]record=/.test(link?.href);

function focusOn(place) {
  if (!place.matches(FOCUSABLE)) place.tabIndex = -1;
  place.focus({ preventScroll: true });
  const { top, bottom } = place.getBoundingClientRect();
  if (top < HEADER_PX || bottom > innerHeight) (place.closest(".mri-detail") ?? place).scrollIntoView();
}

function hold(event) {
  // The cells of a canvas come and go.
  const target = event.target.closest("canvas") ?? event.target;
  const around = [];
  for (let at = target.parentElement; at; at = at.parentElement) around.push(at);
  const button = AFTER.find(([selector]) => target.matches(selector));
  held = { target, around, after: button?.[1], key: keyOf(target) };
}

function keyOf(element) {
  const widget = element.closest("[data-testid=stElementContainer]");
  return [...(widget?.classList ?? [])].find((name) => name.startsWith("st-key-"));
}

// Whoever clicks beside every control, or has never been anywhere, has lost nothing. What is hidden by now may keep the
// focus for a moment.
const isLost = () =>
  held && [document.body, held.target].includes(document.activeElement) && !(held.target.isConnected && isShown(held.target));

function sensiblePlace() {
  const { target, around, after, key } = held;
  if (after) return shown(after);
  const opened = opensRecord(target) && shown(RECORD);
  const within = key && `.${CSS.escape(key)}`;
  const again = key && (shown(`${within} ${target.localName}`) ?? shown(`${within} :is(${FOCUSABLE})`));
  return opened || again || around.filter((one) => one.isConnected).map((one) => shown(HEADING, one)).find(Boolean);
}

function restoreFocus() {
  const place = isLost() && sensiblePlace();
  if (place) focusOn(place);
}

// --- Popovers: the focus goes into them, and Tab from their end to their button.

function enterPopover() {
  const popover = document.querySelector(POPOVER);
  if (!popover || popover.hasAttribute("tabindex")) return;
  popover.tabIndex = -1;
  if (document.activeElement.matches(POPOVER_BUTTON)) popover.focus({ preventScroll: true });
}

function deepFocus(root = document) {
  const inside = root.activeElement?.shadowRoot;
  return inside ? deepFocus(inside) : root.activeElement;
}

function tabStops(root) {
  return [...root.querySelectorAll("*")].flatMap((element) => {
    if (element.shadowRoot) return tabStops(element.shadowRoot);
    const reached = element.matches(FOCUSABLE) && element.tabIndex >= 0 && !element.disabled && isShown(element);
    return reached ? [element] : [];
  });
}

function keepTabInPopover(event) {
  const popover = document.querySelector(POPOVER);
  const button = shown(`${POPOVER_BUTTON}[aria-expanded=true]`);
  if (!popover || !button || event.key !== "Tab") return;
  const stops = tabStops(popover);
  const now = deepFocus();
  // While the focus is elsewhere, Streamlit takes what is in the popover out of the order of Tab.
  if (now === button && !event.shiftKey) popover.focus({ preventScroll: true });
  else if (event.shiftKey ? now === popover || now === stops[0] : now === stops.at(-1)) button.focus();
  else return;
  event.preventDefault();
}

// --- The table of records: the arrows choose the row they lead to, Enter and Space go to its record.

function keysInTable(event) {
  const table = event.target.closest(TABLE);
  if (!table || event.shiftKey) return;
  if (["ArrowUp", "ArrowDown"].includes(event.key)) setTimeout(chooseRow, 0, table);
  else if (["Enter", " "].includes(event.key) && shown(RECORD)) {
    event.preventDefault();
    event.stopPropagation();
    focusOn(shown(RECORD));
  }
}

// To the table an arrow leads from cell to cell, and only Shift and Space choose a row.
function chooseRow(table) {
  const keys = { key: " ", code: "Space", keyCode: 32, shiftKey: true, bubbles: true };
  table.dispatchEvent(new KeyboardEvent("keydown", keys));
}

// --- The menu of a phone

function closeMenu() {
  if (PHONE.matches && shown(`${MENU}[data-collapsed=false]`)) document.querySelector(CLOSE_MENU)?.click();
}

function leaveMenu({ key }) {
  if (key !== "Escape" || !PHONE.matches || !shown(CLOSE_MENU)) return;
  shown(CLOSE_MENU).focus();
  closeMenu();
}

// Streamlit keeps a menu open in the next window too: over a page that nobody has seen yet.
function closeKeptMenu() {
  if (menuSeen || !document.querySelector(MENU)) return;
  menuSeen = true;
  closeMenu();
}

export default function () {
  const stop = new AbortController();
  const on = (kind, listener, capture = false) =>
    document.addEventListener(kind, listener, { signal: stop.signal, capture });
  const app = document.querySelector("[data-testid=stApp]");
  let due = 0;
  const settle = () => {
    due = 0;
    enterPopover();
    closeKeptMenu();
    if (app.dataset.testScriptState !== "notRunning") return;
    restoreFocus();
    announceChanges();
    showCity();
  };
  const settleSoon = () => (due ||= setTimeout(settle, PAUSE_MS));
  on("focusin", hold);
  on("pointerdown", ({ target }) => target.closest(FOCUSABLE) || (held = null));
  on("click", ({ target }) => target.closest(`${MENU} a`) && closeMenu());
  on("keydown", keepTabInPopover);
  // The table lets go of no key that it knows.
  on("keydown", keysInTable, true);
  on("keydown", leaveMenu);
  on("mri:announce", ({ detail }) => announce(detail));
  const observer = new MutationObserver(settleSoon);
  observer.observe(document.body, { childList: true, subtree: true });
  const state = new MutationObserver(settleSoon);
  state.observe(app, { attributes: true, attributeFilter: ["data-test-script-state"] });
  settleSoon();
  return () => {
    stop.abort();
    observer.disconnect();
    state.disconnect();
    clearTimeout(due);
  };
}
