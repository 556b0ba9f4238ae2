import init from "../wasm/panel.js";

// The page agent hands its port over on this frame's load, which may be before Rust is up: keep what comes until then.
// A page may send rubbish too, so only a few are kept; Rust sorts them.
const early = [];
let hear = (event) => early.length < 16 && early.push(event);
addEventListener("message", (event) => hear(event));
globalThis.batonListen = (listener) => {
  hear = listener;
  early.splice(0).forEach(listener);
};

const ext = (globalThis.ext = globalThis.browser ?? globalThis.chrome);
document.documentElement.lang = ext.i18n.getMessage("language");
document.documentElement.dir = ext.i18n.getMessage("@@bidi_dir") || "ltr";
init({ module_or_path: "/wasm/panel_bg.wasm" });
