// Puts a chart into the page as SVG, each mark a link; `part_cards.js` shows the card of a mark, `part_keys.js` leads
// from one to the next.

function show(root, { html, made, keys }) {
  if (root.dataset.made === made) return;
  replaceChart(root, keys, () => (root.innerHTML = html));
  root.dataset.made = made;
}

export default function ({ parentElement, data }) {
  const root = parentElement.querySelector(".mri-chart");
  const leave = [listenForCards(root), listenForKeys(root)];
  show(root, data);
  return () => leave.forEach((stop) => stop());
}
