/** Lets a message be put away by its `data-dismiss` button, which shows itself only where this works. */
export default function dismiss(message) {
  const button = message.querySelector("[data-dismiss]");
  if (!button) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    message.remove();
    document.getElementById("main")?.focus({ preventScroll: true });
  });
}
