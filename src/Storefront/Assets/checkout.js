// The checkout's form: the provider's card form in a frame, and parts of the page made anew when an answer changes them. Without this file every
// button sends the whole form instead.
export function checkout(form) {
  const methods = form.querySelector("[data-methods]");
  const token = form.querySelector("[data-token]");
  const ready = new WeakSet();

  function holder() {
    return form.querySelector("[name=method]:checked")?.closest(".method").querySelector("[data-frame]");
  }

  function showFrame() {
    for (const other of form.querySelectorAll("[data-frame]")) other.hidden = true;
    const place = holder();
    token.value = "";
    if (!place) return;
    place.hidden = false;
    if (place.firstChild) return;
    const frame = document.createElement("iframe");
    frame.src = place.dataset.frame;
    frame.title = place.dataset.title;
    place.append(frame);
  }

  function locked(on) {
    const pay = form.querySelector("[data-pay]");
    pay.toggleAttribute("data-sent", on);
    pay.setAttribute("aria-busy", String(on));
  }

  addEventListener("message", event => {
    const place = [...form.querySelectorAll("[data-frame]")].find(p => p.firstChild?.contentWindow === event.source);
    if (!place || event.origin !== new URL(place.dataset.frame).origin) return;
    const { type, height, token: made } = event.data ?? {};
    if (type === `${place.dataset.provider}.ready`) {
      ready.add(place);
      if (height > 0 && height < 600) place.firstChild.height = height;
    } else if (type === `${place.dataset.provider}.token` && place === holder()) {
      token.value = made;
      if (form.reportValidity()) send(); else locked(false);
    } else if (type === `${place.dataset.provider}.invalid`) {
      locked(false);
      place.scrollIntoView({ block: "nearest" });
    }
  });

  function send() {
    locked(true);
    form.submit();
  }

  form.addEventListener("submit", event => {
    event.preventDefault();
    if (event.submitter?.name === "act") return void refresh(event.submitter.value);
    if (form.querySelector("[data-pay]").hasAttribute("data-sent")) return;
    const place = holder();
    if (!place || token.value) return send();
    locked(true);
    if (ready.has(place)) place.firstChild.contentWindow.postMessage({ type: `${place.dataset.provider}.submit` }, new URL(place.dataset.frame).origin);
    else locked(false);
  });

  let running;
  async function refresh(act) {
    running?.abort();
    running = new AbortController();
    const body = new URLSearchParams(new FormData(form));
    body.set("act", act);
    try {
      const answer = await fetch(form.action, { method: "POST", body, signal: running.signal });
      if (answer.redirected) return location.assign(answer.url);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const part of ["shipping", "summary", ...(act === "address" ? ["address"] : [])]) {
        const name = document.activeElement?.closest(`[data-part=${part}]`) ? document.activeElement.id : null;
        form.querySelector(`[data-part=${part}]`).replaceWith(page.querySelector(`[data-part=${part}]`));
        if (name) form.querySelector(`#${CSS.escape(name)}`)?.focus();
      }
      form.querySelector("[data-goods]").value = page.querySelector("[data-goods]").value;
      form.querySelector("[data-part=summary] [aria-invalid]")?.focus();
    } catch (error) {
      if (error.name !== "AbortError") throw error;
    }
  }

  form.addEventListener("change", event => {
    if (event.target.name === "method") showFrame();
    else if (event.target.matches("[data-refresh]")) refresh(event.target.dataset.refresh || "refresh");
    else if (event.target.name === "shipping") {
      form.querySelector("dd[data-cost]").textContent = event.target.dataset.cost;
      form.querySelector("dd[data-total]").textContent = event.target.dataset.total;
    }
  });

  addEventListener("pageshow", () => locked(false));
  if (methods) showFrame();
}
