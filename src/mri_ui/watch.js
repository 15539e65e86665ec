// Tells Python when the theme differs from the one it drew in, when there is no WebGL, and which link is followed:
// it is a real address, but inside the app it need not load the page again. And it asks for a run when the
// server is back: a new server knows nothing of this viewer until then, and would take the next choice for an address.
const probe = document.createElement("canvas");
const webgl = Boolean(probe.getContext("webgl2") || probe.getContext("webgl"));

// Which address was put right last: each is, once. Whether the server has gone since.
let turned = "";
let gone = false;

function shownMode() {
  const app = document.querySelector("[data-testid=stApp]");
  const [red, green, blue] = getComputedStyle(app).backgroundColor.match(/[\d.]+/g).map(Number);
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128 ? "dark" : "light";
}

export default function ({ data, setStateValue, setTriggerValue }) {
  const follow = (event) => {
    const link = event.target.closest("a[data-page]");
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    setTriggerValue("followed", { page: link.dataset.page, query: link.search });
  };
  document.addEventListener("click", follow);
  const app = document.querySelector("[data-testid=stApp]");
  const report = () => {
    const mode = shownMode();
    if (mode !== data.mode) setStateValue("mode", mode);
  };
  const reconnect = () => {
    const connected = app.dataset.testConnectionState === "CONNECTED";
    if (connected && gone) setTriggerValue("back", true);
    gone = !connected;
  };
  if (data.turn && data.turn !== turned) {
    turned = data.turn;
    const address = new URL(location.href);
    address.search = data.query;
    history.replaceState(history.state, "", address);
  }
  if (!webgl) setStateValue("webgl", false);
  const observer = new MutationObserver(report);
  const connection = new MutationObserver(reconnect);
  observer.observe(app, { attributes: true, attributeFilter: ["class", "style"] });
  connection.observe(app, { attributes: true, attributeFilter: ["data-test-connection-state"] });
  app.addEventListener("transitionend", report);
  report();
  reconnect();
  return () => {
    document.removeEventListener("click", follow);
    observer.disconnect();
    connection.disconnect();
    app.removeEventListener("transitionend", report);
  };
}
