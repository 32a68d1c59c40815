/* The same content and filters as the drawing, in two tables. */
"use strict";
KView.tables = (() => {
  const { t, number, make, part, collator } = KView;
  const PAGE = window.matchMedia("(min-width: 64rem)").matches ? 50 : 20;
  const limits = { nodes: PAGE, edges: PAGE };
  let change;
  let pick;

  const level = (scene, trait, key) => {
    const entry = scene.looks[trait].get(key);
    return entry ? entry.label : t("level.none");
  };

  const nodeColumns = (scene, state) => {
    const workers = scene.layer === "workers";
    const columns = [
      { key: "name", text: t(workers ? "table.role" : "table.name"), value: (node) => node.name, button: true },
      { key: "kind", text: t(workers ? "table.institution" : "table.type"), value: (node) => node.kind },
      { key: "area", text: t("area"), value: (node) => level(scene, "area", node.area) },
      { key: "level", text: t("level"), value: (node) => level(scene, "level", node.level) },
      { key: "membership", text: t("membership"), value: (node) => level(scene, "membership", node.membership) },
    ];
    const wanted = ["degree", "betweenness", state.size, state.colour];
    for (const measure of scene.measures) {
      if (!wanted.includes(measure.key)) continue;
      columns.push({ key: measure.key, text: measure.label, number: true, value: (node) => node.values[measure.key] });
    }
    return columns;
  };

  const edgeColumns = (scene) => {
    const name = (id) => scene.byId.get(id).name;
    const columns = [{
      key: "pair", text: t("table.pair"), value: (edge) => `${name(edge.from)} – ${name(edge.to)}`,
    }];
    if (scene.layer === "cases") {
      columns.push({ key: "families", text: t("table.families"), value: (edge) => edge.families });
    }
    if (scene.layer === "institutions") {
      if (scene.rated) {
        columns.push({ key: "strength", text: t("table.strength"), number: true, value: (edge) => edge.strength });
      }
      columns.push(
        { key: "frequency", text: t("table.frequency"), value: (edge) => t(`frequency.${edge.frequency || "unknown"}`) },
        { key: "formalisation", text: t("table.formalisation"), value: (edge) => t(`formalisation.${edge.formalisation || "none"}`) },
        { key: "confirmed", text: t("table.confirmed"), value: (edge) => t(edge.confirmed ? "yes" : "no") },
      );
    }
    return columns;
  };

  const sorted = (rows, columns, order) => {
    const [key, way] = order.split(".");
    const column = columns.find((one) => one.key === key);
    if (!column) return rows;
    const sign = way === "down" ? -1 : 1;
    return [...rows].sort((one, other) => {
      const a = column.value(one);
      const b = column.value(other);
      const blank = Number(a === null || a === undefined) - Number(b === null || b === undefined);
      return blank || sign * (column.number ? a - b : collator.compare(a, b));
    });
  };

  const head = (column, order, set) => {
    const [key, way] = order.split(".");
    const now = key === column.key ? (way === "down" ? "descending" : "ascending") : "none";
    const button = make("button", { type: "button", title: t("table.sort", { column: column.text }) }, column.text,
      make("span", { class: "kv-arrow", "aria-hidden": "true" }, { none: "", ascending: " ▲", descending: " ▼" }[now]));
    button.addEventListener("click", () => set(`${column.key}.${
      now === "none" ? (column.number ? "down" : "up") : now === "ascending" ? "down" : "up"}`, column.key));
    return make("th", { scope: "col", "aria-sort": now, class: column.number ? "kv-number" : null }, button);
  };

  const cell = (column, row) => {
    const value = column.value(row);
    const text = column.number ? number(value) : value;
    if (!column.button) return make("td", { class: column.number ? "kv-number" : null }, text);
    const button = make("button", { type: "button", class: "kv-link", title: t("table.show", { name: row.name }) }, text);
    button.addEventListener("click", () => pick(row.id, true));
    return make("th", { scope: "row" }, button);
  };

  const table = (name, title, columns, rows, total, order, set) => {
    const holder = part(`table-${name}`);
    const focused = holder.contains(document.activeElement) ? document.activeElement.textContent : null;
    const all = sorted(rows, columns, order);
    const body = all.slice(0, limits[name]).map((row) =>
      make("tr", { "data-id": row.id }, ...columns.map((column) => cell(column, row))));
    if (!body.length) body.push(make("tr", {}, make("td", { colspan: columns.length }, t("table.empty"))));
    const made = make("table", {},
      make("caption", {}, `${title}. ${t("table.count", { n: rows.length, all: total })}`),
      make("thead", {}, make("tr", {}, ...columns.map((column) => head(column, order, set)))),
      make("tbody", {}, ...body));
    const scroll = make("div", { class: "kv-scroll", role: "region", tabindex: "0", "aria-label": title }, made);
    holder.replaceChildren(scroll);
    const left = rows.length - limits[name];
    if (left > 0) {
      const more = make("button", { type: "button" }, t("table.more", { n: Math.min(left, PAGE) }));
      more.addEventListener("click", () => {
        limits[name] += PAGE;
        change({});
      });
      holder.append(more);
    }
    if (focused !== null) {
      const again = [...holder.querySelectorAll("button")].find((one) =>
        one.textContent.replace(/ [▲▼]$/, "") === focused.replace(/ [▲▼]$/, ""));
      if (again) again.focus();
    }
  };

  const show = (state, view) => {
    const { scene, matches } = view;
    const nodes = matches ? view.nodes.filter((node) => matches.has(node.id)) : view.nodes;
    const edges = matches ? view.edges.filter((edge) => matches.has(edge.from) || matches.has(edge.to)) : view.edges;
    table("nodes", t(scene.layer === "workers" ? "table.nodes.workers" : "table.nodes"), nodeColumns(scene, state), nodes,
      scene.nodes.length, state.nodeSort, (order) => change({ nodeSort: order }));
    table("edges", t(scene.layer === "cases" ? "table.edges.cases" : "table.edges"), edgeColumns(scene), edges,
      scene.edges.length, state.edgeSort, (order) => change({ edgeSort: order }));
  };

  const start = (given) => {
    ({ change, pick } = given);
    window.addEventListener("beforeprint", () => {
      Object.assign(limits, { nodes: 3000, edges: 3000 });
      change({});
    });
  };

  return { start, show, nodeColumns, edgeColumns };
})();
