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
