// Keeps an order's page as new as the order: told by the server where it tells, asked now and then where it does not.
export function follow(region) {
  if (region.dataset.over) return;
  const longest = 15_000;
  let current = region;
  let running = false;
  let again = false;
  let told = false;
  let pause = 2_000;

  async function renew() {
    if (document.hidden) return;
    if (running) { again = true; return; }
    running = true;
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("[data-live]");
      if (!fresh || (fresh.dataset.version === current.dataset.version && fresh.textContent === current.textContent)) return;
      pause = 2_000;
      current.replaceWith(fresh);
      document.querySelector(".order-side").replaceWith(page.querySelector(".order-side"));
      current = fresh;
    } catch {
      // Offline: the next look will tell.
    } finally {
      running = false;
      if (again) {
        again = false;
        renew();
      }
    }
  }

  async function ask() {
    if (!told) await renew();
    pause = Math.min(pause * 1.3, longest);
    if (!current.dataset.over) setTimeout(ask, pause);
  }

  const source = new EventSource(region.dataset.events);
  source.addEventListener("open", () => { told = true; });
  source.addEventListener("error", () => { told = false; });
  source.addEventListener("status", event => { if (event.lastEventId !== current.dataset.version) renew(); });
  addEventListener("pagehide", () => source.close());
  document.addEventListener("visibilitychange", renew);
  setTimeout(ask, pause);
}
