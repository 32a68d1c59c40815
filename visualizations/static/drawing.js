/* The picture: a vis-network without physics, fed with places from the server; labels are our own. */
"use strict";
KView.drawing = (() => {
  const { data } = KView;
  const style = data.style;
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  const FAINT = "#D5DAE0";
  const FAINT_EDGE = "#E6E9ED";
  let network;
  let nodes;
  let edges;
  let shown;
  let items = [];
  let badges = [];
  let bows = [];
  let placed = [];
  let placedAt = "";
  let version = 0;
  let knownNodes = new Map();
  let knownEdges = new Map();
  let moved = false;
  let hovered = "";
  let upright = false;
  let growth = 1;
  const handlers = {};

  /** On a screen higher than wide the drawing is turned, so that it fills the screen. */
  const turned = (point) => (upright ? { x: point.y, y: point.x } : { x: point.x, y: point.y });

  const container = () => KView.part("canvas");

  const mix = (share) => {
    const place = Math.min(Math.max(share, 0), 1) * (style.ramp.length - 1);
    const low = Math.min(Math.floor(place), style.ramp.length - 2);
    const ends = [style.ramp[low], style.ramp[low + 1]].map((stop) =>
      [1, 3, 5].map((at) => parseInt(stop.slice(at, at + 2), 16)));
    return `#${ends[0].map((value, at) =>
      Math.floor(value + (ends[1][at] - value) * (place - low) + 0.5).toString(16).padStart(2, "0")).join("")}`;
  };

  /** Colour, shape and radius of a node as chosen; the same rules as on the server. */
  const look = (scene, node, state) => {
    const found = { size: style.equal, colour: style.neutral, shape: style.neutralShape };
    if (state.size in scene.tops) {
      const value = node.values[state.size];
      const top = scene.tops[state.size];
      const share = value === null || value === undefined || top <= 0 ? 0 : Math.max(value, 0) / top;
      found.size = Math.round((style.smallest + (style.largest - style.smallest) * Math.sqrt(share)) * 100) / 100;
    }
    if (state.colour in scene.looks) {
      const entry = scene.looks[state.colour].get(node[state.colour]);
      Object.assign(found, { colour: entry.colour, shape: entry.shape });
    } else {
      const value = node.values[state.colour];
      if (value !== null && value !== undefined) {
        const top = scene.tops[state.colour];
        Object.assign(found, { colour: mix(top > 0 ? value / top : 0), shape: "dot" });
      }
    }
    return found;
  };

  const visNode = (id, { x, y }, one, hollow, faint, many) => ({
    id, x, y, size: one.size, shape: one.shape, borderWidth: hollow ? 3 : 1.5, chosen: false,
    color: {
      background: hollow ? style.paper : faint ? FAINT : one.colour,
      border: faint ? FAINT : hollow || many ? one.colour : style.paper,
    },
  });

  const highlightOf = (scene, state) => scene.highlights.find((one) => one.id === state.mark);

  /** Everything drawn for a view: vis nodes, vis edges, label items and the signs on lines. */
  const parts = (view, state) => {
    const { scene } = view;
    const mark = highlightOf(scene, state);
    const states = new Map(mark ? mark.nodes : []);
    if (mark) for (const edge of mark.edges) for (const id of [edge.from, edge.to]) if (!states.has(id)) states.set(id, edge.state);
    const lit = (id) => (!mark || states.has(id)) && (!view.matches || view.matches.has(id));
    const found = { nodes: [], edges: [], items: [], badges: [], bows: [] };
    for (const node of view.nodes) {
      const one = look(scene, node, state);
      const bright = lit(node.id);
      one.size *= growth;
      found.nodes.push(visNode(node.id, turned(node), one, node.hollow, !bright, view.nodes.length > 120));
      found.items.push({
        id: node.id, ...turned(node), size: one.size, label: node.label, state: states.get(node.id) || "",
        rank: (bright ? 1000 : 0) + (node.leader ? 500 : 0) + one.size + node.degree / 100,
        force: node.id === state.pick || (Boolean(mark) && bright && states.size <= 12), bold: node.leader || node.id === state.pick,
        colour: bright ? style.ink : "#6B7480", bright, look: one, hollow: node.hollow,
      });
    }
    for (const group of view.groups) {
      const entry = (state.collapse === "group" ? scene.looks.area.get(group.area) : scene.looks[state.collapse].get(group.key)) ||
        { colour: style.neutral, shape: "dot" };
      const disc = state.collapse === "group" && scene.discs.find((other) => other.key === group.key);
      const one = { size: disc ? 0.4 * disc.radius : (10 + 4 * Math.sqrt(group.count)) * growth, colour: entry.colour, shape: entry.shape };
      const bright = (!mark && !view.matches) || group.members.some((node) => lit(node.id));
      found.nodes.push(visNode(group.id, turned(group), one, false, !bright));
      found.items.push({
        id: group.id, ...turned(group), size: one.size, state: "", look: one, bright,
        label: `${wrap(KView.filter.groupName(scene, state.collapse, group.key))}: ${group.count}`,
        rank: 2000 + group.count, force: false, bold: false, colour: style.ink,
      });
    }
    const at = new Map(found.items.map((item) => [item.id, item]));
    // Many lines are drawn thin and light, so that they add up where they are dense and no single one hides a mark.
    const light = Math.min(1, Math.sqrt(160 / Math.max(view.edges.length, 1)));
    const covered = new Set(mark ? mark.edges.map((edge) => [edge.from, edge.to].sort().join("~")) : []);
    for (const edge of view.edges) {
      if (covered.has(`${edge.from}~${edge.to}`)) continue;
      const faint = mark || !at.get(edge.from).bright || !at.get(edge.to).bright;
      found.edges.push({
        id: edge.id, from: edge.from, to: edge.to, width: edge.width * Math.max(light, 0.5), chosen: false,
        dashes: edge.dashes.length ? edge.dashes : false,
        color: { color: faint ? FAINT_EDGE : style.edge, opacity: Math.max(light, 0.2) },
      });
    }
    for (const [row, edge] of (mark ? mark.edges : []).entries()) {
      const from = view.place && view.place.has(edge.from) ? view.place.get(edge.from) : edge.from;
      const to = view.place && view.place.has(edge.to) ? view.place.get(edge.to) : edge.to;
      if (!at.has(from) || !at.has(to) || from === to) continue;
      const line = style.looks[edge.state];
      const ends = [at.get(from), at.get(to)];
      const text = edge.order ? String(edge.order) : line.sign;
      if (edge.state === "missing") {
        const curve = bow(...ends);
        found.bows.push({ ...curve, from: ends[0], to: ends[1], line });
        found.badges.push({ x: curve.top.x, y: curve.top.y, text, colour: line.colour });
        continue;
      }
      if (text) {
        found.badges.push({ x: (ends[0].x + ends[1].x) / 2, y: (ends[0].y + ends[1].y) / 2, text, colour: line.colour });
      }
      found.edges.push({
        id: `mark:${row}:${mark.id}`, from, to, width: line.width, chosen: false, color: { color: line.colour },
        dashes: line.dashes.length ? line.dashes : false,
        arrows: edge.order ? { to: { enabled: true, scaleFactor: 0.8 } } : undefined,
      });
    }
    return found;
  };

  /** A line where there is no tie is bent, so that it does not hide ties on the straight way. */
  const bow = (from, to) => {
    const bend = { x: (from.x + to.x) / 2 + (to.y - from.y) * 0.3, y: (from.y + to.y) / 2 - (to.x - from.x) * 0.3 };
    return { bend, top: { x: (from.x + 2 * bend.x + to.x) / 4, y: (from.y + 2 * bend.y + to.y) / 4 } };
  };

  const wrap = (text) => {
    if (text.includes(" · ")) return text.split(" · ").map(wrap).join("\n");
    const lines = [""];
    for (const word of text.split(" ")) {
      const last = lines[lines.length - 1];
      if (last && last.length + word.length > 20) lines.push(word);
      else lines[lines.length - 1] = last ? `${last} ${word}` : word;
    }
    return lines.join("\n");
  };

  /** Sectors behind the nodes: a faint ground in the colour of the area, its name at the rim. */
  const drawGround = (ctx) => {
    if (!shown) return;
    const far = 1e5;
    for (const wedge of shown.scene.wedges) {
      ctx.save();
      ctx.globalAlpha = 0.055;
      ctx.fillStyle = shown.scene.looks.area.get(wedge.key).colour;
      ctx.beginPath();
      ctx.moveTo(0, 0);
      for (let turn = 0; turn <= 8; turn += 1) {
        const angle = wedge.first + ((wedge.last - wedge.first) * turn) / 8;
        const rim = turned({ x: Math.cos(angle) * far * style.stretch, y: Math.sin(angle) * far });
        ctx.lineTo(rim.x, rim.y);
      }
      ctx.closePath();
      ctx.fill();
      ctx.restore();
    }
    for (const { from, to, bend, line } of bows) {
      ctx.beginPath();
      ctx.moveTo(from.x, from.y);
      ctx.quadraticCurveTo(bend.x, bend.y, to.x, to.y);
      ctx.lineWidth = line.width;
      ctx.strokeStyle = line.colour;
      ctx.setLineDash(line.dashes);
      ctx.stroke();
      ctx.setLineDash([]);
    }
    const scale = network.getScale();
    for (const disc of shown.scene.discs) {
      ctx.beginPath();
      ctx.arc(turned(disc).x, turned(disc).y, disc.radius, 0, 2 * Math.PI);
      ctx.lineWidth = 1 / scale;
      ctx.strokeStyle = "#C9D0D8";
      ctx.stroke();
    }
  };

  /** On a narrow screen the legend alone names the areas. */
  const narrow = () => container().clientWidth < 600;

  const titles = () => {
    if (!shown) return [];
    const { scene } = shown;
    const wedges = (narrow() || shown.state.collapse === "area" ? [] : scene.wedges).map((wedge) => ({
      id: `area:${wedge.key}`, ...turned(wedge), size: 0, rank: 1e6, force: false, bold: true, font: 13,
      label: scene.looks.area.get(wedge.key).label +
        (shown.nodes.length === scene.nodes.length ? `: ${scene.looks.area.get(wedge.key).count}` : ""),
      colour: scene.looks.area.get(wedge.key).colour,
      spots: (scale) => [0, -18, 18, -36, 36].map((shift) => [turned(wedge).x * scale, turned(wedge).y * scale + shift]),
    }));
    const discs = (shown.state.collapse ? [] : scene.discs).map((disc) => ({
      id: `disc:${disc.key}`, ...turned(disc), size: 0, rank: 1e6, force: false, bold: true,
      label: wrap(scene.groups[disc.key] || disc.key), colour: style.ink,
      spots: (scale) => [[turned(disc).x * scale, (turned(disc).y - disc.radius) * scale - 20]],
    }));
    return [...wedges, ...discs];
  };

  /** What the canvas shows, in screen pixels from the origin of the network. */
  const seen = (scale) => {
    const { x, y } = network.getViewPosition();
    const wide = container().clientWidth / 2 - 3;
    const high = container().clientHeight / 2 - 3;
    return { left: x * scale - wide, right: x * scale + wide, top: y * scale - high, bottom: y * scale + high };
  };

  const drawOver = (ctx) => {
    if (!shown) return;
    const scale = network.getScale();
    const key = `${version}/${scale.toFixed(4)}/${hovered}/${moved}`;
    if (placedAt !== key) {
      const wanted = items.map((item) => (item.id === hovered ? { ...item, force: true } : item));
      placed = KView.labels.place(ctx, [...wanted, ...titles()], scale, { badges, view: moved ? null : seen(scale) });
      placedAt = key;
    }
    for (const item of items) {
      const picked = item.id === shown.state.pick;
      if (!picked && !item.state) continue;
      ctx.beginPath();
      ctx.arc(item.x, item.y, item.size + (picked ? 9 : 6) / scale, 0, 2 * Math.PI);
      ctx.lineWidth = (picked ? 3 : 2.5) / scale;
      const mark = style.looks[item.state];
      ctx.setLineDash(!picked && mark ? mark.dashes.map((length) => length / scale) : []);
      ctx.strokeStyle = picked || !mark ? style.ink : mark.colour;
      ctx.stroke();
      ctx.setLineDash([]);
    }
    for (const badge of badges) {
      const { x, y } = badge;
      ctx.beginPath();
      ctx.arc(x, y, 9 / scale, 0, 2 * Math.PI);
      ctx.fillStyle = style.paper;
      ctx.fill();
      ctx.lineWidth = 2 / scale;
      ctx.strokeStyle = badge.colour;
      ctx.stroke();
      ctx.save();
      ctx.translate(x, y);
      ctx.scale(1 / scale, 1 / scale);
      ctx.font = `700 13px ${KView.labels.FAMILY}`;
      ctx.textAlign = "center";
      ctx.textBaseline = "middle";
      ctx.fillStyle = badge.colour;
      ctx.fillText(badge.text, 0, 1);
      ctx.restore();
    }
    KView.labels.draw(ctx, placed, scale);
  };

  /** Brings a data set in line with what is wanted, touching only what differs. */
  const sync = (set, wanted, known) => {
    const news = new Map(wanted.map((one) => [one.id, JSON.stringify(one)]));
    const gone = [...known.keys()].filter((id) => !news.has(id));
    if (gone.length) set.remove(gone);
    const fresh = wanted.filter((one) => !known.has(one.id));
    if (fresh.length) set.add(fresh);
    const changed = wanted.filter((one) => known.has(one.id) && known.get(one.id) !== news.get(one.id));
    if (changed.length) set.update(changed);
    return news;
  };


  /** Spots that must be seen, each with the room in screen pixels that its label takes aside and below. */
  const spots = () => {
    const side = narrow() ? 26 : 58;
    const found = items.map((item) => ({ x: item.x, y: item.y, r: item.size, side, below: 34 }));
    if (shown && items.length === shown.scene.nodes.length) {
      for (const { x, y, label } of titles()) found.push({ x, y, r: 0, side: label.length * 4.2, below: 12 });
    }
    return found.length ? found : [{ x: 0, y: 0, r: 100, side: 0, below: 0 }];
  };

  /** Bounds in screen pixels at a scale. */
  const boundsAt = (scale) => {
    const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
    for (const { x, y, r, side, below } of spots()) {
      box.left = Math.min(box.left, x * scale - Math.max(r * scale, side));
      box.right = Math.max(box.right, x * scale + Math.max(r * scale, side));
      box.top = Math.min(box.top, (y - r) * scale - 12);
      box.bottom = Math.max(box.bottom, (y + r) * scale + below);
    }
    return box;
  };

  const goTo = (position, scale) => network.moveTo({
    position, scale, animation: calm.matches ? false : { duration: 250, easingFunction: "easeInOutQuad" },
  });

  /** The largest scale at which everything with its labels fits, and the middle of it. */
  const fitting = () => {
    const wide = container().clientWidth - 12;
    const high = container().clientHeight - 12;
    let low = 0.005;
    let top = 1.5;
    for (let turn = 0; turn < 24; turn += 1) {
      const middle = (low + top) / 2;
      const box = boundsAt(middle);
      if (box.right - box.left <= wide && box.bottom - box.top <= high) low = middle;
      else top = middle;
    }
    const box = boundsAt(low);
    return { scale: low, position: { x: (box.left + box.right) / 2 / low, y: (box.top + box.bottom) / 2 / low } };
  };

  const fit = (still) => {
    moved = false;
    const { position, scale } = fitting();
    if (still) network.moveTo({ position, scale, animation: false });
    else goTo(position, scale);
  };

  const zoom = (factor) => {
    moved = true;
    goTo(network.getViewPosition(), Math.min(Math.max(network.getScale() * factor, 0.02), 6));
  };

  const pan = (x, y) => {
    moved = true;
    const centre = network.getViewPosition();
    const scale = network.getScale();
    goTo({ x: centre.x + (x * 120) / scale, y: centre.y + (y * 120) / scale }, scale);
  };

  const centreOn = (id) => {
    const item = items.find((one) => one.id === id);
    if (!item) return;
    moved = true;
    goTo({ x: item.x, y: item.y }, Math.max(network.getScale(), 0.8));
  };

  const hover = (id, lines, event) => {
    hovered = id;
    handlers.hover(lines, event);
    network.redraw();
  };

  const start = (given) => {
    Object.assign(handlers, given);
    nodes = new vis.DataSet();
    edges = new vis.DataSet();
    network = new vis.Network(container(), { nodes, edges }, data.options);
    // The frame would be a tab stop without a name; the buttons do the same by keyboard.
    container().firstElementChild.removeAttribute("tabindex");
    network.on("beforeDrawing", drawGround);
    network.on("afterDrawing", drawOver);
    network.on("click", ({ nodes: hit }) => handlers.pick(hit[0] || ""));
    network.on("zoom", () => { moved = true; });
    network.on("dragStart", () => { moved = true; });
    network.on("hoverNode", ({ node, event }) => hover(node, handlers.nodeLines(node), event));
    network.on("blurNode", () => hover("", [], null));
    network.on("hoverEdge", ({ edge, event }) => handlers.hover(handlers.edgeLines(edge), event));
    network.on("blurEdge", () => handlers.hover([], null));
    new ResizeObserver(() => {
      network.setSize("100%", "100%");
      if (shown && !moved) show(shown.view, shown.state, { refit: true, still: true });
      network.redraw();
    }).observe(container());
  };

  /** Draws a view; the camera stays unless the reader asked for another part. */
  const show = (view, state, { refit, still = version === 0 }) => {
    shown = { ...view, view, state };
    if (refit) {
      upright = container().clientWidth < 0.9 * container().clientHeight;
      growth = 1;
      ({ items } = parts(view, state));
      // Where a large picture must shrink a lot, its marks shrink less.
      growth = Math.min(Math.max(0.75 / fitting().scale, 1), items.length > 60 ? 1.5 : 2);
    }
    const found = parts(view, state);
    ({ items, badges, bows } = found);
    version += 1;
    // Lines that go are taken first, and lines that come are put last: each needs both its ends.
    const stay = new Set(found.nodes.map((node) => node.id));
    const loose = edges.get({ filter: (edge) => !stay.has(edge.from) || !stay.has(edge.to) }).map((edge) => edge.id);
    if (loose.length) edges.remove(loose);
    for (const id of loose) knownEdges.delete(id);
    knownNodes = sync(nodes, found.nodes, knownNodes);
    knownEdges = sync(edges, found.edges, knownEdges);
    if (refit) fit(still);
    network.redraw();
  };

  return {
    start, show, fit, zoom, pan, centreOn, look, mix, highlightOf, boundsAt,
    /** Where a point of the drawing is on the page, in pixels of the window. */
    onScreen: (point) => {
      const spot = network.canvasToDOM({ x: point.x, y: point.y });
      const frame = container().getBoundingClientRect();
      return { x: frame.left + spot.x, y: frame.top + spot.y };
    },
    current: () => ({ growth, labels: placed.map((label) => label.id), items, badges, bows, nodes: nodes.get(), edges: edges.get(), shown, fitting }),
    canvas: () => container().querySelector("canvas"),
  };
})();
