/* Which nodes and ties pass the filters, and what stands in for collapsed groups. No drawing here. */
"use strict";
KView.filter = (() => {
  const { scenes, fold } = KView;
  const passes = (list, value) => list === null || list.includes(value);

  /** Ties that pass on their own, whatever their ends. */
  const tieShown = (edge, state) =>
    (edge.strength === null || edge.strength === undefined || edge.strength >= state.strength) &&
    passes(state.form, edge.formalisation) && (edge.live || state.quiet);

  /** Ids within some steps of one node, over shown ties with current contact. */
  const around = (scene, state, allowed) => {
    const found = new Set([state.focus]);
    let front = [state.focus];
    for (let step = 0; step < state.steps; step += 1) {
      const next = [];
      for (const id of front) {
        for (const edge of scene.ties.get(id)) {
          const other = edge.from === id ? edge.to : edge.from;
          if (edge.live && !found.has(other) && allowed.has(other) && tieShown(edge, state)) {
            found.add(other);
            next.push(other);
          }
        }
      }
      front = next;
    }
    return found;
  };

  /** { nodes, edges, matches }: shown nodes, shown ties, ids that the search finds (null: no search). */
  const shown = (state) => {
    const scene = scenes.get(state.layer);
    let kept = new Set(scene.nodes.filter((node) =>
      passes(state.area, node.area) && passes(state.level, node.level) &&
      passes(state.membership, node.membership)).map((node) => node.id));
    if (state.focus) kept = around(scene, state, new Set([...kept, state.focus]));
    const nodes = scene.nodes.filter((node) => kept.has(node.id));
    const edges = scene.edges.filter((edge) => kept.has(edge.from) && kept.has(edge.to) && tieShown(edge, state));
    const words = fold(state.q).split(/\s+/).filter(Boolean);
    const matches = words.length
      ? new Set(nodes.filter((node) => words.every((word) => node.text.includes(word))).map((node) => node.id))
      : null;
    return { scene, nodes, edges, matches };
  };

  const trait = (node, by) => (by === "group" ? node.group : node[by]);

  /** Nodes of closed groups become one mark each, at their middle; ties between groups are summed. */
  const collapsed = (view, state) => {
    if (!state.collapse) return { ...view, groups: [] };
    const groups = new Map();
    const place = new Map();
    for (const node of view.nodes) {
      const key = trait(node, state.collapse);
      if (state.open.includes(key || "-")) continue;
      if (!groups.has(key)) groups.set(key, { key, members: [] });
      groups.get(key).members.push(node);
      place.set(node.id, `group:${key}`);
    }
    for (const group of groups.values()) {
      const size = group.members.length;
      group.id = `group:${group.key}`;
      group.x = group.members.reduce((sum, node) => sum + node.x, 0) / size;
      group.y = group.members.reduce((sum, node) => sum + node.y, 0) / size;
      group.count = size;
      const areas = new Set(group.members.map((node) => node.area));
      group.area = areas.size === 1 ? group.members[0].area : null;
    }
    const between = new Map();
    const edges = [];
    for (const edge of view.edges) {
      const from = place.get(edge.from) || edge.from;
      const to = place.get(edge.to) || edge.to;
      if (from === to) continue;
      if (from === edge.from && to === edge.to) {
        edges.push(edge);
        continue;
      }
      const id = from < to ? `${from}~${to}` : `${to}~${from}`;
      const sum = between.get(id) || { id, from, to, count: 0, live: true, confirmed: true, dashes: [], sum: true };
      sum.count += 1;
      sum.width = Math.min(1 + Math.sqrt(sum.count), 9);
      between.set(id, sum);
    }
    const lines = strongest([...between.values()]);
    return {
      ...view, groups: [...groups.values()], place,
      nodes: view.nodes.filter((node) => !place.has(node.id)), edges: [...edges, ...lines], trimmed: lines.length < between.size,
    };
  };

  /** Few lines are all shown; of many only the three heaviest of each end, or nothing could be seen. */
  const strongest = (lines) => {
    if (lines.length <= 150) return lines;
    const used = new Map();
    return lines.sort((one, other) => other.count - one.count || (one.id < other.id ? -1 : 1)).filter((line) => {
      const ends = [line.from, line.to].map((end) => used.get(end) || 0);
      if (Math.min(...ends) >= 3) return false;
      used.set(line.from, ends[0] + 1);
      used.set(line.to, ends[1] + 1);
      return true;
    });
  };

  const groupName = (scene, by, key) => {
    if (by === "group") return scene.groups[key] || key;
    const entry = scene.looks[by].get(key);
    return entry ? entry.label : key;
  };

  return { shown, collapsed, groupName, trait };
})();
