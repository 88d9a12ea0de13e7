// What pages do once they are read: tables sort, filter and download; commands are copied.
// Every page reads without this script, and it asks no other host for anything.
// It is no module, because a browser loads none from a disk.

(() => {
  "use strict";

  const LIBRARY = new URL("tables.js", document.currentScript.src).href;
  const FILTER_FROM = 9; // rows: a shorter table is seen at a glance
  const PAGES_FROM = 41;
  const PAGE = 25;

  const WORDS = {
    search: "",
    searchPlaceholder: "Filter",
    info: "_START_ to _END_ of _TOTAL_",
    infoEmpty: "none",
    infoFiltered: "(of _MAX_)",
    zeroRecords: "Nothing matches.",
    emptyTable: "Nothing here.",
    aria: { orderable: ": sort by this column", orderableReverse: ": sort the other way", orderableRemove: ": back to the page's own order" },
  };

  let library;
  const tableLibrary = () => library ??= new Promise((resolve, reject) => {
    const onload = () => resolve(globalThis.SalesbookTable);
    document.head.append(Object.assign(document.createElement("script"), { src: LIBRARY, onload, onerror: reject }));
  });

  const rowsOf = (table) => [...table.tBodies].flatMap((body) => [...body.rows]);

  async function upgrade(table, order = []) {
    if (table.dataset.upgraded) return;
    table.dataset.upgraded = "yes";
    const DataTable = await tableLibrary();
    const rows = rowsOf(table).length;
    const long = rows >= FILTER_FROM;
    const paged = rows >= PAGES_FROM;
    const made = new DataTable(table, {
      autoWidth: false,
      info: paged,
      language: WORDS,
      layout: { topStart: long ? "search" : null, topEnd: null, bottomStart: paged ? "info" : null, bottomEnd: paged ? "paging" : null },
      order,
      orderMulti: true,
      pageLength: PAGE,
      paging: paged,
      searching: long,
    });
    addEventListener("beforeprint", () => made.page.len(-1).draw());
  }

  /** A short table costs nothing until somebody asks it to sort. */
  function upgradeWhenAsked(table) {
    [...table.tHead.rows[0].cells].forEach((head, column) => {
      head.tabIndex = 0;
      head.setAttribute("aria-sort", "none");
      const sort = (event) => {
        if (table.dataset.upgraded || (event.type === "keydown" && !["Enter", " "].includes(event.key))) return;
        event.preventDefault();
        upgrade(table, [[column, "asc"]]);
      };
      head.addEventListener("click", sort);
      head.addEventListener("keydown", sort);
    });
  }

  function upgradeWhenSeen(tables) {
    const seen = new IntersectionObserver((entries) => {
      for (const entry of entries.filter((each) => each.isIntersecting)) {
        seen.unobserve(entry.target);
        upgrade(entry.target);
      }
    }, { rootMargin: "400px" });
    tables.forEach((table) => seen.observe(table));
  }

  /** A cell that a spreadsheet would run as a formula gets an apostrophe; a number stays one. */
  function guarded(text) {
    const number = /^-?\d+(\.\d+)?$/.test(text);
    const risky = /^[\s\u0000-\u001f]*[=+\-@\uff0b\uff0d\uff1d\uff20\u2212]/.test(text) && !number;
    return `"${(risky ? `'${text}` : text).replaceAll('"', '""')}"`;
  }

  function csv(table) {
    const read = (cell) => {
      if (cell.classList.contains("e")) return ""; // a dash stands for what is not known
      const chips = [...cell.querySelectorAll(".sb-chip")].map((chip) => chip.textContent);
      return guarded(cell.dataset.order ?? (chips.length ? chips.join("; ") : cell.textContent.trim()));
    };
    const line = (row) => [...row.cells].map(read).join(",");
    return `\ufeff${[table.tHead.rows[0], ...rowsOf(table)].map(line).join("\r\n")}\r\n`;
  }

  /** Where the site brings no file of a table, the page makes one from what it shows. */
  function offerDownload(box) {
    if (box.querySelector(".sb-csv")) return;
    const table = box.querySelector("table");
    const text = csv(table);
    const link = Object.assign(document.createElement("a"), { className: "sb-csv", textContent: "CSV", download: `${table.id.replace(/-table$/, "") || "table"}.csv`, href: "" });
    link.addEventListener("click", () => {
      link.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    });
    const tools = Object.assign(document.createElement("p"), { className: "sb-tools" });
    tools.append(link);
    box.append(tools);
  }

  function offerCopy(block) {
    const button = Object.assign(document.createElement("button"), { className: "sb-copy", type: "button", textContent: "Copy" });
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(block.querySelector("code").textContent);
      button.textContent = "Copied";
    });
    block.append(button);
  }

  /** A browser lets no page on a disk read the index: that is said where the search would be. */
  function explainSearch() {
    const button = document.querySelector("label.md-header__button[for=__search]");
    if (!button) return;
    const shown = Object.assign(document.createElement("details"), { className: "sb-no-search" });
    const icon = Object.assign(document.createElement("summary"), { className: "md-header__button md-icon", ariaLabel: "Search" });
    const words = document.createElement("p");
    icon.append(...button.children);
    words.append("To search, open the site where it is served, or run ", Object.assign(document.createElement("code"), { textContent: "salesbook serve" }), ".");
    shown.append(icon, words);
    button.replaceWith(shown);
  }

  const tables = [...document.querySelectorAll("table.sb-sortable")].filter((table) => rowsOf(table).length > 1);
  document.querySelectorAll(".sb-table-box").forEach(offerDownload);
  tables.filter((table) => rowsOf(table).length < FILTER_FROM).forEach(upgradeWhenAsked);
  upgradeWhenSeen(tables.filter((table) => rowsOf(table).length >= FILTER_FROM));
  if (navigator.clipboard) document.querySelectorAll("pre.sb-commands").forEach(offerCopy);
  if (location.protocol === "file:") explainSearch();
})();
