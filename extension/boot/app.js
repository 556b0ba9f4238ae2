import init from "../wasm/app.js";

const ext = (globalThis.ext = globalThis.browser ?? globalThis.chrome);
document.documentElement.lang = ext.i18n.getMessage("language");
document.documentElement.dir = ext.i18n.getMessage("@@bidi_dir") || "ltr";
init({ module_or_path: "/wasm/app_bg.wasm" });
