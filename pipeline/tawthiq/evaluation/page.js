// Shows the errors that every chosen slice holds.
const form = document.getElementById("filters");
const items = [...document.querySelectorAll("#errors > li")];
form.addEventListener("change", () => {
  const wanted = [...form.querySelectorAll("select")].map((s) => s.value).filter(Boolean);
  let shown = 0;
  for (const item of items) {
    const inside = wanted.every((tag) => item.dataset.tags.includes(`|${tag}|`));
    item.hidden = !inside;
    shown += inside;
  }
  document.getElementById("shown").textContent = `${shown} shown`;
});
form.addEventListener("submit", (event) => event.preventDefault());
