//! How each browser is started so that every host name leads to the demo server.

use serde_json::{Map, Value, json};
use thirtyfour::Capabilities;

use super::identity::FIREFOX_UUID;
use super::{Browser, Options};
use crate::error::{Error, Result};
use crate::locate;

/// What is loaded and where pages come from.
pub(super) struct Setting<'a> {
    pub(super) browser: Browser,
    pub(super) options: &'a Options,
    /// Port of the demo server; every host name is resolved to it. None leaves names and ports alone.
    pub(super) port: Option<u16>,
    /// Folder and id of the extension.
    pub(super) extension: Option<(&'a std::path::Path, &'a str)>,
}

pub(super) fn of(setting: &Setting<'_>) -> Result<Capabilities> {
    let mut all = Capabilities::new();
    all.set("acceptInsecureCerts", true)?;
    // a page that asks "leave without saving?" must not be answered by the driver behind a test's back
    all.set("unhandledPromptBehavior", "ignore")?;
    match setting.browser {
        Browser::Chrome => {
            all.set("browserName", "chrome")?;
            all.set("goog:loggingPrefs", json!({"browser": "ALL"}))?;
            all.set("goog:chromeOptions", chrome(setting)?)?;
        }
        Browser::Firefox => {
            all.set("browserName", "firefox")?;
            all.set("moz:firefoxOptions", firefox(setting)?)?;
        }
    }
    Ok(all)
}

fn chrome(setting: &Setting<'_>) -> Result<Value> {
    let binary = locate::chromium().ok_or(Error::Missing { what: "Chromium" })?;
    let mut chrome = json!({"binary": binary, "args": chrome_args(setting)});
    if setting.options.for_a_person {
        chrome["excludeSwitches"] = json!(["enable-automation"]);
    }
    Ok(chrome)
}

/// Chromium's command line.
pub(super) fn chrome_args(setting: &Setting<'_>) -> Vec<String> {
    let options = setting.options;
    let mut args: Vec<String> = [
        "--no-first-run",
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-gpu",
        // containers have a tiny /dev/shm
        "--disable-dev-shm-usage",
        "--password-store=basic",
        // into the log of the driver: the only place where Chromium says why it refuses an extension
        "--enable-logging=stderr",
    ]
    .map(str::to_owned)
    .to_vec();
    if locate::running_as_root() {
        // Chromium refuses to start as root with its sandbox on
        args.push("--no-sandbox".to_owned());
    }
    if options.headless {
        args.push("--headless=new".to_owned());
    }
    if let Some(port) = setting.port {
        args.push(format!("--host-resolver-rules=MAP * 127.0.0.1:{port}"));
    }
    if let Some((folder, _)) = setting.extension {
        args.push(format!("--load-extension={}", folder.display()));
        args.push("--disable-features=DisableLoadExtensionCommandLineSwitch".to_owned());
    }
    if let Some(profile) = &options.profile {
        args.push(format!("--user-data-dir={}", profile.display()));
    }
    if options.dark {
        args.push("--force-dark-mode".to_owned());
    }
    if options.reduced_motion {
        args.push("--force-prefers-reduced-motion".to_owned());
    }
    if options.forced_colors {
        args.push("--force-high-contrast".to_owned());
    }
    if let Some(language) = &options.language {
        args.push(format!("--lang={language}"));
        args.push(format!("--accept-lang={language}"));
    }
    args.extend(options.chrome_args.iter().cloned());
    args
}

fn firefox(setting: &Setting<'_>) -> Result<Value> {
    let options = setting.options;
    let binary = locate::firefox().ok_or(Error::Missing { what: "Firefox" })?;
    let mut prefs = Map::new();
    let mut set = |name: &str, value: Value| {
        prefs.insert(name.to_owned(), value);
    };
    if let Some(port) = setting.port {
        set("network.dns.forceResolve", json!("127.0.0.1"));
        set("network.socket.forcePort", json!(format!("443={port}")));
    }
    if let Some((_, id)) = setting.extension {
        let mut pinned = Map::new();
        pinned.insert(id.to_owned(), json!(FIREFOX_UUID));
        set("extensions.webextensions.uuids", json!(Value::Object(pinned).to_string()));
    }
    // `permissions.request` after a real click is granted without the native prompt, which no driver can press
    set("extensions.webextOptionalPermissionPrompts", json!(false));
    set("extensions.install_origins.enabled", json!(false));
    // consoles go to the driver's log, where a failing test finds them
    set("devtools.console.stdout.content", json!(true));
    set("datareporting.policy.dataSubmissionEnabled", json!(false));
    set("browser.shell.checkDefaultBrowser", json!(false));
    set("layout.css.prefers-color-scheme.content-override", json!(if options.dark { 0 } else { 1 }));
    set("ui.systemUsesDarkTheme", json!(i32::from(options.dark)));
    set("ui.prefersReducedMotion", json!(i32::from(options.reduced_motion)));
    if options.forced_colors {
        set("ui.useAccessibilityTheme", json!(1));
        set("browser.display.document_color_use", json!(2));
    }
    if let Some(language) = &options.language {
        set("intl.accept_languages", json!(language));
        set("intl.locale.requested", json!(language));
    }
    for (name, value) in &options.firefox_prefs {
        set(name, value.clone());
    }
    let mut args: Vec<String> = options.headless.then(|| "-headless".to_owned()).into_iter().collect();
    if let Some(profile) = &options.profile {
        args.extend(["-profile".to_owned(), profile.display().to_string()]);
        // only a signed extension may be installed for good, unless this says otherwise; the ESR listens to it
        set("xpinstall.signatures.required", json!(false));
    }
    Ok(json!({"binary": binary, "args": args, "prefs": prefs}))
}
