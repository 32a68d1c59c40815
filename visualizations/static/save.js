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

  /** The line under the title, over as many lines as the width needs. */
  const broken = (text, width) => text.split(" · ").reduce((lines, piece) => {
    const last = lines[lines.length - 1];
    if (last && (last.length + piece.length + 3) * 7.2 <= width) lines[lines.length - 1] = `${last} · ${piece}`;
    else lines.push(piece);
    return lines;
  }, []);

  const caption = (width) => {
    const sub = broken(root.querySelector(".kv-sub").textContent, width - 32);
    const mark = KView.drawing.current().shown;
    const chosen = KView.drawing.highlightOf(mark.scene, mark.state);
    if (chosen) sub.push(chosen.title);
    return { title: root.querySelector("h1").textContent, sub, high: 44 + sub.length * 20 };
  };

  const ROW = 20;
  const COLUMN = 275;
  /** The legend in columns that fit the width: [{ x, y, title } or { x, y, text, picture }], and its height. */
  const legend = (width) => {
    const blocks = [...root.querySelectorAll(".kv-key")];
    const across = Math.max(1, Math.floor((width - 16) / COLUMN));
    const found = [];
    let top = 0;
    for (let first = 0; first < blocks.length; first += across) {
      const line = blocks.slice(first, first + across);
      line.forEach((block, column) => {
        const x = 16 + column * COLUMN;
        found.push({ x, y: top + 14, title: block.querySelector("h3").textContent });
        [...block.querySelectorAll("li")].forEach((one, row) => found.push({
          x, y: top + 14 + (row + 1) * ROW, text: one.textContent.trim(), picture: one.querySelector("svg"),
        }));
      });
      top += ROW * (2 + Math.max(...line.map((block) => block.querySelectorAll("li").length)));
    }
    return { entries: found, high: top };
  };

  /** A small legend picture (circles, polygons, lines) on a canvas; images would need another policy. */
  const paint = (ctx, picture, x, y) => {
    const box = picture.viewBox.baseVal;
    ctx.save();
    ctx.translate(x, y - box.height / 2);
    for (const one of picture.children) {
      const value = (name) => Number(one.getAttribute(name));
      ctx.beginPath();
      if (one.tagName === "circle") ctx.arc(value("cx"), value("cy"), value("r"), 0, 2 * Math.PI);
      else if (one.tagName === "line") {
        ctx.moveTo(value("x1"), value("y1"));
        ctx.lineTo(value("x2"), value("y2"));
      } else {
        one.getAttribute("points").split(" ").forEach((point, at) => {
          const [px, py] = point.split(",").map(Number);
          if (at) ctx.lineTo(px, py);
          else ctx.moveTo(px, py);
        });
        ctx.closePath();
      }
      const dashes = one.getAttribute("stroke-dasharray");
      ctx.setLineDash(dashes && dashes !== "none" ? dashes.split(" ").map(Number) : []);
      ctx.lineWidth = value("stroke-width") || 1;
      ctx.strokeStyle = one.getAttribute("stroke");
      if (one.getAttribute("fill") && one.getAttribute("fill") !== "none") {
        ctx.fillStyle = one.getAttribute("fill");
        ctx.fill();
      }
      ctx.stroke();
    }
    ctx.restore();
  };

  const png = () => {
    const source = KView.drawing.canvas();
    const wide = source.clientWidth;
    const ratio = source.width / wide;
    const head = caption(wide);
    const foot = legend(wide);
    const canvas = document.createElement("canvas");
    canvas.width = source.width;
    canvas.height = source.height + (head.high + foot.high + 16) * ratio;
    const ctx = canvas.getContext("2d");
    ctx.fillStyle = data.style.paper;
    ctx.fillRect(0, 0, canvas.width, canvas.height);
    ctx.drawImage(source, 0, head.high * ratio);
    ctx.scale(ratio, ratio);
    const write = (text, x, y, size, bold) => {
      ctx.fillStyle = data.style.ink;
      ctx.font = `${bold ? 700 : 400} ${size}px ${KView.labels.FAMILY}`;
      ctx.fillText(text, x, y);
    };
    write(head.title, 16, 28, 20, true);
    head.sub.forEach((line, row) => write(line, 16, 50 + row * 20, 13, false));
    ctx.translate(0, head.high + source.clientHeight + 12);
    for (const one of foot.entries) {
      if (one.picture) paint(ctx, one.picture, one.x, one.y - 4);
      write(one.title || one.text, one.x + (one.picture ? one.picture.viewBox.baseVal.width + 8 : 0), one.y, 12, Boolean(one.title));
    }
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
    const width = Math.max(box.right - box.left + 2 * pad, 800);
    const high = box.bottom - box.top + 2 * pad;
    const head = caption(width);
    const foot = legend(width);
    const shift = `translate(${pad - box.left} ${head.high + pad - box.top})`;
    const at = new Map(nodes.map((node) => [node.id, node]));
    const place = makeSvg("g", { transform: `${shift} scale(${scale})` });
    for (const edge of edges) {
      const from = at.get(edge.from);
      const to = at.get(edge.to);
      place.append(makeSvg("line", { x1: from.x, y1: from.y, x2: to.x, y2: to.y, stroke: edge.color.color,
        "stroke-width": edge.width, "stroke-opacity": edge.color.opacity || 1,
        "stroke-dasharray": edge.dashes ? edge.dashes.join(" ") : "none" }));
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
    for (const label of KView.labels.place(KView.drawing.canvas().getContext("2d"), items, scale, { badges })) {
      label.lines.forEach((line, row) => texts.append(makeSvg("text", { x: label.left,
        y: label.top - label.high / 2 + (row + 0.5) * KView.labels.LINE, fill: label.colour, "font-size": label.fontSize,
        "font-weight": label.bold ? 700 : 400, stroke: "#fff", "stroke-width": 3, "paint-order": "stroke" }, line)));
    }
    const below = makeSvg("g", { transform: `translate(0 ${head.high + high})` });
    for (const one of foot.entries) {
      const wide = one.picture ? one.picture.viewBox.baseVal.width : 0;
      if (one.picture) {
        const copy = one.picture.cloneNode(true);
        const tall = one.picture.viewBox.baseVal.height;
        for (const [key, value] of Object.entries({ x: one.x, y: one.y - 4 - tall / 2, width: wide, height: tall })) {
          copy.setAttribute(key, value);
        }
        below.append(copy);
      }
      below.append(makeSvg("text", { x: one.x + (wide && wide + 8), y: one.y, "font-weight": one.title ? 700 : 400 }, one.title || one.text));
    }
    const whole = makeSvg("svg", { width, height: head.high + high + foot.high + 12, lang: data.lang, role: "img",
      "font-family": KView.labels.FAMILY, "font-size": 12, fill: data.style.ink },
    makeSvg("title", {}, head.title), makeSvg("desc", {}, shown.scene.notes.join(" ")),
    makeSvg("rect", { width: "100%", height: "100%", fill: "#fff" }),
    makeSvg("text", { x: 16, y: 28, "font-size": 20, "font-weight": 700 }, head.title),
    ...head.sub.map((line, row) => makeSvg("text", { x: 16, y: 50 + row * 20, "font-size": 13 }, line)), place, texts, below);
    download(new Blob([new XMLSerializer().serializeToString(whole)], { type: "image/svg+xml" }), "svg");
  };

  return { png, svg };
})();
