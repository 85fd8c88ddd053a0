// Single keys of the panel room. Choosing never moves the focus; what was chosen is said aloud for those who listen.
const room = document.getElementById("room");
const form = document.getElementById("decide");
const heading = document.getElementById("case-heading");
const said = document.getElementById("said");

if (room && new URLSearchParams(location.search).has("recorded")) heading.focus({ preventScroll: true });

if (form) {
  const why = form.elements.why;
  const other = form.elements.other_theme;
  let untouched = !why.value;

  const offerWhy = () => {
    const chosen = form.querySelector("input[name=decision]:checked");
    if (chosen && untouched) why.value = chosen.dataset.why;
  };

  why.addEventListener("input", () => { untouched = !why.value; });
  other.addEventListener("change", () => {
    if (!other.value) return;
    form.querySelectorAll("input[name=theme]").forEach((radio) => { radio.checked = false; });
  });
  form.addEventListener("change", (event) => {
    if (event.target.name === "theme") other.value = "";
    if (event.target.name === "decision") offerWhy();
  });
  offerWhy();

  const choose = (radio) => {
    radio.checked = true;
    radio.dispatchEvent(new Event("change", { bubbles: true }));
    const words = radio.closest("label").querySelector("span").textContent.trim();
    const next = nextField() ? " Press N for the field it needs." : "";
    said.textContent = `${radio.name === "theme" ? "Main reason" : "Decision"}: ${words}.${next}`;
  };

  const isShown = (field) => field.offsetParent !== null;
  const nextField = () => {
    const fields = [...form.querySelectorAll(".eet-room__field input, .eet-room__field select")];
    const shown = fields.filter(isShown);
    return shown.find((field) => !field.value) || shown[0] || (why.value ? null : why);
  };

  const typing = (element) =>
    element.matches("textarea, select") || (element.matches("input") && !["radio", "checkbox"].includes(element.type));

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (event.key === "Escape" && typing(event.target)) {
      heading.focus({ preventScroll: true });
      return;
    }
    if (room.dataset.keys !== "on" || typing(event.target)) return;
    if (event.key === "Enter") {
      if (event.target.closest("a, button, summary")) return;
      event.preventDefault();
      form.requestSubmit();
      return;
    }
    const key = event.key.toUpperCase();
    const radio = form.querySelector(`input[data-key="${CSS.escape(key)}"]`);
    if (radio) {
      choose(radio);
    } else if (key === "M") {
      other.focus();
    } else if (key === "N" && nextField()) {
      nextField().focus();
    } else {
      return;
    }
    event.preventDefault();
  });

  room.dataset.listens = "yes";
}
