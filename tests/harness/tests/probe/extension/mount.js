const host = document.createElement("div");
const root = host.attachShadow({ mode: "closed" });
const frame = document.createElement("iframe");
frame.src = chrome.runtime.getURL("panel.html");
frame.style.cssText = "position: fixed; right: 10px; top: 10px; width: 300px; height: 200px";
root.append(frame);
document.documentElement.append(host);
