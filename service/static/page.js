/* Folded parts are opened for printing and folded again afterwards. */
"use strict";
(() => {
  let folded = [];
  window.addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("main details:not([open])")];
    for (const part of folded) part.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const part of folded) part.open = false;
  });
})();

/* What takes long to work out is fetched once the page is there; until then its link stands in its place. */
(() => {
  for (const place of document.querySelectorAll("[data-later]")) {
    fetch(place.dataset.later)
      .then((answer) => (answer.ok && !answer.redirected ? answer.text() : Promise.reject(answer)))
      .then((text) => {
        place.innerHTML = text;
        place.removeAttribute("data-later");
      })
      .catch(() => {});
  }
})();
