//! Chromium driven through its own pipe, for the one thing that chromedriver cannot do: press the extension's button in the
//! toolbar, which is what grants it the tab in view. Everything else is [`Session`](super::Session)'s, in the same profile.

use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Write};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};

use serde_json::{Value, json};

use super::capabilities::{self, Setting};
use super::identity::Identity;
use super::{Browser, Options};
use crate::error::{Error, Result, Tried};
use crate::locate;
use crate::server::Server;
use crate::wait::SOON;

/// A running Chromium; it ends when this is dropped.
pub struct Piped {
    child: Child,
    orders: File,
    answers: Receiver<Value>,
    last: u64,
    extension: String,
}

/// A page in it that takes orders.
pub struct Page {
    session: String,
}

impl Piped {
    /// Starts Chromium with the built extension, in the profile of `options`.
    ///
    /// # Errors
    /// When Chromium or the extension is missing, or it does not start.
    pub fn open(server: &Server, options: &Options) -> Result<Self> {
        let profile = options.profile.as_deref().ok_or(Error::Missing { what: "a profile to keep" })?;
        let folder = locate::extension_dir(Browser::Chrome.name());
        let extension = Identity::of(Browser::Chrome, &folder)?.id;
        let setting = Setting {
            browser: Browser::Chrome,
            options,
            port: Some(server.port()),
            extension: Some((folder.as_path(), &extension)),
        };
        let binary = locate::chromium().ok_or(Error::Missing { what: "Chromium" })?;
        let pipes = ["orders", "answers"].map(|name| profile.join(name));
        for pipe in &pipes {
            run(Command::new("mkfifo").arg(pipe))?;
        }
        // the shell gives it the two numbers that Chromium listens and speaks on
        let mut shell = Command::new("sh");
        shell.args(["-c", "exec \"$@\" 3<\"$ORDERS\" 4>\"$ANSWERS\"", "sh"]).arg(binary);
        shell.env("ORDERS", &pipes[0]).env("ANSWERS", &pipes[1]).env("TZ", &options.timezone);
        shell.args(capabilities::chrome_args(&setting)).args(["--ignore-certificate-errors", "--remote-debugging-pipe"]);
        shell.args(["--enable-unsafe-extension-debugging", "about:blank"]);
        let quiet = shell.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let child = quiet.process_group(0).spawn().tried("start Chromium")?;
        let orders = OpenOptions::new().write(true).open(&pipes[0]).tried("open the pipe to Chromium")?;
        let answers = listen(&pipes[1])?;
        Ok(Self { child, orders, answers, last: 0, extension })
    }

    /// The address of a page of the extension.
    pub fn extension_url(&self, page: &str) -> String {
        format!("chrome-extension://{}/{page}", self.extension)
    }

    /// Opens an address in a new tab, which is then in view.
    ///
    /// # Errors
    /// When Chromium refuses.
    pub fn page(&mut self, url: &str) -> Result<Page> {
        let made = self.order(None, "Target.createTarget", &json!({ "url": url }))?;
        let page = self.attach(made["targetId"].as_str().unwrap_or_default())?;
        let start = std::time::Instant::now();
        // a new tab begins as an empty page, whose scripts end when the real one comes
        let there = "location.href !== 'about:blank' && document.readyState === 'complete'";
        loop {
            match self.eval(&page, there) {
                Ok(Value::Bool(true)) => return Ok(page),
                _ if start.elapsed() < SOON => std::thread::yield_now(),
                other => return Err(refused(url, &json!(format!("{other:?}")))),
            }
        }
    }

    /// Presses the extension's button in the toolbar while `page` is in view, and gives the popup that opens.
    ///
    /// # Errors
    /// When no popup opens in time.
    pub fn press_button(&mut self, page: &Page) -> Result<Page> {
        let asked = self.eval(page, "location.href")?;
        let tab = self.target("tab", |url| asked == url)?;
        let action = json!({ "id": self.extension, "targetId": tab });
        self.order(None, "Extensions.triggerAction", &action)?;
        let popup = self.target("page", |url| url.ends_with("/popup.html"))?;
        self.attach(&popup)
    }

    /// What an expression, or the promise it gives, comes to in a page.
    ///
    /// # Errors
    /// When it throws.
    pub fn eval(&mut self, page: &Page, expression: &str) -> Result<Value> {
        let asked = json!({ "expression": expression, "awaitPromise": true, "returnByValue": true });
        let answer = self.order(Some(page), "Runtime.evaluate", &asked)?;
        match answer.get("exceptionDetails") {
            Some(why) => Err(refused(expression, why)),
            None => Ok(answer["result"]["value"].clone()),
        }
    }

    /// Clicks the middle of what matches in a page, as a mouse does.
    ///
    /// # Errors
    /// When nothing matches.
    pub fn click(&mut self, page: &Page, css: &str) -> Result<()> {
        let middle = "(() => { const b = document.querySelector(CSS).getBoundingClientRect(); \
                      return { x: b.x + b.width / 2, y: b.y + b.height / 2 } })()";
        let at = self.eval(page, &middle.replace("CSS", &json!(css).to_string()))?;
        for kind in ["mousePressed", "mouseReleased"] {
            let event = json!({ "type": kind, "x": at["x"], "y": at["y"], "button": "left", "clickCount": 1 });
            self.order(Some(page), "Input.dispatchMouseEvent", &event)?;
        }
        Ok(())
    }

    /// Closes Chromium the way a person does, so that everything is written.
    ///
    /// # Errors
    /// When it does not answer.
    pub fn close(mut self) -> Result<()> {
        self.order(None, "Browser.close", &json!({}))?;
        self.child.wait().tried("wait for Chromium to end")?;
        Ok(())
    }

    /// The first target of a type whose address fits, waited for.
    fn target(&mut self, kind: &str, fits: impl Fn(&str) -> bool) -> Result<String> {
        let start = std::time::Instant::now();
        loop {
            let all = self.order(None, "Target.getTargets", &json!({ "filter": [{}] }))?;
            let all = all["targetInfos"].as_array().cloned().unwrap_or_default();
            let found = all.iter().find(|t| t["type"] == kind && t["url"].as_str().is_some_and(&fits));
            match found.and_then(|t| t["targetId"].as_str()) {
                Some(id) => return Ok(id.to_owned()),
                None if start.elapsed() < SOON => std::thread::yield_now(),
                None => return Err(refused(kind, &Value::from(all))),
            }
        }
    }

    fn attach(&mut self, target: &str) -> Result<Page> {
        let attached = self.order(None, "Target.attachToTarget", &json!({ "targetId": target, "flatten": true }))?;
        let session = attached["sessionId"].as_str().unwrap_or_default().to_owned();
        Ok(Page { session })
    }

    /// Gives an order and waits for its answer; what Chromium tells meanwhile is not listened to.
    fn order(&mut self, page: Option<&Page>, method: &str, params: &Value) -> Result<Value> {
        self.last += 1;
        let mut order = json!({ "id": self.last, "method": method, "params": params });
        if let Some(page) = page {
            order["sessionId"] = json!(page.session);
        }
        self.orders.write_all(format!("{order}\0").as_bytes()).tried(format!("give Chromium the order {method}"))?;
        loop {
            let heard = self.answers.recv_timeout(SOON).map_err(|why| refused(method, &json!(why.to_string())))?;
            if heard["id"] == self.last {
                return if heard["error"].is_null() {
                    Ok(heard["result"].clone())
                } else {
                    Err(refused(method, &heard["error"]))
                };
            }
        }
    }
}

impl Drop for Piped {
    fn drop(&mut self) {
        let group = format!("-{}", self.child.id());
        let _status = Command::new("kill").args(["-KILL", "--", &group]).stderr(Stdio::null()).status();
        let _status = self.child.wait();
    }
}

/// Reads what Chromium says, in a thread of its own: only so can an answer be waited for with a limit.
fn listen(pipe: &Path) -> Result<Receiver<Value>> {
    let mut from = BufReader::new(File::open(pipe).tried("open the pipe from Chromium")?);
    let (heard, answers) = channel();
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        while from.read_until(0, &mut bytes).is_ok_and(|n| n > 0) {
            let said = serde_json::from_slice(bytes.strip_suffix(b"\0").unwrap_or(&bytes));
            if said.is_ok_and(|said| heard.send(said).is_err()) {
                break;
            }
            bytes.clear();
        }
    });
    Ok(answers)
}

fn run(command: &mut Command) -> Result<()> {
    let status = command.status().tried(format!("run {command:?}"))?;
    if status.success() { Ok(()) } else { Err(refused(&format!("{command:?}"), &json!(status.to_string()))) }
}

fn refused(command: &str, why: &Value) -> Error {
    Error::Command { command: command.to_owned(), why: why.to_string() }
}
