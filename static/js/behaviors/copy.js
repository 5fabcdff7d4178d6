/** A text that is there to be copied gets a button that does it; without script one marks it and copies by hand. */
export default function copy(text) {
  if (!navigator.clipboard) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button--plain";
  button.textContent = text.dataset.copy;
  text.after(button);
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text.value);
      button.textContent = text.dataset.copied;
    } catch {
      text.focus();
      text.select();
    }
  });
}
