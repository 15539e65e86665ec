export default function ({ parentElement, data }) {
  const root = parentElement.querySelector(".mri-pack");
  if (root.dataset.made !== data.made) {
    root.innerHTML = data.html;
    root.dataset.made = data.made;
  }
  root.onclick = (event) => {
    const button = event.target.closest("[data-save]");
    if (button) save(button, root.querySelector("[role=status]"), data.words);
  };
}
