/* Labels that keep their size on the screen and never cover each other; the most important come first. */
"use strict";
KView.labels = (() => {
  const LINE = 14;
  const GAP = 3;
  const CELL = 40;
  /** Of more labels than this nobody reads any, and the search for room takes time. */
  const LIMIT = 1500;
  const FAMILY = "system-ui, 'Segoe UI', 'Noto Sans', 'DejaVu Sans', sans-serif";
  const font = (bold, size) => `${bold ? "700" : "400"} ${size}px ${FAMILY}`;
  const widths = new Map();

  const width = (ctx, text, bold, size) => {
    const key = `${bold ? 1 : 0}${size}${text}`;
    if (!widths.has(key)) {
      ctx.save();
      ctx.font = font(bold, size);
      widths.set(key, ctx.measureText(text).width);
      ctx.restore();
    }
    return widths.get(key);
  };

  /** Boxes already taken, found by the cells of a grid. */
  const occupied = () => {
    const cells = new Map();
    const each = (box, visit) => {
      for (let x = Math.floor(box.left / CELL); x <= Math.floor(box.right / CELL); x += 1) {
        for (let y = Math.floor(box.top / CELL); y <= Math.floor(box.bottom / CELL); y += 1) {
          if (visit(`${x},${y}`)) return true;
        }
      }
      return false;
    };
    return {
      take: (box) => each(box, (cell) => {
        if (!cells.has(cell)) cells.set(cell, []);
        cells.get(cell).push(box);
        return false;
      }),
      free: (box, owner) => !each(box, (cell) => (cells.get(cell) || []).some((other) =>
        other.owner !== owner && other.left < box.right && other.right > box.left &&
        other.top < box.bottom && other.bottom > box.top)),
    };
  };

  /** Where a label may stand, best first: below, above, right, left of its mark, then aslant. */
  const spots = (item, scale, wide, high) => {
    const x = item.x * scale;
    const y = item.y * scale;
    const r = item.size * scale + GAP;
    const down = y + r + high / 2;
    const up = y - r - high / 2;
    const aside = [0.28, -0.28, 0.42, -0.42].flatMap((part) => [[x + part * wide, down], [x + part * wide, up]]);
    const slant = r * 0.7;
    return [[x, down], [x, up], [x + r + wide / 2, y], [x - r - wide / 2, y], ...aside,
      [x + slant + wide / 2, y + slant + high / 3], [x - slant - wide / 2, y + slant + high / 3],
      [x + slant + wide / 2, y - slant - high / 3], [x - slant - wide / 2, y - slant - high / 3]];
  };

  /**
   * Labels to draw, in screen pixels relative to the origin of the network.
   * view: the bounds that no label may cross, if any; badges: signs on lines that none may cover.
   * items: [{id, x, y, size, label, rank, force, bold, colour}], sorted here by rank.
   */
  const place = (ctx, items, scale, { view = null, badges = [] }) => {
    const inside = (box) => !view ||
      (box.left >= view.left && box.right <= view.right && box.top >= view.top && box.bottom <= view.bottom);
    const taken = occupied();
    const texts = occupied();
    for (const item of items) {
      const r = item.size * scale;
      const x = item.x * scale;
      const y = item.y * scale;
      taken.take({ left: x - r, right: x + r, top: y - r, bottom: y + r, owner: item.id });
    }
    for (const { x, y } of badges) {
      const box = { left: x * scale - 11, right: x * scale + 11, top: y * scale - 11, bottom: y * scale + 11 };
      taken.take(box);
      texts.take(box);
    }
    const chosen = [];
    const order = [...items].sort((one, other) =>
      Number(other.force) - Number(one.force) || other.rank - one.rank || (one.id < other.id ? -1 : 1));
    for (const [rank, item] of order.slice(0, LIMIT).entries()) {
      const size = item.font || 12;
      const lines = item.label.split("\n");
      const wide = Math.max(...lines.map((line) => width(ctx, line, item.bold, size))) + 4;
      const high = lines.length * LINE;
      const box = ([x, y]) =>
        ({ left: x - wide / 2, right: x + wide / 2, top: y - high / 2, bottom: y + high / 2, owner: item.id });
      const options = item.spots ? item.spots(scale) : spots(item, scale, wide, high);
      let spot = options.find((one) => inside(box(one)) && taken.free(box(one), item.id));
      // The few most important may cover smaller marks rather than go without a name.
      if (!spot && (item.force || rank < 12)) spot = options.find((one) => inside(box(one)) && texts.free(box(one), item.id));
      if (!spot && item.force) [spot] = options;
      if (!spot) continue;
      taken.take(box(spot));
      texts.take(box(spot));
      chosen.push({ ...item, lines, wide, high, fontSize: size, left: spot[0], top: spot[1] });
    }
    return chosen;
  };

  const draw = (ctx, placed, scale) => {
    ctx.save();
    ctx.scale(1 / scale, 1 / scale);
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.lineJoin = "round";
    for (const label of placed) {
      ctx.font = font(label.bold, label.fontSize);
      label.lines.forEach((line, row) => {
        const y = label.top - label.high / 2 + (row + 0.5) * LINE;
        ctx.lineWidth = 4;
        ctx.strokeStyle = "rgba(255,255,255,0.92)";
        ctx.strokeText(line, label.left, y);
        ctx.fillStyle = label.colour;
        ctx.fillText(line, label.left, y);
      });
    }
    ctx.restore();
  };

  return { place, draw, LINE, FAMILY };
})();
