// The cart without a connection: what was done is queued under an id that the server applies once, however often it comes.
const words = {
  ko: {
    cart: "장바구니", offline: "인터넷이 끊겼어요. 담은 것은 여기에 적어 두었다가 연결되면 보낼게요.", add: n => `${n}개 담기`, set: n => `수량 ${n}개로`, remove: () => "빼기",
    "apply-coupon": () => "쿠폰 쓰기", waits: "보내기를 기다려요",
  },
  en: {
    cart: "Cart", offline: "There is no connection. What you change is kept here and sent once there is.", add: n => `Add ${n}`, set: n => `Change to ${n}`, remove: () => "Remove",
    "apply-coupon": () => "Use the coupon", waits: "waits to be sent",
  },
};

const waiting = () => within("queue", "readonly", queue => queue.getAll());
const escaped = text => text.replace(/[&<>"]/g, sign => `&#${sign.charCodeAt(0)};`);

function change(event, request, language, path) {
  const isPage = request.mode === "navigate";
  return (async () => {
    const body = await request.text();
    const operation = { id: crypto.randomUUID(), language, ...read(path, new URLSearchParams(body)) };
    try {
      if ((await waiting().catch(() => [])).length > 0) await send();
      const headers = { "Content-Type": "application/x-www-form-urlencoded", "X-Operation": operation.id, ...isPage ? {} : { "X-Fragment": "cart" } };
      const answer = await fetch(request.url, { method: "POST", body, headers, redirect: request.redirect });
      if (!isPage && answer.ok) rememberCart(language, await answer.clone().text()).catch(() => {});
      return answer;
    } catch {
      // Perhaps only the answer was lost: the same id goes again, so it counts once.
      operation.name = await nameOf(operation, language, request.referrer).catch(() => "");
      await within("queue", "readwrite", queue => queue.add(operation));
      await registration.sync?.register("cart").catch(() => {});
      await tell({ type: "pending", count: (await waiting()).length });
      return isPage ? cartPage(language) : new Response(await cartPart(language), { headers: { "Content-Type": "text/html; charset=utf-8" } });
    }
  })();
}

function read(path, fields) {
  if (path.startsWith("/cart/coupons")) return { kind: "apply-coupon", code: fields.get("code") ?? "" };
  const [, sku] = /^\/cart\/items\/(.+)$/.exec(path) ?? [];
  const quantity = Number(fields.get("quantity") ?? 0);
  if (!sku) return { kind: "add", sku: fields.get("sku") ?? "", quantity };
  return fields.get("remove") === "true" || quantity === 0 ? { kind: "remove", sku: decodeURIComponent(sku) } : { kind: "set", sku: decodeURIComponent(sku), quantity };
}

/** As the page says it: the text is HTML already. */
async function nameOf({ kind, sku, code }, language, referrer) {
  if (kind === "apply-coupon") return escaped(code);
  if (kind === "add") return /<h1[^>]*>([^<]*)</.exec(await (await find(kept.pages, referrer))?.text() ?? "")?.[1] ?? escaped(sku);
  const line = (await noted(`cart-${language}`))?.lines.split('<li class="line">').find(part => part.includes(`/cart/items/${encodeURIComponent(sku)}"`)) ?? "";
  return /<a [^>]*>([^<]+)<\/a>/.exec(line)?.[1] ?? escaped(sku);
}

async function rememberCart(language, html) {
  const [, count, rest] = /<div class="cart" data-cart data-count="(\d+)">([\s\S]*)$/.exec(html) ?? [];
  // Only what is in it: sums and the way to pay are the server's to say.
  if (rest !== undefined) await note(`cart-${language}`, { count: Number(count), lines: /<ul class="lines">[\s\S]*?<\/ul>/.exec(rest)?.[0] ?? "" });
}

async function cartPart(language) {
  const say = words[language];
  const before = await noted(`cart-${language}`).catch(() => undefined);
  const queue = await waiting().catch(() => []);
  const count = queue.filter(operation => operation.kind === "add").reduce((sum, operation) => sum + operation.quantity, before?.count ?? 0);
  const lines = queue.map(({ kind, name, quantity }) =>
    `<li class="line line-waiting"><span></span><div class="line-text"><strong>${name}</strong><span class="muted">${say[kind](quantity)} · ${say.waits}</span></div></li>`);
  return `<div class="cart" data-cart data-count="${count}"><p class="notice" role="status">${say.offline}</p>` +
    `${lines.length ? `<ul class="lines" data-waiting>${lines.join("")}</ul>` : ""}${before?.lines ?? ""}</div>`;
}

async function cartPage(language) {
  const shell = await offlinePage(language);
  if (shell.type === "error") return shell;
  const main = `<main id="main" tabindex="-1"><section class="narrow"><h1>${words[language].cart}</h1>${await cartPart(language)}</section></main>`;
  return new Response((await shell.text()).replace(/<main[\s\S]*<\/main>/, () => main), { headers: { "Content-Type": "text/html; charset=utf-8" } });
}

/** Sends what waits, in order. One at a time: two tabs and a background sync may ask at once. */
function send() {
  return navigator.locks.request("maru-queue", async () => {
    const refused = [];
    let left = await waiting();
    const isIdle = left.length === 0;
    for (; left.length > 0; left = await waiting()) {
      // Once sent to a cart, an operation belongs to it: in another one its id would not be known.
      const cart = left[0].cart ?? await openCart(left[0].language);
      const batch = left.slice(0, 100).filter(operation => (operation.cart ?? cart) === cart);
      const isFirst = new Set(batch.filter(operation => !operation.cart).map(operation => operation.id));
      await within("queue", "readwrite", queue => batch.forEach(operation => queue.put({ ...operation, cart })));
      const answer = await fetch(`/api/v1/carts/${cart}/sync`, {
        method: "POST", headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ operations: batch.map(({ id, kind, sku, quantity, code }) => ({ id, kind, sku, quantity: quantity ?? 0, code })) }),
      });
      if (answer.status === 404 && isFirst.size > 0) {
        await within("queue", "readwrite", queue => batch.forEach(operation => isFirst.has(operation.id) ? queue.put({ ...operation, cart: undefined }) : queue.delete(operation.place)));
        throw new Error("The cart is gone.");
      }
      // A cart that was bought or has expired takes its operations along; what the server cannot read it never will.
      if (!answer.ok && answer.status !== 404 && answer.status !== 400) throw new Error(`sync: ${answer.status}`);
      if (answer.ok) refused.push(...(await answer.json()).outcomes.filter(outcome => outcome.outcome === "refused").map(({ id }) => batch.find(o => o.id === id)?.name ?? ""));
      else refused.push(...batch.map(({ name }) => name));
      await within("queue", "readwrite", queue => batch.forEach(operation => queue.delete(operation.place)));
    }
    if (!isIdle) await tell({ type: "synced", refused });
  });
}

async function openCart(language) {
  const answer = await fetch(`/${language}/cart/open`, { method: "POST" });
  if (!answer.ok) throw new Error(`cart: ${answer.status}`);
  return (await answer.json()).id;
}

addEventListener("sync", event => { if (event.tag === "cart") event.waitUntil(send()); });
