// The map: cities are links, and wheel, fingers, buttons and keys zoom and move it. Sea, land and route grow; marks and
// labels keep their size. Positions are in the units of the SVG, transforms in CSS, which a print undoes.
const MOST = 12;
const STEP = 1.6;
// From this zoom on, cities that the inset shows at first have labels on the map itself.
const CLOSE = 2;
const WHEEL = 0.002;
const WHEEL_LINE_PX = 20;
const MOVE_PX = 60;
const DRAG_PX = 4;
const HINT_MS = 4000;
// Between a mark and its label, in units of the SVG.
const LABEL_GAP = 3;
const ARROWS = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
const PARTS = [".mri-ways", ".mri-places", ".mri-inset"];

const clamp = (value, low, high) => Math.min(Math.max(value, low), high);
const middle = ([one, other]) => ({ x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 });
const meet = (one, other) =>
  one.x < other.x + other.w && other.x < one.x + one.w && one.y < other.y + other.h && other.y < one.y + one.h;
const within = (one, other) =>
  one.x >= other.x && one.y >= other.y && one.x + one.w <= other.x + other.w && one.y + one.h <= other.y + other.h;
const around = ({ x, y, r }) => ({ x: x - r, y: y - r, w: 2 * r, h: 2 * r });
// Boxes right, left, above and below of a mark, then those at its corners.
const placesNextTo = (x, y, r, w, h) =>
  [
    ...[[r, -h / 2], [-r - w, -h / 2], [-w / 2, -r - h], [-w / 2, r]],
    ...[[0, -r - h], [0, r], [-w, -r - h], [-w, r]],
  ].map(([dx, dy]) => ({ x: x + dx, y: y + dy, w, h }));
const apart = ([one, other]) => Math.hypot(one.x - other.x, one.y - other.y);

function element(name, attributes, text = "") {
  const made = Object.assign(document.createElement(name), attributes);
  made.textContent = text;
  return made;
}

class LiveMap {
  constructor(root, words) {
    // The zoom and the one that was meant (see `reached`), and what is in the middle, as shares of width and height.
    Object.assign(this, { root, zoom: 1, meant: 1, x: 0.5, y: 0.5, fingers: new Map(), dragged: false });
    this.field = element("div", { className: "mri-field" });
    this.field.dataset.tree = "";
    this.words = words;
    this.hint = element("p", { className: "mri-map-hint", hidden: true });
    const button = (name, sign) => {
      const made = element("button", { type: "button", title: words[name], onclick: () => this.press(name) }, sign);
      made.dataset.zoom = name;
      made.setAttribute("aria-label", words[name]);
      return made;
    };
    this.buttons = [button("in", "+"), button("out", "−"), button("whole", words.whole)];
    const controls = element("div", { className: "mri-zoom" });
    controls.append(...this.buttons);
    root.append(this.field, controls, this.hint);
  }

  get svg() {
    return [...this.field.children].find((one) => one.getClientRects().length);
  }

  // Sea and land stay when the rest is replaced, as they would be missing for a moment.
  put({ html, made }) {
    if (this.made === made) return;
    this.made = made;
    replaceChart(this.root, this.words.keys, () => this.change(html));
    this.show(this.zoom);
  }

  change(html) {
    const fresh = document.createElement("template");
    fresh.innerHTML = html;
    const [now, next] = [this.field, fresh.content].map((part) => [...part.children]);
    const alike = now.length === next.length && now.every((svg, at) => this.ground(svg) === this.ground(next[at]));
    if (!alike) this.field.replaceChildren(fresh.content);
    else now.forEach((svg, at) => this.replace(svg, next[at]));
    this.field.setAttribute("aria-label", this.field.firstElementChild.dataset.alt);
  }

  ground(svg) {
    return svg.getAttribute("viewBox") + svg.querySelector("use").outerHTML;
  }

  replace(svg, next) {
    svg.dataset.alt = next.dataset.alt;
    for (const part of PARTS) svg.querySelector(part).replaceWith(next.querySelector(part));
  }

  // --- The view

  show(zoom, x = this.x, y = this.y) {
    if (!this.svg) return;
    this.meant = clamp(zoom, 1, MOST);
    this.zoom = this.reached(this.meant);
    const edge = 0.5 / this.zoom;
    const [top, bottom] = this.zoom > 1 ? this.world : [0, 1];
    this.x = clamp(x, edge, 1 - edge);
    this.y = clamp(y, top + edge, bottom - edge);
    this.draw();
  }

  // Top and bottom of the world as shares of the height: on a phone the inset is below it.
  get world() {
    return this.svg.dataset.world.split(" ").map(Number);
  }

  // The whole map, or one so close that the world fills the height: nothing of a zoomed map is blank.
  reached(zoom) {
    const [top, bottom] = this.world;
    const least = 1 / (bottom - top);
    return zoom < Math.sqrt(least) ? 1 : clamp(zoom, least, MOST);
  }

  // Zooms so that what is at the point of the window stays there.
  zoomAt(zoom, point) {
    const { left, top, width, height } = this.svg.getBoundingClientRect();
    const [across, down] = [(point.x - left) / width - 0.5, (point.y - top) / height - 0.5];
    const [x, y] = this.under(point) ?? [this.x + across / this.zoom, this.y + down / this.zoom];
    const next = this.reached(clamp(zoom, 1, MOST));
    this.aim = null;
    this.show(zoom, x - across / next, y - down / next);
  }

  // What the inset shows at a point of the window, as shares of the map's width and height; null outside the inset.
  under({ x, y }) {
    const [part, box] = [...this.svg.querySelectorAll(".mri-inset path")].map((path) => path.getBoundingClientRect());
    if (!box?.width || x < box.left || x > box.right || y < box.top || y > box.bottom) return null;
    const { left, top, width, height } = this.svg.getBoundingClientRect();
    const [across, down] = [(x - box.left) / box.width, (y - box.top) / box.height];
    return [(part.left + across * part.width - left) / width, (part.top + down * part.height - top) / height];
  }

  move(dx, dy) {
    const { width, height } = this.svg.getBoundingClientRect();
    this.aim = null;
    this.show(this.zoom, this.x - dx / width / this.zoom, this.y - dy / height / this.zoom);
  }

  press(name) {
    const focused = this.buttons.find((button) => button === document.activeElement);
    if (name === "in" && this.zoom === 1) this.giveHint(this.words.move);
    if (this.zoom === 1) this.aim = this.start();
    this.show(name === "whole" ? 1 : name === "in" ? this.zoom * STEP : this.zoom / STEP, ...(this.aim ?? []));
    // A button that is gone must not take the focus with it.
    if (focused?.disabled || focused?.hidden) this.field.focus({ preventScroll: true });
  }

  // What buttons and keys zoom towards until the map is moved, as shares of width and height: the city that has the
  // focus, else the open one, else the one in the middle of all cities with a name.
  start() {
    const { width, height } = this.svg.viewBox.baseVal;
    const cities = this.spots(this.svg).filter(([city]) => city.matches("a"));
    const point = ([, [x, y]]) => ({ x: x / width, y: y / height });
    const one = [":focus", "[aria-current]"].map((kind) => cities.find(([city]) => city.matches(kind))).find(Boolean);
    const named = cities.filter(([city]) => city.querySelector("text"));
    const points = (one ? [one] : named.length ? named : cities).map(point);
    const far = (from) => points.reduce((sum, other) => sum + apart([from, other]), 0);
    const [{ x, y } = {}] = points.sort((here, there) => far(here) - far(there));
    return [x, y];
  }

  draw() {
    const { svg, zoom } = this;
    const [enlarge, shrink, whole] = this.buttons;
    Object.assign(this.root.dataset, { at: [zoom, this.x, this.y].map((part) => part.toFixed(3)).join(" ") });
    this.root.toggleAttribute("data-zoomed", zoom > 1);
    this.root.toggleAttribute("data-close", zoom >= CLOSE);
    enlarge.disabled = zoom === MOST;
    shrink.disabled = zoom === 1;
    whole.hidden = zoom === 1;
    const { width, height } = svg.viewBox.baseVal;
    const shift = [width * (0.5 - this.x * zoom), height * (0.5 - this.y * zoom)];
    for (const ground of svg.querySelectorAll(".mri-world, .mri-inset > g > path:first-child")) {
      ground.style.transform = zoom === 1 ? "" : `translate(${shift[0]}px, ${shift[1]}px) scale(${zoom})`;
    }
    const spots = this.spots(svg);
    for (const [one, [x, y]] of spots) {
      const [dx, dy] = [x * (zoom - 1) + shift[0], y * (zoom - 1) + shift[1]];
      one.style.transform = zoom === 1 ? "" : `translate(${dx}px, ${dy}px)`;
    }
    this.placeLabels(spots.map(([one, [x, y]]) => [one, x * zoom + shift[0], y * zoom + shift[1]]), width, height);
    for (const head of svg.querySelectorAll('.mri-ways path:not([fill="none"])')) {
      head.style.transform = zoom === 1 ? "" : `scale(${1 / zoom})`;
    }
  }

  // On a zoomed map marks are further apart than their labels were placed for. Each label takes the first free place at
  // its mark where it is whole; where there is none, it is seen with pointer or focus only.
  placeLabels(places, width, height) {
    const whole = { x: 0, y: 0, w: width, h: height };
    const marks = places.filter(([one]) => one.spot);
    const discs = marks.map(([one, x, y]) => ({ x, y, r: one.querySelector("circle").r.baseVal.value + LABEL_GAP }));
    const taken = [];
    for (const [one, x, y] of marks) {
      const label = one.querySelector("rect[rx]");
      if (!label || (this.zoom < CLOSE && one.matches(".mri-enlarged"))) continue;
      const [left, top, w, h] = ["x", "y", "width", "height"].map((name) => label[name].baseVal.value);
      const own = { x: x + left - one.spot[0], y: y + top - one.spot[1], w, h };
      // Its mark, and rings around that.
      const isHere = (disc) => disc.x === x && disc.y === y;
      const r = Math.max(...discs.filter(isHere).map((disc) => disc.r));
      const others = [...discs.filter((disc) => !isHere(disc)).map(around), ...taken];
      const free = [own, ...placesNextTo(x, y, r, w, h)].filter((box) => !others.some((other) => meet(box, other)));
      const inside = meet({ x, y, w: 0, h: 0 }, whole) && free.find((box) => within(box, whole));
      const box = this.zoom > 1 ? inside : own;
      one.toggleAttribute("data-crowded", !box);
      one.toggleAttribute("data-moved", Boolean(box) && box !== own);
      if (box) taken.push(box);
      const moved = box && box !== own ? `translate(${box.x - own.x}px, ${box.y - own.y}px)` : "";
      for (const part of one.querySelectorAll("text, rect[rx]")) part.style.transform = moved;
    }
  }

  // Each group of a place, with its point on the whole map: the middle of its mark.
  spots(svg) {
    const points = new Map();
    const groups = [...svg.querySelectorAll(".mri-places > *")];
    for (const group of groups) {
      const mark = group.querySelector("circle");
      if (mark) points.set(group.dataset.id, [mark.cx.baseVal.value, mark.cy.baseVal.value]);
      group.spot = mark ? points.get(group.dataset.id) : null;
    }
    return groups.map((group) => [group, group.spot ?? points.get(group.dataset.id) ?? [0, 0]]);
  }

  // --- What readers do

  // Without the focus the wheel scrolls the page, as everywhere; at the whole map it does so when it would zoom out.
  wheel(event) {
    if (!event.ctrlKey && !event.metaKey && !this.root.contains(document.activeElement)) return this.giveHint(this.words.hint);
    const turned = event.deltaY * (event.deltaMode ? WHEEL_LINE_PX : 1);
    const zoom = clamp(this.meant * Math.exp(-turned * WHEEL), 1, MOST);
    if (zoom === this.meant && !event.ctrlKey) return;
    event.preventDefault();
    this.hint.hidden = true;
    this.zoomAt(zoom, { x: event.clientX, y: event.clientY });
  }

  giveHint(text) {
    Object.assign(this.hint, { textContent: text, hidden: false });
    clearTimeout(this.hinted);
    this.hinted = setTimeout(() => (this.hint.hidden = true), HINT_MS);
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const arrow = this.zoom > 1 && !event.target.closest("a") && ARROWS[event.key];
    if (event.key === "+" || event.key === "=") this.press("in");
    else if (event.key === "-") this.press("out");
    else if (event.key === "0") this.press("whole");
    else if (arrow) this.move(arrow[0] * MOVE_PX, arrow[1] * MOVE_PX);
    else return;
    event.preventDefault();
  }

  down(event) {
    if (event.button) return;
    Object.assign(this, { dragged: false, meant: this.zoom });
    this.fingers.set(event.pointerId, { x: event.clientX, y: event.clientY, from: [event.clientX, event.clientY] });
  }

  drag(event) {
    const finger = this.fingers.get(event.pointerId);
    if (!finger) return;
    const before = [...this.fingers.values()].map(({ x, y }) => ({ x, y }));
    const [dx, dy] = [event.clientX - finger.x, event.clientY - finger.y];
    this.dragged ||= Math.hypot(event.clientX - finger.from[0], event.clientY - finger.from[1]) > DRAG_PX;
    Object.assign(finger, { x: event.clientX, y: event.clientY });
    const after = [...this.fingers.values()];
    if (after.length === 2) this.zoomAt((this.meant * apart(after)) / apart(before), middle(after));
    else if (this.dragged && this.zoom > 1) this.move(dx, dy);
  }

  // Who cannot drag clicks: the spot comes to the middle.
  centre(event) {
    if (this.zoom === 1 || this.dragged || event.target.closest("a") || !this.field.contains(event.target)) return;
    const { left, top, width, height } = this.field.getBoundingClientRect();
    this.move(left + width / 2 - event.clientX, top + height / 2 - event.clientY);
  }

  // Marks that cover each other share a press: it opens the city whose middle is nearest.
  choose(event) {
    if (!event.detail) return;
    if (this.dragged) return event.preventDefault();
    const pressed = event.target.closest(".mri-places a");
    if (!pressed || !event.target.matches("circle")) return;
    const nearest = this.nearest({ x: event.clientX, y: event.clientY }) ?? pressed;
    if (nearest === pressed) return;
    event.preventDefault();
    event.stopPropagation();
    nearest.querySelector("circle").dispatchEvent(new MouseEvent("click", event));
  }

  nearest(point) {
    const far = (city) => {
      const { left, right, top, bottom } = city.querySelector("circle").getBoundingClientRect();
      return apart([point, { x: (left + right) / 2, y: (top + bottom) / 2 }]);
    };
    const cities = [...this.svg.querySelectorAll(".mri-places a:has(> circle)")];
    return cities.reduce((best, city) => (best && far(best) <= far(city) ? best : city), undefined);
  }

  // Brings a city into view that got the focus outside it.
  reach(event) {
    const city = event.target.closest("a");
    if (!city || this.zoom === 1) return;
    const [{ left, right, top, bottom }, field] = [city, this.svg].map((one) => one.getBoundingClientRect());
    const inside = left > field.left && right < field.right && top > field.top && bottom < field.bottom;
    if (!inside) this.move((field.left + field.right - left - right) / 2, (field.top + field.bottom - top - bottom) / 2);
    // Browsers scroll a clipped box to what has the focus.
    this.field.scrollTo(0, 0);
  }
}

export default function ({ parentElement, data }) {
  const root = parentElement.querySelector(".mri-map");
  const map = (root.map ??= new LiveMap(root, data.words));
  // Streamlit may start this component twice.
  map.leave?.();
  const stop = new AbortController();
  const on = (kind, listener, more = {}) => root.addEventListener(kind, listener, { signal: stop.signal, ...more });
  const lift = ({ pointerId }) => map.fingers.delete(pointerId);
  on("wheel", (event) => map.wheel(event), { passive: false });
  on("keydown", (event) => map.key(event));
  on("focusin", (event) => map.reach(event));
  on("pointerdown", (event) => map.down(event));
  on("touchstart", (event) => event.touches.length > 1 && event.preventDefault(), { passive: false });
  on("dragstart", (event) => event.preventDefault());
  on("click", (event) => map.choose(event), { capture: true });
  on("click", (event) => map.centre(event));
  document.addEventListener("pointermove", (event) => map.drag(event), { signal: stop.signal });
  for (const kind of ["pointerup", "pointercancel"]) document.addEventListener(kind, lift, { signal: stop.signal });
  const size = new ResizeObserver(() => map.show(map.zoom));
  size.observe(map.field);
  const leaveCharts = [listenForCards(root), listenForKeys(root)];
  map.put(data);
  map.leave = () => {
    stop.abort();
    size.disconnect();
    leaveCharts.forEach((leave) => leave());
  };
  return map.leave;
}
