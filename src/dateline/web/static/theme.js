// Runs before the first paint, so that a chosen look does not flash.
try {
  const look = localStorage.getItem("look");
  if (look) document.documentElement.dataset.look = look;
} catch { /* a browser that keeps nothing follows the system */ }
// Leaflet writes a few fixed pieces of markup; whatever else is to become markup without our own policy is refused.
window.trustedTypes?.createPolicy("default", {
  createHTML: (text) => (/^(?:|<svg\/>|<v:shape adj="1"\/>|<span aria-hidden="true">(?:\+|&#x2212;|&#215;)<\/span>)$/.test(text) ? text : null),
});
