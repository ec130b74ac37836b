(() => {
  // Names as people sort them: doc-9 before doc-10, whatever the language of the browser.
  const collator = new Intl.Collator("en", { numeric: true });
  const make = (tag, text, values) => Object.assign(document.createElement(tag), { textContent: text }, values);
  const number = (cell) => Number(cell.dataset.share ?? parseInt(cell.textContent.replaceAll(",", "")));
  const order = (head) => head.getAttribute("aria-sort");
  const direction = (head) => head.className === "number" ? -1 : 1;
  // Title and outlet of documents, by what stands for each in the addresses of reports.
  const titles = JSON.parse(document.getElementById("titles")?.textContent ?? "{}");
  const some = [...document.querySelectorAll("table[data-rows]")].filter((table) => table.tBodies[0].rows.length > 1);
  const tables = some.map((table) => {
    const body = table.tBodies[0];
    const original = [...body.rows];
    const heads = [...table.tHead.rows[0].cells];
    const section = table.closest("section").getAttribute("aria-labelledby");
    const given = heads.find((head) => order(head) !== "none");
    const more = (row) => document.getElementById(row.dataset.more);
    const caption = table.caption.textContent;
    const families = heads.findIndex((head) => head.dataset.key === "family");
    const siblings = [...table.closest("section").querySelectorAll(".sheets a")];
    const state = { filter: "" };
    let known;

    const sort = (head, sign) => {
      const column = heads.indexOf(head);
      const isNumber = direction(head) < 0;
      const value = (row) => isNumber ? number(row.cells[column]) : row.cells[column].textContent;
      const keyed = original.map((row) => [value(row), row]);
      const isGiven = head === given && sign === direction(head);
      if (!isGiven) keyed.sort(([a], [b]) => sign * (isNumber ? a - b : collator.compare(a, b)));
      table.caption.textContent = isGiven ? caption : `Sorted by “${head.textContent}”`;
      body.append(...keyed.map(([, row]) => row));
      for (const other of heads) other.setAttribute("aria-sort", "none");
      head.setAttribute("aria-sort", sign < 0 ? "descending" : "ascending");
      Object.assign(state, { head, sign });
    };
    const plain = (text) => text.normalize("NFKC").toLowerCase();
    const textOf = (row) => {
      const link = row.cells[0].querySelector("a");
      const about = link?.getAttribute("href").match(/[0-9a-f]{12}/g)?.map((key) => titles[key]).filter(Boolean) ?? [];
      if (about.length) link.title = about.join("\n"); // why the filter finds the row
      return plain([...row.cells, more(row)].map((part) => part?.textContent).concat(about).join(" "));
    };
    const comma = (n) => Number(n).toLocaleString("en");
    const count = (n) => {
      const { rows, n: all, to } = table.dataset;
      if (!all) return `${comma(n)} of ${comma(original.length)} ${rows}`;
      const rest = `${comma(all)} in all${to && ", see " + to}${n ? "" : ". The others were not searched."}`;
      return `${comma(n)} of the ${comma(original.length)} ${rows} on this page; ${rest}`;
    };
    const comparison = /^([<>≥≤])(=?)(\d+[.,]?\d*|[.,]\d+)(%?)$/;
    const filter = (text) => {
      state.filter = text;
      known ??= original.map((row) => {
        const shares = [...row.cells].map((cell) => cell.dataset.share).filter(Boolean).map(Number);
        const family = row.dataset.more ?? row.cells[families]?.textContent;
        return { row, family, share: shares.length ? Math.max(...shares) : null, text: textOf(row) };
      });
      // "> 80 %", ">=0,8" and "≥ .8" are said as well as ">0.8"
      const joined = plain(text).replace(/([<>]=?|≥|≤)\s*(?=[\d.,])/g, "$1").replace(/(\d)\s+%/g, "$1%");
      const words = joined.split(/\s+/).filter(Boolean);
      const isOdd = (word) => /^[<>≥≤=]/.test(word) && !comparison.test(word);
      const odd = words.find((word) => isOdd(word) && known.every(({ share, text }) => share !== null && !text.includes(word)));
      const tests = words.map((word) => {
        const [, sign, equal, digits, unit] = comparison.exec(word) ?? [];
        const value = Number(digits?.replace(",", "."));
        const limit = unit || value > 1 ? value / 100 : value;
        return ({ text, family, share }) => {
          if (family && /^family-\d+$/.test(word)) return family === word; // not family-30 for family-3
          if (!sign || share === null) return text.includes(word);
          if (share === limit) return equal !== "" || "≥≤".includes(sign);
          return share > limit === ">≥".includes(sign);
        };
      });
      let n = 0;
      for (const one of known) {
        one.row.hidden = !tests.every((test) => test(one));
        if (one.row.dataset.more) more(one.row).closest("details").hidden = one.row.hidden;
        if (!one.row.hidden) n += 1;
      }
      status.textContent = odd ? `“${odd}” is no share; write >0.8` : count(n);
      tools.classList.toggle("filtered", text !== ""); // on paper it is said what was filtered for
    };
    const write = () => {
      history.replaceState(null, "", address());
      carry();
    };
    const carry = () => { // to the other pages of the table
      for (const link of siblings) link.setAttribute("href", link.getAttribute("href").split("#")[0] + address());
    };
    const address = () => {
      const values = new URLSearchParams();
      if (state.head && (state.head !== given || state.sign !== direction(given))) {
        values.set("sort", state.head.dataset.key);
        if (state.sign !== direction(state.head)) values.set("order", order(state.head));
      }
      if (state.filter) values.set("filter", state.filter);
      const said = values.toString();
      return "#" + section + (said && "&" + said);
    };
    const read = (values) => {
      const head = heads.find((one) => one.dataset.key === values.get("sort")) ?? given;
      if (head) sort(head, { __proto__: null, ascending: 1, descending: -1 }[values.get("order")] ?? direction(head));
      input.value = values.get("filter") ?? "";
      filter(input.value);
      carry();
    };

    for (const head of heads) {
      const button = make("button", head.textContent, { type: "button" });
      button.addEventListener("click", () => {
        sort(head, order(head) === "none" ? direction(head) : order(head) === "ascending" ? -1 : 1);
        write();
      });
      head.replaceChildren(button);
    }
    const input = make("input", "", { type: "search", id: "filter-" + section });
    input.addEventListener("input", () => { filter(input.value.trim()); write(); });
    const label = make("label", `Filter ${table.dataset.rows}`, { htmlFor: input.id });
    const status = make("output", "", { htmlFor: input.id });
    const hint = body.querySelector("[data-share]") ? make("span", "words of names, titles and outlets, or the larger share: >0.8 bbc", { className: "legend" }) : "";
    const tools = make("p", "", { className: "tools" });
    tools.append(label, input, status, hint);
    table.closest(".scroll").before(tools);
    filter("");
    return { section, input, read, write };
  });
  const restore = () => {
    const [section, ...values] = location.hash.slice(1).split("&");
    const target = document.getElementById(section);
    const isOut = target?.closest("details[hidden]"); // a link leads to a family that the filter left out
    const found = tables.find((table) => table.section === (isOut ? "families" : section));
    if (!found) return;
    if (!isOut && !values.length) return found.write(); // a link to the table: the address says again how it is shown
    found.read(new URLSearchParams(values.join("&")));
    if (isOut) isOut.open = true;
    target.scrollIntoView();
  };
  restore();
  addEventListener("hashchange", restore);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
    const inView = tables.find((table) => document.getElementById(table.section).closest("section").getBoundingClientRect().bottom > 0);
    (inView ?? tables[0])?.input.focus();
    event.preventDefault();
  });
})();
