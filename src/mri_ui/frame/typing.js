// Lets one click commit the text in a field and also do its own work. Streamlit commits text when the field loses focus.
// If that happened on mouse down, the page would be redrawn before mouse up, and the link or button under the mouse would
// be gone or elsewhere. So the field keeps focus until the click, which first blurs the field and then acts.
const FIELD = "[data-testid=stTextInput]";
const PRESSED = "a[href], button";
const SEARCH = ".st-key-filter_text";
// How often the address is checked for the text, and for how long at most, in ms.
const ADDRESS_MS = 20;
const LONGEST_WAIT_FOR_TEXT_MS = 5_000;

// The timer of a link that waits for the text.
let waitingLinkTimer = 0;
// The link or button on which the pointer went down while a text was being typed: what it says and where the pointer was.
let press = null;
// How far the pointer may move in a click, in px.
const STEADY_PX = 4;

const fieldInUse = () => document.activeElement?.closest(FIELD);
const textInAddress = () => new URLSearchParams(location.search).get("q") ?? "";
const opensElsewhere = (event) => event.button || event.metaKey || event.ctrlKey || event.shiftKey;

function pressedOutside(event) {
  const pressed = fieldInUse() && event.target.closest?.(PRESSED);
  return pressed && !fieldInUse().contains(pressed) ? pressed : null;
}

// While a button is held, the pause after which Streamlit sends the text does not end, as in the middle of a composed
// letter: what a run draws would move the button from under the pointer.
const holdText = (kind) => fieldInUse()?.querySelector("input")?.dispatchEvent(new CompositionEvent(kind, { bubbles: true }));

function keepFocus(event) {
  if (event.button) return;
  const on = pressedOutside(event);
  press = on && { on, text: on.textContent, x: event.clientX, y: event.clientY };
  if (!on) return;
  event.preventDefault();
  if (on.matches("button")) holdText("compositionstart");
}

// A search that began before the press may draw the link anew or move the button, and no click follows.
function followLost(event, navigateTo) {
  if (!press) return;
  const { on, text, x, y } = press;
  press = null;
  if (on.matches("button")) holdText("compositionend");
  if (!on.isConnected && on.matches("a[data-page]")) followRemoved(event, on, navigateTo);
  const steady = Math.hypot(event.clientX - x, event.clientY - y) < STEADY_PX;
  if (on.isConnected && steady && on.textContent === text && !on.contains(event.target)) on.click?.();
}

function followRemoved(event, link, navigateTo) {
  event.stopImmediatePropagation();
  const text = fieldInUse() ? typedText() : null;
  document.activeElement.blur();
  afterText(text, () => navigateTo(withText(link, text ?? textInAddress())));
}

// The search text that is in use, if any: a link drawn before its last letters does not contain it, even where the address
// does already, as the address changes before the page.
function typedText() {
  const field = document.activeElement;
  return field.closest(SEARCH) ? field.value.trim().replace(/\s+/g, " ") : null;
}

// Links in a chart are SVG, and have neither `href` as text nor `click`.
const addressOf = (link) => new URL(link.getAttribute("href"), document.baseURI);

function withText(link, text) {
  const url = addressOf(link);
  if (text === null) return url;
  if (text) url.searchParams.set("q", text);
  else url.searchParams.delete("q");
  return url;
}

// Follows the link after the text is in the address. Streamlit sends the text in a later task, together with the page on
// screen, and its last message wins: a link followed earlier would be undone, or would add wrong entries to the history.
function afterText(text, follow) {
  const since = performance.now();
  const look = () => {
    const arrived = text === null || text === textInAddress() || performance.now() - since > LONGEST_WAIT_FOR_TEXT_MS;
    if (arrived) follow();
    else waitingLinkTimer = setTimeout(look, ADDRESS_MS);
  };
  waitingLinkTimer = setTimeout(() => (waitingLinkTimer = setTimeout(look)));
}

function leaveField(event, navigateTo) {
  clearTimeout(waitingLinkTimer);
  const pressed = pressedOutside(event);
  if (!pressed) return;
  const text = typedText();
  pressed.focus({ preventScroll: true, focusVisible: false });
  if (!pressed.matches("a[href]") || pressed.target === "_blank" || opensElsewhere(event)) return;
  event.preventDefault();
  // Streamlit may start this component twice; two listeners would handle the link twice.
  event.stopImmediatePropagation();
  afterText(text, () => (pressed.dataset.page ? navigateTo(withText(pressed, text)) : pressed.click()));
}
