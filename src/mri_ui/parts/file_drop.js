// Sends a chosen or dropped file to the server over the page's own connection, part by part: each goes out when the one
// before has arrived, so that a part that is lost is sent again.
const AGAIN_MS = 15_000;

function base64(bytes) {
  const letters = [];
  for (let at = 0; at < bytes.length; at += 8192) letters.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  return btoa(letters.join(""));
}

async function send(root, at) {
  const mine = root.sending;
  const { file, id, words, part } = mine;
  const bytes = new Uint8Array(await file.slice(at, at + part).arrayBuffer());
  // Another file was chosen while this one was read.
  if (root.sending !== mine) return;
  mine.at = at;
  root.send({ id, name: file.name, size: file.size, at, text: base64(bytes) });
  show(root, words.sending.replace("{percent}", Math.floor((100 * at) / file.size)), true);
  clearTimeout(root.again);
  root.again = setTimeout(() => root.sending === mine && send(root, at).catch(() => lost(root, words)), AGAIN_MS);
}

function show(root, text, busy = false) {
  const status = root.querySelector("[role=status]");
  status.textContent = text;
  status.toggleAttribute("aria-busy", busy);
}

function stop(root) {
  clearTimeout(root.again);
  root.sending = null;
  root.querySelector("input").value = "";
}

// The file was changed, moved or deleted while it was read.
function lost(root, words) {
  stop(root);
  show(root, words.unreadable);
}

function take(root, file) {
  const { words, most, part } = root.given;
  if (!file) return;
  stop(root);
  if (file.size > most) show(root, words.too_large.replace("{file}", file.name));
  else if (!file.size) show(root, words.empty.replace("{file}", file.name));
  else {
    root.sending = { file, id: crypto.getRandomValues(new Uint32Array(4)).join("-"), words, part };
    send(root, 0).catch(() => lost(root, words));
  }
}

function build(root, words) {
  const [zone, input, title, hint, status] = ["label", "input", "strong", "span", "p"].map((name) => document.createElement(name));
  Object.assign(input, { type: "file", accept: ".xlsx,.csv,.zip" });
  input.setAttribute("aria-describedby", "hint");
  hint.id = "hint";
  [title.textContent, hint.textContent] = [words.choose, words.hint];
  status.setAttribute("role", "status");
  zone.append(input, title, hint);
  root.append(zone, status);
  input.onchange = () => take(root, input.files[0]);
  zone.ondragover = (event) => {
    event.preventDefault();
    zone.dataset.over = "yes";
  };
  zone.ondragleave = () => delete zone.dataset.over;
  zone.ondrop = (event) => {
    event.preventDefault();
    delete zone.dataset.over;
    take(root, event.dataTransfer.files[0]);
  };
}

export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".drop");
  if (!root.firstChild) build(root, data.words);
  root.given = data;
  root.send = (part) => setTriggerValue("part", part);
  const sending = root.sending;
  if (!sending) {
    if (data.refusal) show(root, data.refusal);
    return;
  }
  if (data.transfer !== sending.id) return;
  if (data.refusal || data.received >= sending.file.size) {
    stop(root);
    show(root, data.refusal);
  } else if (data.received > sending.at) {
    send(root, data.received).catch(() => lost(root, data.words));
  }
}
