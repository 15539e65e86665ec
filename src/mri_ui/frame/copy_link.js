// Copies the page's address; on a phone with a share sheet, opens that instead.
const onPhone = () => navigator.share && matchMedia("(pointer: coarse)").matches;

export default function ({ parentElement, data }) {
  const button = parentElement.querySelector("button");
  const label = button.querySelector("span");
  label.textContent = data.copy;
  button.onclick = async () => {
    try {
      if (onPhone()) await navigator.share({ url: location.href });
      else await copied(location.href);
      label.textContent = data.copied;
    } catch (error) {
      label.textContent = error.name === "AbortError" ? data.copy : data.failed;
    }
    document.dispatchEvent(new CustomEvent("mri:announce", { detail: label.textContent }));
    setTimeout(() => (label.textContent = data.copy), 2500);
  };
}
