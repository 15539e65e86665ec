// Keyboard, screen reader and phone support: focus is never lost, changes are announced, and the phone's menu closes
// when a page is chosen.
const FOCUSABLE = "a[href], button, input, textarea, select, canvas, summary, [tabindex]";
const HEADING = "h1, h2, h3";
const STATUS = ".mri-status";
const RECORD = ".mri-detail .mri-name";
const SPOKEN = "[data-spoken]";
const POPOVER = "[data-testid=stPopoverBody]";
const POPOVER_BUTTON = "[data-testid=stPopoverButton]";
const CLOSE_CITY = ".st-key-close_city";
const TABLE = "[data-testid=data-grid-canvas]";
const ROWS = ".mri-records tbody tr";
// The timeline of a phone: unlike that of wide windows, it has the details above it, and a link from there back to it.
const PHONE_TIMELINE = ".mri-phone-timeline";
const BACK = ".st-key-back a";
const FOLD = ".mri-fold";
const TYPED = "input, textarea, select, [contenteditable], [role=menu], [role=listbox]";
const MENU = "[data-testid=stSidebar]";
const OPEN_MENU = "[data-testid=stExpandSidebarButton]";
const CLOSE_MENU = "[data-testid=stSidebarCollapseButton] button";
// Where focus goes when a button disappears after its click.
const AFTER = [
  [OPEN_MENU, `${MENU} a`],
  [CLOSE_MENU, OPEN_MENU],
];
const PHONE = matchMedia("(max-width: 760px)");
// How long changes of the page are collected, in ms. Animation frames may be slow where the map is drawn without a GPU.
const PAUSE_MS = 40;
const HEADER_PX = 60;

// The element that had focus last and its ancestors, innermost first; empty after a click outside all controls.
let held = null;
// The last announcement, and the open record and city of each page.
let status = null;
let record = "";
let spoken = "";
let city = null;
let page = "";
let region = null;
let menuSeen = false;

const isShown = (element) => element.checkVisibility({ visibilityProperty: true });
const shown = (selector, within = document) => [...within.querySelectorAll(selector)].find(isShown);
const textOf = (selector) => shown(selector)?.textContent.trim() ?? "";

// --- The live region: one for the life of the window, as screen readers ignore the text of a new one.

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
  // The same text again must count as a change.
  if (liveRegion().textContent === text) region.textContent = "";
  setTimeout(() => (region.textContent = text));
}

function announceChanges() {
  const [nowStatus, nowRecord, samePage] = [textOf(STATUS), textOf(RECORD), page === location.pathname];
  const nowSpoken = shown(SPOKEN)?.dataset.spoken ?? "";
  if (status === null) liveRegion().textContent = nowStatus;
  else if (nowStatus !== status) announce(nowStatus);
  else if (samePage && nowSpoken && nowSpoken !== spoken) announce(nowSpoken);
  else if (samePage && nowRecord && nowRecord !== record) showRecord(nowRecord);
  [status, record, spoken, page] = [nowStatus, nowRecord, nowSpoken, location.pathname];
}

// Details opened by a link may be far from it; those opened by a mark are next to it.
function showRecord(name) {
  const isFar = opensRecord(held?.target) && (!held.target.closest("svg") || held.target.closest(PHONE_TIMELINE));
  if (isFar) focusOn(shown(RECORD));
  else announce(name);
}

// A press on the mark or row of the open record leads to its details once more.
function showAgain(event) {
  const link = event.target.closest("a[aria-current]");
  if (!opensRecord(link) || event.ctrlKey || event.metaKey || event.shiftKey || !shown(RECORD)) return;
  event.preventDefault();
  focusOn(shown(RECORD));
}

// On a phone a city's panel is below the map, out of sight: without this a tap would seem to do nothing.
function showCity() {
  const row = shown(CLOSE_CITY)?.closest("[data-testid=stHorizontalBlock], .stHorizontalBlock") ?? shown(CLOSE_CITY)?.parentElement;
  const now = row?.textContent ?? "";
  if (PHONE.matches && city !== null && now && now !== city) row.scrollIntoView({ block: "center" });
  city = now;
}

// --- Focus

const opensRecord = (link) => /[?&]record=/.test(link?.getAttribute?.("href"));

function focusOn(place) {
  if (!place.matches(FOCUSABLE)) place.tabIndex = -1;
  place.focus({ preventScroll: true });
  const { top, bottom } = place.getBoundingClientRect();
  if (top < HEADER_PX || bottom > innerHeight) (place.closest(".mri-detail") ?? place).scrollIntoView();
}

function hold(event) {
  // Cells of the canvas grid are created and removed all the time.
  const target = event.target.closest("canvas") ?? event.target;
  const around = [];
  for (let at = target.parentElement; at; at = at.parentElement) around.push(at);
  const after = target.matches(BACK) ? openMark() : AFTER.find(([selector]) => target.matches(selector))?.[1];
  held = { target, around, after, key: keyOf(target) };
}

// The mark of the open record, by which it is found once the record is closed.
function openMark() {
  const id = document.querySelector(".mri-chart a[aria-current]")?.dataset.id;
  return id && `.mri-chart a[data-id="${CSS.escape(id)}"]`;
}

function keyOf(element) {
  const widget = element.closest("[data-testid=stElementContainer]");
  return [...(widget?.classList ?? [])].find((name) => name.startsWith("st-key-"));
}

// Focus is lost only if a control had it. An element hidden just now may still have it for a moment.
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

// --- Popovers: focus moves in when one opens; Tab from its last control goes back to its button.

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
  // While focus is elsewhere, Streamlit takes the popover's content out of the tab order.
  if (now === button && !event.shiftKey) popover.focus({ preventScroll: true });
  else if (event.shiftKey ? now === popover || now === stops[0] : now === stops.at(-1)) button.focus();
  else return;
  event.preventDefault();
}

// --- The table of records: heads sort it, arrow keys lead from row to row.

const links = (table) => [...table.querySelectorAll("tbody a")];
const inOrder = new Intl.Collator(document.documentElement.lang, { numeric: true });

// By the columns of a table: the one that sorts it, and in which direction.
const sorting = {};
const columnsOf = (table) => [...table.tHead.rows[0].cells].map((head) => head.dataset.column);

function sort(table, name, direction) {
  const heads = [...table.tHead.rows[0].cells];
  const at = columnsOf(table).indexOf(name);
  const keyed = [...table.tBodies[0].rows].map((row) => [row.cells[at].dataset.order ?? row.cells[at].textContent.trim(), row]);
  const turn = direction === "descending" ? -1 : 1;
  // Rows without a value come last in either direction.
  keyed.sort(([one], [other]) => (!one - !other) || turn * inOrder.compare(one, other));
  heads.forEach((head) => head.removeAttribute("aria-sort"));
  heads[at].setAttribute("aria-sort", direction);
  table.tBodies[0].append(...keyed.map(([, row]) => row));
}

function sortByHead(event) {
  const head = event.target.closest(".mri-records thead th");
  if (!head) return;
  // Streamlit may start this component twice; two listeners would sort twice.
  event.stopImmediatePropagation();
  const table = head.closest("table");
  const direction = head.getAttribute("aria-sort") === "ascending" ? "descending" : "ascending";
  sorting[columnsOf(table)] = [head.dataset.column, direction];
  sort(table, head.dataset.column, direction);
}

// A run draws the table anew, in the order of its dates.
function keepSorted() {
  const table = document.querySelector(".mri-records");
  const [name, direction] = (table && sorting[columnsOf(table)]) ?? [];
  const now = name && table.querySelector(`[data-column=${name}]`).getAttribute("aria-sort");
  if (name && now !== direction) sort(table, name, direction);
}

function keysInRecords(event) {
  const row = document.activeElement.closest(ROWS);
  if (!row || event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return;
  const all = links(row.closest("table"));
  const at = all.indexOf(document.activeElement);
  const to = { ArrowUp: all[at - 1], ArrowDown: all[at + 1], Home: all[0], End: all.at(-1) }[event.key];
  if (!to) return;
  event.preventDefault();
  to.focus();
}

// From the details back to the row or the mark.
function leaveRecord({ key }) {
  if (key === "Escape" && document.activeElement.closest(".mri-detail")) shown(":is(.mri-records, .mri-chart) [aria-current]")?.focus();
}

// --- On a phone the filters fold behind a button.

// The page that was on screen when they were last folded or unfolded.
let foldedOn = location.pathname;
const unfolded = () => document.documentElement.dataset.filters === "open";

function fold(open) {
  if (open) document.documentElement.dataset.filters = "open";
  else delete document.documentElement.dataset.filters;
  foldedOn = location.pathname;
  showFold();
}

// A run may draw the button anew, as folded.
function showFold() {
  const button = document.querySelector(FOLD);
  const expanded = String(unfolded());
  if (button && button.getAttribute("aria-expanded") !== expanded) button.setAttribute("aria-expanded", expanded);
}

function pressFold(event) {
  if (!event.target.closest(FOLD)) return;
  event.stopImmediatePropagation();
  fold(!unfolded());
}

// --- The grid of very many records: arrow keys select a row, Enter and Space move to its details.

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

// In the grid itself arrow keys move between cells, and only Shift+Space selects a row.
function chooseRow(table) {
  const keys = { key: " ", code: "Space", keyCode: 32, shiftKey: true, bubbles: true };
  table.dispatchEvent(new KeyboardEvent("keydown", keys));
}

// --- Letters are no keys of pages: Streamlit would run the page again on R. Who speaks to the computer, or slips, means none.

function ignoreLetters(event) {
  const isLetter = /^[a-z]$/i.test(event.key) && !event.ctrlKey && !event.altKey && !event.metaKey;
  if (isLetter && !event.composedPath()[0].closest?.(TYPED)) event.stopPropagation();
}

// --- The phone's menu

function closeMenu() {
  if (PHONE.matches && shown(`${MENU}[data-collapsed=false]`)) document.querySelector(CLOSE_MENU)?.click();
}

function leaveMenu({ key }) {
  if (key !== "Escape" || !PHONE.matches || !shown(CLOSE_MENU)) return;
  shown(CLOSE_MENU).focus();
  closeMenu();
}

// Streamlit remembers an open menu and would open it over the first page of the next visit.
function closeKeptMenu() {
  if (menuSeen || !document.querySelector(MENU)) return;
  menuSeen = true;
  closeMenu();
}

export default function ({ data }) {
  const stop = new AbortController();
  const on = (kind, listener, capture = false) =>
    document.addEventListener(kind, listener, { signal: stop.signal, capture });
  const app = document.querySelector("[data-testid=stApp]");
  let due = 0;
  const settle = () => {
    due = 0;
    enterPopover();
    closeKeptMenu();
    // At once when a page is chosen, not when it has been drawn: by then they may be unfolded again.
    if (foldedOn !== location.pathname) fold(false);
    showFold();
    if (app.dataset.testScriptState !== "notRunning") return;
    restoreFocus();
    announceChanges();
    showCity();
  };
  const settleSoon = () => (due ||= setTimeout(settle, PAUSE_MS));
  on("focusin", hold);
  on("pointerdown", ({ target }) => target.closest(FOCUSABLE) || (held = null));
  on("click", ({ target }) => target.closest(`${MENU} a`) && closeMenu());
  on("click", showAgain, true);
  on("click", sortByHead);
  on("click", pressFold);
  on("keydown", keepTabInPopover);
  on("keydown", keysInRecords);
  on("keydown", leaveRecord);
  // The grid stops the keys that it handles from reaching other listeners.
  on("keydown", keysInTable, true);
  on("keydown", leaveMenu);
  on("keydown", ignoreLetters, true);
  on("mri:announce", ({ detail }) => announce(detail));
  const observer = new MutationObserver(() => {
    keepSorted();
    // At once, so that nobody sees the English ones.
    translateStreamlit();
    settleSoon();
  });
  observer.observe(document.body, { childList: true, subtree: true, characterData: true });
  const state = new MutationObserver(settleSoon);
  state.observe(app, { attributes: true, attributeFilter: ["data-test-script-state"] });
  speak(data.streamlit);
  settleSoon();
  return () => {
    stop.abort();
    observer.disconnect();
    state.disconnect();
    clearTimeout(due);
  };
}
