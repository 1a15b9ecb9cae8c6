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
  } else if (form.matches("[data-checkout]")) {
    const button = form.querySelector("button");
    if (button.dataset.sent) event.preventDefault();
    button.dataset.sent = "1";
  }
});

document.addEventListener("change", event => {
  const line = event.target.closest("[data-line]");
  if (line && event.target.matches("[data-submit]")) line.requestSubmit();
});

// Another country has other ways to ship. Without a script the answer to the form brings them.
document.addEventListener("change", async event => {
  if (!event.target.matches("[data-country]")) return;
  const answer = await fetch(`${location.pathname}?country=${encodeURIComponent(event.target.value)}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  document.querySelector("[data-shipping]").replaceWith(page.querySelector("[data-shipping]"));
  document.querySelector(".checkout-form button.wide").disabled = page.querySelector(".checkout-form button.wide").disabled;
});

addEventListener("pageshow", () => document.querySelectorAll("[data-sent]").forEach(button => delete button.dataset.sent));

const product = document.querySelector("[data-product]");
if (product) followChoice(product);
const search = document.querySelector("[data-suggest]");
if (search) suggest(search);
