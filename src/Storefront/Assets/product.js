// Follows the shopper's choice of options: SKU, price, stock, pictures. The page holds the data already.
export function followChoice(page) {
  const data = page.querySelector("[data-variants]");
  const form = page.querySelector("[data-add]");
  const variants = data ? JSON.parse(data.textContent) : [];
  const groups = [...page.querySelectorAll("[data-option]")];
  const chosen = () => Object.fromEntries(groups.map(group => [group.dataset.option, group.querySelector(":checked")?.value]));
  const fits = (variant, options) => Object.entries(options).every(([name, code]) => code === undefined || variant.options[name] === code);

  function show(changed) {
    let options = chosen();
    let variant = variants.find(v => fits(v, options));
    if (!variant && changed) {
      // This colour does not come in that size: keep what was just chosen and take the nearest.
      variant = variants.find(v => v.inStock && v.options[changed.name] === changed.code) ?? variants.find(v => v.options[changed.name] === changed.code);
      for (const group of groups) {
        const input = group.querySelector(`[value="${CSS.escape(variant.options[group.dataset.option] ?? "")}"]`);
        if (input) input.checked = true;
      }
      options = chosen();
    }
    if (!variant) return;
    for (const field of page.querySelectorAll("[data-sku]")) field.value = variant.sku;
    const price = page.querySelector("[data-price] .price");
    price.querySelector(".price-now").textContent = variant.price;
    price.querySelector(".price-off")?.remove();
    price.querySelector(".price-was")?.remove();
    if (variant.was) {
      const off = Object.assign(document.createElement("span"), { className: "price-off", textContent: `${variant.percent}%` });
      const was = Object.assign(document.createElement("s"), { className: "price-was", textContent: variant.was });
      price.prepend(off);
      price.append(was);
    }
    const buy = page.querySelector("[data-buy]");
    buy.disabled = !variant.inStock;
    buy.textContent = variant.buy;
    page.querySelector("[data-watch]").hidden = variant.inStock;
    page.querySelector("[data-stock]").textContent = variant.stock;
    for (const group of groups) {
      for (const label of group.querySelectorAll(".option")) {
        const other = { ...options, [group.dataset.option]: label.querySelector("input").value };
        label.classList.toggle("option-out", !variants.some(v => v.inStock && fits(v, other)));
      }
    }
    showPictures(page, options.color);
  }

  page.addEventListener("change", event => {
    const group = event.target.closest("[data-option]");
    if (group) show({ name: group.dataset.option, code: event.target.value });
  });
  document.addEventListener("click", event => {
    const picture = event.target.closest("[data-zoom]");
    if (!picture || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    zoom(picture);
  });
  if (groups.length) show();
}

function showPictures(page, color) {
  const pictures = [...page.querySelectorAll("[data-gallery] [data-color]")];
  if (!color || !pictures.some(p => p.dataset.color === color)) return;
  let lead = true;
  for (const picture of pictures) {
    picture.hidden = picture.dataset.color !== "" && picture.dataset.color !== color;
    picture.classList.toggle("lead", !picture.hidden && lead);
    if (!picture.hidden) lead = false;
  }
}

// The picture as large as the window: arrows walk through those that are shown, Escape and a click lead back.
function zoom(picture) {
  const pictures = [...picture.closest("[data-gallery], .review-pictures").querySelectorAll("[data-zoom]")].filter(p => !p.hidden);
  const dialog = document.createElement("dialog");
  dialog.className = "zoom";
  const image = document.createElement("img");
  const close = Object.assign(document.createElement("button"), { className: "zoom-close", type: "button", textContent: "×" });
  close.setAttribute("aria-label", document.documentElement.lang === "ko" ? "닫기" : "Close");
  let at = pictures.indexOf(picture);
  const show = () => {
    image.src = pictures[at].href;
    image.alt = pictures[at].querySelector("img").alt;
  };
  dialog.append(image, close);
  dialog.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => { dialog.remove(); pictures[at].focus(); });
  dialog.addEventListener("keydown", event => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    at = (at + step + pictures.length) % pictures.length;
    show();
  });
  show();
  document.body.append(dialog);
  dialog.showModal();
}
