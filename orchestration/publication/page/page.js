// Tables sort by the buttons of their headers; without scripts they stand in their published order.
"use strict";
const chinese = new Intl.Collator("zh-CN", { numeric: true });

function compare(a, b, isNumber, down) {
  if (!isNumber) return (down ? -1 : 1) * chinese.compare(a, b);
  // what has no number stays at the end in both directions
  if (a === "" || b === "") return (a === "") - (b === "");
  return (down ? -1 : 1) * (Number(a) - Number(b));
}

for (const table of document.querySelectorAll("table")) {
  const body = table.tBodies[0];
  const published = [...body.rows];
  const headers = [...table.tHead.rows[0].cells];
  headers.forEach((header, column) => {
    const isNumber = header.dataset.order === "number";
    const button = document.createElement("button");
    button.type = "button";
    button.append(...header.childNodes);
    header.append(button);
    const key = (row) => isNumber ? row.cells[column].dataset.number : row.cells[column].textContent;
    // numbers begin with the largest; a third press gives the published order back
    const order = isNumber ? ["descending", "ascending"] : ["ascending", "descending"];
    button.addEventListener("click", () => {
      const next = order[order.indexOf(header.getAttribute("aria-sort")) + 1];
      headers.forEach((each) => each.removeAttribute("aria-sort"));
      if (!next) return body.append(...published);
      header.setAttribute("aria-sort", next);
      const down = next === "descending";
      body.append(...[...published].sort((a, b) => compare(key(a), key(b), isNumber, down)));
    });
  });
}

// what a table has beside the screen is not seen: words say that there is more
const told = new ResizeObserver((entries) => entries.forEach(({ target }) => {
  target.previousElementSibling.hidden = target.scrollWidth <= target.clientWidth;
}));
document.querySelectorAll(".scroll").forEach((table) => told.observe(table));

// the switch does nothing without scripts, so it is there with them alone
const traces = document.getElementById("prints-traces");
traces.closest(".switch").hidden = false;
traces.addEventListener("change", () => document.body.classList.toggle("prints-traces", traces.checked));

// on paper nothing can be opened: what was closed is closed again afterwards
let closed = [];
addEventListener("beforeprint", () => {
  const shown = traces.checked ? "details:not([open])" : "details.data:not([open])";
  closed = [...document.querySelectorAll(shown)];
  closed.forEach((each) => { each.open = true; });
});
addEventListener("afterprint", () => closed.forEach((each) => { each.open = false; }));
