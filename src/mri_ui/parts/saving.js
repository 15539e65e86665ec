// Fetches a file that the server makes of a view, says how that goes, and hands it to the browser to save.
export const savedKey = (version) => {
  const query = new URLSearchParams(location.search);
  for (const name of ["slide", "notes", "record", "city", "year", "others", "simple", "table"]) query.delete(name);
  query.sort();
  return `mri-saved ${version} ${query}`;
};

// Why there is no file, in a sentence: the server's own where it sends one, else what its status or its silence means.
async function reason(answer, words) {
  const sent = await answer.json().catch(() => null);
  return typeof sent?.error === "string" ? sent.error : words.refused.replace("{status}", answer.status);
}

// Each file comes as an attachment; anything else, such as the page of a login, is no file.
async function fileAt(address, words) {
  const answer = await fetch(address).catch(() => null);
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

// A browser that keeps nothing has saved the file all the same.
function remember(version) {
  try {
    localStorage.setItem(savedKey(version), new Date().toISOString());
  } catch {}
}

export async function save(button, told, words) {
  const began = Date.now();
  const tick = () => (told.textContent = `${words.making} ${Math.round((Date.now() - began) / 1000)} s`);
  tick();
  const clock = setInterval(tick, 1000);
  button.disabled = true;
  told.setAttribute("aria-busy", "true");
  try {
    hand(await fileAt(button.dataset.save, words), button.dataset.name);
    remember(words.version);
    told.textContent = words.saved.replace("{file}", button.dataset.name);
    return true;
  } catch (error) {
    told.textContent = `${words.failed} ${error.message}`;
    return false;
  } finally {
    clearInterval(clock);
    button.disabled = false;
    told.removeAttribute("aria-busy");
  }
}
