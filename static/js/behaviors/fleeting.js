/** Takes an element away once its seconds are over, unless somebody is just about to press something in it. */
export default function fleeting(element) {
  const go = () => (element.contains(document.activeElement) ? setTimeout(go, 1000) : element.remove());
  setTimeout(go, Number(element.dataset.seconds) * 1000);
}
