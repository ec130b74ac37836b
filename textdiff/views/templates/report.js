
(() => {
  const texts = document.getElementById("rows");
  if (!texts) return;
  const $ = (id) => document.getElementById(id);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const rows = all(".row", texts);
  const changes = all("[data-kind]", texts);
  const shown = () => changes.filter((row) => !row.hidden);
  const sheet = texts.closest(".sheet");
  const boxes = all("input[name=kind]");
  const kinds = boxes.map((box) => box.value);
  const filter = $("filter");
  const switches = ["unchanged", "crumbs", "typography", "swap"];
  const views = all("[data-view]").map((button) => button.dataset.view);
  // What the reader chose; the address holds what differs from this.
  const state = { place: "", view: "side", kinds: new Set(kinds), filter: "", on: new Set() };

  const HIDDEN = /([\u061c\u202a-\u202e\u2066-\u2069])/;
  const label = (tag, name, text) => {
    const element = document.createElement(tag);
    element.className = name;
    element.dataset.label = "";
    element.textContent = text;
    if (tag === "button") element.type = tag;
    return element;
  };
  const show = (parent, text) => {
    for (const piece of text.toWellFormed().replace(/\r\n?/g, "\n").replace(/\0/g, "").split(HIDDEN)) {
      if (HIDDEN.test(piece)) {
        const code = piece.codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
        const isolated = document.createElement("bdi");
        isolated.textContent = piece;
        parent.append(label("span", "badge", "U+" + code), isolated);
      } else if (piece) parent.append(piece);
    }
  };
  let record;
  const read = () => {
    if (record) return record;
    record = JSON.parse($("textdiff-record").textContent);
    record.by = {};
    for (const edit of record.edits) (record.by[edit.block] ??= []).push(edit);
    // Spans count code points; texts with characters beyond 16 bits need them taken apart.
    record.slice = record.texts?.map((text, n) => {
      if (text.length === record.documents[n].chars) return ([start, end]) => text.slice(start, end);
      const points = Array.from(text);
      return ([start, end]) => points.slice(start, end).join("");
    });
    return record;
  };
  // One column: rows that have both sides and differ, with what changed in its place.
  const weave = () => {
    const { by, slice } = read();
    if (!slice || texts.querySelector(".both")) return;
    for (const row of rows) {
      const cells = all("[data-text]", row);
      const edits = by[row.dataset.n] ?? [];
      if (cells.length === 1) cells[0].classList.add("alone");
      if (cells.length < 2 || edits.every((edit) => edit.op === "keep")) continue;
      const both = document.createElement("div");
      both.className = "cell both";
      both.dir = cells[0].dir;
      for (const edit of edits) {
        for (const side of edit.op === "keep" ? "a" : "ab") {
          if (!edit[side]) continue;
          const text = slice["ab".indexOf(side)](edit[side]);
          if (edit.op === "keep") {
            show(both, text);
            continue;
          }
          const mark = document.createElement(edit.typography ? "span" : side === "a" ? "del" : "ins");
          if (edit.typography) {
            mark.className = "t";
            mark.dataset.side = side;
          } else mark.append(label("u", "", side === "a" ? "Dropped: " : "Added: "));
          show(mark, text);
          both.append(mark);
        }
      }
      row.append(both);
      row.classList.add("has-both");
      if (row.classList.contains("same")) fold([both]);
    }
  };

  // The middle of long unchanged text is folded, both sides after the same letters; the browser's search finds it.
  const EDGE = 90, LEAST = 450;
  const gaps = (cell) => {
    const nodes = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    const found = new Map();
    let letters = 0;
    for (let node; (node = nodes.nextNode()); ) {
      if (node.parentElement.closest("[data-label]")) continue;
      for (const { 0: piece, 1: word, index } of node.data.matchAll(/([\p{L}\p{N}]+)|\s+|[。，、！？]/gu)) {
        if (word) letters += word.normalize("NFKC").length;
        else found.set(letters, [node, index + piece.length]);
      }
    }
    return { found, letters };
  };
  const fold = (cells) => {
    if (cells[0].textContent.length < LEAST) return;
    const sides = cells.map(gaps);
    const { found, letters } = sides[0];
    if (sides.some((side) => side.letters !== letters)) return cells.forEach((cell) => fold([cell]));
    const cuts = [...found.keys()].filter((n) => sides.every((side) => side.found.has(n)));
    const start = cuts.find((n) => n > EDGE), end = cuts.findLast((n) => n < letters - EDGE);
    if (!(end - start > LEAST / 2)) return;
    let text;
    for (const side of sides) {
      const range = document.createRange();
      range.setStart(...side.found.get(start));
      range.setEnd(...side.found.get(end));
      const folded = document.createElement("span");
      folded.className = "fold";
      folded.append(range.extractContents());
      const words = folded.textContent.trim().split(/\s+/).length;
      text ??= words > 9 ? `⋯ ${words} unchanged words` : "⋯ unchanged text";
      const button = label("button", "unfold", text);
      range.insertNode(folded);
      folded.before(button);
      setFolded(folded, !state.on.has("unchanged"));
    }
  };
  const setFolded = (folded, closed) => {
    if (closed) folded.setAttribute("hidden", "until-found");
    else folded.removeAttribute("hidden");
    folded.previousElementSibling.hidden = !closed;
  };
  const unfoldRow = (row) => all(".fold", row).forEach((folded) => setFolded(folded, false));
  const foldAll = (closed) => all(".fold", texts).forEach((folded) => setFolded(folded, closed));
  texts.addEventListener("beforematch", (event) => unfoldRow(event.target.closest(".row")));

  const press = (button, on) => button.setAttribute("aria-pressed", on);
  const showTogether = (button) => {
    const row = button.closest(".row");
    const empty = row.querySelector(".none");
    const on = button.ariaPressed !== "true";
    press(button, on);
    empty.classList.toggle("guest", on);
    if (!on) return empty.replaceChildren(label("u", "", empty.dataset.empty));
    empty.dataset.empty = empty.textContent;
    const other = $(row.querySelector("a.move").hash.slice(1));
    empty.replaceChildren(...other.querySelector(".cell:not(.none)").cloneNode(true).childNodes);
  };
  for (const note of all(".moved > .note", texts)) {
    const button = label("button", "together", "Show together");
    press(button, false);
    note.append(" ", button);
  }

  let current;  // where the reader is
  const write = () => {
    const parts = [state.place];
    if (state.view !== "side") parts.push("view=" + state.view);
    if (state.kinds.size < kinds.length) parts.push("kinds=" + kinds.filter((kind) => state.kinds.has(kind)).join(","));
    if (state.filter) parts.push("filter=" + encodeURIComponent(state.filter));
    for (const name of switches) if (state.on.has(name)) parts.push(name + "=1");
    const hash = parts.filter(Boolean).join("&");
    try {
      if (hash !== location.hash.slice(1)) history.replaceState(null, "", "#" + hash);
    } catch {}  // browsers allow some hundred a minute
  };
  const decode = (text) => { try { return decodeURIComponent(text); } catch { return text; } };
  const readAddress = (first) => {
    const parts = location.hash.slice(1).split("&");
    const chosen = Object.fromEntries(parts.filter((part) => part.includes("=")).map((part) => part.split(/=(.*)/s)));
    state.place = parts.find((part) => part && !part.includes("=")) ?? "";
    if (first || !location.hash || Object.keys(chosen).length) {
      state.view = views.includes(chosen.view) ? chosen.view : "side";
      const listed = kinds.filter((kind) => chosen.kinds?.split(",").includes(kind));
      state.kinds = new Set(listed.length || chosen.kinds === "" ? listed : kinds);
      state.filter = decode(chosen.filter ?? "");
      state.on = new Set(switches.filter((name) => chosen[name] === "1"));
      foldAll(!state.on.has("unchanged"));
      kept = undefined;
      apply();
    }
    const target = $(state.place);
    if (target?.classList.contains("row")) return visit(target, first);
    current?.classList.remove("current");
    current = undefined;
    write();
    say();
  };

  const known = new WeakMap();
  const plain = (text) => text.replace(/\s+/g, " ").toLowerCase();
  const textsOf = (row) => {
    const copy = row.cloneNode(true);
    all("[data-label], .both", copy).forEach((label) => label.remove());
    return all(".cell", copy).map((cell) => plain(cell.textContent));
  };
  const matches = (row, words) => {
    if (!words) return true;
    if (!known.has(row)) known.set(row, textsOf(row));
    const found = known.get(row).some((text) => text.includes(words));
    if (found) unfoldRow(row);
    return found;
  };
  const apply = () => {
    if (state.view === "inline") weave();
    for (const name of ["inline", "changes"]) sheet.classList.toggle(name, state.view === name);
    for (const name of switches) sheet.classList.toggle(name, state.on.has(name));
    for (const button of all("[data-view]")) press(button, button.dataset.view === state.view);
    for (const button of all("[data-switch]")) press(button, state.on.has(button.dataset.switch));
    filterBy(state.filter, state.kinds, kept);
    if (current) bring();
  };
  let filtered = false;
  let kept;  // a link led to it, past the filter
  const choose = () => {
    const words = plain(state.filter.trim());
    const on = words !== "" || state.kinds.size < kinds.length;
    if (on || filtered) {
      for (const row of rows) {
        const kind = row.classList[1];
        row.hidden = row !== kept && !((!kinds.includes(kind) || row.classList.contains("crumb") || state.kinds.has(kind)) && matches(row, words));
      }
      for (const link of all("[data-to]")) {
        link.toggleAttribute("hidden", $(link.dataset.to).hidden);
      }
      for (const list of all("[data-list]")) {
        const number = list.querySelector(".n");
        number.dataset.all ??= number.textContent;
        const n = shown().filter((row) => row.classList[1] === list.dataset.list).length;
        number.textContent = on ? `${n} of ${number.dataset.all}` : number.dataset.all;
      }
    }
    filtered = on;
    sheet.classList.toggle("partial", on || state.view === "changes");
    say();
  };
  const everything = $("status").textContent;
  const say = () => {
    const here = current?.dataset.kind ? `Change ${state.place.slice(1)} of ${changes.length}` : current?.ariaLabel ?? everything;
    const some = filtered ? `; ${shown().length} shown` : "";
    $("status").textContent = here + some + (state.view === "changes" ? "; unchanged text left out" : "");
  };

  // Rows out of sight have no height yet: a row may move with each frame.
  const bring = (frames = 8, before) => {
    const row = current;
    row.scrollIntoView({ block: row.offsetHeight > innerHeight / 2 ? "start" : "center" });
    const { top } = row.getBoundingClientRect();
    if (frames && top !== before) requestAnimationFrame(() => row === current && bring(frames - 1, top));
  };
  const visit = (row, first) => {
    current?.classList.remove("current");
    current = row;
    row.classList.add("current");
    state.place = row.id;
    if (row.hidden || kept) {
      kept = row.hidden && row;
      choose();
    }
    bring();
    row.tabIndex = -1;
    if (first) addEventListener("load", () => setTimeout(bring), { once: true });
    else row.focus({ preventScroll: true });
    say();
    write();
  };
  const step = (list, by) => {
    if (!current) return by > 0 ? list[0] : undefined;
    const here = list.indexOf(current);
    if (here >= 0) return list[here + by];
    const after = list.findIndex((row) => current.compareDocumentPosition(row) & 4);
    return list[by > 0 ? after : (after < 0 ? list.length : after) - 1];
  };
  const go = (by) => {
    const row = step(shown(), by);
    if (row) visit(row);
  };
  const toggle = (name) => {
    if (!state.on.delete(name)) state.on.add(name);
    if (name === "unchanged") foldAll(!state.on.has(name));
    apply();
  };
  const keys = {
    j: () => go(1),
    k: () => go(-1),
    m: () => {
      const moves = all(".row.moved:not([hidden])", texts);
      if (moves.length) visit(step(moves, 1) ?? moves[0]);
    },
    u: () => toggle("unchanged"),
    x: () => toggle("swap"),
    "/": () => {
      $("options").open = true;
      filter.focus();
    },
    "?": () => $("help").showModal(),
  };
  const TYPING = "textarea, select, [contenteditable], input:not([type=checkbox])";
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest(TYPING)) return;
    if ($("help").open || !$("keys").checked || !Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  });
  document.addEventListener("click", (event) => {
    const { target } = event;
    if (target.closest("rect[data-to]")) visit($(target.dataset.to));
    const button = target.closest("button");
    if (!button) return;
    if (button.dataset.view) {
      state.view = button.dataset.view;
      apply();
    }
    if (button.dataset.switch) toggle(button.dataset.switch);
    if (button.classList.contains("unfold")) {
      const folded = button.nextElementSibling;
      unfoldRow(button.closest(".row"));
      folded.tabIndex = -1;
      folded.focus();
    }
    if (button.classList.contains("together")) showTogether(button);
    if (button.dataset.key) keys[button.dataset.key]();
    if (button.id === "close-help") $("help").close();
  });
  for (const box of boxes) {
    box.addEventListener("change", () => {
      filterBy(state.filter, boxes.filter((one) => one.checked).map((one) => one.value));
    });
  }
  const filterBy = (words, chosen = state.kinds, keep) => {
    kept = keep;
    state.filter = filter.value = words;
    state.kinds = new Set(chosen);
    for (const box of boxes) box.checked = state.kinds.has(box.value);
    choose();
    write();
  };
  filter.addEventListener("input", () => filterBy(filter.value));
  filter.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    filterBy("");
    filter.blur();
  });
  addEventListener("hashchange", () => readAddress(false));
  let closed;
  const setOpen = (open) => closed.forEach((details) => { details.open = open; });
  addEventListener("beforeprint", () => {
    closed = all("details:not([open])");
    setOpen(true);
  });
  addEventListener("afterprint", () => setOpen(false));

  for (const row of all(".same:not(.moved)", texts)) fold(all("[data-text]", row));
  document.querySelector(".tools").hidden = false;
  readAddress(true);
})();
