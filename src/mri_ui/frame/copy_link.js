// Copies the page's address with its language and the version of the data; on a phone with a share sheet, opens that instead.
const onPhone = () => navigator.share && matchMedia("(pointer: coarse)").matches;

// The address keeps its own letters: URLSearchParams would write a comma as %2C.
const link = ({ lang, version }) => {
  const kept = location.search.slice(1).split("&");
  const query = kept.filter((part) => part && !/^(lang|version)=/.test(part));
  return `${location.origin}${location.pathname}?${[...query, `lang=${lang}`, `version=${version}`].join("&")}`;
};

export default function ({ parentElement, data }) {
  const button = parentElement.querySelector("button");
  const label = button.querySelector("span");
  label.textContent = data.copy;
  button.onclick = async () => {
    try {
      if (onPhone()) await navigator.share({ url: link(data) });
      else await copied(link(data));
      label.textContent = data.copied;
    } catch (error) {
      label.textContent = error.name === "AbortError" ? data.copy : data.failed;
    }
    document.dispatchEvent(new CustomEvent("mri:announce", { detail: label.textContent }));
    setTimeout(() => (label.textContent = data.copy), 2500);
  };
}
