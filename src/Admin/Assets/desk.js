// What the keyboard can do beyond links and forms. Every page works without it.
const html = document.documentElement;
const korean = html.lang === 'ko';
const say = (ko, en) => korean ? ko : en;
const typing = target => target.closest('input:not([type=checkbox]), textarea, select, [contenteditable]');

// The palette: pages at once, orders, products and customers as the server finds them.
const sections = [...document.querySelectorAll('.side > a[data-key], .side > a[href^="/admin/"]:not([data-palette])')]
  .map(a => ({ name: a.textContent.trim(), path: a.getAttribute('href'), kind: say('페이지', 'Page') }));
let palette;

function openPalette() {
  palette ??= buildPalette();
  if (!palette.dialog.open) {
    palette.dialog.showModal();
    palette.input.select();
    palette.show(sections);
  }
}

function buildPalette() {
  const dialog = document.createElement('dialog');
  dialog.className = 'palette';
  dialog.setAttribute('aria-label', say('찾기', 'Find'));
  const input = document.createElement('input');
  Object.assign(input, { type: 'search', maxLength: 100, placeholder: say('페이지, 주문 번호, 상품, 고객 이메일', 'A page, an order number, a product, a customer’s e-mail') });
  for (const [name, value] of Object.entries({ role: 'combobox', 'aria-expanded': 'true', 'aria-controls': 'palette-list', 'aria-label': say('찾기', 'Find') })) input.setAttribute(name, value);
  const list = document.createElement('ul');
  list.id = 'palette-list';
  list.setAttribute('role', 'listbox');
  dialog.append(input, list);
  document.body.append(dialog);
  let at = 0;
  let asked;

  const choose = index => {
    const items = [...list.children];
    at = (index + items.length) % Math.max(1, items.length);
    items.forEach((item, i) => item.setAttribute('aria-selected', i === at));
    items[at]?.scrollIntoView({ block: 'nearest' });
    input.setAttribute('aria-activedescendant', items[at]?.id ?? '');
  };
  const show = found => {
    list.replaceChildren(...found.map((hit, i) => {
      const item = document.createElement('li');
      item.setAttribute('role', 'option');
      item.id = `palette-${i}`;
      const link = document.createElement('a');
      link.href = hit.path;
      link.tabIndex = -1;
      const name = document.createElement('span');
      name.textContent = hit.name;
      const kind = document.createElement('small');
      kind.textContent = hit.kind;
      link.append(name, kind);
      item.append(link);
      return item;
    }));
    choose(0);
  };
  const look = async () => {
    const words = input.value.trim().toLowerCase();
    const pages = sections.filter(s => s.name.toLowerCase().includes(words));
    show(pages);
    asked?.abort();
    if (words.length < 2) return;
    asked = new AbortController();
    try {
      const answer = await fetch(`/admin/find?q=${encodeURIComponent(words)}`, { headers: { Accept: 'application/json' }, signal: asked.signal });
      if (answer.ok) show([...pages, ...await answer.json()]);
    } catch (error) {
      if (error.name !== 'AbortError') throw error;
    }
  };
  let pause;
  input.addEventListener('input', () => { clearTimeout(pause); pause = setTimeout(look, 120); });
  dialog.addEventListener('keydown', event => {
    if (event.isComposing) return;
    if (event.key === 'ArrowDown') { choose(at + 1); event.preventDefault(); }
    if (event.key === 'ArrowUp') { choose(at - 1); event.preventDefault(); }
    if (event.key === 'Enter') { list.children[at]?.querySelector('a').click(); event.preventDefault(); }
  });
  dialog.addEventListener('click', event => { if (event.target === dialog) dialog.close(); });
  return { dialog, input, show };
}

document.querySelector('[data-palette]')?.addEventListener('click', event => {
  if (event.metaKey || event.ctrlKey) return;
  event.preventDefault();
  openPalette();
});

// Rows of a list: j and k go down and up, Enter opens, x picks.
const rows = () => [...document.querySelectorAll('[data-list] tbody tr')];
function step(by) {
  const all = rows();
  if (all.length === 0) return;
  const now = all.findIndex(r => r.classList.contains('here'));
  const next = Math.min(all.length - 1, Math.max(0, now + by));
  all[now]?.classList.remove('here');
  all[next].classList.add('here');
  all[next].scrollIntoView({ block: 'nearest' });
  (all[next].querySelector('td a') ?? all[next].querySelector('input, button'))?.focus({ preventScroll: true });
}

let leading = false;
document.addEventListener('keydown', event => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') { event.preventDefault(); openPalette(); return; }
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target) || document.querySelector('dialog[open]')) return;
  if (leading) {
    leading = false;
    const link = document.querySelector(`.side > a[data-key="${CSS.escape(event.key)}"]`);
    if (link) { event.preventDefault(); link.click(); }
    return;
  }
  switch (event.key) {
    case 'g': leading = true; setTimeout(() => { leading = false; }, 1500); break;
    case '/': { const field = document.querySelector('[data-search]'); if (field) { event.preventDefault(); field.select(); } else { event.preventDefault(); openPalette(); } break; }
    case '?': location.assign('/admin/keys'); break;
    case 'j': step(1); break;
    case 'k': step(-1); break;
    case 'x': document.querySelector('[data-list] tr.here .pick input')?.click(); break;
    case '[': document.querySelector('.pager [rel=prev]')?.click(); break;
    case ']': document.querySelector('.pager [rel=next]')?.click(); break;
  }
});

// Many rows at once: what is picked is counted where it is used.
const all = document.querySelector('[data-all]');
const counted = document.querySelector('[data-picked]');
function count() {
  const picks = [...document.querySelectorAll('[data-list] .pick input[name=pick]')];
  const picked = picks.filter(p => p.checked).length;
  if (counted) counted.textContent = counted.dataset.picked.replace('0', picked);
  if (all) { all.checked = picked > 0 && picked === picks.length; all.indeterminate = picked > 0 && picked < picks.length; }
}
all?.addEventListener('change', () => {
  document.querySelectorAll('[data-list] .pick input[name=pick]').forEach(p => { p.checked = all.checked; });
  count();
});
document.addEventListener('change', event => { if (event.target.matches?.('.pick input[name=pick]')) count(); });

// A form is sent once however often its button is pressed.
document.addEventListener('submit', event => {
  if (event.target.method !== 'post' || event.target.target) return;
  if (event.target.dataset.sent) { event.preventDefault(); return; }
  event.target.dataset.sent = 'yes';
});
addEventListener('pageshow', () => document.querySelectorAll('form[data-sent]').forEach(f => delete f.dataset.sent));

// A page that shows work under way looks again by itself.
const waiting = document.querySelector('[data-refresh]');
if (waiting) setTimeout(() => location.reload(), Number(waiting.dataset.refresh) * 1000);

// The overview's figures as they change. The connection comes back by itself; while it is gone the page says so.
const live = document.querySelector('[data-live]');
if (live) {
  const state = document.querySelector('[data-live-state]');
  const before = state.textContent;
  const source = new EventSource(live.dataset.live);
  const show = on => { state.textContent = on ? state.dataset.liveWords : before; state.classList.toggle('good', on); };
  source.addEventListener('open', () => show(true));
  source.addEventListener('error', () => show(false));
  source.addEventListener('figures', event => {
    for (const [name, value] of Object.entries(JSON.parse(event.data))) {
      const place = live.querySelector(`[data-figure="${CSS.escape(name)}"]`);
      if (place) place.textContent = value?.currency ? '₩' + value.amount.toLocaleString('en-US') : value.toLocaleString('en-US');
    }
  });
  addEventListener('pagehide', () => source.close());
}
