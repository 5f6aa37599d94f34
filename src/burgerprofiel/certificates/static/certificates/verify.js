// Drop a PDF instead of choosing it; a chosen one is sent at once, unless it is too long. The page works without this.
for (const form of document.querySelectorAll("[data-show-file]")) {
  const input = form.querySelector("input[type=file]");
  const tooLong = form.querySelector(".too-long");
  form.classList.add("easy");
  const send = () => {
    const file = input.files[0];
    if (!file) return;
    tooLong.hidden = file.size <= Number(form.dataset.most);
    if (tooLong.hidden) {
      form.classList.add("sending");
      form.requestSubmit();
    }
    else input.value = "";
  };
  input.addEventListener("change", send);
  for (const name of ["dragenter", "dragover"])
    form.addEventListener(name, (event) => {
      event.preventDefault();
      form.classList.add("over");
    });
  for (const name of ["dragleave", "drop"]) form.addEventListener(name, () => form.classList.remove("over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    send();
  });
}
