// The inputs of a form, drawn from the description of a record's fields.
// A widget has an element, reads its value as a record writes it, and finds the input of a fault.

(() => {
  "use strict";

  let count = 0;
  const fresh = () => `sbe-${count += 1}`;

  /** Make an element; texts are texts, never markup. */
  function made(tag, { aria = {}, ...given } = {}, ...children) {
    const element = Object.assign(document.createElement(tag), given);
    for (const [name, value] of Object.entries(aria)) element.setAttribute(name === "role" ? name : `aria-${name}`, value);
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  }

  const KEYBOARDS = { decimal: "decimal", integer: "numeric" };
  const empty = (value) => value === "" || (typeof value === "object" && Object.keys(value).length === 0);

  /** A label, an input, a line of help and a place for what is wrong with it. */
  function boxed(field, input, read, { wide = false, unit = "" } = {}) {
    const [id, help, fault, need] = [fresh(), fresh(), fresh(), fresh()];
    input.id = id;
    input.setAttribute("aria-describedby", `${fault} ${need} ${help}`);
    if (field.required) input.setAttribute("aria-required", "true");
    const needed = made("span", { id: need, className: "sbe-needed", textContent: field.required ? "needed" : "" });
    const label = made("div", { className: "sbe-label" }, made("label", { htmlFor: id, textContent: field.label }), needed);
    const spelt = field.example && !field.reference && !field.choices.length && ["text", "code", "decimal"].includes(field.shape) && field.picklist !== "stage";
    const said = [field.help, spelt && !input.value ? `Example: ${field.example}` : ""];
    const place = made("p", { id: fault, className: "sbe-fault", hidden: true });
    const shown = unit ? made("div", { className: "sbe-unit" }, input.list_ ?? input, made("span", { textContent: unit })) : input.list_ ?? input;
    const element = made("div", { className: `sbe-field${wide ? " wide" : ""}` }, label, shown, place, made("p", { id: help, className: "sbe-help", textContent: said.filter(Boolean).join(" ") }));
    return { element, read, input, needed, at: () => faulty(input, place) };
  }

  /** Say what is wrong with an input; without words, nothing is. */
  function faulty(input, place) {
    return {
      input,
      say(words) {
        place.hidden = !words;
        place.textContent = words;
        if (words) input.setAttribute("aria-invalid", "true");
        else input.removeAttribute("aria-invalid");
      },
    };
  }

  function written(field, value, form) {
    if (field.shape === "prose") {
      const area = made("textarea", { value, rows: 4 });
      return boxed(field, area, () => area.value, { wide: true });
    }
    const moment = field.shape === "moment";
    const type = { day: "date", moment: "datetime-local" }[field.shape] ?? "text";
    const input = made("input", { type, value: moment ? value.replace(" ", "T") : value, inputMode: KEYBOARDS[field.shape] ?? "", autocomplete: "off" });
    if (value && !input.value) Object.assign(input, { type: "text", value }); // what is no day stays to be seen
    const unit = { money: form.values.currency || form.currency, percent: "%" }[field.unit] ?? field.unit;
    const read = () => {
      if (input.validity.badInput) return "incomplete"; // half a date reads as none, which would clear it
      return input.type === "datetime-local" ? input.value.replace("T", " ") : input.value;
    };
    return boxed(field, input, read, { unit });
  }

  function chosen(field, value, choices) {
    const select = made("select");
    const fill = (listed, now) => {
      const known = listed.some((one) => one.value === now);
      const usual = listed.find((one) => one.value === field.usual);
      const offered = [{ value: "", label: usual ? `– (${usual.label})` : "–" }, ...listed, ...(known || !now ? [] : [{ value: now, label: now }])];
      select.replaceChildren(...offered.map((one) => made("option", { value: one.value, textContent: one.label, selected: one.value === now })));
    };
    fill(choices, value);
    return { ...boxed(field, select, () => select.value), fill };
  }

  /** A list that is still open takes any text, and offers what is known. */
  function suggested(field, value) {
    const known = made("datalist", { id: fresh() }, ...field.choices.map((one) => made("option", { value: one.value })));
    const input = made("input", { type: "text", value, autocomplete: "off" });
    input.setAttribute("list", known.id);
    const made_ = boxed(field, input, () => input.value);
    made_.element.append(known);
    return made_;
  }

  /** A record to refer to: what is typed is looked for, and its name stands for its id. */
  function referred(field, value, form, ask) {
    const names = form.titles[field.reference] ?? {};
    const list = made("ul", { id: fresh(), className: "sbe-options", hidden: true, aria: { role: "listbox", label: field.label } });
    const input = made("input", { type: "text", value: names[value] ?? value, autocomplete: "off", spellcheck: false, aria: { role: "combobox", autocomplete: "list", expanded: "false", controls: list.id } });
    const shown = made("span", { className: "sbe-id", textContent: value && names[value] !== value ? value : "" });
    let [id, at, asked, timer] = [value, -1, 0, 0];
    const options = () => [...list.children].filter((one) => one.dataset.id);
    const open = (yes) => {
      list.hidden = !yes;
      input.setAttribute("aria-expanded", String(yes));
      if (!yes) input.removeAttribute("aria-activedescendant");
    };
    const move = (to) => {
      const all = options();
      at = all.length ? (to + all.length) % all.length : -1;
      all.forEach((one, place) => one.setAttribute("aria-selected", String(place === at)));
      if (at < 0) return;
      input.setAttribute("aria-activedescendant", all[at].id);
      all[at].scrollIntoView({ block: "nearest" });
    };
    const take = (one) => {
      [id, input.value, shown.textContent] = [one.dataset.id, one.dataset.title, one.dataset.id];
      open(false);
      input.dispatchEvent(new Event("change", { bubbles: true }));
    };
    const show = (found) => {
      list.replaceChildren(...found.map((one) => {
        const item = made("li", { id: fresh(), aria: { role: "option", selected: "false" } }, made("b", { textContent: one.title }), made("span", { textContent: one.detail }));
        Object.assign(item.dataset, { id: one.id, title: one.title });
        item.addEventListener("pointerdown", (event) => { event.preventDefault(); take(item); });
        return item;
      }));
      if (!found.length) list.append(made("li", { className: "sbe-none", textContent: "There is no such record.", aria: { role: "option", disabled: "true" } }));
      open(true);
      move(found.length && input.value ? 0 : -1);
    };
    const look = async () => {
      const mine = asked += 1;
      const found = await ask("lookup", { kind: field.reference, q: id ? "" : input.value }).catch(() => null);
      if (mine === asked && Array.isArray(found) && document.activeElement === input) show(found);
    };
    input.addEventListener("input", () => {
      [id, at, shown.textContent] = ["", -1, ""]; // what is listed was found for other words
      clearTimeout(timer);
      timer = setTimeout(look, 120);
    });
    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return; // the key is the input method's
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (list.hidden) look();
        else move(at + (event.key === "ArrowDown" ? 1 : -1));
      } else if (event.key === "Enter" && !list.hidden && at >= 0) {
        event.preventDefault();
        take(options()[at]);
      } else if (event.key === "Enter" && !id && input.value.trim()) {
        event.preventDefault();
        look();
      } else if (event.key === "Escape" && !list.hidden) {
        event.preventDefault();
        event.stopPropagation();
        open(false);
      }
    });
    input.addEventListener("blur", () => {
      clearTimeout(timer);
      asked += 1;
      const exact = options().filter((one) => !list.hidden && one.dataset.title === input.value.trim());
      if (!id && exact.length === 1) take(exact[0]);
      open(false);
    });
    input.list_ = made("div", { className: "sbe-combo" }, input, shown, list);
    return boxed(field, input, () => id || input.value.trim());
  }

  /** One value of a field. */
  function single(field, value, form, ask) {
    if (field.fields.length) return group(field, value || {}, form, ask);
    if (field.shape === "flag") return chosen(field, value, [{ value: "true", label: "Yes" }, { value: "false", label: "No" }]);
    if (field.reference) return referred(field, value, form, ask);
    if (field.open) return suggested(field, value);
    if (field.picklist === "stage") return chosen(field, value, form.stages[form.values.pipeline] ?? Object.values(form.stages)[0] ?? []);
    if (field.choices.length) return chosen(field, value, field.choices);
    return written(field, value, form);
  }

  /** Some fields together, such as an address. */
  function group(field, value, form, ask) {
    const parts = field.fields.map((one) => [one.name, widget(one, value[one.name], form, ask)]);
    const legend = made("legend", { textContent: field.label });
    const element = made("fieldset", { className: "sbe-group wide" }, legend, made("div", { className: "sbe-grid" }, ...parts.map(([, one]) => one.element)));
    const read = () => Object.fromEntries(parts.map(([name, one]) => [name, one.read()]).filter(([, one]) => !empty(one)));
    const first = parts[0]?.[1];
    return { element, read, input: first?.input, at: (where) => (parts.find(([name]) => name === where[0])?.[1] ?? first).at(where.slice(1)) };
  }

  /** Rows that come and go: texts, references or groups. */
  function rows(field, values, form, ask, one) {
    const noun = field.label.replace(/s$/, "").toLowerCase();
    const [list, live, place] = [made("div", { className: "sbe-rows" }), [], made("p", { className: "sbe-fault", hidden: true })];
    let sent = [];
    const add = (value, focus) => {
      const row = one(value);
      const remove = made("button", { type: "button", className: "sbe-remove", textContent: "Remove", aria: { label: `Remove this ${noun}` } });
      row.line = made("div", { className: "sbe-row", aria: { role: "group", label: `${field.label}, ${live.length + 1}` } }, row.element, remove);
      remove.addEventListener("click", () => {
        live.splice(live.indexOf(row), 1);
        row.line.remove();
        more.dispatchEvent(new Event("change", { bubbles: true }));
        more.focus();
      });
      live.push(row);
      list.append(row.line);
      if (focus) row.input.focus();
    };
    const more = made("button", { type: "button", className: "sbe-add", textContent: `Add ${/^[aeiou]/.test(noun) ? "an" : "a"} ${noun}` });
    more.addEventListener("click", () => add(undefined, true));
    values.forEach((value) => add(value, false));
    const help = made("p", { className: "sbe-help", textContent: field.help });
    const element = made("fieldset", { className: "sbe-list wide" }, made("legend", { textContent: field.label }), help, list, more, place);
    const read = () => {
      sent = live.filter((row) => !empty(row.read()));
      return sent.map((row) => row.read());
    };
    const at = (where) => (sent[where[0]] ? sent[where[0]].at(where.slice(1)) : faulty(more, place));
    return { element, read, input: more, at };
  }

  /** Several of a closed list are ticked. */
  function ticked(field, values) {
    const place = made("p", { className: "sbe-fault", hidden: true });
    const listed = [...field.choices, ...values.filter((value) => !field.choices.some((one) => one.value === value)).map((value) => ({ value, label: value }))];
    const boxes = listed.map((one) => made("input", { type: "checkbox", value: one.value, checked: values.includes(one.value) }));
    const labels = boxes.map((box, index) => made("label", {}, box, listed[index].label));
    const element = made("fieldset", { className: "sbe-list wide" }, made("legend", { textContent: field.label }), made("p", { className: "sbe-help", textContent: field.help }), made("div", { className: "sbe-ticks" }, ...labels), place);
    // Those that were there keep their order.
    const read = () => {
      const on = boxes.filter((box) => box.checked).map((box) => box.value);
      return [...values.filter((value) => on.includes(value)), ...on.filter((value) => !values.includes(value))];
    };
    return { element, read, input: boxes[0], at: () => faulty(boxes[0], place) };
  }

  /** Names of their own with a text each. */
  function named(field, value, form, ask) {
    const text = { ...field, holding: "one", shape: "text", fields: [], choices: [], example: "", help: "", required: false };
    const pair = { ...field, holding: "one", label: "", fields: [{ ...text, name: "name", label: "Name" }, { ...text, name: "text", label: "Value" }] };
    const list = rows(field, Object.entries(value).map(([name, words]) => ({ name, text: words })), form, ask, (one) => group(pair, one ?? {}, form, ask));
    return { ...list, read: () => Object.fromEntries(list.read().map((one) => [one.name ?? "", one.text ?? ""])) };
  }

  /** The input of a field, whatever it holds. */
  function widget(field, value, form, ask) {
    if (field.holding === "mapping") return named(field, value ?? {}, form, ask);
    if (field.holding !== "list") return single(field, value ?? "", form, ask);
    if (field.choices.length && !field.open) return ticked(field, value ?? []);
    const item = { ...field, holding: "one", required: false, help: "", label: field.fields.length ? "" : field.label };
    return rows(field, value ?? [], form, ask, (one) => single(item, one ?? "", form, ask));
  }

  globalThis.SalesbookFields = { made, widget };
})();
