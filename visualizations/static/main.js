/* Joins the parts: a change of the state changes drawing, form, legend, description, tables and address. */
"use strict";
(() => {
  const { scenes, t, part, root } = KView;
  let state = KView.state.read();
  let drawn = true;
  let typing;

  const status = (text) => { part("status").textContent = text; };

  const summary = (view) => t("summary.shown", {
    nodes: t(state.layer === "workers" ? "count.workers" : "count.institutions", { n: view.nodes.length }),
    edges: t(state.layer === "institutions" ? "summary.ties" : "count.pairs", { n: view.edges.length }),
  });

  const groupText = (drawing) => [
    drawing.groups.length ? ` ${t("summary.groups", { n: drawing.groups.length })}` : "",
    drawing.trimmed ? ` ${t("summary.strongest")}` : "",
  ].join("");

  const render = ({ refit = false, layer = false, soon = false } = {}) => {
    if (layer) {
      const scene = scenes.get(state.layer);
      KView.controls.fill(state);
      part("subtitle").textContent = scene.subtitle;
      part("notes").replaceChildren(...scene.notes.map((note) => KView.make("p", {}, note)));
      part("nodes-title").textContent = t(state.layer === "workers" ? "table.nodes.workers" : "table.nodes");
      part("edges-title").textContent = t(state.layer === "cases" ? "table.edges.cases" : "table.edges");
    }
    const view = KView.filter.shown(state);
    const drawing = KView.filter.collapsed(view, state);
    if (drawn) KView.drawing.show(drawing, state, { refit });
    KView.controls.show(state, view, view);
    KView.details.show(state, view, { change, pick });
    KView.details.showMark(state);
    clearTimeout(typing);
    const rest = () => {
      KView.tables.show(state, view);
      const text = summary(view) + groupText(drawing);
      if (part("status").textContent !== text) status(text);
      KView.state.write(state);
    };
    if (soon) typing = setTimeout(rest, 120);
    else rest();
    part("canvas").setAttribute("aria-label", `${t("drawing")}. ${summary(view)}`);
  };

  const change = (patch, how = {}) => {
    const before = state.layer;
    if (patch.reset) state = KView.state.defaults(state.layer);
    else if (patch.layer && patch.layer !== before) state = KView.state.defaults(patch.layer);
    else {
      const { found, ...values } = patch;
      state = { ...state, ...values };
      if (found && state.q) {
        const { matches } = KView.filter.shown(state);
        if (matches && matches.size) pick([...matches][0], true);
      }
    }
    render({ ...how, layer: state.layer !== before || Boolean(patch.reset), soon: "q" in patch });
  };

  /** Chooses an institution (or opens a group), from the drawing or from a table. */
  const pick = (id, bring) => {
    if (id.startsWith("group:")) {
      const key = id.slice("group:".length) || "-";
      change({ open: [...state.open, key] }, { refit: true });
      return;
    }
    const scene = scenes.get(state.layer);
    const node = scene.byId.get(id);
    if (node && state.collapse && bring) {
      const key = KView.filter.trait(node, state.collapse) || "-";
      if (!state.open.includes(key)) state = { ...state, open: [...state.open, key] };
    }
    change({ pick: node ? id : "" });
    if (node && bring && drawn) {
      KView.drawing.centreOn(id);
      part("canvas").scrollIntoView({ block: "nearest" });
    }
  };

  const copyLink = async () => {
    try {
      await navigator.clipboard.writeText(location.href);
      status(t("link.copied"));
    } catch {
      status(t("link.manual"));
    }
  };

  const tools = {
    zoom_in: () => KView.drawing.zoom(1.3), zoom_out: () => KView.drawing.zoom(1 / 1.3), fit: () => KView.drawing.fit(),
    left: () => KView.drawing.pan(-1, 0), right: () => KView.drawing.pan(1, 0),
    up: () => KView.drawing.pan(0, -1), down: () => KView.drawing.pan(0, 1),
    png: () => KView.save.png(), svg: () => KView.save.svg(), print: () => window.print(), link: copyLink,
  };

  const start = () => {
    try {
      KView.drawing.start({
        pick: (id) => pick(id), hover: KView.details.hint,
        nodeLines: (id) => KView.details.nodeLines(state, id), edgeLines: (id) => KView.details.edgeLines(state, id),
      });
    } catch (error) {
      drawn = false;
      part("canvas").textContent = t("failed");
      console.error(error);
    }
    KView.controls.start(state, change);
    KView.tables.start({ change, pick });
    for (const button of root.querySelectorAll("[data-kv-tool]")) {
      button.addEventListener("click", tools[button.dataset.kvTool]);
    }
    const wide = window.matchMedia("(min-width: 64rem)");
    part("panel").open = wide.matches;
    wide.addEventListener("change", () => { part("panel").open = wide.matches; });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      KView.details.hint([], null);
      if (state.pick) pick("");
    });
    root.querySelector(".kv-skip").addEventListener("click", (event) => {
      event.preventDefault(); // the address after "#" is the state
      root.querySelector("#kv-tables").focus();
    });
    window.addEventListener("hashchange", () => {
      if (location.hash && !location.hash.includes("=")) return; // a plain anchor of the page around
      state = KView.state.read();
      render({ refit: true, layer: true });
    });
    render({ refit: true, layer: true });
    requestAnimationFrame(() => requestAnimationFrame(() => {
      root.dataset.ready = String(Math.round(performance.now()));
    }));
  };

  start();
  KView.now = () => ({ state, drawing: drawn ? KView.drawing.current() : null });
})();
