// Starts the components of GOV.UK Frontend. Every page works without them.
import { initAll } from "../govuk-frontend.min.js";

initAll();

// No radio button may carry aria-expanded; what one reveals stands right after it, so nothing is lost.
function plainRadios() {
  document.querySelectorAll("input[type=radio][aria-expanded]").forEach((radio) => radio.removeAttribute("aria-expanded"));
}

plainRadios();
document.addEventListener("click", plainRadios);
window.addEventListener("pageshow", plainRadios);

// A form whose work takes longer than a second says what goes on, until the next page is there.
const A_SECOND_MS = 1000;

document.addEventListener("submit", ({ target: form }) => {
  if (!form.dataset.waits) return;
  const line = document.createElement("p");
  line.className = "govuk-body eet-quiet eet-waits";
  line.setAttribute("role", "status");
  (form.closest(".govuk-button-group") ?? form).after(line);
  setTimeout(() => (line.textContent = form.dataset.waits), A_SECOND_MS);
});
window.addEventListener("pageshow", () => document.querySelectorAll(".eet-waits").forEach((line) => line.remove()));
