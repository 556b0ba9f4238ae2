//! Firefox's toolbar: the extension's button, and the popup it opens, which is no window of WebDriver's. Both are reached from the
//! browser's own window; a click in the popup goes through the same code as WebDriver's clicks in pages.

use http::Method;
use serde_json::{Value, json};
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::{RequestData, SessionId};

use super::Session;
use crate::error::{Error, Result};

/// The button's own action, as its shortcut runs it, and the popup in place.
const PRESS: &str = "const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs'); \
    const { extension } = WebExtensionPolicy.getByID(arguments[0]); \
    await ExtensionParent.apiManager.global.browserActionFor(extension).triggerAction(window); return true";
const POPUP: &str = "const popup = document.querySelector('browser.webextension-popup-browser'); \
    const actor = popup.browsingContext.currentWindowGlobal.getActor('MarionetteCommands'); ";
const CLICK: &str = "const element = await actor.findElement('css selector', arguments[0], {}); \
    await actor.clickElement(element, { toJSON: () => ({ 'moz:webdriverClick': true }) }); return true";
const SCRIPT: &str = "return await actor.executeScript(arguments[0], [], {})";

/// Whether scripts run in the page (`content`) or in the browser's own window (`chrome`).
#[derive(Debug)]
struct Context(&'static str);

impl FormatRequestData for Context {
    fn format_request(&self, session: &SessionId) -> RequestData {
        RequestData::new(Method::POST, format!("session/{session}/moz/context")).add_body(json!({ "context": self.0 }))
    }
}

impl Session {
    /// Presses the extension's button in Firefox's toolbar while the current tab is in view.
    ///
    /// # Errors
    /// In Chromium, and when Firefox refuses.
    pub async fn press_toolbar_button(&self) -> Result<()> {
        self.in_browser_window(PRESS, json!(self.extension_id())).await?;
        Ok(())
    }

    /// Clicks what matches in the popup that the button opened.
    ///
    /// # Errors
    /// When no popup is open or nothing matches.
    pub async fn click_in_popup(&self, css: &str) -> Result<()> {
        self.in_browser_window(&format!("{POPUP}{CLICK}"), json!(css)).await?;
        Ok(())
    }

    /// What a script (with `return`) gives in the popup.
    ///
    /// # Errors
    /// When no popup is open or the script throws.
    pub async fn script_in_popup(&self, script: &str) -> Result<Value> {
        self.in_browser_window(&format!("{POPUP}{SCRIPT}"), json!(script)).await
    }

    async fn in_browser_window(&self, script: &str, argument: Value) -> Result<Value> {
        let handle = self.driver.handle();
        let body = format!(
            "const done = arguments[arguments.length - 1]; (async function () {{ {script} }}).apply(null, arguments)\
             .then((value) => done(['ok', value]), (why) => done(['failed', String(why)]))"
        );
        handle.cmd(Context("chrome")).await?;
        let answer = self.driver.execute_async(body, vec![argument]).await;
        handle.cmd(Context("content")).await?;
        let (how, value): (String, Value) = answer?.convert()?;
        if how == "ok" { Ok(value) } else { Err(Error::Command { command: script.to_owned(), why: value.to_string() }) }
    }
}
