// What a test sees of a page: its texts, what is cut, and labels that lie on one another.
const SCREEN_READERS = ".mri-sr, [data-testid=stDataFrame] *, [data-testid=stMarkdownContainer] *";
const UNREAD = "style, script, noscript, [translate=no], .mri-languages, [data-testid=stLogo]";
// A wide table scrolls by itself.
const SCROLLS = ".mri-table, .mri-cells, table, [style*=overflow]";
const isSeen = (one) => one.checkVisibility({ visibilityProperty: true });
const first = (one) => one.textContent.trim().slice(0, 60);

// The menu follows the window: it counts anew what has no room, and a phone has none.
function isSettled() {
  const counts = [...document.querySelectorAll("[data-testid=stTopNavSection]")];
  const menu = document.querySelector("[data-testid=stTopNav]");
  return !counts.some((one) => one.textContent.includes("more")) && !(innerWidth < 700 && menu);
}

function texts() {
  const found = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const around = walker.currentNode.parentElement;
    const text = walker.currentNode.data.trim();
    if (text && isSeen(around) && !around.closest(UNREAD)) found.add(text);
  }
  return [...found];
}

// Text wider than a box that hides the rest of it, or beyond an edge of the window.
function faultsOf(one) {
  const style = getComputedStyle(one);
  const box = one.getBoundingClientRect();
  if (box.width <= 1 || box.height <= 1 || style.clipPath !== "none") return [];
  if (one.clientWidth && one.scrollWidth > one.clientWidth + 1) return [`cut: ${first(one)}`];
  const isOutside = box.left < -1 || box.right > innerWidth + 1;
  return isOutside && !one.closest(SCROLLS) ? [`outside, ${Math.round(box.left)} to ${Math.round(box.right)}: ${first(one)}`] : [];
}

// The menu ends before the names of the languages, and nothing of the header is outside.
function headerFaults() {
  const languages = document.querySelector(".st-key-languages_header .mri-languages")?.getBoundingClientRect();
  const logo = document.querySelector("[data-testid=stHeaderLogo]");
  const missing = logo?.complete && !logo.naturalWidth ? ["header: no logo"] : [];
  const all = [...document.querySelectorAll("[data-testid=stTopNav] :is(a, button), [data-testid=stHeaderLogo]")];
  const outside = all.filter(isSeen).flatMap((one) => {
    const { left, right } = one.getBoundingClientRect();
    const isUnder = languages?.width && right > languages.left && left < languages.right;
    return isUnder || left < 0 || right > innerWidth ? [`header: ${first(one) || one.alt}`] : [];
  });
  return [...missing, ...outside];
}

function cut() {
  const main = document.querySelector("[data-testid=stMain]");
  const wide = main && main.scrollWidth > main.clientWidth + 1 ? [`wider than the window: ${main.scrollWidth}`] : [];
  const all = [...document.querySelectorAll("body *")].filter(
    (one) => [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim()) && isSeen(one),
  );
  return [...wide, ...all.filter((one) => !one.closest("svg, canvas") && !one.matches(SCREEN_READERS)).flatMap(faultsOf), ...headerFaults()];
}

function overlaps() {
  const charts = [...document.querySelectorAll(".mri-chart svg")].filter(isSeen);
  return charts.flatMap((svg) => {
    const size = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
    const labels = [...svg.querySelectorAll("text")].map((one) => [one.textContent, one.getBoundingClientRect()]);
    const meet = (box, other) => {
      const wide = Math.min(box.right, other.right) - Math.max(box.left, other.left);
      const high = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
      return wide > 3 * size && high > 0.4 * Math.min(box.height, other.height);
    };
    return labels.flatMap(([text, box], at) =>
      labels.slice(at + 1).filter(([, other]) => meet(box, other)).map(([other]) => `overlap: ${text} / ${other}`),
    );
  });
}

globalThis.look = { isSettled, texts, cut, overlaps };
