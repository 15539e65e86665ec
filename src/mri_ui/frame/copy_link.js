// Copies the page's address; on a phone with a share sheet, opens that instead.
function copied(text) {
  if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
  const field = document.createElement("textarea");
  field.value = text;
  field.style.position = "fixed";
  field.style.opacity = "0";
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  return done ? Promise.resolve() : Promise.reject(new Error("copy refused"));
}

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
