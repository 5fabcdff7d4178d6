const lengthOf = (text) => [...text.replace(/\r\n?/g, "\n")].length;

function wordsFor(count, { most, least, written, short, over }) {
  if (most && count > Number(most)) return [over, count - Number(most), "over"];
  if (least && count < Number(least)) return [short, Number(least) - count, "short"];
  return [written, 0, "fits"];
}

/** Says under a textarea how much is written, and how much is missing or too much. */
export default function counter(textarea) {
  const output = document.getElementById(`${textarea.id}-counter`);
  if (!output) return;
  const show = () => {
    const count = lengthOf(textarea.value);
    const [words, difference, state] = wordsFor(count, output.dataset);
    output.textContent = words.replace("{n}", count).replace("{m}", difference);
    output.dataset.state = state;
  };
  textarea.addEventListener("input", show);
  if (textarea.value) show();
}
