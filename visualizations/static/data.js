/* What the server sent, and small helpers: texts, numbers, elements. Everything hangs on one name. */
"use strict";
window.KView = (() => {
  const root = document.querySelector(".kv");
  const data = JSON.parse(document.getElementById("kv-data").textContent);
  const locale = data.lang === "pl" ? "pl-PL" : "en-GB";
  const plain = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 });
  const collator = new Intl.Collator(locale, { numeric: true, sensitivity: "base" });

  /** A text of the page in its language, with {placeholders} filled. */
  const t = (key, values) =>
    (data.words[key] || key).replace(/\{(\w+)\}/g, (whole, name) =>
      values && name in values ? String(values[name]) : whole);

  const number = (value) => (value === null || value === undefined ? "–" : plain.format(value));

  /** Lower case without diacritics, so that "zlobek" finds "Żłobek". */
  const fold = (text) =>
    text.toLocaleLowerCase(locale).replace(/ł/g, "l").normalize("NFD").replace(/\p{M}/gu, "");

  /** A new element; text goes in as text, never as markup. */
  const make = (name, attributes, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (value === false || value === null || value === undefined) continue;
      if (key === "class") element.className = value;
      else element.setAttribute(key, value === true ? "" : value);
    }
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  };

  const svgNames = "http://www.w3.org/2000/svg";
  const makeSvg = (name, attributes, ...children) => {
    const element = document.createElementNS(svgNames, name);
    for (const [key, value] of Object.entries(attributes || {})) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };

  const part = (name) => root.querySelector(`[data-kv="${name}"]`);

  /** The data come as one list for each trait; here they are one object for each thing again. */
  const rows = (columns) => {
    const names = Object.keys(columns);
    return columns[names[0]].map((_, row) => Object.fromEntries(names.map((name) => [name, columns[name][row]])));
  };

  /** Scenes made quick to look things up in. */
  const scenes = new Map(data.scenes.map((given) => {
    const scene = { ...given, nodes: rows(given.nodes), edges: rows(given.edges) };
    scene.nodes.forEach((node, row) => {
      node.values = Object.fromEntries(scene.measures.map(({ key }) => [key, given.values[key][row]]));
    });
    for (const edge of scene.edges) edge.id = `${edge.from}~${edge.to}`;
    const byId = new Map(scene.nodes.map((node) => [node.id, node]));
    const ties = new Map(scene.nodes.map((node) => [node.id, []]));
    for (const node of scene.nodes) {
      node.text = fold(`${node.name} ${node.label} ${node.kind}`);
      node.leader = node.membership === "leader" && scene.layer !== "workers";
    }
    for (const edge of scene.edges) {
      ties.get(edge.from).push(edge);
      ties.get(edge.to).push(edge);
    }
    const tops = {};
    for (const measure of scene.measures) {
      tops[measure.key] = Math.max(0, ...scene.nodes.map((node) => node.values[measure.key] || 0));
    }
    const looks = {};
    for (const [trait, entries] of Object.entries(scene.scales)) {
      looks[trait] = new Map(entries.map((entry) => [entry.key, entry]));
    }
    const rated = scene.edges.some((edge) => edge.strength !== null);
    return [scene.layer, { ...scene, byId, ties, tops, looks, rated }];
  }));

  return { root, data, scenes, t, number, fold, make, makeSvg, part, collator };
})();
