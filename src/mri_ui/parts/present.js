// Moves between the slides. All of them are in the page, so the server is not needed until the talk is left.
const SMALLEST = 18;
const CONTRAST = 4.5;
const BACK = ["ArrowLeft", "ArrowUp", "PageUp", "Backspace"];
const NEXT = ["ArrowRight", "ArrowDown", "PageDown", " ", "Enter"];
const FULL_HEIGHT = 1080;
// Elements that handle keys themselves while they have focus.
const CONTROLS = "a, button, input, select, textarea, [contenteditable], [role=slider], [tabindex='0']";

class Stage {
  constructor(deck, words, leave) {
    Object.assign(this, { deck, words, leave });
    this.slides = [...deck.querySelectorAll(".mri-slide")];
    const parameters = new URLSearchParams(location.search);
    const wanted = Number.parseInt(parameters.get("slide"), 10);
    this.at = Math.min(Math.max(Number.isFinite(wanted) ? wanted - 1 : 0, 0), this.slides.length - 1);
    deck.classList.toggle("mri-with-notes", parameters.get("notes") === "1");
    this.step = this.steps().length;
    this.show();
  }

  steps(slide = this.slides[this.at]) {
    return [...slide.querySelectorAll(".mri-steps li")];
  }

  // A map's last step shows the whole route; a map without steps shows only that.
  show() {
    this.slides.forEach((slide, at) => slide.toggleAttribute("hidden", at !== this.at));
    const steps = this.steps();
    const chart = this.slides[this.at].querySelector(".mri-chart-map");
    if (chart) {
      const step = steps[this.step];
      chart.dataset.step = step ? step.dataset.year : "all";
      for (const group of chart.querySelectorAll("[data-name^=step-]"))
        group.classList.toggle("mri-on", Boolean(step) && group.dataset.name === `step-${step.dataset.year}`);
      this.slides[this.at].querySelector(".mri-caption").textContent = step ? step.textContent : "";
    }
    const find = (name) => this.deck.querySelector(`[data-do=${name}]`);
    this.deck.querySelector(".mri-at").textContent = this.words.count
      .replace("{at}", this.at + 1)
      .replace("{slides}", this.slides.length);
    const announced = this.deck.querySelector(".mri-announced");
    const turned = this.words.turned
      .replace("{at}", this.at + 1)
      .replace("{slides}", this.slides.length)
      .replace("{title}", () => this.slides[this.at].querySelector("h1").textContent);
    if (announced.textContent !== turned) announced.textContent = turned;
    this.allow(find("back"), this.at > 0 || this.step > 0, find("next"));
    this.allow(find("next"), this.at < this.slides.length - 1 || this.step < steps.length, find("back"));
    find("notes").setAttribute("aria-pressed", this.deck.classList.contains("mri-with-notes"));
    this.deck.classList.toggle("mri-first", this.at === 0);
    const address = new URL(location.href);
    address.searchParams.set("slide", this.at + 1);
    if (this.deck.classList.contains("mri-with-notes")) address.searchParams.set("notes", "1");
    else address.searchParams.delete("notes");
    if (address.href !== location.href) history.replaceState(history.state, "", address);
  }

  // The button at an end of the talk is disabled, and focus moves to the other one.
  allow(button, possible, other) {
    const focused = document.activeElement === button;
    button.disabled = !possible;
    if (focused && !possible) other.focus();
  }

  go(at, step) {
    if (at < 0 || at >= this.slides.length) return;
    this.at = at;
    this.step = step ?? 0;
    this.show();
  }

  next() {
    if (this.step < this.steps().length) this.go(this.at, this.step + 1);
    else this.go(this.at + 1, 0);
  }

  back() {
    if (this.step > 0) this.go(this.at, this.step - 1);
    else if (this.at > 0) this.go(this.at - 1, this.steps(this.slides[this.at - 1]).length);
  }

  first() {
    this.go(0, 0);
  }

  last() {
    const end = this.slides.length - 1;
    this.go(end, this.steps(this.slides[end]).length);
  }

  notes() {
    this.deck.classList.toggle("mri-with-notes");
    this.show();
  }

  screen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen?.();
  }
}

// --- The readiness check: each item tests the real state of the page.

function outside() {
  const requests = performance.getEntriesByType("resource").map((entry) => new URL(entry.name, location.href));
  const others = requests.filter((url) => /^https?:$/.test(url.protocol) && url.host !== location.host);
  return { good: others.length === 0, count: others.length || requests.length };
}

function mapIsHere(deck) {
  const maps = [...deck.querySelectorAll(".mri-chart-map svg")];
  const fetched = maps.flatMap((map) => [...map.querySelectorAll("image, use, [href]")]);
  const land = maps.every((map) => map.querySelector("[data-name=Land] path")?.getTotalLength() > 0);
  return { good: land && fetched.length === 0, none: maps.length === 0 };
}

async function typefacesAreHere() {
  const families = ["SourceSans3", "Newsreader"];
  await Promise.all(families.map((family) => document.fonts.load(`500 28px ${family}`)));
  const loaded = families.filter((family) =>
    [...document.fonts].some((face) => face.family.replaceAll('"', "") === family && face.status === "loaded"));
  return { good: loaded.length === families.length };
}

function texts(deck) {
  const walker = document.createTreeWalker(deck, NodeFilter.SHOW_TEXT);
  const found = new Set();
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    const seen = walker.currentNode.textContent.trim() && !parent.closest(".mri-speaker-notes, .mri-announced, dialog, title, desc, .mri-steps, style");
    if (seen) found.add(parent);
  }
  return [...found];
}

const sizeOf = (element) =>
  Number.parseFloat(getComputedStyle(element).fontSize) * (element.getScreenCTM ? element.getScreenCTM().a : 1);

function smallest(deck) {
  const scale = FULL_HEIGHT / deck.querySelector(".mri-face").getBoundingClientRect().height;
  const least = Math.min(...texts(deck).map(sizeOf)) * scale;
  return { good: least > SMALLEST - 0.05, size: least.toFixed(1) };
}

const channels = (colour) => {
  if (colour.startsWith("#")) return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  return colour.match(/[\d.]+/g).slice(0, 3).map(Number);
};

function luminance(colour) {
  const [red, green, blue] = channels(colour).map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function groundOf(element) {
  const labelled = element.closest("[data-ground]");
  if (labelled) return labelled.dataset.ground;
  for (let at = element; at; at = at.parentElement) {
    const colour = getComputedStyle(at).backgroundColor;
    if (!/, 0\)$|transparent/.test(colour)) return colour;
  }
  return "rgb(255, 255, 255)";
}

function weakest(deck) {
  const ratios = texts(deck)
    .filter((element) => !element.matches(":disabled"))
    .map((element) => {
      const look = getComputedStyle(element);
      return contrast(element.getScreenCTM ? look.fill : look.color, groundOf(element));
    });
  const least = Math.min(...ratios);
  return { good: least >= CONTRAST, ratio: (Math.floor(least * 10) / 10).toFixed(1) };
}

function saved({ version, locale }) {
  const when = localStorage.getItem(savedKey(version));
  return { good: Boolean(when), when: when ? new Date(when).toLocaleString(locale, { dateStyle: "long", timeStyle: "short" }) : "" };
}

async function look(deck, words) {
  deck.classList.add("mri-measuring");
  const found = { text: smallest(deck), contrast: weakest(deck) };
  deck.classList.remove("mri-measuring");
  Object.assign(found, { requests: outside(), map: mapIsHere(deck), fonts: await typefacesAreHere() });
  found.saved = saved(words);
  for (const [name, result] of Object.entries(found)) {
    const line = deck.querySelector(`[data-check=${name}]`);
    line.dataset.good = result.good;
    line.querySelector("b").textContent = result.good ? "✓" : "✗";
    const template = words.checks[`${name}.${result.none ? "none" : result.good ? "good" : "bad"}`];
    line.querySelector("small").textContent = template.replace(/{(\w+)}/g, (_, key) => result[key]);
  }
}

function swipes(deck, stage) {
  let start = null;
  deck.addEventListener("pointerdown", (event) => (start = event.pointerType === "touch" ? event.clientX : null));
  deck.addEventListener("pointerup", (event) => {
    if (start === null || Math.abs(event.clientX - start) < 60) return;
    if (event.clientX < start) stage.next();
    else stage.back();
  });
}

export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".mri-present");
  if (root.dataset.made !== data.made) {
    root.innerHTML = data.html;
    root.dataset.made = data.made;
    root.stage = null;
  }
  const deck = root.querySelector(".mri-deck");
  const leave = () => {
    if (document.fullscreenElement) document.exitFullscreen();
    setTriggerValue("left", true);
  };
  const fresh = !root.stage;
  const stage = (root.stage ??= new Stage(deck, data.words, leave));
  stage.leave = leave;
  const ready = deck.querySelector("dialog");
  const actions = {
    back: () => stage.back(),
    next: () => stage.next(),
    leave,
    notes: () => stage.notes(),
    screen: () => stage.screen(),
    ready: () => (ready.showModal(), look(deck, data.words)),
    close: () => ready.close(),
  };
  const clicked = (event) => {
    const button = event.target.closest("[data-do], [data-save]");
    if (!button) return;
    if (button.dataset.save) {
      const status = deck.querySelector(".mri-save small");
      save(button, status, data.words).then((done) => done && look(deck, data.words));
    } else actions[button.dataset.do]();
  };
  const pressed = (event) => {
    if (ready.open || event.metaKey || event.ctrlKey || event.altKey) return;
    const closest = event.target.closest?.(CONTROLS);
    // Containers of the stage, such as Streamlit's main area, may have focus but handle no keys.
    const control = closest?.contains(deck) ? null : closest;
    if (control && !deck.contains(control)) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (control && (key === " " || key === "Enter")) return;
    if (NEXT.includes(key)) stage.next();
    else if (BACK.includes(key)) stage.back();
    else if (key === "Home") stage.first();
    else if (key === "End") stage.last();
    else if (key === "Escape") leave();
    else if (key === "n") stage.notes();
    else if (key === "f") stage.screen();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  root.addEventListener("click", clicked);
  window.addEventListener("keydown", pressed, true);
  if (fresh) swipes(deck, stage);
  return () => {
    root.removeEventListener("click", clicked);
    window.removeEventListener("keydown", pressed, true);
  };
}
