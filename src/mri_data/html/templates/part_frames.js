  /* Keeps the frame of a series clear of the marks drawn over it. */
  const LOWEST_FRAME = 27;
  const unframe = (kind) => all(`.timeline .${kind}`).forEach((edge) => edge.remove());
  /* The shapes of a record, without its label and the label's background. */
  const shapesOf = (mark) => {
    const paper = getComputedStyle(document.documentElement).getPropertyValue("--mri-paper").trim();
    const isGround = (shape) => shape.matches("rect:not([rx])") && shape.getAttribute("fill") === paper;
    return [...mark.children].filter((shape) => !shape.matches("text") && !isGround(shape));
  };
  const frame = (mark, kind) => {
    const boxes = shapesOf(mark).map((shape) => shape.getBBox());
    const left = Math.min(...boxes.map((box) => box.x));
    const top = Math.min(...boxes.map((box) => box.y));
    const width = Math.max(...boxes.map((box) => box.x + box.width)) - left + 8;
    const within = Math.max(...boxes.map((box) => box.y + box.height)) - top;
    const height = Math.max(within + 8, LOWEST_FRAME);
    const edge = document.createElementNS(mark.namespaceURI, "rect");
    const place = { x: left - 4, y: top + (within - height) / 2, width, height, rx: height / 2, class: kind };
    Object.entries(place).forEach(([name, value]) => edge.setAttribute(name, value));
    unframe(kind);
    mark.ownerSVGElement.append(edge);
  };