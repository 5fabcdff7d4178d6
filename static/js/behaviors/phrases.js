const SLOT = /〔[^〔〕\n]{0,80}〕/;

/** Puts a phrase where the cursor is and marks the place that waits for words of its own. */
function put(box, phrase) {
  const { selectionStart: start, selectionEnd: end, value } = box;
  const gap = start && !/\s$/.test(value.slice(0, start)) && /^[A-Za-z]/.test(phrase) ? " " : "";
  box.setRangeText(gap + phrase, start, end, "end");
  const slot = SLOT.exec(box.value.slice(start));
  if (slot) box.setSelectionRange(start + slot.index, start + slot.index + slot[0].length);
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.focus();
}

/** A list of phrases beside a box: a press, or Alt and a digit while writing, puts one in. */
export default function phrases(list) {
  const box = list.closest("form").elements.namedItem(list.dataset.into);
  list.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-phrase]");
    if (button) put(box, button.firstChild.textContent);
  });
  box.addEventListener("keydown", (event) => {
    const digit = event.altKey && !event.ctrlKey && /^Digit([1-9])$/.exec(event.code)?.[1];
    const button = digit && list.querySelector(`[data-alt="${digit}"]`);
    if (!button) return;
    event.preventDefault();
    put(box, button.firstChild.textContent);
  });
}
