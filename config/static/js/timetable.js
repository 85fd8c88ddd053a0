// While a job is at work the timetable renews itself, unless the reader is on a button of it.
const EVERY_MS = 5000;

async function renew() {
  const shown = document.getElementById("timetable");
  if (!("busy" in shown.dataset)) return;
  if (!document.hidden && !shown.contains(document.activeElement)) {
    const answer = await fetch(window.location.href);
    if (!answer.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    shown.replaceWith(page.getElementById("timetable"));
  }
  setTimeout(renew, EVERY_MS);
}

setTimeout(renew, EVERY_MS);
