// Puts Streamlit's own words into the language of the page: it has them in English only, and no setting for them. They are
// replaced where they stand, with the names of buttons that screen readers say.
const OWN = [
  "stSkipToContent",
  "stHeader",
  "stSidebar",
  "stStatusWidget",
  "stMainMenuPopover",
  "stTopNavPopover",
  "stTooltipContent",
  "stDialog",
  "stElementToolbar",
  "stDataFrame",
  "stMultiSelect",
  "stSelectbox",
  "stTextInput",
].map((name) => `[data-testid=${name}]`);
const PLACES = [...OWN, "[role=dialog]", "[role=listbox]", "[data-testid=InputInstructions]", ".rc-overflow-item-rest"].join();
const NAMED = ["aria-label", "title", "alt"];

// The English texts with those of the language that the page has now: one table for all that may be watching the page.
let table = {};
// What was replaced: the English text, and what stands in its place.
const replaced = new WeakMap();

// The text for an English one, which may have a value in it: `3 more`.
function inLanguage(text) {
  if (text.trim() in table) return text.replace(text.trim(), () => table[text.trim()]);
  for (const [english, words] of Object.entries(table)) {
    const [before, after] = english.split(/\{\w+\}/);
    if (after === undefined || !text.startsWith(before) || !text.endsWith(after) || text.length <= before.length + after.length) continue;
    const value = text.slice(before.length, text.length - after.length);
    // A number or, with a word before it, a name: “more” by itself says too little of where it stands.
    if (before || /^\d+$/.test(value)) return words.replace(/\{\w+\}/, () => value);
  }
  return text;
}

function put(holder, name, text, write) {
  const known = replaced.get(holder) ?? {};
  const english = known[name]?.[1] === text ? known[name][0] : text;
  const words = inLanguage(english);
  replaced.set(holder, { ...known, [name]: [english, words] });
  if (words !== text) write(words);
}

function translate(place) {
  const texts = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    put(text, "text", text.data, (words) => (text.data = words));
  }
  for (const element of [place, ...place.querySelectorAll(NAMED.map((name) => `[${name}]`))]) {
    for (const name of NAMED.filter((one) => element.hasAttribute(one)))
      put(element, name, element.getAttribute(name), (words) => element.setAttribute(name, words));
  }
}

function translateStreamlit() {
  document.querySelectorAll(PLACES).forEach(translate);
}

function speak(words) {
  table = words;
  translateStreamlit();
}
