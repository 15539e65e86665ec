// Puts a chart into the page as SVG, each mark a link, and shows the card of the mark under the mouse or with focus.
const CARD_GAP_PX = 10;
const EDGE_PX = 8;

const cardOf = (event) => event.target.closest?.("[data-card]");

// One card for all charts, also where Streamlit starts this component twice.
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
  card.replaceChildren(
    ...mark.dataset.card.split("\n").map((line) => {
      const part = document.createElement("span");
      part.textContent = line;
      return part;
    }),
  );
  card.hidden = false;
  const { left, top, bottom, width } = mark.getBoundingClientRect();
  const rightmost = document.documentElement.clientWidth - card.offsetWidth - EDGE_PX;
  const above = top - card.offsetHeight - CARD_GAP_PX;
  card.style.left = `${Math.max(EDGE_PX, Math.min(left + width / 2 - card.offsetWidth / 2, rightmost))}px`;
  card.style.top = `${above < EDGE_PX ? bottom + CARD_GAP_PX : above}px`;
}

// Focus stays on a mark that is still there after the chart was replaced.
function put(root, { html, made }) {
  if (root.dataset.made === made) return;
  const focused = root.contains(document.activeElement) && document.activeElement.dataset.id;
  root.innerHTML = html;
  root.dataset.made = made;
  if (focused) root.querySelector(`[data-id="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
}

export default function ({ parentElement, data }) {
  const root = parentElement.querySelector(".mri-chart");
  put(root, data);
  const stop = new AbortController();
  const card = theCard();
  const on = (kind, listener, target = root) => target.addEventListener(kind, listener, { signal: stop.signal });
  const hide = () => (card.hidden = true);
  const show = (event) => (cardOf(event) ? showCard(card, cardOf(event)) : hide());
  on("pointerover", (event) => event.pointerType !== "touch" && show(event));
  on("pointerleave", hide);
  on("focusin", (event) => event.target.matches(":focus-visible") && show(event));
  on("focusout", hide);
  on("click", hide);
  on("keydown", ({ key }) => key === "Escape" && hide(), document);
  document.addEventListener("scroll", hide, { signal: stop.signal, capture: true, passive: true });
  return () => {
    stop.abort();
    hide();
  };
}
