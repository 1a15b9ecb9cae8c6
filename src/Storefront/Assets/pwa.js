// The page's side of the service worker: starts it, tells what it has to tell, asks before a new version takes over.
const korean = document.body.dataset.language === "ko";
const say = (ko, en) => korean ? ko : en;
const language = korean ? "ko" : "en";
const remembered = { read: key => { try { return localStorage.getItem(key); } catch { return null; } }, write: (key, value) => { try { localStorage.setItem(key, value); } catch { /* Not allowed here: asked again next time. */ } } };
let later;

export const registered = "serviceWorker" in navigator ? begin().catch(() => undefined) : Promise.resolve(undefined);

async function begin() {
  if (document.readyState !== "complete") await new Promise(done => addEventListener("load", done, { once: true }));
  const registration = await navigator.serviceWorker.register("/sw.js");
  if (!registration) return;
  navigator.serviceWorker.addEventListener("message", event => heard(event.data));
  watch(registration);
  const ready = await navigator.serviceWorker.ready;
  ready.active.postMessage({ type: "seen", address: location.href.split("#")[0], parts: performance.getEntriesByType("resource").map(part => part.name) });
  sync();
  addEventListener("online", sync);
  return registration;
}

function sync() {
  clearTimeout(later);
  navigator.serviceWorker.ready.then(ready => ready.active.postMessage({ type: "sync" }));
}

async function heard({ type, count, refused }) {
  if (type === "pending") toast(say(`연결되면 보낼게요 (${count})`, `Kept to be sent (${count})`));
  if (type === "later" && navigator.onLine) later = setTimeout(sync, 10_000);
  if (type !== "synced") return;
  toast(refused.length ? say(`담지 못했어요: ${refused.join(", ")}`, `Could not be done: ${refused.join(", ")}`) : say("장바구니를 맞췄어요", "The cart is up to date"));
  const answer = await fetch(`/${language}/cart`, { headers: { "X-Fragment": "cart" } });
  if (!answer.ok) return;
  const cart = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-cart]");
  const badge = document.querySelector("[data-cart-count]");
  if (badge) badge.textContent = cart.dataset.count;
  // The cart's page, or the drawer.
  document.querySelector("[data-cart]")?.replaceWith(cart);
}

function watch(registration) {
  const offer = () => {
    if (registration.waiting && navigator.serviceWorker.controller) {
      bar(say("새 버전이 준비됐어요.", "A new version is ready."), say("바꾸기", "Use it"), () => {
        navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
        registration.waiting?.postMessage({ type: "renew" });
      });
    }
  };
  offer();
  registration.addEventListener("updatefound", () => {
    const coming = registration.installing;
    coming?.addEventListener("statechange", () => { if (coming.state === "installed") offer(); });
  });
}

// The browser tells once a page that the shop can be installed.
export const install = { prompt: null, changed: new EventTarget() };
addEventListener("beforeinstallprompt", event => {
  event.preventDefault();
  install.prompt = event;
  install.changed.dispatchEvent(new Event("change"));
  if (remembered.read("maru-install") || !document.querySelector(".top-nav") || document.querySelector("[data-app]")) return;
  bar(say("마루를 앱으로 둘 수 있어요.", "Maru can be kept as an app."), say("설치하기", "Install"), () => event.prompt(), () => remembered.write("maru-install", "no"));
});
addEventListener("appinstalled", () => remembered.write("maru-install", "yes"));

/** One quiet line at the foot of the page; it never takes the focus. */
function bar(text, action, act, dismissed = () => {}) {
  if (document.querySelector(".quiet-bar")) return;
  const style = document.head.appendChild(Object.assign(document.createElement("link"), { rel: "stylesheet", href: new URL("pwa.css", import.meta.url).href }));
  const region = Object.assign(document.createElement("aside"), { className: "quiet-bar" });
  region.setAttribute("role", "status");
  const button = (name, className, done) => {
    const made = Object.assign(document.createElement("button"), { type: "button", className, textContent: name });
    made.addEventListener("click", () => { region.remove(); done(); });
    return made;
  };
  const buttons = document.createElement("div");
  buttons.append(button(say("나중에", "Later"), "quiet", dismissed), button(action, "button", act));
  region.append(Object.assign(document.createElement("p"), { textContent: text }), buttons);
  style.addEventListener("load", () => document.body.append(region), { once: true });
}

function toast(text) {
  const place = document.querySelector("[data-toast]");
  place.textContent = text;
  place.hidden = false;
  setTimeout(() => { place.hidden = true; }, 4_000);
}
