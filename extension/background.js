// The browser wants its events heard in the first turn of this file; Rust is loaded when the first one comes.
import init from "./wasm/background.js";

const ext = (globalThis.ext = globalThis.browser ?? globalThis.chrome);
let rust;
const awake = () => (rust ??= init({ module_or_path: ext.runtime.getURL("wasm/background_bg.wasm") }));

ext.runtime.onMessage.addListener((message, sender, reply) => {
  awake()
    .then(() => globalThis.batonAnswer(message, sender))
    .then(reply, (error) => reply({ refused: String(error) }));
  return true;
});

const tick = () => void awake().then(() => globalThis.batonTick());
ext.alarms.onAlarm.addListener(tick);
ext.runtime.onStartup.addListener(tick);

ext.runtime.onInstalled.addListener(() => {
  awake().then(() => globalThis.batonInstalled());
});
