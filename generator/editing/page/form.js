// Editing on the pages of the local site: a bar with what can be done, and the form it opens.

(() => {
  "use strict";

  const { made, widget } = globalThis.SalesbookFields;
  const { token, kind, id, nouns } = document.getElementById("sb-form").dataset;
  const NOUNS = JSON.parse(nouns);
  const LOGGED = { deals: "deal", accounts: "account", leads: "lead", tickets: "ticket" };
  const SEEN = 20; // fields of one value that are seen at once
  const [DRAFT, SAVED] = ["salesbook-draft", "salesbook-saved"];
  const LOST = { state: "failed", message: "The server does not answer. Is `salesbook serve --edit` still running? What you entered is still here." };

  async function ask(name, query) {
    const answer = await fetch(`/-/${name}?${new URLSearchParams(query)}`);
    if (!answer.headers.get("Content-Type").includes("json")) throw new Error(await answer.text());
    return answer.json();
  }

  async function tell(name, value) {
    const headers = { "Content-Type": "application/json", "X-Salesbook-Token": token };
    try {
      const answer = await fetch(`/-/${name}`, { method: "POST", headers, body: JSON.stringify(value) });
      const json = answer.headers.get("Content-Type").includes("json");
      return json ? await answer.json() : { state: "failed", message: await answer.text() };
    } catch {
      return LOST;
    }
  }

  /** The page of a record, from the address of the home page. */
  const address = (folder, name) => new URL(`${folder}/${name}.html`, document.querySelector(".md-header__button.md-logo")?.href ?? "/").href;

  const button = (words, className, click) => {
    const one = made("button", { type: "button", className, textContent: words });
    one.addEventListener("click", click);
    return one;
  };

  /** The fields of a form; those that are rarely needed are folded away. */
  class Fields {
    constructor(form, overlay) {
      this.form = form;
      this.before = {};
      this.parts = new Map();
      this.brought = new Map();
      const grid = made("div", { className: "sbe-grid" });
      const rest = made("div", { className: "sbe-grid" });
      let seen = 0;
      for (const field of form.fields) {
        const first = widget(field, form.values[field.name], form, ask);
        this.before[field.name] = JSON.stringify(first.read());
        const part = field.name in overlay ? widget(field, overlay[field.name], form, ask) : first;
        part.field = field;
        this.parts.set(field.name, part);
        const plain = field.holding === "one" && !field.fields.length;
        const shown = field.required || field.name in form.values || field.name in overlay || (plain && (seen += 1) <= SEEN);
        (shown ? grid : rest).append(part.element);
      }
      this.fold = made("details", { className: "sbe-more", hidden: !rest.children.length }, made("summary", { textContent: `${rest.children.length} more fields` }), rest);
      this.element = made("div", {}, grid, this.fold);
      this.follow();
      for (const name of ["stage", "pipeline"]) {
        this.parts.get(name)?.input.addEventListener("change", () => this.bring(this.follow()));
      }
    }

    /** The stages are those of the pipeline, and a stage asks for its fields. */
    follow() {
      const stage = this.parts.get("stage");
      if (!stage || !Object.keys(this.form.stages).length) return [];
      const listed = this.form.stages[this.parts.get("pipeline")?.read()] ?? Object.values(this.form.stages)[0];
      stage.fill(listed, stage.read());
      const now = listed.find((one) => one.value === stage.read());
      for (const [name, part] of this.parts) {
        if (!part.needed) continue;
        const asked = now?.asks.includes(name);
        part.needed.textContent = part.field.required ? "needed" : asked ? `needed in ${now.label}` : "";
        if (asked && part.element.closest("details")) this.element.firstChild.append(part.element);
      }
      return listed;
    }

    /** A stage that was chosen brings values along, such as its day; what was entered stays. */
    bring(listed) {
      const stage = this.parts.get("stage")?.read();
      const now = listed.find((one) => one.value === stage && stage !== this.form.values.stage);
      for (const name of Object.keys(Object.assign({}, ...listed.map((one) => one.brings)))) {
        const [part, own] = [this.parts.get(name), this.form.values[name] ?? ""];
        if (part.read() !== (this.brought.get(name) ?? own)) continue;
        part.input.value = now?.brings[name] ?? own;
        this.brought.set(name, part.input.value);
      }
    }

    changed() {
      const found = {};
      for (const [name, part] of this.parts) {
        const value = part.read();
        if (JSON.stringify(value) !== this.before[name] || (this.form.id === null && value.length)) found[name] = value;
      }
      return found;
    }

    dirty() {
      return [...this.parts].some(([name, part]) => JSON.stringify(part.read()) !== this.before[name]);
    }

    place(where) {
      const part = where && this.parts.get(where[0]);
      return part ? part.at(where.slice(1)) : null;
    }

    /** Say what is wrong at its fields, and go to the first; what has no field is given back. */
    show(findings) {
      this.clear();
      const about = new Map();
      const others = [];
      for (const one of findings) {
        const words = `${one.message} ${one.hint}`.trim();
        const place = this.place(one.where?.length ? one.where : null);
        if (!place) others.push(one.where ? words : `${one.path}:${one.line}: ${words}`);
        else about.set(place.input, { place, words: [...(about.get(place.input)?.words ?? []), words] });
      }
      for (const { place, words } of about.values()) {
        if (this.fold.contains(place.input)) this.fold.open = true;
        place.say(words.join("\n"));
      }
      const order = [...this.element.querySelectorAll("input, select, textarea, button")];
      const first = [...about.keys()].sort((one, other) => order.indexOf(one) - order.indexOf(other))[0];
      first?.focus();
      return others;
    }

    clear() {
      this.element.querySelectorAll(".sbe-fault").forEach((place) => { place.hidden = true; });
      this.element.querySelectorAll("[aria-invalid]").forEach((input) => input.removeAttribute("aria-invalid"));
    }
  }

  const shown = (value) => (value === undefined || value === "" ? "nothing" : typeof value === "string" ? value : JSON.stringify(value));

  /** What somebody else changed meanwhile, beside what stands in the form. */
  function beside(older, newer, mine) {
    const names = newer.fields.filter((field) => JSON.stringify(older.values[field.name]) !== JSON.stringify(newer.values[field.name]));
    const rows = names.map((field) => made("tr", {}, made("th", { scope: "row", textContent: field.label }), ...[older.values[field.name], newer.values[field.name], field.name in mine ? mine[field.name] : newer.values[field.name]].map((value) => made("td", { textContent: shown(value) }))));
    const heads = ["Field", "When you opened it", "In the file now", "In this form"].map((words) => made("th", { scope: "col", textContent: words }));
    const table = made("table", {}, made("thead", {}, made("tr", {}, ...heads)), made("tbody", {}, ...rows));
    return made("div", {}, made("p", { textContent: "Somebody changed this record meanwhile, and nothing was overwritten. Look at both, then save again: what you changed counts." }), made("div", { className: "sbe-scroll" }, table));
  }

  /** Show a form in a dialog; `mine` are values that were entered already. */
  function show(form, title, mine = {}) {
    const alert = made("div", { className: "sbe-alert", hidden: true, tabIndex: -1, aria: { role: "alert" } });
    const near = made("div", { className: "sbe-near", hidden: true, aria: { live: "polite" } });
    const heading = made("h2", { id: "sbe-title", textContent: title });
    const branch = made("input", { type: "text", value: form.branch ?? "", id: "sbe-branch", autocomplete: "off", spellcheck: false });
    const save = made("button", { type: "submit", className: "sbe-main", textContent: "Save" });
    const body = made("div", { className: "sbe-body" }, alert, near);
    const where = form.branch ? made("div", { className: "sbe-branch" }, made("label", { htmlFor: "sbe-branch", textContent: "Branch" }), branch) : made("p", { className: "sbe-help", textContent: "There is no git repository: the file is written, and nothing is committed." });
    const close = button("Close", "sbe-close", () => leave());
    const sheet = made("form", { noValidate: true }, made("header", {}, heading, close), body, made("footer", {}, where, made("div", { className: "sbe-actions" }, button("Cancel", "", () => leave()), save)));
    const dialog = made("dialog", { className: "sbe", aria: { labelledby: "sbe-title" } }, sheet);
    let fields;
    const fill = (overlay) => {
      fields?.element.remove();
      fields = new Fields(form, overlay);
      body.append(fields.element);
    };
    const warn = (...children) => {
      alert.replaceChildren(...children);
      alert.hidden = !children.length;
    };
    const leave = () => {
      if (fields.dirty() && !confirm("What you entered is not saved. Leave it?")) return;
      done();
    };
    const keep = () => {
      if (dialog.open && fields.dirty()) sessionStorage.setItem(DRAFT, JSON.stringify({ page: location.pathname, form, title, mine: fields.changed() }));
    };
    const done = () => {
      removeEventListener("pagehide", keep);
      dialog.close();
      dialog.remove();
    };
    const refuse = (findings) => {
      const errors = findings.filter((one) => one.severity === "error");
      const others = fields.show(errors);
      const words = `Nothing was saved: ${errors.length === 1 ? "one thing" : `${errors.length} things`} must be corrected.`;
      warn(made("p", { textContent: words }), ...others.map((text) => made("p", { textContent: text })));
      if (others.length === errors.length) alert.focus();
    };
    const react = (answer) => {
      if (answer.state === "refused") refuse(answer.findings);
      else if (answer.state === "changed") {
        const entered = fields.changed();
        warn(beside(form, answer.form, entered));
        form = answer.form;
        fill(entered);
        alert.focus();
      } else if (answer.state === "same") {
        warn(made("p", { textContent: "Nothing differs from what is in the file." }));
        alert.focus();
      } else if (answer.state === "saved") {
        sessionStorage.setItem(SAVED, JSON.stringify(answer));
        done();
        tellSaved("The pages follow in a moment.");
      } else {
        warn(made("p", { textContent: answer.message }));
        alert.focus();
      }
    };
    sheet.addEventListener("submit", async (event) => {
      event.preventDefault();
      warn();
      fields.clear();
      Object.assign(save, { disabled: true, textContent: "Checking …" });
      const answer = await tell("save", { kind: form.kind, id: form.id, digest: form.digest, branch: branch.value, values: fields.changed() });
      Object.assign(save, { disabled: false, textContent: "Save" });
      react(answer);
    });
    // A new record may be there already: those that look alike are named while it is written.
    let [timer, asked] = [0, 0];
    const compare = async () => {
      const mine = asked += 1;
      const found = await tell("near", { kind: form.kind, values: fields.changed() });
      if (mine !== asked || !Array.isArray(found)) return;
      near.hidden = !found.length;
      const items = found.map((one) => made("li", {}, made("a", { href: address(form.kind, one.id), target: "_blank", textContent: one.title }), ` (${one.words})`));
      near.replaceChildren(made("p", { textContent: "Is it one of these? They are there already:" }), made("ul", {}, ...items));
    };
    if (form.id === null) {
      const soon = () => {
        clearTimeout(timer);
        timer = setTimeout(compare, 300);
      };
      sheet.addEventListener("input", soon);
      sheet.addEventListener("change", soon);
    }
    dialog.addEventListener("cancel", (event) => { event.preventDefault(); leave(); });
    addEventListener("pagehide", keep);
    fill(mine);
    document.body.append(dialog);
    dialog.showModal();
    (fields.parts.get(form.kind === "activities" ? "summary" : "name") ?? [...fields.parts.values()][0]).input?.focus();
  }

  async function open(query, title) {
    try {
      const form = await ask("form", query);
      if (form.state === "failed") throw new Error(form.message);
      show(form, title(form));
    } catch (error) {
      flash("bad", made("p", { textContent: error.message }));
    }
  }

  const edit = () => open({ kind, id }, (form) => `Edit ${form.noun} ${form.values.name ?? form.id}`);
  const create = (folder, given = {}) => open({ kind: folder, ...given }, () => (folder === "activities" && given.type ? `Log a ${given.type}` : `New ${NOUNS[folder]}`));

  function flash(tone, ...children) {
    document.querySelector(".sbe-flash")?.remove();
    const close = button("Close", "sbe-close", () => {
      sessionStorage.removeItem(SAVED);
      box.remove();
    });
    const box = made("section", { className: `sbe-flash ${tone}`, tabIndex: -1, aria: { role: "status", label: "What was saved" } }, ...children, close);
    document.querySelector(".sbe-bar").after(box);
    box.focus({ preventScroll: true });
  }

  /** Say what was saved, and how it gets to the others; it stays when the page is built anew. */
  function tellSaved(words = "") {
    const text = sessionStorage.getItem(SAVED);
    if (!text) return;
    const saved = JSON.parse(text);
    const link = made("a", { href: address(saved.folder, saved.id), textContent: saved.path });
    const list = made("ul", {}, ...saved.lines.slice(0, 12).map((line) => made("li", { textContent: line })));
    const first = saved.commit ? `Saved and committed as ${saved.commit} on ${saved.branch}: ` : "Saved, not committed: ";
    const steps = saved.push ? [made("p", { textContent: "To open the pull request, push the branch:" }), made("pre", {}, made("code", { textContent: saved.push }))] : [];
    if (saved.request) steps.push(made("p", {}, "Then open ", made("a", { href: saved.request, rel: "noopener", textContent: saved.request }), "."));
    const warnings = saved.findings.map((one) => made("p", { className: "sbe-warning", textContent: `${one.message} ${one.hint}` }));
    flash("good", made("p", {}, made("b", { textContent: first }), link, ` ${words}`), list, ...warnings, ...steps);
  }

  function bar() {
    const tools = made("div", { className: "sbe-bar", aria: { role: "group", label: "Editing" } });
    if (id) tools.append(button("Edit", "sbe-main", edit));
    if (id && LOGGED[kind]) tools.append(button("Log a call", "", () => create("activities", { type: "call", status: "done", [LOGGED[kind]]: id })));
    if (kind && !id) tools.append(button(`New ${NOUNS[kind]}`, "sbe-main", () => create(kind)));
    const list = Object.entries(NOUNS).sort((one, other) => one[1].localeCompare(other[1]));
    const menu = made("details", { className: "sbe-new" }, made("summary", { textContent: "New …" }), made("div", {}, ...list.map(([folder, noun]) => button(noun, "", () => { menu.open = false; create(folder); }))));
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      menu.open = false;
      menu.querySelector("summary").focus();
    });
    addEventListener("click", (event) => { if (!menu.contains(event.target)) menu.open = false; });
    tools.append(menu);
    document.querySelector("article")?.prepend(tools);
    return tools.isConnected;
  }

  if (!bar()) return;
  tellSaved();
  const draft = JSON.parse(sessionStorage.getItem(DRAFT) ?? "null");
  sessionStorage.removeItem(DRAFT);
  if (draft?.page === location.pathname) show(draft.form, draft.title, draft.mine);
})();
