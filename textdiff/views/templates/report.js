
"use strict";
(() => {
  const count = Number(document.body.dataset.changes);
  const current = () => {
    const match = /^#c(\d+)$/.exec(location.hash);
    return match ? Math.min(Number(match[1]), count) : 0;
  };
  const visit = (number) => {
    if (number < 1 || number > count) return;
    const change = document.getElementById("c" + number);
    location.hash = "c" + number;
    change.focus({ preventScroll: true });
  };
  const next = () => visit(current() + 1);
  const previous = () => visit(current() - 1);
  document.getElementById("next")?.addEventListener("click", next);
  document.getElementById("previous")?.addEventListener("click", previous);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, [contenteditable]")) return;
    if (event.key === "j") next();
    if (event.key === "k") previous();
  });
})();
