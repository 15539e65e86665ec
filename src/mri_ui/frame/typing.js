// Lets one click commit the text in a field and also do its own work. Streamlit commits text when the field loses focus.
// If that happened on mouse down, the page would be redrawn before mouse up, and the link or button under the mouse would
// be gone or elsewhere. So the field keeps focus until the click, which first blurs the field and then acts.
const FIELD = "[data-testid=stTextInput]";
const PRESSED = "a[href], button";
const CHART = ".js-plotly-plot, .deck-events-root";
const SEARCH = ".st-key-filter_text";
// How often the address is checked for the text, and for how long at most, in ms.
const ADDRESS_MS = 20;
const LONGEST_TURN_MS = 5_000;

// The timer of a link that waits for the text.
let waitingLinkTimer = 0;
// Whether the pointer went down on a chart while a word was being typed.
let chartPressed = false;

const fieldInUse = () => document.activeElement?.closest(FIELD);
const wordInAddress = () => new URLSearchParams(location.search).get("q") ?? "";
const opensElsewhere = (event) => event.button || event.metaKey || event.ctrlKey || event.shiftKey;

function pressedOutside(event) {
  const pressed = fieldInUse() && event.target.closest?.(PRESSED);
  return pressed && !fieldInUse().contains(pressed) ? pressed : null;
}

function keepFocus(event) {
  if (!event.button && (chartPressed || pressedOutside(event))) event.preventDefault();
}

function notePress(event) {
  chartPressed = Boolean(!event.button && fieldInUse() && event.target.closest?.(CHART));
}

// A chart acts when the pointer is lifted: the field is left just before that, so that both reach the server together.
function leaveForChart() {
  if (chartPressed) fieldInUse()?.querySelector("input").blur();
  chartPressed = false;
}

// The search text typed since the last run, if any: links do not contain it yet.
function wordTyped() {
  const field = document.activeElement;
  if (!field.closest(SEARCH)) return null;
  const word = field.value.trim().replace(/\s+/g, " ");
  return word === wordInAddress() ? null : word;
}

function withWord(link, word) {
  const url = new URL(link.href);
  if (word) url.searchParams.set("q", word);
  else url.searchParams.delete("q");
  return url;
}

// Follows the link after the text is in the address. Streamlit sends the text in a later task, together with the page on
// screen, and its last message wins: a link followed earlier would be undone, or would add wrong entries to the history.
function afterWord(word, follow) {
  const since = performance.now();
  const look = () => {
    const arrived = word === null || word === wordInAddress() || performance.now() - since > LONGEST_TURN_MS;
    if (arrived) follow();
    else waitingLinkTimer = setTimeout(look, ADDRESS_MS);
  };
  waitingLinkTimer = setTimeout(() => (waitingLinkTimer = setTimeout(look)));
}

function leaveField(event, turnTo) {
  clearTimeout(waitingLinkTimer);
  const pressed = pressedOutside(event);
  if (!pressed) return;
  const word = wordTyped();
  pressed.focus({ preventScroll: true, focusVisible: false });
  if (!pressed.matches("a[href]") || pressed.target === "_blank" || opensElsewhere(event)) return;
  event.preventDefault();
  // Streamlit may start this component twice; two listeners would handle the link twice.
  event.stopImmediatePropagation();
  const ours = pressed.dataset.page && word !== null;
  afterWord(word, () => (ours ? turnTo(withWord(pressed, word)) : pressed.click()));
}
