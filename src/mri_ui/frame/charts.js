// Taps, clicks, Escape and print for Plotly and deck.gl charts. Both libraries expect a pointer to move over a mark
// before it presses; a finger does not, nor does a mouse that was already there when the page appeared. So before each
// press a move event is sent to its point. Escape closes tooltips, and print keeps the width of each chart on screen.
const PLOT = ".js-plotly-plot";
// The part of a Plotly chart that receives pointer events.
const GROUND = ".nsewdrag";
const MAP_ROOT = ".deck-events-root";
const TAP_PX = 10;
// deck.gl ignores a longer press, for example by a trembling hand or on a slow machine.
const LONGEST_PRESS_MS = 250;
const FIRST_LOOKS = 8;
const LOOK_MS = 150;
const CHART_WIDTHS = [["narrow", "(max-width: 760px)"], ["mid", "(max-width: 1259px)"], ["wide", "all"]];

// The touch that is on a chart now, and where it began.
let finger = null;
// The press that is down on a map: where and when it began.
let mapPress = null;

const mouse = (type, at = {}) => new MouseEvent(type, { bubbles: true, view: window, clientX: at.clientX, clientY: at.clientY });

const selects = (plot) => String(plot.layout?.clickmode).includes("select");

function unpoint(plot) {
  plot.querySelector(GROUND)?.dispatchEvent(mouse("mouseout"));
}

function closeTips(except) {
  for (const tip of document.querySelectorAll(`${PLOT} .hovertext`)) {
    const plot = tip.closest(PLOT);
    if (plot !== except) unpoint(plot);
  }
}

// Plotly handles moves only every 50 ms, but the first move after a leave at once.
function pressed(event) {
  const ground = event.target.closest?.(GROUND);
  const plot = ground?.closest(PLOT);
  closeTips(plot);
  if (!ground) return;
  unpoint(plot);
  ground.dispatchEvent(mouse("mousemove", event));
  finger = event.pointerType === "mouse" ? null : { plot, x: event.clientX, y: event.clientY };
}

// A scroll must not select a mark: Plotly takes a press for a click only with this flag.
function scrolled() {
  if (!finger) return;
  finger.plot._dragging = false;
  unpoint(finger.plot);
  finger = null;
}

// After a tap, browsers also send mouse events; Plotly would take them for a double click.
function lifted(event) {
  // After a tap the details panel shows what the tooltip shows, and the tooltip would cover other marks.
  const map = event.target.closest?.(MAP_ROOT);
  if (map) setTimeout(() => map.dispatchEvent(mouse("mouseleave")), LOOK_MS);
  if (!finger) return;
  const { plot, x, y } = finger;
  const [at] = event.changedTouches;
  if (Math.hypot(at.clientX - x, at.clientY - y) > TAP_PX) return scrolled();
  if (event.cancelable) event.preventDefault();
  if (selects(plot)) setTimeout(unpoint, 0, plot);
  finger = null;
}

function mapPressed(event) {
  if (!event.isTrusted) return;
  const root = event.button ? null : event.target.closest?.(MAP_ROOT);
  mapPress = root && { root, x: event.clientX, y: event.clientY, since: performance.now() };
}

// A long press that did not move is played again as a short one.
function mapReleased(event) {
  if (!event.isTrusted || !mapPress) return;
  const { root, x, y, since } = mapPress;
  mapPress = null;
  const moved = Math.hypot(event.clientX - x, event.clientY - y) > TAP_PX;
  if (!moved && performance.now() - since >= LONGEST_PRESS_MS) setTimeout(replayAsShortPress, 0, root, event);
}

function replayAsShortPress(root, { clientX, clientY, pointerType, pointerId }) {
  const at = { bubbles: true, isPrimary: true, button: 0, clientX, clientY, pointerType, pointerId };
  root.dispatchEvent(new PointerEvent("pointerdown", { ...at, buttons: 1 }));
  root.dispatchEvent(new PointerEvent("pointerup", at));
}

function escaped(event) {
  if (event.key !== "Escape") return;
  closeTips();
  for (const root of document.querySelectorAll(MAP_ROOT)) root.dispatchEvent(mouse("mouseleave"));
}

function lookAtCorner(root, times) {
  root.toggleAttribute("data-ready", times === 0);
  if (!root.isConnected || times === 0) return;
  const box = root.getBoundingClientRect();
  root.dispatchEvent(mouse("mousemove", { clientX: box.left + 1, clientY: box.top + 1 }));
  setTimeout(lookAtCorner, LOOK_MS, root, times - 1);
}

// Takes the map out of the tab order, as it handles no keys. Also picks at its corner a few times: deck.gl's first picks
// find nothing while the graphics card prepares, so they must happen before anybody presses.
function prepareMaps() {
  for (const root of document.querySelectorAll(`${MAP_ROOT}[tabindex="0"]`)) {
    root.tabIndex = -1;
    lookAtCorner(root, FIRST_LOOKS);
  }
}

function setChartWidth() {
  if (!matchMedia("screen").matches) return;
  document.documentElement.dataset.chartWidth = CHART_WIDTHS.find(([, query]) => matchMedia(query).matches)[0];
}

// Handles the charts of the page; returns a function that stops it.
function attend() {
  const stop = new AbortController();
  const { signal } = stop;
  document.addEventListener("pointerdown", pressed, { capture: true, signal });
  document.addEventListener("pointerdown", mapPressed, { capture: true, signal });
  document.addEventListener("pointerup", mapReleased, { capture: true, signal });
  document.addEventListener("pointercancel", scrolled, { capture: true, signal });
  document.addEventListener("touchend", lifted, { capture: true, passive: false, signal });
  document.addEventListener("keydown", escaped, { capture: true, signal });
  addEventListener("resize", setChartWidth, { signal });
  const maps = new MutationObserver(prepareMaps);
  maps.observe(document.body, { subtree: true, attributes: true, attributeFilter: ["tabindex"] });
  prepareMaps();
  setChartWidth();
  return () => {
    stop.abort();
    maps.disconnect();
  };
}
