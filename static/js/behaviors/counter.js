const lengthOf = (text) => [...text.replace(/\r\n?/g, "\n")].length;
const lettersOf = (text) => [...text.replace(/\s+/g, "")].length;

function wordsFor(count, letters, { most, least, written, short, over }) {
  if (most && count > Number(most)) return [over, count - Number(most), "over"];
  if (least && letters < Number(least)) return [short, Number(least) - letters, "short"];
  return [written, 0, "fits"];
}

/** Says under a textarea how much is written, and how much is missing (blanks do not count) or too much. */
export default function counter(textarea) {
  const output = document.getElementById(`${textarea.id}-counter`);
  if (!output) return;
  const show = () => {
    const count = lengthOf(textarea.value);
    const letters = lettersOf(textarea.value);
    const [words, difference, state] = wordsFor(count, letters, output.dataset);
    output.textContent = words.replace("{n}", output.dataset.least ? letters : count).replace("{m}", difference);
    output.dataset.state = state;
  };
  textarea.addEventListener("input", show);
  if (textarea.value) show();
}
