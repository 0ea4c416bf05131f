// Runs before the first paint, so that a chosen look does not flash.
try {
  const look = localStorage.getItem("look");
  if (look) document.documentElement.dataset.look = look;
} catch { /* a browser that keeps nothing follows the system */ }
