// Puts a chart into the page as SVG, each mark a link; `cards.js` shows the card of a mark.

// Focus stays on a mark that is still there after the chart was replaced.
function put(root, { html, made }) {
  if (root.dataset.made === made) return;
  const focused = root.contains(document.activeElement) && document.activeElement.dataset.id;
  root.innerHTML = html;
  root.dataset.made = made;
  const same = focused ? [...root.querySelectorAll(`[data-id="${CSS.escape(focused)}"]`)] : [];
  same.find((mark) => mark.checkVisibility())?.focus({ preventScroll: true });
}

export default function ({ parentElement, data }) {
  const root = parentElement.querySelector(".mri-chart");
  put(root, data);
  return attendCards(root);
}
