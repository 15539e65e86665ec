// The card of a mark: its `data-card`, a line each, shown while the mouse is on the mark or it has the focus, and by a tap
// on a mark that opens nothing.
const CARD_GAP_PX = 10;
const EDGE_PX = 8;

const cardOf = (event) => event.target.closest?.("[data-card]");

// One card for all charts, also where Streamlit starts a component twice.
function theCard() {
  const known = document.querySelector(".mri-card");
  if (known) return known;
  const card = document.createElement("div");
  card.className = "mri-card";
  card.hidden = true;
  document.body.append(card);
  return card;
}

function showCard(card, mark) {
  const english = (mark.dataset.english ?? "").split(" ");
  card.replaceChildren(
    ...mark.dataset.card.split("\n").map((line, at) => {
      const part = document.createElement("span");
      part.textContent = line;
      if (english.includes(String(at))) part.lang = "en";
      return part;
    }),
  );
  card.hidden = false;
  card.mark = mark;
  placeCard(card, mark);
}

function placeCard(card, mark) {
  const { left, top, bottom, width } = mark.getBoundingClientRect();
  const rightmost = document.documentElement.clientWidth - card.offsetWidth - EDGE_PX;
  const above = top - card.offsetHeight - CARD_GAP_PX;
  card.style.left = `${Math.max(EDGE_PX, Math.min(left + width / 2 - card.offsetWidth / 2, rightmost))}px`;
  card.style.top = `${above < EDGE_PX ? bottom + CARD_GAP_PX : above}px`;
}

// The pointer may leave a mark for its card, and rest there: a reader who magnifies the page reads it by following it.
function isOnTheWay(card, { clientX, clientY }) {
  const boxes = [card, card.mark].filter((one) => one.isConnected).map((one) => one.getBoundingClientRect());
  const most = (edge) => Math.max(...boxes.map(edge));
  const across = -most(({ left }) => -left) <= clientX && clientX <= most(({ right }) => right);
  return across && -most(({ top }) => -top) <= clientY && clientY <= most(({ bottom }) => bottom);
}

// Where the pointer is: a mark that is drawn anew under a pointer that rests, after a click or by the keyboard, has no card.
let pointer = "";
const placeOf = ({ clientX, clientY }) => `${clientX} ${clientY}`;

// Shows the cards of the marks in `root`; returns a function that stops it.
function listenForCards(root) {
  const stop = new AbortController();
  const card = theCard();
  const on = (kind, listener, target = root) => target.addEventListener(kind, listener, { signal: stop.signal });
  const hide = () => (card.hidden = true);
  const show = (event) => (cardOf(event) ? showCard(card, cardOf(event)) : hide());
  // A chart that moves below a resting mouse must not close the card of the mark that has the focus.
  const leave = () => card.mark?.matches(":focus-visible") || hide();
  const over = (event) => event.pointerType !== "touch" && placeOf(event) !== pointer && cardOf(event) && show(event);
  const move = (event) => {
    pointer = placeOf(event);
    if (!card.hidden && !cardOf(event) && !isOnTheWay(card, event)) leave();
  };
  on("pointermove", move, document);
  on("pointerover", over);
  on("pointerleave", leave, document.documentElement);
  on("focusin", (event) => event.target.matches(":focus-visible") && show(event));
  on("focusout", hide);
  // A finger has no other way to the card of a mark that opens nothing.
  on("click", (event) => (event.target.closest("a") ? hide() : show(event)));
  on("keydown", ({ key }) => key === "Escape" && hide(), document);
  // Focus by Tab scrolls its mark into view: the card goes along.
  const follow = () => {
    const focused = document.activeElement?.closest("[data-card]:focus-visible");
    if (focused && !card.hidden) placeCard(card, focused);
    else hide();
  };
  document.addEventListener("scroll", follow, { signal: stop.signal, capture: true, passive: true });
  return () => {
    stop.abort();
    hide();
  };
}
