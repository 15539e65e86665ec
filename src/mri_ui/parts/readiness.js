// The readiness check: each item tests the real state of the page.
const SMALLEST = 18;
const CONTRAST = 4.5;
const FULL_HEIGHT = 1080;

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
    const seen = walker.currentNode.textContent.trim() && !parent.closest(".mri-speaker-notes, .mri-desk, .mri-announced, dialog, title, desc, .mri-steps, style");
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

function addressIsThere(deck) {
  const address = deck.querySelector(".mri-address[data-public]")?.textContent ?? "";
  return { good: address !== "", address };
}

function saved({ version, locale }) {
  const when = localStorage.getItem(savedKey(version));
  return { good: Boolean(when), when: when ? new Date(when).toLocaleString(locale, { dateStyle: "long", timeStyle: "short" }) : "" };
}

async function look(deck, words) {
  deck.classList.add("mri-measuring");
  const found = { text: smallest(deck), contrast: weakest(deck) };
  deck.classList.remove("mri-measuring");
  Object.assign(found, { requests: outside(), map: mapIsHere(deck), fonts: await typefacesAreHere(), address: addressIsThere(deck) });
  found.saved = saved(words);
  for (const [name, result] of Object.entries(found)) {
    const line = deck.querySelector(`[data-check=${name}]`);
    line.dataset.good = result.good;
    line.querySelector("b").textContent = result.good ? "✓" : "✗";
    const template = words.checks[`${name}.${result.none ? "none" : result.good ? "good" : "bad"}`];
    line.querySelector("small").textContent = template.replace(/{(\w+)}/g, (_, key) => result[key]);
  }
}

