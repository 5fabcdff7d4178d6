/** The name of the grade that a score earns on a ladder of [name, least] pairs; empty for what is no score. */
export function gradeFor(text, ladder) {
  if (!/^\d{1,3}$/.test(text.trim()) || Number(text) > 100) return "";
  const reached = ladder.filter(([, least]) => Number(text) >= least).sort((one, other) => other[1] - one[1]);
  return reached.length ? reached[0][0] : "";
}

/** Says the grade beside the score while it is typed; Ctrl or ⌘ with Enter sends what the form's first button sends. */
export default function queue(element) {
  const form = element.querySelector("form");
  const score = form.elements.namedItem("score");
  const output = element.querySelector("[data-grade]");
  if (score && output) {
    const ladder = JSON.parse(element.dataset.ladder);
    const say = () => (output.value = gradeFor(score.value, ladder));
    score.addEventListener("input", say);
    say();
  }
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit(form.querySelector("[type=submit]"));
  });
}
