// Starts the components of GOV.UK Frontend. Every page works without them.
import { initAll } from "../govuk-frontend.min.js";

initAll();
