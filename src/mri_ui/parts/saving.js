// Downloads a file that the server makes from a view, and shows the progress.
export const savedKey = (version) => {
  const query = new URLSearchParams(location.search);
  for (const name of ["slide", "notes", "presenter", "record", "city", "year", "others", "table"]) query.delete(name);
  query.sort();
  return `mri-saved ${version} ${query}`;
};

// The sentence that explains a failure: the server's own if it sent one, else one for its status or for no answer.
async function reason(answer, words) {
  const sent = await answer.json().catch(() => null);
  return typeof sent?.error === "string" ? sent.error : words.refused.replace("{status}", answer.status);
}

// Files are sent as attachments; anything else, such as a login page, is not the file.
async function fileAt(address, words, sent) {
  const answer = await fetch(address, sent).catch(() => null);
  if (!answer) throw new Error(words.offline);
  if (!answer.ok) throw new Error(await reason(answer, words));
  if (!answer.headers.get("content-disposition")) throw new Error(words.strange);
  return answer.blob().catch(() => Promise.reject(new Error(words.offline)));
}

function hand(file, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

// The file is saved even if the browser keeps no local storage.
function remember(version) {
  try {
    localStorage.setItem(savedKey(version), new Date().toISOString());
  } catch {}
}

// `sent` is what the server needs to make the file, as of `fetch`.
export async function save(button, status, words, sent) {
  const began = Date.now();
  const tick = () => (status.textContent = `${words.making} ${Math.round((Date.now() - began) / 1000)} s`);
  tick();
  const clock = setInterval(tick, 1000);
  button.disabled = true;
  status.setAttribute("aria-busy", "true");
  try {
    hand(await fileAt(button.dataset.save, words, sent), button.dataset.name);
    if (!sent) remember(words.version);
    status.textContent = words.saved.replace("{file}", button.dataset.name);
    return true;
  } catch (error) {
    status.textContent = `${words.failed} ${error.message}`;
    return false;
  } finally {
    clearInterval(clock);
    button.disabled = false;
    status.removeAttribute("aria-busy");
  }
}
