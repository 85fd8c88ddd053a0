// The preview of what an employer will read follows each tick. Without scripts a button shows it again.
const rows = document.querySelectorAll("[data-preview] [data-code]");
for (const hidden of document.querySelectorAll("[data-without-scripts]")) hidden.hidden = true;
for (const box of document.querySelectorAll("input[name=disclosed]")) {
  box.addEventListener("change", () => {
    for (const row of rows) if (row.dataset.code === box.value) row.hidden = !box.checked;
  });
}
