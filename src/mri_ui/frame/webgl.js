// Sets a cookie if this browser has no WebGL, so that the server sends the simple map. It runs in the page's head, before
// the first request for content. Where cookies are refused (in another site's frame, for example) `watch.js` reports it.
const probe = document.createElement("canvas");
const draws = Boolean(probe.getContext("webgl2") || probe.getContext("webgl"));
const { pathname } = new URL("..", document.currentScript.src);
const only = location.protocol === "https:" ? "; Secure" : "";
document.documentElement.dataset.webgl = draws ? "yes" : "no";
try {
  document.cookie = `mri_webgl=no; Path=${pathname}; SameSite=Lax${only}${draws ? "; Max-Age=0" : ""}`;
} catch {
  // A frame without an origin has no cookies.
}
