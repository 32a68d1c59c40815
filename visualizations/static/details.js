/* The description of the chosen institution, of the highlight, and the hint at the pointer. */
"use strict";
KView.details = (() => {
  const { data, scenes, t, number, make, part, collator } = KView;

  const facts = (scene, node, state) => {
    const rows = [
      [t(scene.layer === "workers" ? "table.institution" : "table.type"), node.kind],
      [t("area"), scene.looks.area.get(node.area).label],
      [t("level"), scene.looks.level.get(node.level).label],
      [t("membership"), scene.looks.membership.get(node.membership).label],
    ];
    for (const measure of scene.measures) {
      if (!measure.advanced || measure.key === state.size || measure.key === state.colour) {
        rows.push([measure.label, number(node.values[measure.key])]);
      }
    }
    return rows;
  };

  const tieText = (edge, scene) => {
    if (edge.families) return `${t("table.families")}: ${edge.families}`;
    if (scene.layer !== "institutions") return "";
    return [...(scene.rated ? [`${t("table.strength")}: ${number(edge.strength)}`] : []), t(`frequency.${edge.frequency || "unknown"}`),
      t(`formalisation.${edge.formalisation || "none"}`)].join(", ");
  };

  const show = (state, view, { change, pick }) => {
    const scene = scenes.get(state.layer);
    const node = scene.byId.get(state.pick);
    const card = part("details");
    card.hidden = !node;
    if (!node) {
      card.replaceChildren();
      return;
    }
    const close = make("button", { type: "button", class: "kv-close", "aria-label": t("details.close") }, "×");
    close.addEventListener("click", () => pick(""));
    const around = make("button", { type: "button" }, t("details.focus"));
    around.addEventListener("click", () => change({ focus: node.id }, { refit: true }));
    const page = data.institutionPage && scene.layer !== "workers"
      ? make("a", { href: data.institutionPage.replace("{id}", encodeURIComponent(node.id)) }, t("details.page")) : null;
    const ties = view.edges.filter((edge) => edge.from === node.id || edge.to === node.id).map((edge) => {
      const other = scene.byId.get(edge.from === node.id ? edge.to : edge.from);
      return { edge, other };
    }).sort((one, other) => (other.edge.strength || 0) - (one.edge.strength || 0) ||
      collator.compare(one.other.name, other.other.name));
    const list = make("ul", { class: "kv-ties" }, ...ties.map(({ edge, other }) => {
      const button = make("button", { type: "button", class: "kv-link" }, KView.controls.nameOf(other, scene));
      button.addEventListener("click", () => pick(other.id, true));
      return make("li", {}, button, make("span", {}, tieText(edge, scene) && ` (${tieText(edge, scene)})`));
    }));
    card.replaceChildren(close, make("h2", {}, node.name),
      make("dl", {}, ...facts(scene, node, state).flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, value)])),
      make("p", { class: "kv-actions" }, around, page),
      make("h3", {}, t("details.ties", { n: ties.length })), list);
  };

  const showMark = (state) => {
    const mark = KView.drawing.highlightOf(scenes.get(state.layer), state);
    for (const [name, text] of [["mark-title", mark && mark.title], ["mark-text", mark && mark.text]]) {
      part(name).hidden = !text;
      part(name).textContent = text || "";
    }
  };

  const nodeLines = (state, id) => {
    const scene = scenes.get(state.layer);
    const node = scene.byId.get(id);
    if (!node) return [];
    const measure = scene.measures.find((one) => one.key === state.size);
    return [node.name, node.kind,
      ...(measure ? [`${measure.label}: ${number(node.values[measure.key])}`] : [])];
  };

  const edgeLines = (state, id) => {
    const scene = scenes.get(state.layer);
    const edge = scene.edges.find((one) => one.id === id);
    if (!edge) return [];
    return [`${scene.byId.get(edge.from).name} – ${scene.byId.get(edge.to).name}`, tieText(edge, scene)];
  };

  const hint = (lines, event) => {
    const box = part("hint");
    box.hidden = !lines.length;
    if (!lines.length) return;
    box.replaceChildren(...lines.filter(Boolean).map((line, row) => make(row ? "span" : "strong", {}, line)));
    const frame = part("stage").getBoundingClientRect();
    const x = Math.min(event.clientX - frame.left + 14, frame.width - box.offsetWidth - 4);
    const y = event.clientY - frame.top + 16;
    box.style.left = `${Math.max(x, 4)}px`;
    box.style.top = `${y}px`;
  };

  return { show, showMark, nodeLines, edgeLines, hint };
})();
