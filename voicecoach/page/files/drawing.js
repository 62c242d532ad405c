// The drawing of the exercise: paths at a few phases, blended in between.

const SVG = "http://www.w3.org/2000/svg";
const MOST_KEPT = 40;
const TOKENS = /[a-zA-Z]|-?\d+/g;

export class Drawing {
  #pictures = new Map();
  #shown = null;
  #moving = [];
  #phase = NaN;

  constructor(element) {
    this.element = element;
  }

  get poses() {
    return this.#shown?.poses ?? 2;
  }

  get isCycle() {
    return this.#shown?.cycle ?? false;
  }

  // Keep a picture for the scenes that name it.
  keep(picture) {
    this.#pictures.set(picture.key, picture);
    if (this.#pictures.size > MOST_KEPT) this.#pictures.delete(this.#pictures.keys().next().value);
  }

  // Show the picture of this name, if it has come; true if there is one.
  show(key) {
    const picture = this.#pictures.get(key) ?? null;
    if (picture !== this.#shown) {
      this.#shown = picture;
      this.#phase = NaN;
      this.element.replaceChildren(...(picture ? [this.#build(picture)] : []));
    }
    return picture !== null;
  }

  // Move to a phase from 0 to 1.
  move(phase) {
    if (!this.#shown || this.#moving.length === 0 || phase === this.#phase) return;
    this.#phase = phase;
    const { at } = this.#shown;
    let next = at.findIndex((each) => each >= phase);
    next = Math.max(1, next < 0 ? at.length - 1 : next);
    const share = (phase - at[next - 1]) / (at[next] - at[next - 1]);
    for (const { element, commands, frames } of this.#moving) {
      const [from, to] = [frames[next - 1], frames[next]];
      const path = commands.map((command, index) =>
        command ?? Math.round(from[index] + (to[index] - from[index]) * share),
      );
      element.setAttribute("d", path.join(" "));
    }
  }

  #build(picture) {
    this.#moving = [];
    if (picture.own !== undefined) return ownPicture(picture);
    const svg = svgElement("svg", { viewBox: picture.box });
    for (const shape of picture.shapes) {
      const isMoving = Array.isArray(shape.d);
      const first = isMoving ? shape.d[0] : shape.d;
      const attributes = { class: shape.c, "stroke-width": shape.w, d: first };
      const element = svg.appendChild(svgElement("path", attributes));
      if (shape.f) element.classList.add("filled");
      if (!isMoving) continue;
      const tokens = shape.d.map((path) => path.match(TOKENS));
      this.#moving.push({
        element,
        commands: tokens[0].map((token) => (/[a-zA-Z]/.test(token) ? token : null)),
        frames: tokens.map((each) => each.map(Number)),
      });
    }
    return svg;
  }
}

// A picture of the user's own, of which the coach has kept the shapes alone.
function ownPicture({ box, own }) {
  const text = `<svg xmlns="${SVG}" viewBox="${box}">${own}</svg>`;
  const parsed = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
  return parsed.localName === "svg" ? document.importNode(parsed, true) : svgElement("svg", {});
}

function svgElement(name, attributes) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}
