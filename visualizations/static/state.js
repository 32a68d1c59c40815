/* What the reader has chosen. It lives in the address after "#", so a copied link shows the same. */
"use strict";
KView.state = (() => {
  const { scenes, data } = KView;
  const LISTS = ["area", "level", "membership", "form"];
  const first = data.scenes[0];

  const defaults = (layer) => {
    const scene = scenes.get(layer);
    return {
      layer, q: "", mark: scene.selected, size: scene.sizeBy, colour: scene.colourBy,
      area: null, level: null, membership: null, form: null,
      strength: 0, quiet: true, focus: "", steps: 1, collapse: scene.collapse, open: [], pick: "",
      nodeSort: "", edgeSort: "",
    };
  };

  const read = () => {
    const given = new URLSearchParams(location.hash.slice(1));
    const layer = scenes.has(given.get("layer")) ? given.get("layer") : first.layer;
    const state = defaults(layer);
    const scene = scenes.get(layer);
    for (const [key, value] of given) {
      if (LISTS.includes(key)) state[key] = value === "" ? [] : value.split(",").map((v) => (v === "-" ? "" : v));
      else if (key === "open") state.open = value.split(",").filter(Boolean).map(decodeURIComponent);
      else if (key === "strength" || key === "steps") state[key] = Math.min(Math.max(Number(value) || 0, 0), 5);
      else if (key === "quiet") state.quiet = value !== "0";
      else if (key !== "layer" && key in state) state[key] = value;
    }
    // A link may be older than the data: what no longer exists is left out.
    if (!scene.byId.has(state.focus)) state.focus = "";
    if (!scene.byId.has(state.pick)) state.pick = "";
    if (!scene.highlights.some((one) => one.id === state.mark)) state.mark = "";
    if (!(state.size in scene.tops)) state.size = "";
    if (!(state.colour in scene.looks) && !(state.colour in scene.tops)) state.colour = scene.colourBy;
    if (state.collapse && !["area", "level", "membership", "sector", "group"].includes(state.collapse)) {
      state.collapse = "";
    }
    return state;
  };

  const write = (state) => {
    const plain = defaults(state.layer);
    const out = new URLSearchParams();
    if (state.layer !== first.layer) out.set("layer", state.layer);
    for (const [key, value] of Object.entries(state)) {
      if (key === "layer" || JSON.stringify(value) === JSON.stringify(plain[key])) continue;
      if (LISTS.includes(key)) {
        if (value !== null) out.set(key, value.map((v) => v || "-").join(","));
      } else if (key === "open") out.set(key, value.map(encodeURIComponent).join(","));
      else if (key === "quiet") out.set(key, value ? "1" : "0");
      else out.set(key, String(value));
    }
    const hash = out.toString();
    history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
  };

  return { defaults, read, write };
})();
