// What the pages' own buttons do, without the libraries that they would fetch.
const hidden = (elements, isHidden) => elements.forEach((element) => { element.hidden = isHidden; });

function filterValidations(isFailedOnly) {
  const rows = document.querySelectorAll(".hide-succeeded-validation-target-child");
  hidden([...rows].map((cell) => cell.parentElement), isFailedOnly);
  for (const block of document.querySelectorAll(".hide-succeeded-validations-column-section-target-child")) {
    const section = block.closest(".ge-section");
    hidden([section, ...document.querySelectorAll(`a[href$="#${section.id}"]`)], isFailedOnly);
  }
}

window.showAllValidations = () => filterValidations(false);
window.hideSucceededValidations = () => filterValidations(true);

for (const link of document.querySelectorAll('[data-toggle="collapse"]')) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const body = document.getElementById(link.getAttribute("href").slice(1));
    link.setAttribute("aria-expanded", String(body.classList.toggle("shown")));
  });
}
