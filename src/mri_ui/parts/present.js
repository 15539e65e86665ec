// Moves between the slides. All of them are in the page, so the server is not needed until the talk is left.
const BACK = ["ArrowLeft", "ArrowUp", "PageUp", "Backspace"];
const NEXT = ["ArrowRight", "ArrowDown", "PageDown", " ", "Enter"];
// Where lines are written from right to left, the next slide is at the left.
const TURNED = { ArrowLeft: "ArrowRight", ArrowRight: "ArrowLeft" };
const isTurned = () => document.documentElement.dir === "rtl";
const BLACK = ["b", "."];
// What a clicker sends and no dialog needs.
const CLICKER = ["PageUp", "PageDown", ...BLACK];
// Elements that need the keys of a text, or of a choice; and those that need Enter and the space bar.
const FIELDS = "input:not([type=checkbox]), select, textarea, [contenteditable], [role=slider]";
const BUTTONS = "a, button, summary, input";
const IDLE_MS = 3000;
// Set where letters are no keys, for who speaks to the computer or slips: "Ready for the room?" switches that.
const NO_LETTERS = "mri-no-letters";

function lettersAreKeys() {
  try {
    return !localStorage.getItem(NO_LETTERS);
  } catch {
    return true;
  }
}

function keepLetters(areKeys) {
  try {
    localStorage.setItem(NO_LETTERS, areKeys ? "" : "1");
  } catch {}
}

class Stage {
  constructor(deck, words) {
    Object.assign(this, { deck, words, black: false });
    this.slides = [...deck.querySelectorAll(".mri-slide")];
    this.main = this.slides.filter((slide) => slide.dataset.appendix === undefined).length;
    const parameters = new URLSearchParams(location.search);
    const wanted = Number.parseInt(parameters.get("slide"), 10);
    this.at = Math.min(Math.max(Number.isFinite(wanted) ? wanted - 1 : 0, 0), this.slides.length - 1);
    this.presenter = parameters.get("presenter") === "1";
    this.desk = this.presenter ? new Desk(deck, words) : null;
    deck.classList.toggle("mri-presenter", this.presenter);
    deck.classList.toggle("mri-with-notes", parameters.get("notes") === "1" && !this.presenter);
    this.step = this.steps().length;
    this.wake();
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
    this.deck.querySelector(".mri-at").textContent = this.numbered(
      this.at < this.main ? this.words.count : this.words.count_appendix,
    );
    const announced = this.deck.querySelector(".mri-announced");
    const title = this.slides[this.at].querySelector("h1").textContent;
    const turned = this.numbered(this.words.turned).replace("{title}", () => title);
    if (announced.textContent !== turned) announced.textContent = turned;
    this.allow(find("back"), this.at > 0 || this.step > 0, find("next"));
    this.allow(find("next"), this.at < this.slides.length - 1 || this.step < steps.length, find("back"));
    find("notes").setAttribute("aria-pressed", this.deck.classList.contains("mri-with-notes"));
    this.deck.classList.toggle("mri-first", this.at === 0);
    this.deck.classList.toggle("mri-black", this.black && !this.presenter);
    this.desk?.show(this);
    const address = new URL(location.href);
    address.searchParams.set("slide", this.at + 1);
    if (this.deck.classList.contains("mri-with-notes")) address.searchParams.set("notes", "1");
    else address.searchParams.delete("notes");
    if (address.href !== location.href) history.replaceState(history.state, "", address);
  }

  // The slides of the appendix have numbers of their own.
  numbered(template) {
    const before = this.at < this.main ? 0 : this.main;
    const slides = this.at < this.main ? this.main : this.slides.length - this.main;
    return template.replace("{at}", this.at - before + 1).replace("{slides}", slides);
  }

  // The button at an end of the talk is disabled, and focus moves to the other one.
  allow(button, possible, other) {
    const focused = document.activeElement === button;
    button.disabled = !possible;
    if (focused && !possible) other.focus();
  }

  go(at, step) {
    if (at < 0 || at >= this.slides.length) return;
    Object.assign(this, { at, step: step ?? 0, black: false });
    this.show();
    this.pair?.send();
  }

  // What the other window shows; one of another version of the record may have other slides.
  follow({ at, step, black }) {
    if (!this.slides[at]) return;
    Object.assign(this, { at, step: Math.min(step, this.steps(this.slides[at]).length), black });
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

  // The close of the talk; from there on the end of the appendix.
  last() {
    const end = this.at < this.main - 1 ? this.main - 1 : this.slides.length - 1;
    this.go(end, this.steps(this.slides[end]).length);
  }

  toggleBlack() {
    this.black = !this.black;
    this.show();
    this.pair?.send();
  }

  notes() {
    if (!this.presenter) this.deck.classList.toggle("mri-with-notes");
    this.show();
  }

  screen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen?.();
  }

  // Controls, filters and version are there after a move or a key, and fade when nothing more happens.
  wake() {
    this.deck.classList.remove("mri-idle");
    clearTimeout(this.fading);
    this.fading = setTimeout(() => this.deck.classList.add("mri-idle"), IDLE_MS);
  }
}

function swipes(deck, stage) {
  let start = null;
  deck.addEventListener("pointerdown", (event) => (start = event.pointerType === "touch" ? event.clientX : null));
  deck.addEventListener("pointerup", (event) => {
    const moved = event.clientX - start;
    if (start === null || Math.abs(moved) < 60) return;
    if (moved < 0 !== isTurned()) stage.next();
    else stage.back();
  });
}

// Browsers also report a move where the page changes under a pointer that rests. The first touch only brings the
// controls back, so that nobody taps one that is not to be seen.
function wakes(deck, stage) {
  let place = "";
  let unseen = false;
  deck.addEventListener("pointermove", ({ screenX, screenY }) => {
    if (place !== `${screenX} ${screenY}`) stage.wake();
    place = `${screenX} ${screenY}`;
  });
  deck.addEventListener(
    "pointerdown",
    ({ pointerType }) => {
      unseen = pointerType === "touch" && deck.classList.contains("mri-idle");
      stage.wake();
    },
    true,
  );
  deck.addEventListener("focusin", () => stage.wake());
  const swallow = (event) => unseen && event.target.closest(".mri-controls") && event.stopPropagation();
  deck.addEventListener("click", swallow, true);
}

export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".mri-present");
  if (root.dataset.made !== data.made) {
    root.innerHTML = data.html;
    root.dataset.made = data.made;
    clearInterval(root.stage?.desk?.clock);
    root.stage = null;
  }
  const deck = root.querySelector(".mri-deck");
  const fresh = !root.stage;
  const stage = (root.stage ??= new Stage(deck, data.words));
  const pair = (stage.pair = new Pair(stage, data.words.version));
  const leave = () => {
    if (document.fullscreenElement) document.exitFullscreen();
    if (stage.presenter && window.opener) window.close();
    else setTriggerValue("left", true);
  };
  const ready = deck.querySelector("dialog");
  const check = (root.check = fresh ? new DeckCheck(deck, data.words) : root.check);
  const actions = {
    back: () => stage.back(),
    next: () => stage.next(),
    leave,
    notes: () => stage.notes(),
    speaker: openSpeaker,
    start: () => stage.desk.start(),
    reset: () => stage.desk.reset(),
    screen: () => stage.screen(),
    ready: () => (ready.showModal(), look(deck, data.words)),
    earlier: () => check.open(),
    choose: () => check.choose(),
    renew: () => check.renew(),
    close: () => deck.querySelector("dialog[open]").close(),
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
    stage.wake();
    const typed = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const key = (isTurned() && TURNED[typed]) || typed;
    // A long report is scrolled with the keys that turn slides.
    if (check.dialog.open) return;
    if (event.metaKey || event.ctrlKey || event.altKey || (ready.open && !CLICKER.includes(key))) return;
    if (event.target.closest?.(FIELDS)) return;
    if (key.length === 1 && key !== " " && !letters.checked) return;
    if (event.target.closest?.(BUTTONS) && (key === " " || key === "Enter")) return;
    if (ready.open) ready.close();
    if (NEXT.includes(key)) stage.next();
    else if (BACK.includes(key)) stage.back();
    else if (key === "Home") stage.first();
    else if (key === "End") stage.last();
    else if (key === "Escape") leave();
    else if (key === "n") stage.notes();
    else if (key === "f") stage.screen();
    else if (BLACK.includes(key)) stage.toggleBlack();
    else return;
    event.preventDefault();
    event.stopPropagation();
    // A control that was clicked keeps the focus, and with it the controls would never fade.
    if (document.activeElement?.closest(".mri-controls")) document.activeElement.blur();
  };
  const letters = deck.querySelector(".mri-letters input");
  letters.onchange = () => keepLetters(letters.checked);
  if (fresh) letters.checked = lettersAreKeys();
  root.addEventListener("click", clicked);
  window.addEventListener("keydown", pressed, true);
  if (fresh) {
    swipes(deck, stage);
    wakes(deck, stage);
  }
  return () => {
    pair.close();
    stage.pair = null;
    root.removeEventListener("click", clicked);
    window.removeEventListener("keydown", pressed, true);
  };
}
