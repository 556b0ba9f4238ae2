const said = document.getElementById("said");
document.getElementById("go").addEventListener("click", async (click) => {
  const granted = chrome.permissions ? await chrome.permissions.request({ origins: ["https://unrelated.example.test/*"] }).catch(String) : "no api";
  said.textContent = `clicked, trusted: ${click.isTrusted}, granted: ${granted}`;
});
document.getElementById("text").addEventListener("input", (typed) => (said.textContent = `typed ${typed.target.value}`));
