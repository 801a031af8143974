// Two small comforts: a filter on the index of speakers, and permalinks that copy themselves.
"use strict";

const template = document.querySelector("template#filter");
if (template) {
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  template.replaceWith(template.content.cloneNode(true));
  const field = document.getElementById("find");
  const found = document.querySelector(".filter output");
  const groups = [...document.querySelectorAll(".letter")].map((section) => ({
    section,
    entries: [...section.querySelectorAll("li")].map((item) => ({ item, text: fold(item.textContent) })),
  }));
  field.addEventListener("input", () => {
    const wanted = fold(field.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const { section, entries } of groups) {
      let here = 0;
      for (const { item, text } of entries) {
        item.hidden = !wanted.every((word) => text.includes(word));
        if (!item.hidden) here += 1;
      }
      section.hidden = here === 0;
      shown += here;
    }
    found.textContent = shown ? (wanted.length ? String(shown) : "") : found.dataset.none;
  });
}

const comments = document.querySelector(".comments[data-copied]");
if (comments && navigator.clipboard) {
  const said = document.createElement("span");
  said.className = "said-copied";
  said.setAttribute("role", "status");
  comments.addEventListener("click", (event) => {
    const link = event.target.closest(".permalink");
    if (!link) return;
    navigator.clipboard.writeText(link.dataset.share ? new URL(link.dataset.share, location.href).href : link.href).then(() => {
      link.after(said);
      said.textContent = comments.dataset.copied;
      setTimeout(() => { said.textContent = ""; }, 2000);
    }, () => {});
  });
}
