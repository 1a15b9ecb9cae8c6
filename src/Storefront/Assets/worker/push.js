// Messages that come while no page is open.
const actions = {
  ko: [{ action: "open", title: "보기" }, { action: "settings", title: "알림 설정" }],
  en: [{ action: "open", title: "See it" }, { action: "settings", title: "Notification settings" }],
};

/** Addresses in messages are taken for paths in this shop, whatever host they name. */
function inside(address, otherwise) {
  try {
    const { pathname, search, hash } = new URL(address, location.origin);
    return pathname + search + hash;
  } catch {
    return otherwise;
  }
}

const report = (receipt, state) => receipt ? fetch(`${inside(receipt, "")}?state=${state}`, { method: "POST" }).catch(() => {}) : Promise.resolve();

addEventListener("push", event => {
  let message = {};
  try {
    message = event.data?.json() ?? {};
  } catch {
    // Not one of the shop's; browsers still want something shown.
  }
  event.waitUntil((async () => {
    const language = await noted("language").catch(() => undefined) ?? "ko";
    const title = message.title ?? (language === "en" ? "Maru" : "마루");
    await registration.showNotification(title, {
      body: message.body ?? "", tag: message.tag, icon: shop.icon, badge: shop.badge, lang: language, actions: actions[language],
      data: { url: inside(message.url ?? "", `/${language}`), receipt: message.receipt, language },
    });
    await report(message.receipt, "delivered");
  })());
});

addEventListener("notificationclick", event => {
  const { url, receipt, language } = event.notification.data ?? {};
  event.notification.close();
  const target = event.action === "settings" ? `/${language ?? "ko"}/app` : url === "/" || !url ? `/${language ?? "ko"}` : url;
  event.waitUntil(Promise.all([show(target), report(receipt, "opened")]));
});

async function show(target) {
  const open = (await clients.matchAll({ type: "window", includeUncontrolled: true })).find(client => new URL(client.url).pathname === new URL(target, location.origin).pathname);
  return open ? open.focus() : clients.openWindow(target);
}
