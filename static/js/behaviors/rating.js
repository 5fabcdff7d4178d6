import { digit, isTyping, press, showKeys } from "../desk/keys.js";

/** The post of a thread that is to be rated next, by keys: a digit picks the grade, Enter saves and goes on, C leads to a word. */
export default function rating(element) {
  if (matchMedia("(hover: hover) and (pointer: fine)").matches) showKeys(element);
  addEventListener("keydown", (event) => {
    const { key, target } = event;
    const isOther = event.isComposing || event.ctrlKey || event.metaKey || event.altKey || isTyping(target);
    if (isOther || !element.isConnected || !element.open) return;
    if (/^[1-9]$/.test(key) ? digit(Number(key)) : /^c$/i.test(key) && press("C")) event.preventDefault();
  });
}
