const PATIENCE = 10000;

/** Takes a submit button out of play while its form travels, and gives it back on return or after ten seconds. */
export default function once(button) {
  const release = () => { button.disabled = false; };
  button.form?.addEventListener("submit", (event) => {
    setTimeout(() => {
      if (event.defaultPrevented || button.form.target === "_blank") return;
      button.disabled = true;
      setTimeout(release, PATIENCE);
    });
  });
  window.addEventListener("pageshow", release);
}
