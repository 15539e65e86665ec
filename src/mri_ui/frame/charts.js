// Plotly and deck.gl expect a mouse that moves over a mark before it presses. A finger does not, nor does a mouse that
// rests where the page appeared; so each press first points at what lies below it. Escape takes away what a chart says
// of a mark, and paper shows each chart as wide as the screen did.
const PLOT = ".js-plotly-plot";
// The part of a Plotly chart that takes the pointer.
const GROUND = ".nsewdrag";
const MAP_ROOT = ".deck-events-root";
const TAP_PX = 10;
const FIRST_LOOKS = 8;
const LOOK_MS = 150;
const ROOMS = [["narrow", "(max-width: 760px)"], ["mid", "(max-width: 1259px)"], ["wide", "all"]];

// The finger that is down on a chart, and where it went down.
let finger = null;

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

// Plotly looks at a pointer only every 50 ms, but at once after it has left.
function pressed(event) {
  const ground = event.target.closest?.(GROUND);
  const plot = ground?.closest(PLOT);
  closeTips(plot);
  if (!ground) return;
  unpoint(plot);
  ground.dispatchEvent(mouse("mousemove", event));
  finger = event.pointerType === "mouse" ? null : { plot, x: event.clientX, y: event.clientY };
}

// A finger that scrolls does not choose: without this mark Plotly takes no press for a click.
function scrolled() {
  if (!finger) return;
  finger.plot._dragging = false;
  unpoint(finger.plot);
  finger = null;
}

// The mouse that browsers play after a tap would be a second click, which Plotly takes for a double one.
function lifted(event) {
  // After a tap the panel says what the tip says, and the tip would lie over the neighbours.
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

// A map takes the keyboard's focus and does nothing with it. And its first looks at what lies below the pointer find
// nothing, while the graphics card makes ready for them: so those are at its corner, before anybody presses.
function prepareMaps() {
  for (const root of document.querySelectorAll(`${MAP_ROOT}[tabindex="0"]`)) {
    root.tabIndex = -1;
    lookAtCorner(root, FIRST_LOOKS);
  }
}

function noteRoom() {
  if (!matchMedia("screen").matches) return;
  document.documentElement.dataset.room = ROOMS.find(([, query]) => matchMedia(query).matches)[0];
}

// Attends to the charts of the page until what it gives is called.
function attend() {
  const stop = new AbortController();
  const { signal } = stop;
  document.addEventListener("pointerdown", pressed, { capture: true, signal });
  document.addEventListener("pointercancel", scrolled, { capture: true, signal });
  document.addEventListener("touchend", lifted, { capture: true, passive: false, signal });
  document.addEventListener("keydown", escaped, { capture: true, signal });
  addEventListener("resize", noteRoom, { signal });
  const maps = new MutationObserver(prepareMaps);
  maps.observe(document.body, { subtree: true, attributes: true, attributeFilter: ["tabindex"] });
  prepareMaps();
  noteRoom();
  return () => {
    stop.abort();
    maps.disconnect();
  };
}
