"use strict";
(() => {
{% include "part_select.js" +%}
  const rows = all("tbody tr");
  const detailsOf = (row) => one("details", row);

  all(".with-script").forEach((part) => (part.hidden = false));

{% include "part_fold.js" +%}

  /* The table: search, kinds of work, and the number of records shown. */
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
    status.textContent = status.dataset.template.replace("{shown}", shown);
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
      /* This hash is not one of the page's own. */
    }
  };

  const setUpTable = () => {
    search.addEventListener("input", filter);
    search.addEventListener("keydown", (event) => {
      const first = rows.find((row) => !row.hidden);
      if (event.key === "Enter" && first) {
        event.preventDefault(); // Else the same key press would close the row that has just got the focus.
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

  /* In print everything is open. */
  const setUpPrint = () => {
    let closed = [];
    addEventListener("beforeprint", () => {
      closed = rows.map(detailsOf).filter((details) => !details.open);
      closed.forEach((details) => (details.open = true));
    });
    addEventListener("afterprint", () => closed.forEach((details) => (details.open = false)));
  };

{% include "part_names.js" +%}

  /* The timeline: each record is a button that opens its details next to the picture. */
  const marks = all(".timeline [data-record]");
  const rowOf = new Map(rows.map((row) => [row.dataset.id, row]));
  const opened = one(".opened");
  const key = one(".mri-key");
  const tip = one(".tip");
  let openedFrom = null;

{% include "part_frames.js" +%}

  const hideTip = () => (tip.hidden = true);
  const showTip = (mark) => {
    const row = rowOf.get(mark.dataset.record);
    const parts = { b: ".mri-date", span: "h3", small: ".mri-kind" };
    tip.replaceChildren(
      ...Object.entries(parts).map(([tag, selector]) => {
        const part = document.createElement(tag);
        part.textContent = one(selector, row).textContent;
        return part;
      }),
    );
    tip.className = `tip mri-${row.dataset.area}`;
{% include "part_tip.js" +%}
  };

  const openBeside = (mark) => {
    const row = rowOf.get(mark.dataset.record);
    const detail = one(".mri-detail", row).cloneNode(true);
    one(".mri-says", detail).before(one("h3", row).cloneNode(true));
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
