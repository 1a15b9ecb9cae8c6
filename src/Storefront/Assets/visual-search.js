// Searching by picture: choose, drop, paste or take one; tap a thing in it or drag over a part. The page does the same, a step at a time, without this.
const page = document.querySelector("[data-seek]");
const find = name => document.querySelector(`[data-${name}]`);
const [form, stage, holder, canvas, results, words] = ["seek-form", "stage", "picture", "canvas", "results", "words"].map(find);
const largestSide = 1600;
const enough = 1_500_000;
let file;
let area;
let running;

async function take(chosen) {
  if (!chosen || !chosen.type.startsWith("image/")) return;
  area = undefined;
  try {
    const bitmap = await createImageBitmap(chosen);
    file = await shrink(chosen, bitmap);
    const scale = Math.min(1, largestSide / Math.max(bitmap.width, bitmap.height));
    canvas.width = Math.max(1, bitmap.width * scale);
    canvas.height = Math.max(1, bitmap.height * scale);
    canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    stage.hidden = false;
    form.hidden = true;
  } catch {
    // The browser cannot show it; the server says what is wrong with it.
    file = chosen;
  }
  clearSpots();
  await search();
}

// A photograph of a telephone has ten times the pixels that are looked at: what is not sent need not be waited for.
async function shrink(chosen, bitmap) {
  if (chosen.size < enough) return chosen;
  const scale = Math.min(1, largestSide / Math.max(bitmap.width, bitmap.height));
  const small = new OffscreenCanvas(bitmap.width * scale, bitmap.height * scale);
  small.getContext("2d").drawImage(bitmap, 0, 0, small.width, small.height);
  return small.convertToBlob({ type: "image/jpeg", quality: .88 });
}

function search() {
  const data = new FormData(results.querySelector("[data-seek-filters]") ?? undefined);
  data.delete("look");
  data.set("script", "1");
  data.set("image", file, "picture");
  if (area) for (const side of ["x", "y", "w", "h"]) data.set(side, area[side].toFixed(4));
  return show(form.action, { method: "POST", body: data }, !area);
}

async function show(address, options, withSpots) {
  running?.abort();
  running = new AbortController();
  results.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { ...options, signal: running.signal });
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-results]");
    if (!fresh) throw new Error(answer.status);
    results.replaceChildren(...fresh.childNodes);
    if (withSpots) markSpots();
    results.setAttribute("aria-busy", "false");
  } catch (error) {
    if (error.name === "AbortError") return;
    const notice = Object.assign(document.createElement("p"), { className: "notice notice-bad", textContent: words.dataset.failed });
    notice.setAttribute("role", "alert");
    results.replaceChildren(notice);
    results.setAttribute("aria-busy", "false");
  }
}

function clearSpots() {
  holder.querySelectorAll(".seek-spot").forEach(spot => spot.remove());
  find("whole").hidden = true;
}

function spot({ x, y, w, h }) {
  const box = document.createElement("button");
  box.type = "button";
  box.className = "seek-spot";
  box.setAttribute("aria-label", words.dataset.piece);
  Object.assign(box.style, { left: `${x * 100}%`, top: `${y * 100}%`, width: `${w * 100}%`, height: `${h * 100}%` });
  holder.append(box);
  return box;
}

// The things found in the picture, to be tapped in it. Their links stay above the list, for keyboards and for who cannot see the picture.
function markSpots() {
  clearSpots();
  for (const piece of results.querySelectorAll("a[data-piece]")) {
    const { x, y, w, h } = piece.dataset;
    if (w === "1" && h === "1") continue;
    const box = spot({ x, y, w, h });
    box.piece = piece.href;
  }
}

function press(box) {
  holder.querySelectorAll(".seek-spot").forEach(other => other.setAttribute("aria-pressed", String(other === box)));
  find("whole").hidden = !box;
}

holder.addEventListener("click", event => {
  const box = event.target.closest(".seek-spot");
  if (!box?.piece) return;
  press(box);
  const link = new URL(box.piece);
  const filters = results.querySelector("[data-seek-filters]");
  if (filters) for (const [name, value] of new FormData(filters)) if (name !== "look" && value) link.searchParams.set(name, value);
  show(link, {}, false);
});

results.addEventListener("click", event => {
  const piece = event.target.closest("a[data-piece]");
  if (!piece || stage.hidden || event.metaKey || event.ctrlKey) return;
  event.preventDefault();
  const box = [...holder.querySelectorAll(".seek-spot")].find(s => s.piece === piece.href);
  press(box);
  show(piece.href, {}, false);
});

// Filters keep the picture on the page.
results.addEventListener("submit", event => {
  if (!event.target.matches("[data-seek-filters]")) return;
  event.preventDefault();
  event.stopPropagation();
  const filters = new URLSearchParams([...new FormData(event.target)].filter(([, value]) => value));
  show(`${event.target.action}?${filters}`, {}, false);
});

// A part is chosen by dragging over the picture.
holder.addEventListener("pointerdown", event => {
  if (event.target !== canvas || event.button !== 0) return;
  const frame = canvas.getBoundingClientRect();
  const at = e => [Math.min(1, Math.max(0, (e.clientX - frame.left) / frame.width)), Math.min(1, Math.max(0, (e.clientY - frame.top) / frame.height))];
  const [startX, startY] = at(event);
  let box;
  canvas.setPointerCapture(event.pointerId);
  const move = e => {
    const [x, y] = at(e);
    const now = { x: Math.min(x, startX), y: Math.min(y, startY), w: Math.abs(x - startX), h: Math.abs(y - startY) };
    if (!box && Math.max(now.w * frame.width, now.h * frame.height) < 12) return;
    if (!box) {
      clearSpots();
      box = spot(now);
      press(box);
    }
    Object.assign(box.style, { left: `${now.x * 100}%`, top: `${now.y * 100}%`, width: `${now.w * 100}%`, height: `${now.h * 100}%` });
    area = now;
  };
  const end = () => {
    canvas.removeEventListener("pointermove", move);
    if (box && area.w > .02 && area.h > .02) search();
  };
  canvas.addEventListener("pointermove", move);
  canvas.addEventListener("pointerup", end, { once: true });
  canvas.addEventListener("pointercancel", end, { once: true });
});

find("whole").addEventListener("click", () => {
  area = undefined;
  clearSpots();
  search();
});
find("again").addEventListener("click", () => {
  form.hidden = false;
  stage.hidden = true;
  results.replaceChildren();
  form.reset();
  find("file").focus();
});
find("file").addEventListener("change", event => take(event.target.files[0]));
document.addEventListener("paste", event => take([...event.clipboardData.files].find(f => f.type.startsWith("image/"))));
document.addEventListener("dragover", event => {
  event.preventDefault();
  find("drop").classList.add("over");
});
document.addEventListener("dragleave", () => find("drop").classList.remove("over"));
document.addEventListener("drop", event => {
  event.preventDefault();
  find("drop").classList.remove("over");
  take(event.dataTransfer.files[0]);
});

const camera = find("camera");
const box = find("camera-box");
const video = find("video");
if (navigator.mediaDevices?.getUserMedia) {
  camera.hidden = false;
  camera.addEventListener("click", async () => {
    try {
      video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: 1600 } } });
      box.showModal();
      await video.play();
    } catch {
      // No camera, or not allowed: the telephone's own way of choosing a picture offers its camera too.
      find("file").click();
    }
  });
  find("shoot").addEventListener("click", async () => {
    const still = new OffscreenCanvas(video.videoWidth, video.videoHeight);
    still.getContext("2d").drawImage(video, 0, 0);
    const picture = await still.convertToBlob({ type: "image/jpeg", quality: .9 });
    box.close();
    take(picture);
  });
  find("close").addEventListener("click", () => box.close());
  box.addEventListener("close", () => video.srcObject?.getTracks().forEach(track => track.stop()));
}
page.dataset.ready = "1";
