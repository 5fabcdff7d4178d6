/** Does something when it has been quiet for a while, and in any case after so long; `soon` asks for it, `stop` calls it off. */
export function pace(act, longest) {
  let timer = null;
  let since = 0;
  const stop = () => { clearTimeout(timer); since = 0; };
  const soon = (wait, most = longest) => {
    const now = Date.now();
    since ||= now;
    clearTimeout(timer);
    timer = setTimeout(() => { stop(); act(); }, Math.max(0, Math.min(wait, since + most - now)));
  };
  return { soon, stop };
}
