// Fetches a file that the server makes of a view, says how that goes, and hands it to the browser to save.
export const savedKey = (version) => {
  const query = new URLSearchParams(location.search);
  for (const name of ["slide", "notes", "record", "city", "year", "others", "simple", "table"]) query.delete(name);
  query.sort();
  return `mri-saved ${version} ${query}`;
};

export async function save(button, told, words) {
  const began = Date.now();
  const tick = () => (told.textContent = `${words.making} ${Math.round((Date.now() - began) / 1000)} s`);
  tick();
  const clock = setInterval(tick, 1000);
  button.disabled = true;
  told.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(button.dataset.save);
    if (!answer.ok) throw new Error((await answer.json()).error);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await answer.blob());
    link.download = button.dataset.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    localStorage.setItem(savedKey(words.version), new Date().toISOString());
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
