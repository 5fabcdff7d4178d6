/** Takes the reader to the element at once: a list of what is wrong comes before the form. */
export default function focus(element) {
  element.focus();
}
