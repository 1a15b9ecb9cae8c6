// Suggestions under the search box, from the same address the API offers to everyone.
export function suggest(input) {
  const form = input.form;
  const list = document.createElement("div");
  list.className = "suggest";
  list.id = "suggestions";
  list.setAttribute("role", "listbox");
  list.hidden = true;
  form.append(list);
  Object.entries({ role: "combobox", "aria-controls": list.id, "aria-expanded": "false", "aria-autocomplete": "list" }).forEach(([name, value]) => input.setAttribute(name, value));
  let running;
  let at = -1;
  let trending;

  function show(items) {
    list.replaceChildren(...items.map(item => {
      const link = document.createElement("a");
      link.setAttribute("role", "option");
      link.href = item.url ?? `${form.action}?q=${encodeURIComponent(item.text)}`;
      link.textContent = item.text;
      return link;
    }));
    at = -1;
    list.hidden = items.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
  }

  // Nothing typed yet: what others look for these hours, kept up to date while it is shown.
  function showTrending() {
    if (trending) return;
    trending = new EventSource("/api/v1/search/trending/live");
    trending.addEventListener("trending", event => {
      if (trending && !input.value.trim() && at < 0) show(JSON.parse(event.data).items.slice(0, 8).map(item => ({ text: item.query })));
    });
  }

  async function look() {
    running?.abort();
    const text = input.value.trim();
    if (!text) {
      close();
      return showTrending();
    }
    hush();
    running = new AbortController();
    try {
      const answer = await fetch(`/api/v1/search/suggest?limit=8&lang=${document.body.dataset.language}&q=${encodeURIComponent(text)}`, { signal: running.signal });
      if (!answer.ok) return close();
      const { items } = await answer.json();
      show(items);
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  }

  function hush() {
    trending?.close();
    trending = undefined;
  }

  function close() {
    hush();
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
  }

  input.addEventListener("input", look);
  input.addEventListener("focus", () => { if (!input.value.trim()) showTrending(); });
  input.addEventListener("keydown", event => {
    const links = [...list.children];
    if (list.hidden || !links.length) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      at = (at + (event.key === "ArrowDown" ? 1 : links.length - 1 + (at < 0 ? 1 : 0))) % links.length;
      links.forEach((link, i) => link.setAttribute("aria-selected", String(i === at)));
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      links[at].click();
    } else if (event.key === "Escape") {
      close();
    }
  });
  form.addEventListener("focusout", event => { if (!form.contains(event.relatedTarget)) close(); });
}
