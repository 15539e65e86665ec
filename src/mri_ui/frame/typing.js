// A word in a field counts from when the field is left. To leave it with the press of a mouse would redraw the page
// under the mouse before its button is up again: the link or button that was pressed would not be there any more, or
// elsewhere. So the field keeps the focus until the click, which first leaves the field and then does its own work.
const FIELD = "[data-testid=stTextInput]";
const PRESSED = "a[href], button";
const SEARCH = ".st-key-filter_text";
// How often the address is looked at for the word, and for how long at most.
const ADDRESS_MS = 20;
const LONGEST_TURN_MS = 5_000;

// A link that waits for the word.
let due = 0;

const fieldInUse = () => document.activeElement?.closest(FIELD);
const wordInAddress = () => new URLSearchParams(location.search).get("q") ?? "";
const opensElsewhere = (event) => event.button || event.metaKey || event.ctrlKey || event.shiftKey;

function pressedOutside(event) {
  const pressed = fieldInUse() && event.target.closest?.(PRESSED);
  return pressed && !fieldInUse().contains(pressed) ? pressed : null;
}

function keepFocus(event) {
  if (!event.button && pressedOutside(event)) event.preventDefault();
}

// The word to search for that was typed since the last run, if any: no link has it yet.
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

// Streamlit sends the word in a task that it queues when this one is over, and with the page that is on screen; of all
// that it sends, the last holds. A link that was followed before would be undone by the word, and one that was followed
// before the word is in the address would leave steps in the history that nobody took.
function afterWord(word, follow) {
  const since = performance.now();
  const look = () => {
    const arrived = word === null || word === wordInAddress() || performance.now() - since > LONGEST_TURN_MS;
    if (arrived) follow();
    else due = setTimeout(look, ADDRESS_MS);
  };
  due = setTimeout(() => (due = setTimeout(look)));
}

function leaveField(event, turnTo) {
  clearTimeout(due);
  const pressed = pressedOutside(event);
  if (!pressed) return;
  const word = wordTyped();
  pressed.focus({ preventScroll: true, focusVisible: false });
  if (!pressed.matches("a[href]") || pressed.target === "_blank" || opensElsewhere(event)) return;
  event.preventDefault();
  // Streamlit may have started this component twice; a second listener would take the link for another one.
  event.stopImmediatePropagation();
  const ours = pressed.dataset.page && word !== null;
  afterWord(word, () => (ours ? turnTo(withWord(pressed, word)) : pressed.click()));
}
