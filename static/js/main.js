const attached = new WeakMap();

async function attachOne(element, name) {
  const names = attached.get(element) ?? new Set();
  if (names.has(name)) return;
  attached.set(element, names.add(name));
  try {
    const behavior = await import(`./behaviors/${name}.js`);
    behavior.default(element);
  } catch (error) {
    names.delete(name);
    console.error(`behavior "${name}" did not start`, error);
  }
}

/** Starts the behaviours named in `data-behavior` on `root` and everything inside it, each once. */
export function attach(root) {
  const elements = [...root.querySelectorAll("[data-behavior]")];
  if (root instanceof Element && root.matches("[data-behavior]")) elements.unshift(root);
  for (const element of elements) {
    for (const name of element.dataset.behavior.split(/\s+/).filter(Boolean)) attachOne(element, name);
  }
}

/** Brings the current entry of a scrolling row into sight without moving the page. */
function showCurrent(row) {
  const current = row.querySelector("[aria-current]");
  if (!current || row.scrollWidth <= row.clientWidth) return;
  row.scrollLeft += current.getBoundingClientRect().left - row.getBoundingClientRect().left - row.clientWidth / 3;
}

/** Closes an open menu on Escape and on a press elsewhere. */
function closeMenus(event) {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (event.type === "keydown" && event.key === "Escape") {
      menu.open = false;
      menu.querySelector("summary").focus();
    } else if (event.type === "pointerdown" && !menu.contains(event.target)) {
      menu.open = false;
    }
  }
}

attach(document);
document.addEventListener("arrived", ({ target }) => attach(target));
document.querySelectorAll(".nav, .tabs, .contents").forEach(showCurrent);
document.addEventListener("keydown", closeMenus);
document.addEventListener("pointerdown", closeMenus);
