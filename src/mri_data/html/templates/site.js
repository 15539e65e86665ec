"use strict";
(() => {
{% include "part_select.js" +%}

  all(".with-script").forEach((part) => (part.hidden = false));

{% include "part_fold.js" +%}

  /* The records page: search, kinds of work, and the other filters that a dashboard address may have. */
  const LONGEST_TEXT = 200;
  const YEARS = /^([12]\d{3})(?:-([12]\d{3}))?$/;
  const table = one("table.records");
  const rows = all("table.records tbody tr");
  const search = one("input[type=search]");
  const status = one("[role=status]");
  const clear = one(".clear");
  const yearsButton = one(".active-filters [data-name=years]");
  const choices = [
    ...all(".areas button").map((button) => ({ button, name: "area", value: button.dataset.area })),
    ...all(".active-filters [data-value]").map((button) => ({ button, ...button.dataset })),
  ];
  const on = new Set();
  let years = null;

  const readYears = (text) => {
    const found = YEARS.exec(text ?? "");
    return found && [Number(found[1]), Number(found[2] ?? found[1])].sort((one, other) => one - other);
  };
  const isSwitch = ({ value }) => value === "no";
  const has = (row, { name, value }) => (row.dataset[name] ?? "").split(" ").includes(value);
  const keeps = (row) => {
    const chosen = [...on];
    const names = new Set(chosen.filter((choice) => !isSwitch(choice)).map((choice) => choice.name));
    const words = fold(search.value).split(/\s+/).filter(Boolean);
    return (
      words.every((word) => row.dataset.search.includes(word)) &&
      [...names].every((name) => chosen.some((choice) => choice.name === name && has(row, choice))) &&
      chosen.filter(isSwitch).every((choice) => row.dataset.dates !== choice.name) &&
      (!years || (Number(row.dataset.first ?? 0) <= years[1] && Number(row.dataset.last ?? Infinity) >= years[0]))
    );
  };

  const show = () => {
    rows.forEach((row) => (row.hidden = !keeps(row)));
    for (const choice of choices) {
      if (choice.button.matches(".areas button")) choice.button.setAttribute("aria-pressed", String(on.has(choice)));
      else choice.button.hidden = !on.has(choice);
    }
    yearsButton.hidden = !years;
    if (years) {
      const { text } = yearsButton.dataset;
      const span = years[0] === years[1] ? years[0] : text.replace("{first}", years[0]).replace("{last}", years[1]);
      one(".text", yearsButton).textContent = span;
    }
    const shown = rows.filter((row) => !row.hidden).length;
    status.textContent = status.dataset.template.replace("{shown}", shown);
    table.hidden = shown === 0;
    one(".none").hidden = shown > 0;
    clear.hidden = on.size === 0 && !years && !search.value.trim();
  };

  /* The address holds the filters, with the dashboard's own parameters, so that a link keeps them. */
  const write = () => {
    const query = new URLSearchParams();
    choices.filter((choice) => on.has(choice)).forEach(({ name, value }) => query.append(name, value));
    if (years) query.append("years", years[0] === years[1] ? String(years[0]) : years.join("-"));
    const words = search.value.trim().slice(0, LONGEST_TEXT);
    if (words) query.append("q", words);
    const text = query.toString();
    history.replaceState(null, "", text ? `?${text}` : location.pathname);
  };
  const read = () => {
    const query = new URLSearchParams(location.search);
    on.clear();
    choices.filter(({ name, value }) => query.getAll(name).includes(value)).forEach((choice) => on.add(choice));
    years = readYears(query.getAll("years").at(-1));
    search.value = (query.getAll("q").at(-1) ?? "").slice(0, LONGEST_TEXT);
  };
  const changed = () => {
    show();
    write();
  };
  const clearAll = () => {
    on.clear();
    years = null;
    search.value = "";
    changed();
  };

  const setUpRecords = () => {
    search.addEventListener("input", changed);
    search.addEventListener("keydown", (event) => {
      const first = rows.find((row) => !row.hidden);
      if (event.key === "Enter" && first) one("a", first).click();
      if (event.key === "Escape") clearAll();
    });
    for (const choice of choices) {
      choice.button.addEventListener("click", () => {
        if (!on.delete(choice)) on.add(choice);
        changed();
        if (choice.button.hidden) search.focus();
      });
    }
    yearsButton.addEventListener("click", () => {
      years = null;
      changed();
      search.focus();
    });
    clear.addEventListener("click", () => {
      clearAll();
      search.focus();
    });
    read();
    show();
  };

  /* An address of the dashboard that opens a record leads to that record's page. */
  const leadOn = () => {
    const record = new URLSearchParams(location.search).get("record") ?? "";
    const link = /^[a-z0-9-]+$/.test(record) && one(`a[href="records/${record}.html"]`);
    if (link) location.replace(link.getAttribute("href"));
  };

  /* The choice of another language keeps the filters of the page. */
  const keepFilters = (event) => {
    event.currentTarget.search = location.search;
  };

{% include "part_names.js" +%}

{% include "part_cards.js" +%}
{% include "part_keys.js" +%}

  all("svg[role=img]").forEach(nameOf);
  all("[data-keys]").forEach(setUpChart);
  if (table) setUpRecords();
  all(".languages a").forEach((link) => link.addEventListener("click", keepFilters));
  leadOn();
})();
