// What Streamlit has no widget for: the page's language, its own English words, copying, sorting, saving a chart,
// speaking new answers. Listens on the page, never runs or inserts text from reports as markup.
(() => {
  const words = WORDS;
  const page = document;
  const SETTLED_MS = 500; // a dialog's own content has come by then
  const CAPTION_AIR = 24; // pixels at both ends of a table's name

  const swap = (node) => {
    for (const name of ["aria-label", "aria-roledescription", "title", "placeholder"]) {
      const known = node.getAttribute && words[node.getAttribute(name)];
      if (known) node.setAttribute(name, known);
      const removes = name === "aria-label" && /^Remove (.+)$/.exec(node.getAttribute(name) || "");
      if (removes) node.setAttribute(name, `Ta bort ${removes[1]}`);
    }
    if (node.childElementCount !== 0) return;
    const limit = /^(?:Limit )?([0-9]+) ?MB per file/.exec(node.textContent);
    if (node.textContent.startsWith("This app has encountered an error")) {
      node.textContent = "Något gick fel. Ladda om sidan och försök igen. Felet är antecknat i chattens logg.";
    } else if (limit) node.textContent = `Högst ${limit[1]} MB per fil`;
    else if (words[node.textContent]) node.textContent = words[node.textContent];
  };

  const once = (selector, act) => {
    page.querySelectorAll(`${selector}:not([data-done])`).forEach((node) => {
      if (act(node) !== false) node.dataset.done = "yes";
    });
  };

  // A live region must stand on the page before its text changes, or it is not read out.
  const speaker = () => {
    let region = page.getElementById("b-speaker");
    if (!region) {
      region = page.createElement("div");
      region.id = "b-speaker";
      region.className = "b-hidden";
      region.setAttribute("role", "status");
      region.setAttribute("aria-live", "polite");
      page.body.appendChild(region);
    }
    return region;
  };
  const say = (text) => { speaker().textContent = text; };

  // Streamlit draws a node anew when something comes before it: what has been said under its key is not said again.
  const said = (window.belaggSaid ??= new Set()); // the script runs anew on each page
  const sayNew = () => {
    const fresh = [];
    once(".b-announce", (node) => {
      const known = `${node.dataset.key} ${node.dataset.told}`;
      if (!said.has(known)) fresh.push(node.dataset.told);
      said.add(known);
    });
    if (fresh.length) say(fresh.join(" "));
  };

  const moveToMark = () => {
    once(".b-image[data-mark]", (box) => {
      const image = box.querySelector("img");
      const move = () => { box.scrollLeft = box.dataset.mark * box.scrollWidth - box.clientWidth / 2; };
      image.addEventListener("load", move);
      // A dialog shows for a moment what the one before it held: only what is still there is worth scrolling to.
      setTimeout(() => {
        const dialog = box.isConnected && box.closest("[data-testid=stDialog]");
        if (!dialog) return;
        const depth = image.getBoundingClientRect().top + box.dataset.depth * image.height;
        if (depth > 0.8 * dialog.clientHeight) dialog.scrollTop += depth - dialog.clientHeight / 2;
      }, SETTLED_MS);
      move();
    });
    once(".b-scroll", (box) => {
      const label = box.querySelector("th[scope=row]")?.offsetWidth ?? 0; // stays in place and covers what passes
      box.style.scrollPaddingLeft = `${label}px`; // columns come to rest beside it, none half under it
      const caption = box.querySelector("caption span");
      if (caption) caption.style.maxWidth = `${box.clientWidth - CAPTION_AIR}px`; // it stays in sight, too
      const cell = box.querySelector(".b-marked");
      if (!cell) return;
      const row = [...cell.parentElement.cells].filter((one) => one !== cell.parentElement.cells[0]);
      const room = box.clientWidth - label;
      // The first column to show: as far left as leaves the marked cell in the room, by a whole column.
      const first = row.find((one) => cell.offsetLeft + cell.offsetWidth - one.offsetLeft <= room) ?? cell;
      const wanted = first.offsetLeft - label;
      const missing = wanted - (box.scrollWidth - box.clientWidth);
      if (wanted > 0 && missing > 0) box.querySelector("table").style.marginRight = `${missing}px`;
      box.scrollLeft = wanted;
      box.scrollTop = cell.offsetTop - box.clientHeight / 2;
    });
  };

  // "Ta bort" says nothing when a list of buttons is read: each is named with what it is about, too.
  const nameButtons = () => {
    page.querySelectorAll(".b-names").forEach((node) => {
      const block = node.closest("[data-testid=stVerticalBlock], [data-testid=stHorizontalBlock]");
      block?.querySelectorAll("button[data-testid^=stBaseButton]").forEach((button) => {
        const shown = button.querySelector("[data-testid=stMarkdownContainer]")?.textContent ?? button.textContent;
        const name = `${shown.trim()}: ${node.dataset.name}`;
        if (button.getAttribute("aria-label") !== name) button.setAttribute("aria-label", name);
      });
    });
  };

  const sweep = () => {
    if (page.documentElement.lang !== "sv") page.documentElement.lang = "sv";
    speaker();
    moveToMark();
    nameButtons();
    // Vega names every bar and line in English; the chart's own description says all of it once, in Swedish.
    once("[data-testid=stVegaLiteChart] svg", (svg) => { svg.setAttribute("aria-hidden", "true"); });
    sayNew();
    once(".b-memory", (node) => {
      page.cookie = `${node.dataset.name}=${node.dataset.key}; path=/; max-age=31536000; SameSite=Strict`;
    });
    page.querySelectorAll("[aria-label],[title],[placeholder],button,button *,a[href='#main'],[data-testid=stSkipToContent],[data-testid=stFileUploaderDropzone] *,[data-testid=stException] *,[data-testid=stAlert] *").forEach(swap);
  };

  const copyText = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Over plain HTTP from another machine the browser has no clipboard for scripts.
      const area = page.createElement("textarea");
      area.value = text;
      page.body.appendChild(area);
      area.select();
      page.execCommand("copy");
      area.remove();
    }
  };

  const copy = async (button) => {
    await copyText(button.dataset.copy);
    const label = button.querySelector(".b-button-label");
    const before = label.textContent;
    label.textContent = "Kopierat";
    say("Kopierat");
    setTimeout(() => { label.textContent = before; }, 2500);
  };

  const cellToNumber = (text) => {
    const plain = text.replace(/[\s\u00a0\u202f%*]/g, "").replace(/[−–]/g, "-").replace(",", ".");
    return plain !== "" && !Number.isNaN(Number(plain)) ? Number(plain) : null;
  };

  const compare = (a, b) => {
    const [left, right] = [cellToNumber(a), cellToNumber(b)];
    if (left !== null && right !== null) return left - right;
    if (left === null && right === null) return a.localeCompare(b, "sv");
    return left === null ? 1 : -1; // what is no figure stands last
  };

  // Click once: rising, twice: falling, three times: as printed.
  const sort = (button) => {
    const head = button.closest("th");
    const table = head.closest("table");
    const body = table.tBodies[0];
    const rows = [...body.rows];
    rows.forEach((row, index) => { row.dataset.printed ??= index; });
    const next = { none: "ascending", ascending: "descending", descending: "none" }[head.getAttribute("aria-sort") || "none"];
    table.querySelectorAll("th[aria-sort]").forEach((other) => other.setAttribute("aria-sort", "none"));
    head.setAttribute("aria-sort", next);
    const column = head.cellIndex;
    const turn = next === "descending" ? -1 : 1;
    const text = (row) => row.cells[column]?.textContent.trim() ?? "";
    const empty = (row) => text(row) === "";
    rows.sort((a, b) => {
      if (next === "none") return a.dataset.printed - b.dataset.printed;
      if (empty(a) !== empty(b)) return empty(a) ? 1 : -1;
      return turn * compare(text(a), text(b));
    });
    body.append(...rows);
    const order = { ascending: "stigande", descending: "fallande", none: "som i rapporten" }[next];
    say(`Tabellen är ordnad ${order}.`);
  };

  // The drawing as a picture of twice the size, on white.
  const saveChart = (button) => {
    const drawn = button.closest("[data-testid=stVerticalBlock]")?.querySelector("[data-testid=stVegaLiteChart] svg");
    if (!drawn) return;
    const picture = new Image();
    picture.addEventListener("load", () => {
      const canvas = page.createElement("canvas");
      const [margin, top] = [24, 72];
      canvas.width = 2 * drawn.clientWidth + 2 * margin;
      canvas.height = 2 * drawn.clientHeight + top + margin;
      const pen = canvas.getContext("2d");
      pen.fillStyle = "#ffffff";
      pen.fillRect(0, 0, canvas.width, canvas.height);
      pen.fillStyle = "#1b1f24";
      pen.font = "bold 32px sans-serif";
      pen.fillText(button.dataset.title, margin, 48, 2 * drawn.clientWidth);
      pen.drawImage(picture, margin, top, 2 * drawn.clientWidth, 2 * drawn.clientHeight);
      const link = page.createElement("a");
      link.download = `${button.dataset.name}.png`;
      link.href = canvas.toDataURL("image/png");
      link.click();
      say("Diagrammet är sparat.");
    });
    picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(drawn))}`;
  };

  // On a telephone the open panel hides the page that was just chosen in it.
  const LEAVING = "[data-testid=stSidebarNavLink], .st-key-new-conversation button, [class*=st-key-open-] button";
  const closePanel = () => {
    if (window.innerWidth > 768) return;
    page.querySelector("[data-testid=stSidebarCollapseButton] button")?.click();
  };

  sweep();
  if (!window.belagg) {
    window.belagg = new MutationObserver(sweep);
    window.belagg.observe(page.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["aria-label", "title"] });
    page.addEventListener("click", (event) => {
      for (const [selector, act] of [["[data-copy]", copy], [".b-sort", sort], [".b-save-chart", saveChart], [LEAVING, closePanel]]) {
        const button = event.target.closest?.(selector);
        if (button) act(button);
      }
    });
  }
})();
