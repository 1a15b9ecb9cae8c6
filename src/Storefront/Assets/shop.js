// What the shop's pages do beyond links and forms. Everything here has a way to work without it.
import { followChoice } from "./product.js";
import { openDrawer } from "./cart.js";
import { suggest } from "./suggest.js";

document.documentElement.classList.add("js");

document.addEventListener("change", event => {
  const field = event.target.closest("[data-submit]");
  if (field && !field.closest("[data-line]")) field.form?.requestSubmit();
});

document.addEventListener("submit", async event => {
  const form = event.target;
  if (form.matches("[data-add], [data-cart] form")) {
    event.preventDefault();
    await openDrawer(form, event.submitter);
  } else if (form.matches("[data-filters]")) {
    // Empty choices would only make the address longer.
    for (const field of form.elements) if (field.name && field.value === "") field.disabled = true;
  }
});

// Which of the goods found was opened: what the shop learns its order from.
document.addEventListener("click", event => {
  const grid = event.target.closest("[data-search]");
  const card = event.target.closest(".card-link")?.closest("[data-product]");
  if (!grid || !card) return;
  const click = { searchId: grid.dataset.search, productId: card.dataset.product, position: Number(grid.dataset.first) + [...grid.children].indexOf(card) + 1 };
  navigator.sendBeacon("/api/v1/search/clicks", new Blob([JSON.stringify(click)], { type: "application/json" }));
});

document.addEventListener("change", event => {
  const line = event.target.closest("[data-line]");
  if (line && event.target.matches("[data-submit]")) line.requestSubmit();
});

document.addEventListener("click", async event => {
  const button = event.target.closest("[data-copy], [data-print]");
  if (!button) return;
  if (button.matches("[data-print]")) return print();
  await navigator.clipboard.writeText(button.dataset.copy);
  say(button.dataset.done);
});

function say(text) {
  const toast = document.querySelector("[data-toast]");
  toast.textContent = text;
  toast.hidden = false;
  setTimeout(() => { toast.hidden = true; }, 3_000);
}

const product = document.querySelector("[data-product]");
if (product) followChoice(product);
const search = document.querySelector("[data-suggest]");
if (search) suggest(search);
const paying = document.querySelector("[data-checkout]");
if (paying) import("./checkout.js").then(module => module.checkout(paying));
const live = document.querySelector("[data-live]");
if (live) import("./live.js").then(module => module.follow(live));
