// Lists the goods whose pages are on this device.
const section = document.querySelector("[data-seen]");
if (section && "caches" in window) showSeen(section);

async function showSeen(place) {
  const language = document.body.dataset.language;
  const store = await caches.open("maru-pages");
  const keys = (await store.keys()).filter(key => new URL(key.url).pathname.startsWith(`/${language}/p/`)).reverse();
  const known = new Set();
  for (const key of keys) {
    const path = new URL(key.url).pathname;
    if (known.has(path) || known.size === 24) continue;
    known.add(path);
    const page = new DOMParser().parseFromString(await (await store.match(key)).text(), "text/html");
    place.querySelector("[data-seen-goods]").append(card(path, page));
  }
  place.hidden = known.size === 0;
}

function card(path, page) {
  const article = make("article", "card");
  const link = article.appendChild(make("a", "card-link"));
  link.href = path;
  const frame = link.appendChild(make("span", "card-picture"));
  const source = page.querySelector("[data-gallery] img")?.getAttribute("src");
  if (source) frame.append(Object.assign(make("img", ""), { src: source, alt: "", width: 4, height: 5, loading: "lazy" }));
  const text = link.appendChild(make("span", "card-text"));
  text.append(make("span", "card-name", page.querySelector("h1")?.textContent), make("span", "price-now", page.querySelector("[data-price] .price-now")?.textContent));
  return article;
}

function make(name, className, textContent = "") {
  return Object.assign(document.createElement(name), { className, textContent });
}
