// Puts a chart into the page as SVG, each mark a link; `part_cards.js` shows the card of a mark, `part_keys.js` leads
// from one to the next.

function put(root, { html, made, keys }) {
  if (root.dataset.made === made) return;
  replant(root, keys, () => (root.innerHTML = html));
  root.dataset.made = made;
}

export default function ({ parentElement, data }) {
  const root = parentElement.querySelector(".mri-chart");
  const leave = [attendCards(root), attendKeys(root)];
  put(root, data);
  return () => leave.forEach((stop) => stop());
}
