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
      const link = !event.defaultPrevented && event.target.closest('a[href^="#record-"]');
      if (link && link.getAttribute("href") === location.hash) openAddressed();
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

{% include "part_cards.js" +%}
{% include "part_keys.js" +%}

  /* The timeline: each record is a link that opens its details next to the picture. */
  const chart = one(".timeline");
  const rowOf = new Map(rows.map((row) => [row.dataset.id, row]));
  const opened = one(".opened");
  const key = one(".mri-key");
  let openedFrom = null;

  const choose = (mark) => {
    all(".mri-chosen").forEach((ring) => ring.remove());
    all("[aria-current]", chart).forEach((other) => other.removeAttribute("aria-current"));
    mark?.setAttribute("aria-current", "true");
    if (mark) encircle(mark, "mri-chosen");
  };

  const openBeside = (mark) => {
    const row = rowOf.get(mark.dataset.id);
    const detail = one(".mri-detail", row).cloneNode(true);
    one(".mri-says", detail).before(one("h3", row).cloneNode(true));
    one(".content", opened).replaceChildren(detail);
    one(".to-record", opened).href = `#${encodeURIComponent(row.id)}`;
    choose(mark);
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
    choose(null);
    openedFrom?.focus({ preventScroll: true });
    openedFrom = null;
  };

  const setUpTimeline = () => {
    chart.addEventListener("click", (event) => {
      const mark = event.target.closest("a[data-id]");
      if (!mark || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      openBeside(mark);
    });
    one(".close", opened).addEventListener("click", closeBeside);
    document.addEventListener("keydown", (event) => {
      const isOurs = event.key === "Escape" && !event.defaultPrevented && !chart.contains(event.target);
      if (isOurs && !opened.hidden && event.target !== search) closeBeside();
    });
  };

  all("svg[role=img]").forEach(nameOf);
  all("[data-keys]").forEach(setUpChart);
  if (rows.length > 0) {
    setUpTable();
    setUpOpenAll();
    setUpTimeline();
    setUpPrint();
    setUpAddresses();
  }
})();
