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

  async function look() {
    running?.abort();
    const text = input.value.trim();
    if (!text) return close();
    running = new AbortController();
    try {
      const answer = await fetch(`/api/v1/search/suggest?limit=8&lang=${document.body.dataset.language}&q=${encodeURIComponent(text)}`, { signal: running.signal });
      if (!answer.ok) return close();
      const { items } = await answer.json();
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
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  }

  function close() {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
  }

  input.addEventListener("input", look);
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
