/* The form beside the drawing, and the legend below it. */
"use strict";
KView.controls = (() => {
  const { data, scenes, t, number, make, makeSvg, part } = KView;
  const LISTS = { area: "area", level: "level", membership: "membership", form: "formalisation" };
  let change;

  /** A small mark as it stands in the drawing. */
  const swatch = (shape, colour, hollow) => {
    const paint = { fill: hollow ? data.style.paper : colour, stroke: colour, "stroke-width": 2.5 };
    const points = {
      square: "3,3 17,3 17,17 3,17", triangle: "10,2 18,17 2,17", triangleDown: "2,3 18,3 10,18",
      diamond: "10,1 19,10 10,19 1,10", hexagon: "5,2 15,2 19,10 15,18 5,18 1,10",
      star: "10,1 12.5,7.2 19,7.6 14,11.8 15.7,18.3 10,14.7 4.3,18.3 6,11.8 1,7.6 7.5,7.2",
    };
    const drawn = shape === "dot" ? makeSvg("circle", { cx: 10, cy: 10, r: 7.5, ...paint })
      : makeSvg("polygon", { points: points[shape], ...paint });
    return makeSvg("svg", { viewBox: "0 0 20 20", width: 18, height: 18, "aria-hidden": "true" }, drawn);
  };

  const line = (width, colour, dashes) => makeSvg("svg",
    { viewBox: "0 0 44 12", width: 44, height: 12, "aria-hidden": "true" },
    makeSvg("line", { x1: 2, y1: 6, x2: 42, y2: 6, stroke: colour, "stroke-width": width,
      "stroke-dasharray": dashes.join(" ") || "none" }));

  const options = (select, entries, chosen) => {
    const groups = new Map();
    const made = entries.map(([value, text, group]) => {
      const option = make("option", { value }, text);
      if (!group) return option;
      if (groups.has(group)) {
        groups.get(group).append(option);
        return null;
      }
      const holder = make("optgroup", { label: group }, option);
      groups.set(group, holder);
      return holder;
    });
    select.replaceChildren(...made.filter(Boolean));
    select.value = chosen;
  };

  const measureOptions = (scene) => scene.measures.map((measure) =>
    [measure.key, measure.label, t(measure.advanced ? "measures.advanced" : "measures.plain")]);

  /** Checkboxes with counts; kept in place where they exist, so that the keyboard focus stays. */
  const checkList = (name, holder, entries, checked, mark) => {
    const list = holder.querySelector(".kv-list");
    const sign = JSON.stringify([name, Boolean(mark), entries.map((entry) => entry.key)]);
    if (list.dataset.sign !== sign) {
      list.dataset.sign = sign;
      list.replaceChildren(...entries.map((entry) => make("label", { class: "kv-check" },
        make("input", { type: "checkbox", name, value: entry.key }), mark && mark(entry), make("span"))));
    }
    entries.forEach((entry, row) => {
      const label = list.children[row];
      label.querySelector("input").checked = checked(entry.key);
      label.querySelector("span").textContent = `${entry.label}: ${entry.count}`;
    });
  };

  const traitList = (name, entries, state) => checkList(name, part(name), entries,
    (key) => state[name] === null || state[name].includes(key),
    state.colour === name && name !== "form" ? (entry) => swatch(entry.shape, entry.colour, false) : null);

  const formEntries = (scene) => {
    const counts = new Map();
    for (const edge of scene.edges) counts.set(edge.formalisation, (counts.get(edge.formalisation) || 0) + 1);
    return [...data.formalisations, ""].filter((key) => key || counts.get("")).map((key) =>
      ({ key, label: t(`formalisation.${key || "none"}`), count: counts.get(key) || 0 }));
  };

  /** Fills the form for a scene; needed again when the layer changes. */
  const fill = (state) => {
    const scene = scenes.get(state.layer);
    const workers = state.layer === "workers";
    options(part("layer"), data.scenes.map((one) => [one.layer, t(`layer.${one.layer}`)]), state.layer);
    part("layer-row").hidden = data.scenes.length < 2;
    part("search-label").textContent = t(workers ? "search.workers" : "search");
    part("focus-label").textContent = t(workers ? "focus.workers" : "focus");
    part("names").replaceChildren(...scene.nodes.slice(0, 1000).map((node) =>
      make("option", { value: nameOf(node, scene) })));
    const kinds = ["gap", "route", "whatif"];
    options(part("mark"), [["", t("highlight.none")], ...kinds.flatMap((kind) =>
      scene.highlights.filter((one) => one.kind === kind).map((one) => [one.id, one.title, t(`highlight.${kind}`)]))],
      state.mark);
    part("mark-row").hidden = !scene.highlights.length;
    options(part("size"), [["", t("size_by.none")], ...measureOptions(scene)], state.size);
    options(part("colour"), [...Object.keys(scene.looks).map((key) => [key, t(key)]),
      ...measureOptions(scene).map(([key, text, group]) => [key, text, group])], state.colour);
    const traits = Object.keys(scene.looks);
    if (Object.keys(scene.groups).length > 1 && scene.discs.length) traits.push("group");
    options(part("collapse"), [["", t("collapse.none")], ...traits.map((key) => [key, t(`collapse.${key}`)])],
      state.collapse);
    const tied = state.layer === "institutions";
    for (const name of ["form", "quiet-row"]) part(name).hidden = !tied;
    // Who may not see ratings gets ties without strength.
    part("strength-row").hidden = !tied || !scene.rated;
    options(part("strength"), [["0", t("strength.any")], ...[2, 3, 4, 5].map((n) => [String(n), `≥ ${n}`])],
      String(state.strength));
  };

  const nameOf = (node, scene) => (scene.layer === "workers" ? `${node.name} – ${node.kind}` : node.name);

  /** Brings the form in line with the state. */
  const show = (state, view, full) => {
    const scene = scenes.get(state.layer);
    for (const name of ["area", "level", "membership"]) traitList(name, scene.scales[name], state);
    if (state.layer === "institutions") traitList("form", formEntries(scene), state);
    part("quiet").checked = state.quiet;
    part("steps").value = String(state.steps);
    if (document.activeElement !== part("search")) part("search").value = state.q;
    const focused = scene.byId.get(state.focus);
    if (document.activeElement !== part("focus") || focused) part("focus").value = focused ? nameOf(focused, scene) : "";
    for (const name of ["layer", "mark", "size", "colour", "collapse"]) part(name).value = state[name];
    part("strength").value = String(state.strength);
    part("found").textContent = view.matches ? t("found", { n: view.matches.size }) : "";
    showGroups(state, full);
    showLegend(state, scene, full);
  };

  const showGroups = (state, full) => {
    const holder = part("groups");
    holder.hidden = !state.collapse;
    if (!state.collapse) return;
    const { trait, groupName } = KView.filter;
    const counts = new Map();
    for (const node of full.nodes) {
      const key = trait(node, state.collapse);
      counts.set(key, (counts.get(key) || 0) + 1);
    }
    const keys = [...counts.keys()].sort((one, other) => counts.get(other) - counts.get(one) || (one < other ? -1 : 1));
    checkList("open", holder, keys.map((key) =>
      ({ key: key || "-", label: groupName(full.scene, state.collapse, key), count: counts.get(key) })),
    (key) => state.open.includes(key), null);
  };

  const entry = (picture, text) => make("li", {}, picture, make("span", {}, text));
  const block = (title, entries) => make("div", { class: "kv-key" }, make("h3", {}, title), make("ul", {}, ...entries));

  const showLegend = (state, scene, full) => {
    const blocks = [];
    if (state.colour in scene.looks) {
      const counts = new Map();
      for (const node of full.nodes) counts.set(node[state.colour], (counts.get(node[state.colour]) || 0) + 1);
      blocks.push(block(t("legend.colour", { by: t(state.colour).toLocaleLowerCase() }), scene.scales[state.colour].map((one) =>
        entry(swatch(one.shape, one.colour, false), `${one.label}: ${counts.get(one.key) || 0}`))));
    } else {
      const top = scene.tops[state.colour];
      blocks.push(block(t("legend.colour", { by: labelOf(scene, state.colour) }), [
        ...[0, 0.5, 1].map((share) => entry(swatch("dot", KView.drawing.mix(share), false), number(top * share))),
        entry(swatch(data.style.neutralShape, data.style.neutral, false), t("unknown"))]));
    }
    if (state.size) {
      blocks.push(block(t("legend.size", { by: labelOf(scene, state.size) }), [
        entry(makeSvg("svg", { viewBox: "0 0 60 30", width: 60, height: 30, "aria-hidden": "true" },
          ...[[8, 4], [24, 8], [46, 13]].map(([cx, r]) => makeSvg("circle", { cx, cy: 15, r, fill: "none", stroke: data.style.ink }))),
        t("legend.size.from", { low: 0, high: number(scene.tops[state.size]) }))]));
    }
    const members = full.nodes.filter((node) => !node.hollow).length;
    blocks.push(block(t("legend.border"), [
      entry(swatch("dot", data.style.neutral, false), `${t("legend.full")}: ${members}`),
      entry(swatch("dot", data.style.neutral, true), `${t("legend.hollow")}: ${full.nodes.length - members}`)]));
    blocks.push(block(t(scene.layer === "cases" ? "legend.shared" : "legend.ties"), tieEntries(scene, full)));
    const mark = KView.drawing.highlightOf(scene, state);
    if (mark) {
      const kinds = new Set([...mark.edges.map((edge) => edge.state), ...mark.nodes.map(([, kind]) => kind)]);
      blocks.push(block(t("legend.marks"), Object.keys(data.style.looks).filter((kind) => kinds.has(kind)).map((kind) => {
        const look = data.style.looks[kind];
        return entry(line(look.width, look.colour, look.dashes), `${look.sign ? `${look.sign} ` : ""}${t(`state.${kind}`)}`);
      })));
    }
    part("legend").replaceChildren(...blocks);
  };

  const tieEntries = (scene, full) => {
    const { edge, oneSided, quiet } = data.style;
    if (scene.layer !== "institutions") {
      return [entry(line(2, edge, []), `${t(scene.layer === "workers" ? "legend.known" : "legend.shared")}: ${full.edges.length}`)];
    }
    const count = (test) => full.edges.filter(test).length;
    return [
      entry(line(3, edge, []), `${t("legend.confirmed")}: ${count((one) => one.live && one.confirmed)}`),
      entry(line(3, edge, oneSided), `${t("legend.one_sided")}: ${count((one) => one.live && !one.confirmed)}`),
      entry(line(2, edge, quiet), `${t("legend.quiet")}: ${count((one) => !one.live)}`),
      scene.rated ? make("li", {}, make("span", {}, t("legend.width"))) : "",
    ].filter(Boolean);
  };

  const labelOf = (scene, key) => (scene.measures.find((one) => one.key === key) || { label: key }).label;

  const listed = (form, name) => {
    const boxes = [...form.querySelectorAll(`input[name="${name}"]`)];
    const on = boxes.filter((box) => box.checked).map((box) => box.value);
    return on.length === boxes.length ? null : on;
  };

  const start = (state, given) => {
    change = given;
    const form = part("form-all");
    form.addEventListener("submit", (event) => event.preventDefault());
    const direct = { mark: "mark", size: "size", colour: "colour" };
    for (const [name, key] of Object.entries(direct)) {
      part(name).addEventListener("change", (event) => change({ [key]: event.target.value }));
    }
    part("layer").addEventListener("change", (event) => change({ layer: event.target.value }, { refit: true }));
    part("collapse").addEventListener("change", (event) =>
      change({ collapse: event.target.value, open: [] }, { refit: true }));
    part("strength").addEventListener("change", (event) => change({ strength: Number(event.target.value) }));
    part("quiet").addEventListener("change", (event) => change({ quiet: event.target.checked }));
    part("steps").addEventListener("change", (event) => change({ steps: Number(event.target.value) }, { refit: true }));
    part("search").addEventListener("input", (event) => {
      const scene = scenes.get(part("layer").value);
      const whole = scene.nodes.some((node) => nameOf(node, scene) === event.target.value); // chosen from the list
      change({ q: event.target.value, found: whole });
    });
    part("search").addEventListener("keydown", (event) => {
      if (event.key === "Enter") change({ q: event.target.value, found: true });
    });
    part("focus").addEventListener("change", (event) => {
      const scene = scenes.get(part("layer").value);
      const text = event.target.value.trim();
      const hit = scene.nodes.find((node) => nameOf(node, scene) === text) ||
        (text && scene.nodes.find((node) => node.text.includes(KView.fold(text))));
      change({ focus: hit ? hit.id : "" }, { refit: true });
    });
    for (const name of Object.keys(LISTS)) {
      part(name).addEventListener("change", () => change({ [name]: listed(form, name) }));
    }
    part("groups").addEventListener("change", (event) => {
      const open = [...part("groups").querySelectorAll("input:checked")].map((box) => box.value);
      change({ open }, { refit: !event.target.checked || open.length < 2 });
    });
    part("reset").addEventListener("click", () => change({ reset: true }, { refit: true }));
  };

  return { start, fill, show, swatch, line, labelOf, nameOf };
})();
