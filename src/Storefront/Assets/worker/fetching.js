// How each kind of request is answered.
const pageWait = 5_000;
const afterChange = 60_000;
const keptPages = /^(\/(c|p|sellers|help)\/[^/]+|\/search)?\/?$/;
const publicAnswers = /^\/api\/v1\/(products|categories|brands|search\/suggest)(\/|$)/;
let changedAt = 0;

addEventListener("install", event => event.waitUntil((async () => {
  const store = await caches.open(statics);
  await Promise.all(shop.files.map(async file => {
    const answer = await fetch(file, { credentials: "omit", cache: file.startsWith("/assets/") ? "default" : "reload" });
    if (!answer.ok) throw new Error(`${file}: ${answer.status}`);
    await store.put(file, answer);
  }));
  // The first one has nobody to disturb; a later one waits until the visitor agrees or has left.
  if (!registration.active) await skipWaiting();
})()));

addEventListener("activate", event => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith("maru-static-") && name !== statics) await caches.delete(name);
  await clients.claim();
})()));

addEventListener("fetch", event => {
  const url = new URL(event.request.url);
  const answer = url.origin === location.origin ? answerTo(event, event.request, url) : undefined;
  if (answer) event.respondWith(answer);
});

function answerTo(event, request, url) {
  const [, language, path = ""] = /^\/(ko|en)(\/.*)?$/.exec(url.pathname) ?? [];
  if (request.method === "POST") return sent(event, request, language, path, url);
  if (request.method !== "GET" || request.headers.has("Range")) return;
  if (url.pathname.startsWith("/assets/")) return staticFile(event, request, url);
  if (url.pathname.startsWith("/media/")) return picture(request, url);
  if (publicAnswers.test(url.pathname) && !request.headers.has("Authorization")) return newest(event, request, kept.answers);
  if (request.mode === "navigate" && language) return page(event, request, url, language, path);
}

function sent(event, request, language, path, url) {
  if (/\/(sign-out|erase)$/.test(url.pathname)) event.waitUntil(forget(true));
  else if (language && /^\/(sign-|currency)/.test(path)) event.waitUntil(forget(false));
  if (!language) return;
  if (/^\/cart\/(items|coupons)(\/|$)/.test(path)) {
    // A form on a page elsewhere must reach the server as what it is, not as a request of the shop's own.
    if (request.mode !== "navigate" || request.referrer.startsWith(location.origin + "/")) return change(event, request, language, path);
    return;
  }
  changedAt = Date.now();
}

/** From the network; what was kept stands in when there is none, or when it takes too long and nothing was changed just now. */
function newest(event, request, place) {
  const asked = guest;
  const network = fetch(request);
  event.waitUntil(network.then(answer => keep(place, request.url, answer.clone(), asked)).catch(() => {}));
  return (async () => {
    const before = await find(place, request.url);
    if (!before) return network;
    const patience = Date.now() - changedAt < afterChange ? [] : [new Promise(done => setTimeout(done, pageWait, before))];
    return Promise.race([network.catch(() => before), ...patience]);
  })();
}

async function page(event, request, url, language, path) {
  const isCart = /^\/(cart|checkout)$/.test(path);
  try {
    if (isCart) await send().catch(() => {});
    if (keptPages.test(path) && !url.searchParams.has("note")) return await newest(event, request, kept.pages);
    const answer = await fetch(request);
    if (path === "/cart" && answer.ok) event.waitUntil(answer.clone().text().then(html => rememberCart(language, html)).catch(() => {}));
    return answer;
  } catch {
    return path === "/cart" ? cartPage(language) : offlinePage(language);
  }
}

async function offlinePage(language) {
  return await find(kept.statics, `/${language}/offline`) ?? Response.error();
}

/** At once from what is kept, renewed behind it. The addresses change with the contents, so a page kept before an update asks for the older file. */
function staticFile(event, request, url) {
  const network = fetch(request);
  event.waitUntil(network.then(answer => keep(kept.statics, url.pathname, answer.clone())).catch(() => {}));
  return (async () => {
    const before = await find(kept.statics, url.pathname);
    return before ?? network.catch(() => sameName(url.pathname));
  })();
}

async function sameName(path) {
  const name = path.split("/").slice(3).join("/");
  const store = await caches.open(statics);
  const key = (await store.keys()).find(other => new URL(other.url).pathname.split("/").slice(3).join("/") === name);
  // Without one of its fonts a page is still read, in the next best.
  return key ? store.match(key) : name.endsWith(".woff2") ? new Response(null, { status: 204 }) : Response.error();
}

const smaller = { 1920: 960, 1280: 640, 960: 480, 640: 320, 480: 320 };

async function picture(request, url) {
  const [, folder, width] = /^(\/media\/[^/]+\/)(\d+)\.jpg$/.exec(url.pathname) ?? [];
  const address = width && smaller[width] && await isSaving(request) ? `${folder}${smaller[width]}.jpg` : url.pathname;
  const before = await find(kept.pictures, address);
  if (before && !isOld(kept.pictures, before)) return before;
  try {
    const answer = await fetch(address === url.pathname ? request : address);
    keep(kept.pictures, address, answer.clone()).catch(() => {});
    return answer;
  } catch {
    return before ?? await otherWidth(folder) ?? noPicture();
  }
}

async function otherWidth(folder) {
  if (!folder) return;
  const store = await caches.open(kept.pictures.name);
  const key = (await store.keys()).find(other => new URL(other.url).pathname.startsWith(folder));
  return key && store.match(key);
}

function noPicture() {
  const drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 5"><path d="M0 0h4v5H0z" fill="#8f8578" fill-opacity=".18"/></svg>';
  return new Response(drawing, { headers: { "Content-Type": "image/svg+xml" } });
}

addEventListener("message", event => {
  const { type, address, parts = [], saver: wanted } = event.data ?? {};
  if (type === "renew") event.waitUntil(skipWaiting());
  if (type === "sync") event.waitUntil(send().catch(() => tell({ type: "later" })));
  if (type === "saver") event.waitUntil(note("saver", saver = wanted));
  if (type === "forget") event.waitUntil(forget(true).then(() => tell({ type: "forgotten" })));
  if (type === "seen") event.waitUntil(keepFirst(address, parts).catch(() => {}));
});

/** The first page was there before the worker; it and its parts come from the browser's own cache, mostly. */
async function keepFirst(address, parts) {
  const url = new URL(address);
  const [, language, path = ""] = /^\/(ko|en)(\/.*)?$/.exec(url.pathname) ?? [];
  if (language) await note("language", language);
  if (url.origin !== location.origin || !keptPages.test(path) || await find(kept.pages, address)) return;
  const asked = guest;
  await keep(kept.pages, address, await fetch(address, { headers: { Accept: "text/html" } }), asked);
  for (const part of parts) {
    const { origin, pathname } = new URL(part);
    const place = origin !== location.origin ? undefined : pathname.startsWith("/assets/") ? kept.statics : pathname.startsWith("/media/") ? kept.pictures : undefined;
    if (place && !await find(place, pathname)) await keep(place, pathname, await fetch(pathname), asked);
  }
}
