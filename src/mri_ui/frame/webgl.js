// Runs in the head of a page, before anything is drawn or asked of the server: the server learns from a cookie that this
// browser draws nothing in 3D, and sends a map that needs none of it. Where cookies are refused (in a frame of another
// site, for example) the page reports it once it is drawn.
const probe = document.createElement("canvas");
const draws = Boolean(probe.getContext("webgl2") || probe.getContext("webgl"));
const { pathname } = new URL("..", document.currentScript.src);
const only = location.protocol === "https:" ? "; Secure" : "";
document.documentElement.dataset.webgl = draws ? "yes" : "no";
try {
  document.cookie = `mri_webgl=no; Path=${pathname}; SameSite=Lax${only}${draws ? "; Max-Age=0" : ""}`;
} catch {
  // A frame without an origin of its own has no cookies at all.
}
