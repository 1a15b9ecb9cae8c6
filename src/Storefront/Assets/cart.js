// Puts things into the cart without leaving the page and shows the drawer.
const korean = document.body.dataset.language === "ko";

export async function openDrawer(form, submitter) {
  const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form, submitter)), headers: { "X-Fragment": "cart" } });
  const content = await answer.text();
  const page = form.closest("main [data-cart]");
  if (page && !form.closest("dialog")) {
    page.outerHTML = content;
    return countFrom(document.querySelector("main [data-cart]"));
  }
  const drawer = document.querySelector(".drawer") ?? createDrawer();
  drawer.querySelector(".drawer-body").innerHTML = content;
  countFrom(drawer.querySelector("[data-cart]"));
  if (!drawer.open) drawer.showModal();
}

function createDrawer() {
  const drawer = document.createElement("dialog");
  drawer.className = "drawer";
  drawer.setAttribute("aria-label", korean ? "장바구니" : "Cart");
  drawer.innerHTML = `<div class="drawer-head"><h2>${korean ? "장바구니" : "Cart"}</h2><button class="quiet" type="button">${korean ? "닫기" : "Close"}</button></div><div class="drawer-body"></div>`;
  drawer.addEventListener("click", event => {
    if (event.target === drawer || event.target.closest(".drawer-head button")) drawer.close();
  });
  return document.body.appendChild(drawer);
}

function countFrom(cart) {
  const link = document.querySelector("[data-cart-link]");
  let badge = link.querySelector("[data-cart-count]");
  if (!badge) {
    badge = link.appendChild(document.createElement("span"));
    badge.className = "badge";
    badge.dataset.cartCount = "";
  }
  badge.textContent = cart?.dataset.count ?? "";
}
