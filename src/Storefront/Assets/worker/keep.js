// What is kept on the device: pages, pictures, answers, static files, and a few notes. The server writes `shop` (version, files) in front of this.
const statics = `maru-static-${shop.version}`;
const kept = {
  pages: { name: "maru-pages", most: 60 },
  answers: { name: "maru-answers", most: 60 },
  pictures: { name: "maru-pictures", most: 200, days: 30 },
  statics: { name: statics, most: 150 },
};

// Counted up when a person leaves: what is still under way for them is not kept any more.
let guest = 0;
let saver = null;

async function keep(place, address, answer, asked = guest) {
  const control = answer.headers.get("Cache-Control") ?? "";
  if (!answer.ok || answer.type !== "basic" || answer.redirected || control.includes("no-store") || asked !== guest) return;
  const store = await caches.open(place.name);
  await store.put(address, answer);
  const keys = await store.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - place.most)).map(key => store.delete(key)));
}

async function find(place, address) {
  return (await caches.open(place.name)).match(address, { ignoreVary: true });
}

function isOld(place, answer) {
  return Date.now() - Date.parse(answer.headers.get("Date") ?? 0) > place.days * 86_400_000;
}

let opened;
function database() {
  return opened ??= new Promise((done, fail) => {
    const asked = indexedDB.open("maru", 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("queue", { keyPath: "place", autoIncrement: true });
      asked.result.createObjectStore("notes");
    };
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => { opened = undefined; fail(asked.error); };
  });
}

async function within(name, mode, act) {
  const transaction = (await database()).transaction(name, mode);
  return new Promise((done, fail) => {
    const asked = act(transaction.objectStore(name));
    transaction.oncomplete = () => done(asked?.result);
    transaction.onabort = () => fail(transaction.error);
  });
}

const note = (key, value) => within("notes", "readwrite", notes => notes.put(value, key));
const noted = key => within("notes", "readonly", notes => notes.get(key));

async function isSaving(request) {
  saver ??= await noted("saver").catch(() => undefined) ?? "auto";
  return saver === "on" || (saver === "auto" && (navigator.connection?.saveData === true || request.headers.get("Save-Data") === "on"));
}

// Everything that says who was here. Static files and the offline page stay: they are the same for everybody.
async function forget(all) {
  guest++;
  await Promise.all([kept.pages, kept.answers, ...all ? [kept.pictures] : []].map(place => caches.delete(place.name)));
  if (!all) return;
  await within("queue", "readwrite", queue => queue.clear());
  await within("notes", "readwrite", notes => { notes.delete("cart-ko"); notes.delete("cart-en"); });
  const subscription = await registration.pushManager?.getSubscription();
  await subscription?.unsubscribe();
}

async function tell(message) {
  for (const client of await clients.matchAll({ type: "window" })) client.postMessage(message);
}
