// Saves files that the server makes for this page only: they come over its own connection, part by part.
function show(root, text, busy = false) {
  const status = root.querySelector("[role=status]");
  status.textContent = text;
  status.toggleAttribute("aria-busy", busy);
}

function hand(parts, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(parts));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

function ask(root, key) {
  const id = crypto.getRandomValues(new Uint32Array(4)).join("-");
  root.waiting = { id, key, parts: [], at: 0 };
  show(root, root.given.words.making, true);
  root.want({ id, key, at: 0 });
}

function take(root, { id, at, size, text, error, file }) {
  const waiting = root.waiting;
  if (!waiting || waiting.id !== id || waiting.at !== at) return;
  if (error) {
    root.waiting = null;
    show(root, error);
    return;
  }
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  waiting.parts.push(bytes);
  waiting.at += bytes.length;
  root.want({ id, key: waiting.key, at: waiting.at });
  if (waiting.at < size) return;
  hand(waiting.parts, file);
  root.waiting = null;
  show(root, root.given.words.saved.replace("{file}", file));
}

function build(root, files) {
  const [list, status] = ["div", "p"].map((name) => document.createElement(name));
  status.setAttribute("role", "status");
  for (const { key, label } of files) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", textContent: label, onclick: () => ask(root, key) });
    list.append(button);
  }
  root.replaceChildren(list, status);
}

export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".save");
  const made = JSON.stringify(data.files);
  root.given = data;
  root.want = (part) => setTriggerValue("want", part);
  if (root.dataset.made !== made) build(root, data.files);
  root.dataset.made = made;
  if (data.part) take(root, data.part);
}
