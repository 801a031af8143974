// Search over the Pagefind index. A result opens at the key comment in which its words stand.
"use strict";

(async () => {
  if (location.protocol === "file:") return; // browsers give a page from a folder no other files
  const place = document.getElementById("search");
  const step = 10;
  const settings = { baseUrl: new URL(place.dataset.base, location.href).pathname, excerptLength: 32 };
  let pagefind;
  let gone; // entries of the large index that newer ones replace
  try {
    const { href } = new URL(place.dataset.index, location.href);
    const state = await (await fetch(`${href}state.json`, { cache: "no-cache" })).json();
    gone = new Set(state.gone);
    pagefind = await import(`${href}all/pagefind.js`);
    await pagefind.options(settings);
    await pagefind.init();
    if (state.bundles.includes("new")) await pagefind.mergeIndex(`${href}new/`, settings);
  } catch {
    return; // no index: the lists stay
  }
  place.replaceChildren(document.getElementById("search-form").content.cloneNode(true));
  const form = place.querySelector("form");
  const status = place.querySelector("[role=status]");
  const list = place.querySelector(".found");
  const more = place.querySelector("button");
  const names = ["speaker", "topic", "year"];
  let results = [];
  let shown = 0;

  const filters = await pagefind.filters();
  const asked = new URLSearchParams(location.search);
  for (const name of names) {
    const entries = Object.entries(filters[name] ?? {});
    entries.sort(([a], [b]) => (name === "year" ? b.localeCompare(a) : a.localeCompare(b, document.documentElement.lang)));
    for (const [value] of entries) form.elements[name].add(new Option(value));
    form.elements[name].value = asked.get(name) ?? "";
    if (form.elements[name].selectedIndex < 0) form.elements[name].value = "";
  }
  form.elements.q.value = asked.get("q") ?? "";

  const marks = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&amp;": "&" };
  const plain = (text) => text.replace(/&(?:lt|gt|quot|#39|amp);/g, (found) => marks[found]);

  // The comment in which most of the words that were asked for stand.
  const anchor = (data) => {
    const weights = new Map();
    for (const { location, balanced_score: weight } of data.weighted_locations) {
      const above = data.anchors.filter((a) => a.location <= location).pop();
      if (above) weights.set(above.id, (weights.get(above.id) ?? 0) + weight);
    }
    const [best] = [...weights].sort(([, a], [, b]) => b - a)[0] ?? [""];
    return best.startsWith("comment-") ? `#${best}` : "";
  };

  const entry = (data) => {
    const item = document.createElement("li");
    const title = document.createElement("h2");
    const link = document.createElement("a");
    link.href = data.url + anchor(data);
    link.textContent = data.meta.title;
    title.append(link);
    const text = document.createElement("p");
    for (const [at, part] of data.excerpt.split(/<\/?mark>/).entries()) {
      if (at % 2) {
        const mark = document.createElement("mark");
        mark.textContent = plain(part);
        text.append(mark);
      } else {
        text.append(plain(part));
      }
    }
    item.append(title, text);
    return item;
  };

  const show = async () => {
    const batch = await Promise.all(results.slice(shown, shown + step).map((result) => result.data()));
    shown += batch.length;
    list.append(...batch.map(entry));
    more.hidden = shown >= results.length;
  };

  const find = async () => {
    const wanted = {};
    const query = form.elements.q.value.trim();
    const address = new URLSearchParams(query ? { q: query } : {});
    for (const name of names) {
      const value = form.elements[name].value;
      if (!value) continue;
      wanted[name] = value;
      address.set(name, value);
    }
    history.replaceState(null, "", String(address) ? `?${address}` : location.pathname);
    const active = query || Object.keys(wanted).length;
    const search = active ? await pagefind.debouncedSearch(query || null, { filters: wanted }, 150) : { results: [] };
    if (search === null) return; // overtaken by the next keystroke
    results = search.results.filter((result) => !gone.has(result.id));
    shown = 0;
    list.replaceChildren();
    const { one, many, none } = status.dataset;
    status.textContent = !active ? "" : results.length === 0 ? none : results.length === 1 ? one : many.replace("{n}", results.length);
    await show();
  };

  form.addEventListener("input", find);
  form.addEventListener("submit", (event) => { event.preventDefault(); find(); });
  more.addEventListener("click", show);
  form.elements.q.focus({ preventScroll: true });
  find();
})();
