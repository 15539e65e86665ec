// The keys of a chart, the same in the dashboard, on the site and in the page in one file. A chart is a tree with one
// stop of Tab: arrows lead along a lane in time and from lane to lane, Enter opens a mark, Escape leads back up.
const TREE = "[data-tree]";
const LANE = "[data-lane]";
const ITEM = "[role=treeitem]";
const RING = "mri-focus";
const UPRIGHT = ".mri-phone-timeline";
const RING_PX = 3;
// Parts of a mark that its ring leaves out: words with their ground and leader, and what only the pointer meets.
const NO_SHAPE = 'text, [fill-opacity="0"], rect[fill="var(--mri-paper)"], path[stroke="var(--mri-context)"], .mri-chosen';

const isDrawn = (element) => element.getClientRects().length > 0;

// A rectangle that can only be seen, in the namespace of a part of an SVG.
function rectIn(part, className) {
  const rect = document.createElementNS(part.namespaceURI, "rect");
  const look = { class: className, fill: "none", "pointer-events": "none" };
  Object.entries(look).forEach(([name, value]) => rect.setAttribute(name, value));
  return rect;
}

function place(rect, x, y, width, height) {
  Object.entries({ x, y, width, height }).forEach(([name, value]) => rect.setAttribute(name, value));
}

// --- Roles: without a script, lanes are groups and marks are links.

function setUpTrees(root, keys) {
  for (const tree of root.querySelectorAll(TREE)) setUpTree(tree, keys);
}

function setUpTree(tree, keys) {
  const lanes = [...tree.querySelectorAll(LANE)];
  const parts = lanes.length ? lanes : tree.localName === "svg" ? [tree] : [...tree.children];
  tree.setAttribute("role", "tree");
  tree.setAttribute("aria-description", keys);
  parts.forEach((part) => numberItems(marksOnce(part), lanes.length ? 2 : 1));
  numberItems(lanes.map(addHead), 1);
  setTabStop(tree, tree);
}

// The marks of a part of a chart; a mark that is there twice, such as in an inset, is heard once.
function marksOnce(part) {
  const heard = new Map();
  for (const mark of part.querySelectorAll("[data-card]:not([aria-hidden=true] *)")) {
    const id = mark.dataset.id ?? mark;
    if (heard.has(id)) hide(mark);
    else heard.set(id, mark);
  }
  return [...heard.values()];
}

function hide(mark) {
  mark.setAttribute("aria-hidden", "true");
  mark.setAttribute("tabindex", "-1");
}

function numberItems(items, level) {
  items.forEach((item, at) => {
    const place = { role: "treeitem", "aria-level": level, "aria-setsize": items.length, "aria-posinset": at + 1 };
    Object.entries(place).forEach(([name, value]) => item.setAttribute(name, value));
  });
}

// What of a lane has the focus: a frame around it.
function addHead(lane) {
  const head = rectIn(lane, "mri-head");
  const names = { "aria-label": lane.getAttribute("aria-label"), "aria-expanded": "true" };
  Object.entries(names).forEach(([name, value]) => head.setAttribute(name, value));
  head.dataset.id = `lane ${lane.dataset.lane}`;
  lane.removeAttribute("aria-label");
  lane.prepend(head);
  return head;
}

// --- The one stop of Tab: the chart, or what had the focus last.

function setTabStop(tree, item) {
  for (const one of [tree, ...tree.querySelectorAll(ITEM)]) one.setAttribute("tabindex", one === item ? "0" : "-1");
}

// Replaces the marks of the chart in `root`; the stop of Tab and the focus stay where they were.
function replaceChart(root, keys, replace) {
  const stop = [...root.querySelectorAll(`${ITEM}[tabindex="0"]`)].find(isDrawn)?.dataset.id;
  const focused = document.activeElement?.closest?.(TREE) && root.contains(document.activeElement);
  replace();
  setUpTrees(root, keys);
  const items = stop ? [...root.querySelectorAll(`${ITEM}[data-id="${CSS.escape(stop)}"]`)] : [];
  items.forEach((item) => setTabStop(item.closest(TREE), item));
  if (focused) (items.find(isDrawn) ?? [...root.querySelectorAll(TREE)].find(isDrawn))?.focus({ preventScroll: true });
}

// --- The ring of what has the focus

function showRing({ target }) {
  const tree = target.closest(TREE);
  if (!tree || !(target === tree || target.matches(ITEM))) return;
  setTabStop(tree, target);
  if (target === tree || !target.matches(":focus-visible")) return;
  if (target.classList.contains("mri-head")) return placeHead(target);
  encircle(target, RING);
}

// In a lane the ring is above all marks; on a map it moves with its city.
function encircle(mark, className) {
  const [left, top, right, bottom] = edges(shapesOf(mark));
  const ring = rectIn(mark, className);
  place(ring, left - RING_PX, top - RING_PX, right - left + 2 * RING_PX, bottom - top + 2 * RING_PX);
  (mark.closest(LANE) ?? mark).append(ring);
}

function shapesOf(mark) {
  const shapes = [...mark.querySelectorAll(`:scope > :not(${NO_SHAPE})`)].filter(isDrawn);
  return shapes.length ? shapes : [mark];
}

function edges(parts) {
  const boxes = parts.map((part) => part.getBBox());
  const most = (edge) => Math.max(...boxes.map(edge));
  return [-most(({ x }) => -x), -most(({ y }) => -y), most(({ x, width }) => x + width), most(({ y, height }) => y + height)];
}

function placeHead(head) {
  const whole = [1, head.ownerSVGElement.viewBox.baseVal.width - 1];
  const [left, top, right, bottom] = edges([...head.parentElement.querySelectorAll("[data-card]")]);
  const [from, to] = head.closest(UPRIGHT) ? [left - RING_PX, right + RING_PX] : whole;
  place(head, from, top - RING_PX, to - from, bottom - top + 2 * RING_PX);
}

function dropRings({ target }) {
  target.closest(TREE)?.querySelectorAll(`.${RING}`).forEach((ring) => ring.remove());
}

// --- Keys

// The lanes of a chart, each with its head and its marks in the order of time; a map has one, without a head.
function lanesOf(tree) {
  const lanes = [...tree.querySelectorAll(LANE)];
  return (lanes.length ? lanes : [tree]).map((lane) => {
    const [head, marks] = [lane.querySelector(".mri-head"), [...lane.querySelectorAll(`[data-card]${ITEM}`)]];
    return { head, marks: marks.filter(isDrawn) };
  });
}

// Where a mark is in time, in px: on a phone, years run down.
function middleOf(mark) {
  const { left, top, width, height } = (mark.querySelector("rect, circle, path") ?? mark).getBoundingClientRect();
  return mark.closest(UPRIGHT) ? top + height / 2 : left + width / 2;
}

function nearest(lane, mark) {
  const gap = (other) => Math.abs(middleOf(other) - middleOf(mark));
  return lane?.marks.reduce((best, other) => (best && gap(best) <= gap(other) ? best : other), undefined);
}

function fromChart([lane], key) {
  return ["ArrowRight", "ArrowDown", "Enter"].includes(key) ? lane?.head ?? lane?.marks[0] : undefined;
}

function fromHead(lanes, at, key) {
  const first = lanes[at].marks[0];
  const ends = { Home: lanes[0].head, End: lanes.at(-1).head, ArrowRight: first, Enter: first };
  return { ...ends, ArrowDown: lanes[at + 1]?.head, ArrowUp: lanes[at - 1]?.head }[key];
}

function fromMark(lanes, at, mark, key) {
  const { head, marks } = lanes[at];
  const [before, after] = [marks[marks.indexOf(mark) - 1], marks[marks.indexOf(mark) + 1]];
  const [up, down] = head ? [nearest(lanes[at - 1], mark), nearest(lanes[at + 1], mark)] : [before, after];
  const ends = { Home: marks[0], End: marks.at(-1) };
  return { ...ends, ArrowLeft: before, ArrowRight: after, ArrowUp: up, ArrowDown: down }[key];
}

function destination(tree, item, key) {
  const lanes = lanesOf(tree);
  const at = lanes.findIndex(({ head, marks }) => item === head || marks.includes(item));
  if (at < 0) return fromChart(lanes, key);
  const { head } = lanes[at];
  if (key === "Escape") return item === head ? tree : head ?? tree;
  const to = item === head ? fromHead(lanes, at, key) : fromMark(lanes, at, item, key);
  return to ?? (key.startsWith("Arrow") ? item : undefined);
}

function followKey(event) {
  const tree = event.target.closest(TREE);
  if (!tree || event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  // The first Escape closes the card, which may cover something.
  if (event.key === "Escape" && !theCard().hidden) return;
  const to = destination(tree, event.target, event.key);
  if (!to) return;
  event.preventDefault();
  to.focus();
}

// A chart that stays as it is, on the site and in the page in one file.
function setUpChart(root) {
  listenForCards(root);
  listenForKeys(root);
  setUpTrees(root, root.dataset.keys);
}

// Leads through the charts in `root`; returns a function that stops it.
function listenForKeys(root) {
  const stop = new AbortController();
  const on = (kind, listener) => root.addEventListener(kind, listener, { signal: stop.signal });
  on("focusin", showRing);
  on("focusout", dropRings);
  on("keydown", followKey);
  return () => stop.abort();
}
