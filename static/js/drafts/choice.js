import { element, hour } from "./words.js";

const BETWEEN = "\n\n----------\n\n";

function side(id, title, text, label, choose) {
  const shown = element("div", { id, className: "kept-text", tabIndex: 0, textContent: text });
  const button = element("button", { type: "button", className: "button", textContent: label });
  shown.setAttribute("role", "group");
  shown.setAttribute("aria-label", title);
  button.addEventListener("click", choose);
  return element("div", { className: "stack" }, element("strong", { textContent: title }), shown, element("div", { className: "row" }, button));
}

/** Marks what is only in one of the two, as the server sees it; without its answer both texts stand there plain. */
async function mark(panel, url, here, there) {
  try {
    const response = await fetch(`/me${url}/comparison?here=${here}&there=${there}`);
    if (!response.ok) return;
    const marked = new DOMParser().parseFromString(await response.text(), "text/html");
    for (const text of marked.querySelectorAll("[data-side]")) {
      panel.querySelector(`[id$="-choice-${text.dataset.side}"]`)?.replaceChildren(...text.childNodes);
    }
  } catch { /* the line is gone: the texts are there all the same */ }
}

/**
 * Shows two texts of one box side by side; `choose` gets the text that the person wants, perhaps both. Where another
 * person wrote the other one, its `by` says so. Nothing but spaces is no text to choose.
 */
export function offerBoth(box, output, other, number, choose) {
  if (!output || !other.text.trim()) return;
  const id = `${box.id}-choice`;
  document.getElementById(id)?.remove();
  const words = { ...output.dataset, ...(other.by && { conflict: other.by }) };
  const panel = element("div", { id, className: "notice notice--info stack" }, element("p", { className: "notice-title", textContent: words.conflict }));
  const take = (text) => { panel.remove(); choose(text); };
  const both = element("button", { type: "button", className: "button", textContent: words.keepBoth });
  both.addEventListener("click", () => take(box.value + BETWEEN + other.text));
  panel.append(
    element("div", { className: "grid" },
      side(`${id}-here`, words.here, box.value, words.keepHere, () => take(box.value)),
      side(`${id}-there`, words.there.replace("{time}", hour(other.saved_at)), other.text, words.keepThere, () => take(other.text))),
    element("div", { className: "row" }, both));
  panel.setAttribute("role", "group");
  panel.setAttribute("aria-label", words.conflict);
  (box.closest(".field") ?? box).after(panel);
  if (number && other.id) mark(panel, box.dataset.draftUrl, number, other.id);
}
