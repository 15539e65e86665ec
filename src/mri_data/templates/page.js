"use strict";
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const one = (selector, within = document) => within.querySelector(selector);
  const rows = all("tbody tr");
  const detailsOf = (row) => one("details", row);

  all(".with-script").forEach((part) => (part.hidden = false));

  /* Text for comparing and searching: no capitals, accents, apostrophes or curly quotes. */
  const LETTERS = {
    "\u00f8": "o", "\u0142": "l", "\u0111": "d", "\u0127": "h", "\u0131": "i",
    "\u00e6": "ae", "\u0153": "oe", "\u00f0": "d", "\u00fe": "th", "\u03c2": "\u03c3",
  };
  const ACCENTS_AND_UNSEEN = /[\u0300-\u036f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
  const plainMarks = (text) =>
    text
      .replace(/[\u2018\u2019\u201b\u02bc\u2032\u00b4`]/g, "'")
      .replace(/[\u201c-\u201f\u2033]/g, '"')
      .replace(/[\u2010-\u2015\u2212]/g, "-");
  /* By way of capitals, which makes two letters of the one that German has for them. */
  const withoutCase = (text) => text.toUpperCase().toLowerCase();
  const fold = (text) => {
    const bare = withoutCase(plainMarks(text)).normalize("NFKD").replace(ACCENTS_AND_UNSEEN, "");
    return plainMarks(withoutCase(bare).replace(/[^\0-\x7f]/g, (sign) => LETTERS[sign] ?? sign)).replaceAll("'", "");
  };

  /* The table: words to look for, kinds of work, and how many records are left. */
  const search = one("input[type=search]");
  const kinds = all(".areas button");
  const status = one("[role=status]");
  const clear = one(".clear");
  const isPressed = (button) => button.getAttribute("aria-pressed") === "true";
  const press = (button, pressed) => button.setAttribute("aria-pressed", String(pressed));

  const filter = () => {
    const words = fold(search.value).split(/\s+/).filter(Boolean);
    const areas = kinds.filter(isPressed).map((button) => button.dataset.area);
    for (const row of rows) {
      const found = words.every((word) => row.dataset.search.includes(word));
      row.hidden = !found || (areas.length > 0 && !areas.includes(row.dataset.area));
    }
    const shown = rows.filter((row) => !row.hidden).length;
    status.textContent = status.dataset.told.replace("{shown}", shown);
    one("table").hidden = shown === 0;
    one(".none").hidden = shown > 0;
    clear.hidden = words.length === 0 && areas.length === 0;
  };

  const clearAll = () => {
    search.value = "";
    kinds.forEach((button) => press(button, false));
    filter();
  };

  const openRow = (row) => {
    if (row.hidden) clearAll();
    detailsOf(row).open = true;
    one("summary", row).focus({ preventScroll: true });
    row.scrollIntoView({ block: "start" });
  };

  const openAddressed = () => {
    try {
      const id = decodeURIComponent(location.hash.slice(1));
      const row = rows.find((one) => one.id === id);
      if (row) openRow(row);
    } catch {
      /* Not an address that this page gave out. */
    }
  };

  const setUpTable = () => {
    search.addEventListener("input", filter);
    search.addEventListener("keydown", (event) => {
      const first = rows.find((row) => !row.hidden);
      if (event.key === "Enter" && first) {
        event.preventDefault(); // Or the same key press closes the row that has the focus now.
        openRow(first);
      }
      if (event.key === "Escape") clearAll();
    });
    for (const button of kinds) {
      button.addEventListener("click", () => {
        press(button, !isPressed(button));
        filter();
      });
    }
    clear.addEventListener("click", () => {
      clearAll();
      search.focus();
    });
    for (const row of rows) {
      row.addEventListener("click", (event) => {
        if (event.target.closest("details") || String(getSelection())) return;
        detailsOf(row).open = !detailsOf(row).open;
      });
    }
    filter();
  };

  const setUpOpenAll = () => {
    const button = one(".all");
    const [openAll, closeAll] = [button.textContent, button.dataset.other];
    const areOpen = () => rows.every((row) => detailsOf(row).open);
    button.addEventListener("click", () => {
      const wanted = !areOpen();
      rows.forEach((row) => (detailsOf(row).open = wanted));
    });
    for (const row of rows) {
      detailsOf(row).addEventListener("toggle", () => (button.textContent = areOpen() ? closeAll : openAll));
    }
  };

  const setUpAddresses = () => {
    addEventListener("hashchange", openAddressed);
    document.addEventListener("click", (event) => {
      const link = event.target.closest('a[href^="#record-"]');
      if (link && link.hash === location.hash) openAddressed();
    });
    openAddressed();
  };

  /* Paper has everything open. */
  const setUpPrint = () => {
    let closed = [];
    addEventListener("beforeprint", () => {
      closed = rows.map(detailsOf).filter((details) => !details.open);
      closed.forEach((details) => (details.open = true));
    });
    addEventListener("afterprint", () => closed.forEach((details) => (details.open = false)));
  };

  /* The title of a picture becomes its name, or the browser shows it wherever the pointer rests. */
  const nameOf = (picture) => {
    const title = one("title", picture);
    picture.setAttribute("aria-label", title.textContent);
    picture.setAttribute("aria-describedby", one("desc", picture).id);
    picture.removeAttribute("aria-labelledby");
    title.remove();
  };

  /* The timeline: each record is a button that opens it beside the picture. */
  const marks = all(".timeline [data-record]");
  const rowOf = new Map(rows.map((row) => [row.dataset.id, row]));
  const opened = one(".opened");
  const key = one(".key");
  const tip = one(".tip");
  let openedFrom = null;

  /* So that the line around the thin mark of a series keeps clear of the marks upon it. */
  const LOWEST_FRAME = 27;
  const unframe = (kind) => all(`.timeline .${kind}`).forEach((edge) => edge.remove());
  /* What a record is drawn with, without its label and the paper below that. */
  const shapesOf = (mark) => {
    const paper = getComputedStyle(document.documentElement).getPropertyValue("--paper").trim();
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

  const hideTip = () => (tip.hidden = true);
  const showTip = (mark) => {
    const row = rowOf.get(mark.dataset.record);
    const parts = { b: ".date", span: "h3", small: ".kind" };
    tip.replaceChildren(
      ...Object.entries(parts).map(([tag, selector]) => {
        const part = document.createElement(tag);
        part.textContent = one(selector, row).textContent;
        return part;
      }),
    );
    tip.className = `tip is-${row.dataset.area}`;
    tip.hidden = false;
    const { left, top, bottom, width } = mark.getBoundingClientRect();
    const rightmost = document.documentElement.clientWidth - tip.offsetWidth - 8;
    const above = top - tip.offsetHeight - 10;
    tip.style.left = `${Math.max(8, Math.min(left + width / 2 - tip.offsetWidth / 2, rightmost))}px`;
    tip.style.top = `${above < 8 ? bottom + 10 : above}px`;
  };

  const openBeside = (mark) => {
    const row = rowOf.get(mark.dataset.record);
    const detail = one(".detail", row).cloneNode(true);
    one(".says", detail).before(one("h3", row).cloneNode(true));
    one(".content", opened).replaceChildren(detail);
    one(".to-record", opened).href = `#${encodeURIComponent(row.id)}`;
    marks.forEach((other) => press(other, other.dataset.record === mark.dataset.record));
    frame(mark, "chosen");
    hideTip();
    key.hidden = true;
    opened.hidden = false;
    opened.focus({ preventScroll: true });
    const { top } = opened.getBoundingClientRect();
    if (top < 0 || top > 0.7 * innerHeight) opened.scrollIntoView({ block: "start" });
    openedFrom = mark;
  };

  const closeBeside = () => {
    opened.hidden = true;
    key.hidden = false;
    marks.forEach((mark) => press(mark, false));
    unframe("chosen");
    openedFrom?.focus({ preventScroll: true });
    openedFrom = null;
  };

  const setUpMark = (mark) => {
    const names = { tabindex: "0", role: "button", "aria-pressed": "false", "aria-label": mark.dataset.name };
    Object.entries(names).forEach(([name, value]) => mark.setAttribute(name, value));
    mark.ownerSVGElement.setAttribute("role", "group");
    mark.addEventListener("click", () => openBeside(mark));
    mark.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      openBeside(mark);
    });
    mark.addEventListener("pointerenter", () => {
      frame(mark, "hovered");
      showTip(mark);
    });
    mark.addEventListener("pointerleave", () => {
      unframe("hovered");
      hideTip();
    });
    mark.addEventListener("focus", () => {
      if (!mark.matches(":focus-visible")) return;
      frame(mark, "focused");
      showTip(mark);
    });
    mark.addEventListener("blur", () => {
      unframe("focused");
      hideTip();
    });
  };

  const setUpTimeline = () => {
    marks.forEach(setUpMark);
    one(".close", opened).addEventListener("click", closeBeside);
    addEventListener("scroll", hideTip, { passive: true });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      if (!tip.hidden) hideTip();
      else if (!opened.hidden && event.target !== search) closeBeside();
    });
  };

  all("svg[role=img]").forEach(nameOf);
  if (rows.length > 0) {
    setUpTable();
    setUpOpenAll();
    setUpTimeline();
    setUpPrint();
    setUpAddresses();
  }
})();
