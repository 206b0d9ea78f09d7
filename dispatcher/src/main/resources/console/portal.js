// Opens a portal link. Its text is in the fragment of the address, which browsers send to no server.
// It is taken out of the address, so that it stays in no history, and sent once, in a form's body.
(() => {
  "use strict";

  function open() {
    const text = location.hash.slice(1);
    history.replaceState(null, "", location.pathname);
    const form = document.getElementById("open");
    const sends = text.startsWith("hlp_");
    document.getElementById("opening").hidden = !sends;
    document.getElementById("missing").hidden = sends;
    if (sends) {
      form.elements.namedItem("link").value = text;
      form.submit();
    }
  }

  // A link that is pasted over this address does not load the page again.
  addEventListener("hashchange", () => location.hash.length > 1 && open());
  open();
})();
