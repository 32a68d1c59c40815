/* Keeps every choice as it is made, one partner at a time; the search; the progress. Without it the form is sent whole. */
"use strict";
(() => {
  const form = document.querySelector("form.survey");
  if (!form) return;
  const state = form.querySelector(".survey-state");
  const search = form.querySelector(".survey-search");
  const partners = [...form.querySelectorAll(".partner")];
  const waiting = new Set();
  let sending = false;
  let retry = 0;

  const plain = (text) => text.toLocaleLowerCase().replace(/ł/g, "l").normalize("NFD").replace(/[̀-ͯ]/g, "");
  const chosen = (partner, field) => partner.querySelector(`input[name^="${field}."]:checked`);
  const whole = (partner) => {
    const choice = chosen(partner, "a");
    return Boolean(choice) && (choice.value !== "yes" || Boolean(chosen(partner, "s")));
  };
  const fieldsOf = (partner) => {
    const sent = new URLSearchParams();
    for (const one of partner.querySelectorAll("input, select")) {
      if (one.type !== "radio" || one.checked) sent.append(one.name, one.value);
    }
    return sent;
  };
  const progress = () => {
    const number = partners.filter(whole).length;
    form.querySelector("progress").value = number;
    form.querySelector(".survey-count").textContent = number;
    for (const one of partners) one.toggleAttribute("data-said", whole(one));
  };
  const send = async () => {
    if (sending) return;
    sending = true;
    while (waiting.size) {
      const [partner] = waiting;
      waiting.delete(partner);
      state.textContent = form.dataset.saving;
      let status = 0;
      try {
        const answer = await fetch(form.action, { method: "POST", body: fieldsOf(partner), headers: { "X-Saves": "one" } });
        status = answer.status;
      } catch {
        status = 0;
      }
      if (status === 204) {
        retry = 0;
        continue;
      }
      sending = false;
      if ([401, 409, 422].includes(status) && retry > 1) {
        state.textContent = form.dataset.ended;
        return;
      }
      waiting.add(partner);
      state.textContent = form.dataset.failed;
      retry += 1;
      setTimeout(send, Math.min(15000, 1000 * 2 ** retry));
      return;
    }
    sending = false;
    state.textContent = form.dataset.saved;
  };

  form.addEventListener("change", (event) => {
    const partner = event.target.closest(".partner");
    if (!partner) return;
    progress();
    if (whole(partner)) {
      waiting.add(partner);
      send();
    }
  });
  search.hidden = false;
  const field = search.querySelector("input");
  field.addEventListener("input", () => {
    const sought = plain(field.value.trim());
    for (const one of partners) one.hidden = !plain(one.dataset.name).includes(sought);
    for (const area of form.querySelectorAll(".survey-area")) {
      area.hidden = ![...area.querySelectorAll(".partner")].some((one) => !one.hidden);
    }
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  progress();
})();
