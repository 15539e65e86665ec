const SHOWN_MS = 4000;

// The button itself says it for a moment, as the list may be longer than the panel.
async function copyFrame(button, code, status, words) {
  const label = button.querySelector("span");
  button.dataset.label ??= label.textContent;
  const done = await copied(code.value).then(() => true, () => false);
  label.textContent = status.textContent = done ? words.embed_copied : words.embed_failed;
  setTimeout(() => (label.textContent = button.dataset.label), SHOWN_MS);
  code.hidden = false;
  code.select();
  code.scrollIntoView({ block: "nearest" });
}

export default function ({ parentElement, data }) {
  const root = parentElement.querySelector(".mri-pack");
  if (root.dataset.made !== data.made) {
    root.innerHTML = data.html;
    root.dataset.made = data.made;
  }
  const [status, code] = [root.querySelector("[role=status]"), root.querySelector("textarea")];
  code.value = data.frame;
  root.onclick = (event) => {
    const button = event.target.closest("[data-save]");
    if (button) save(button, status, data.words);
    const embed = event.target.closest("[data-embed]");
    if (embed) copyFrame(embed, code, status, data.words);
  };
}
