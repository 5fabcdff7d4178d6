const PRESSED = ["radio", "checkbox", "submit", "button", "reset"];
const IN_REACH = "main [data-key]";

/** Whether keys belong to a box in which somebody writes. */
export function isTyping(target) {
  if (target.matches?.("input")) return !PRESSED.includes(target.type);
  return Boolean(target.closest?.("textarea, select, [contenteditable]"));
}

const partOf = (element) =>
  element.matches("details") ? element.querySelector("summary") : element.querySelector("button, a[href], textarea, input:not([type=hidden]), summary");

function sign(key) {
  const mark = document.createElement("kbd");
  mark.className = "key";
  mark.setAttribute("aria-hidden", "true");
  mark.textContent = key;
  return mark;
}

/** Writes each key beside what it does. */
export function showKeys(root) {
  for (const element of root.querySelectorAll("[data-key]")) {
    const part = partOf(element);
    if (!part || element.querySelector(".key")) continue;
    part.setAttribute("aria-keyshortcuts", element.dataset.key.replace("Ctrl", "Control"));
    (part.matches("textarea, input") ? element.querySelector("label") : part).append(" ", sign(element.dataset.key));
  }
  root.querySelectorAll("[data-alt]").forEach((button) => button.append(" ", sign(`Alt ${button.dataset.alt}`)));
  root.querySelectorAll("[data-act=grade] .choices .pill label").forEach((label, place) => label.append(" ", sign(place + 1)));
}

/** Does what a key stands for: opens what is folded, goes into a box, presses a button. */
export function press(key) {
  const element = [...document.querySelectorAll(IN_REACH)].find(({ dataset }) => dataset.key === key);
  const part = element && partOf(element);
  if (!part || part.disabled) return false;
  if (element.matches("details")) {
    element.open = !element.open || part !== document.activeElement;
    (element.querySelector("textarea, button, a[href]") ?? part).focus();
    element.scrollIntoView({ block: "nearest" });
  } else if (part.matches("textarea, input")) {
    part.focus();
  } else {
    part.click();
  }
  return true;
}

/** A digit goes into the score, or picks the grade in that place; the key itself then types. */
export function digit(number) {
  const form = document.querySelector("main [data-act=grade]");
  const score = form?.elements.namedItem("score");
  if (score?.select) {
    score.focus();
    score.select();
    return false;
  }
  const choice = form?.querySelectorAll(".choices input[type=radio]")[number - 1];
  choice?.click();
  choice?.focus();
  return Boolean(choice);
}
