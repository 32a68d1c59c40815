/* Saving the drawing as it is seen now: PNG from the canvas, SVG from the same parts. */
"use strict";
KView.save = (() => {
  const { data, root, makeSvg } = KView;

  const download = (blob, ending) => {
    const url = URL.createObjectURL(blob);
    const link = document.createElement("a");
    link.href = url;
    link.download = `${data.fileName}.${ending}`;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
  };

  const caption = () => [root.querySelector("h1").textContent, root.querySelector(".kv-sub").textContent];
  const legendLines = () => [...root.querySelectorAll(".kv-key")].map((block) => ({
    title: block.querySelector("h3").textContent,
    entries: [...block.querySelectorAll("li")].map((one) => ({
      text: one.textContent.trim(), picture: one.querySelector("svg"),
    })),
  }));

  const png = () => {
    const source = KView.drawing.canvas();
    const ratio = source.width / source.clientWidth;
    const [title, sub] = caption();
    const canvas = document.createElement("canvas");
    const head = 64;
    canvas.width = source.width;
    canvas.height = source.height + head * ratio;
    const ctx = canvas.getContext("2d");
    ctx.fillStyle = data.style.paper;
    ctx.fillRect(0, 0, canvas.width, canvas.height);
    ctx.drawImage(source, 0, head * ratio);
    ctx.scale(ratio, ratio);
    ctx.fillStyle = data.style.ink;
    ctx.font = `700 20px ${KView.labels.FAMILY}`;
    ctx.fillText(title, 16, 28, source.clientWidth - 32);
    ctx.font = `400 13px ${KView.labels.FAMILY}`;
    ctx.fillText(sub, 16, 50, source.clientWidth - 32);
    canvas.toBlob((blob) => download(blob, "png"), "image/png");
  };

  /** A mark as an SVG element, with the same size as vis-network gives the shape. */
  const shape = (node) => {
    const { x, y, size: r } = node;
    const paint = { fill: node.color.background, stroke: node.color.border, "stroke-width": node.borderWidth };
    const ring = (points) => makeSvg("polygon", { points: points.map((p) => p.map((v) => v.toFixed(1)).join(",")).join(" "), ...paint });
    const turn = (count, first, radius, drop = 0) => Array.from({ length: count }, (_, i) => {
      const angle = first + (i * 2 * Math.PI) / count;
      const far = typeof radius === "function" ? radius(i) : radius;
      return [x + far * Math.cos(angle), y + drop + far * Math.sin(angle)];
    });
    const up = -Math.PI / 2;
    if (node.shape === "square") return makeSvg("rect", { x: x - r, y: y - r, width: 2 * r, height: 2 * r, ...paint });
    if (node.shape === "diamond") return ring([[x, y - r], [x + r, y], [x, y + r], [x - r, y]]);
    if (node.shape === "triangle") return ring(turn(3, up, r * 1.328, r * 0.316));
    if (node.shape === "triangleDown") return ring(turn(3, -up, r * 1.328, -r * 0.316));
    if (node.shape === "hexagon") return ring(turn(6, 0, r));
    if (node.shape === "star") return ring(turn(10, up, (i) => (i % 2 ? r * 0.41 : r * 1.066), r * 0.082));
    return makeSvg("circle", { cx: x, cy: y, r, ...paint });
  };

  const svg = () => {
    const { items, badges, bows, nodes, edges, shown, fitting } = KView.drawing.current();
    const { scale } = fitting();
    const box = KView.drawing.boundsAt(scale);
    const pad = 16;
    const width = box.right - box.left + 2 * pad;
    const high = box.bottom - box.top + 2 * pad;
    const shift = `translate(${pad - box.left} ${64 + pad - box.top})`;
    const rows = legendLines();
    const legendHigh = 30 + 20 * Math.max(0, ...rows.map((row) => row.entries.length + 1));
    const [title, sub] = caption();
    const at = new Map(nodes.map((node) => [node.id, node]));
    const place = makeSvg("g", { transform: `${shift} scale(${scale})` });
    for (const edge of edges) {
      const from = at.get(edge.from);
      const to = at.get(edge.to);
      place.append(makeSvg("line", { x1: from.x, y1: from.y, x2: to.x, y2: to.y, stroke: edge.color.color,
        "stroke-width": edge.width, "stroke-dasharray": edge.dashes ? edge.dashes.join(" ") : "none" }));
    }
    for (const { from, to, bend, line } of bows) {
      place.append(makeSvg("path", { d: `M${from.x} ${from.y}Q${bend.x} ${bend.y} ${to.x} ${to.y}`, fill: "none",
        stroke: line.colour, "stroke-width": line.width, "stroke-dasharray": line.dashes.join(" ") }));
    }
    nodes.forEach((node) => place.append(shape(node)));
    const texts = makeSvg("g", { transform: shift,
      "text-anchor": "middle", "dominant-baseline": "middle" });
    for (const badge of badges) {
      texts.append(makeSvg("text", { x: badge.x * scale, y: badge.y * scale,
        fill: badge.colour, "font-weight": 700, "font-size": 15, stroke: "#fff", "stroke-width": 4, "paint-order": "stroke" }, badge.text));
    }
    for (const label of KView.labels.place(KView.drawing.canvas().getContext("2d"), items, scale, 1500)) {
      label.lines.forEach((line, row) => texts.append(makeSvg("text", { x: label.left,
        y: label.top - label.high / 2 + (row + 0.5) * KView.labels.LINE, fill: label.colour, "font-size": label.fontSize,
        "font-weight": label.bold ? 700 : 400, stroke: "#fff", "stroke-width": 3, "paint-order": "stroke" }, line)));
    }
    const legend = makeSvg("g", { transform: `translate(16 ${64 + high})` });
    rows.forEach((row, column) => {
      const x = (column * (Math.max(width, 900) - 32)) / rows.length;
      legend.append(makeSvg("text", { x, y: 14, "font-weight": 700 }, row.title));
      row.entries.forEach((one, at) => {
        if (one.picture) {
          const copy = one.picture.cloneNode(true);
          copy.setAttribute("x", x);
          copy.setAttribute("y", 24 + at * 20);
          copy.setAttribute("height", 14);
          legend.append(copy);
        }
        legend.append(makeSvg("text", { x: x + (one.picture ? 50 : 0), y: 36 + at * 20 }, one.text));
      });
    });
    const whole = makeSvg("svg", { xmlns: "http://www.w3.org/2000/svg", width: Math.max(width, 900),
      height: 64 + high + legendHigh, lang: data.lang, role: "img", "font-family": KView.labels.FAMILY, "font-size": 12, fill: data.style.ink },
    makeSvg("title", {}, title), makeSvg("desc", {}, shown.scene.notes.join(" ")),
    makeSvg("rect", { width: "100%", height: "100%", fill: "#fff" }),
    makeSvg("text", { x: 16, y: 28, "font-size": 20, "font-weight": 700 }, title),
    makeSvg("text", { x: 16, y: 50, "font-size": 13 }, sub), place, texts, legend);
    download(new Blob([new XMLSerializer().serializeToString(whole)], { type: "image/svg+xml" }), "svg");
  };

  return { png, svg };
})();
