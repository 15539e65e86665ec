// Copies the page's address with the version of the data; on a phone with a share sheet, opens that instead.
const onPhone = () => navigator.share && matchMedia("(pointer: coarse)").matches;

// The address keeps its own letters: URLSearchParams would write a comma as %2C.
const link = (version) => {
  const kept = location.search.slice(1).split("&");
  const query = kept.filter((part) => part && !part.startsWith("version="));
  return `${location.origin}${location.pathname}?${[...query, `version=${version}`].join("&")}`;
};

export default function ({ parentElement, data }) {
  const button = parentElement.querySelector("button");
  const label = button.querySelector("span");
  label.textContent = data.copy;
  button.onclick = async () => {
    try {
      if (onPhone()) await navigator.share({ url: link(data.version) });
      else await copied(link(data.version));
      label.textContent = data.copied;
    } catch (error) {
      label.textContent = error.name === "AbortError" ? data.copy : data.failed;
    }
    document.dispatchEvent(new CustomEvent("mri:announce", { detail: label.textContent }));
    setTimeout(() => (label.textContent = data.copy), 2500);
  };
}
