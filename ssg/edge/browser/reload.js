// Keeps an open page the same as the built site: `ssg serve` puts this script into each page it sends.
//
// The server names the build it has now, at once and after every further build. A page that shows another
// build loads again. A hidden page lets go of its connection, because a browser allows six to a server, and
// catches up when it is looked at.
(() => {
  const shown = document.currentScript.dataset.version;
  const showsLastGood = new URLSearchParams(location.search).get("__ssg") === "last";
  let source = null;

  const onReload = (event) => {
    if (showsLastGood) location.replace(location.pathname + location.hash);
    else if (event.data !== shown) location.reload();
  };
  const onError = (event) => {
    if (!showsLastGood && event.data !== shown) location.reload();
  };
  const connect = () => {
    if (source) source.close();
    source = null;
    if (document.hidden) return;
    source = new EventSource("/__ssg/events");
    source.addEventListener("reload", onReload);
    source.addEventListener("fault", onError);
  };

  document.addEventListener("visibilitychange", connect);
  addEventListener("pagehide", () => source && source.close());
  addEventListener("pageshow", (event) => event.persisted && connect());
  connect();
})();
