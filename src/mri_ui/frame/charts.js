// Taps, clicks, Escape and print for Plotly charts. Plotly expects a pointer to move over a mark before it presses; a
// finger does not, nor does a mouse that was already there when the page appeared. So before each press a move event is
// sent to its point. Escape closes tooltips, and print keeps the width of each chart on screen.
const PLOT = ".js-plotly-plot";
// The part of a Plotly chart that receives pointer events.
const GROUND = ".nsewdrag";
const TAP_PX = 10;
const CHART_WIDTHS = [["narrow", "(max-width: 760px)"], ["mid", "(max-width: 1259px)"], ["wide", "all"]];

// The touch that is on a chart now, and where it began.
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
  if (!finger) return;
  const { plot, x, y } = finger;
  const [at] = event.changedTouches;
  if (Math.hypot(at.clientX - x, at.clientY - y) > TAP_PX) return scrolled();
  if (event.cancelable) event.preventDefault();
  if (selects(plot)) setTimeout(unpoint, 0, plot);
  finger = null;
}

function escaped(event) {
  if (event.key === "Escape") closeTips();
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
  document.addEventListener("pointercancel", scrolled, { capture: true, signal });
  document.addEventListener("touchend", lifted, { capture: true, passive: false, signal });
  document.addEventListener("keydown", escaped, { capture: true, signal });
  addEventListener("resize", setChartWidth, { signal });
  setChartWidth();
  return () => stop.abort();
}
