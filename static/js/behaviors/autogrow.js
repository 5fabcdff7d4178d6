/** Lets a textarea grow with what is written, up to most of the window. */
export default function autogrow(textarea) {
  const least = textarea.offsetHeight;
  const grow = () => {
    const top = window.scrollY;
    textarea.style.height = "auto";
    const wanted = textarea.scrollHeight + textarea.offsetHeight - textarea.clientHeight;
    const most = Math.max(least, window.innerHeight * 0.8);
    textarea.style.height = `${Math.min(Math.max(wanted, least), most)}px`;
    if (window.scrollY !== top) window.scrollTo(window.scrollX, top);
  };
  textarea.addEventListener("input", grow);
  if (textarea.value) grow();
}
