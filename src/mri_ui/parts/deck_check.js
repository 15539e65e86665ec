// Checks a presentation that was saved earlier, chosen or dropped anywhere on the stage. The server keeps nothing, so the
// file is sent once for the report and once more for the renewed file.
const PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation";

class DeckCheck {
  constructor(deck, words) {
    Object.assign(this, { words, dialog: deck.querySelector("dialog.mri-earlier"), file: null });
    const find = (name) => deck.querySelector(`.mri-earlier ${name}`);
    Object.assign(this, { input: find("input"), status: find(".mri-drop-status"), report: find(".mri-report") });
    this.input.onchange = () => this.take(this.input.files);
    const isFile = (event) => event.dataTransfer?.types.includes("Files");
    deck.addEventListener("dragover", (event) => {
      if (!isFile(event)) return;
      event.preventDefault();
      deck.classList.add("mri-dropping");
    });
    deck.addEventListener("dragleave", () => deck.classList.remove("mri-dropping"));
    deck.addEventListener("drop", (event) => {
      if (!isFile(event)) return;
      event.preventDefault();
      deck.classList.remove("mri-dropping");
      this.take(event.dataTransfer.files);
    });
  }

  open() {
    for (const other of this.dialog.parentElement.querySelectorAll("dialog[open]")) if (other !== this.dialog) other.close();
    if (!this.dialog.open) this.dialog.showModal();
  }

  choose() {
    this.input.click();
  }

  sent() {
    return { method: "POST", headers: { "content-type": PPTX }, body: this.file };
  }

  address(name) {
    return `deck/${name}?${new URLSearchParams({ name: this.file.name, lang: this.words.language })}`;
  }

  async take([file]) {
    if (!file) return;
    this.file = file;
    this.input.value = "";
    this.open();
    this.report.replaceChildren();
    this.status.textContent = this.words.deck_reading.replace("{file}", () => file.name);
    const answer = await fetch(this.address("check"), this.sent()).catch(() => null);
    if (file !== this.file) return;
    const found = answer?.ok ? await answer.json().catch(() => null) : null;
    if (!found) {
      this.status.textContent = answer ? await reason(answer, this.words) : this.words.offline;
      return;
    }
    this.status.textContent = file.name;
    this.report.innerHTML = found.html;
    this.name = found.name;
    this.dialog.scrollTop = 0;
  }

  renew() {
    const button = this.report.querySelector("[data-do=renew]");
    Object.assign(button.dataset, { save: this.address("renewed"), name: this.name });
    save(button, this.report.querySelector("small"), this.words, this.sent()).then(() => delete button.dataset.save);
  }
}
