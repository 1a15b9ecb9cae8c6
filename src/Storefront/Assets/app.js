// The page where a visitor decides what the shop does on this device.
import { install, registered } from "./pwa.js";

const english = document.body.dataset.language === "en";
const part = name => document.querySelector(`[data-${name}]`);

const installing = part("install");
const offer = () => { installing.hidden = !install.prompt; };
install.changed.addEventListener("change", offer);
offer();
installing.addEventListener("click", async () => {
  await install.prompt.prompt();
  install.prompt = null;
  offer();
});

registered.then(registration => {
  if (!registration) return;
  const worker = message => navigator.serviceWorker.ready.then(ready => ready.active.postMessage(message));
  choose(worker);
  part("forget").addEventListener("click", () => worker({ type: "forget" }));
  navigator.serviceWorker.addEventListener("message", event => {
    const note = part("forget-note");
    if (event.data.type === "forgotten") note.textContent = note.dataset.done;
  });
  if (part("push") && registration.pushManager && "Notification" in window) follow(registration, part("push"));
});

function choose(worker) {
  const saver = part("saver");
  try {
    saver.value = localStorage.getItem("maru-saver") ?? "auto";
  } catch {
    // Nothing was kept: the device decides.
  }
  saver.addEventListener("change", () => {
    try {
      localStorage.setItem("maru-saver", saver.value);
    } catch {
      // The worker keeps it; only this page forgets what was chosen.
    }
    worker({ type: "saver", saver: saver.value });
  });
}

async function follow(registration, button) {
  let subscription = await registration.pushManager.getSubscription();
  const show = () => {
    button.hidden = false;
    button.textContent = subscription ? button.dataset.off : button.dataset.on;
  };
  show();
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      subscription = subscription ? await stop(subscription) : await start(registration);
    } catch {
      part("push-note").textContent = Notification.permission === "denied"
        ? english ? "The browser does not allow messages from this shop. Its settings for this page can change that." : "브라우저가 이 페이지의 알림을 막고 있어요. 브라우저의 사이트 설정에서 바꿀 수 있어요."
        : english ? "That did not work. Please try again later." : "지금은 안 돼요. 잠시 뒤에 다시 해 주세요.";
    }
    button.disabled = false;
    show();
  });
}

async function start(registration) {
  const { key } = await (await fetch("/api/v1/push-key")).json();
  const subscription = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  const { endpoint, keys } = subscription.toJSON();
  const answer = await fetch("/api/v1/me/push-subscriptions/browser", {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ endpoint, p256dh: keys.p256dh, auth: keys.auth, device: navigator.userAgentData?.platform ?? navigator.platform }),
  });
  if (answer.ok) {
    remember((await answer.json()).id);
    return subscription;
  }
  await subscription.unsubscribe();
  throw new Error(`subscription: ${answer.status}`);
}

async function stop(subscription) {
  const id = remember();
  if (id) await fetch(`/api/v1/me/push-subscriptions/${id}`, { method: "DELETE" });
  // Without the id the push service tells the shop that nobody is there any more.
  await subscription.unsubscribe();
  return null;
}

function remember(id) {
  try {
    if (id) localStorage.setItem("maru-push", id);
    return localStorage.getItem("maru-push");
  } catch {
    return null;
  }
}
