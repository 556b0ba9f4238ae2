//! One browser with the extension in it.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use serde_json::{Value, json};
use thirtyfour::extensions::addons::firefox::FirefoxTools;
use thirtyfour::{By, TypingData, WebDriver, WebElement};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::capabilities::{self, Setting};
use super::driver::Driver;
use super::identity::Identity;
use super::{Browser, Options, package};
use crate::error::{Error, Result, Tried};
use crate::locate;
use crate::server::Server;
use crate::wait::{SOON, wait_until, while_redrawn};

/// For a page to load on a busy machine.
const PAGE_LOAD: Duration = Duration::from_secs(60);
/// The same for a page of the extension before it is asked for again: they come from the disk and load nothing.
const OWN_PAGE_LOAD: Duration = Duration::from_secs(10);

/// One line that a page or the extension wrote to the console.
#[derive(Debug, Clone)]
pub struct LogLine {
    /// `SEVERE`, `WARNING`, `INFO`, …; always `UNKNOWN` in Firefox, whose log has no levels.
    pub level: String,
    /// The message with where it came from.
    pub message: String,
}

/// An open browser. It is closed when this is dropped.
pub struct Session {
    /// The WebDriver client, for everything that has no helper here.
    pub driver: WebDriver,
    browser: Browser,
    identity: Option<Identity>,
    process: Driver,
    /// Keeps the number of browsers bounded: two cores start to lose real time with more.
    _turn: OwnedSemaphorePermit,
}

fn turns() -> Arc<Semaphore> {
    static TURNS: OnceLock<Arc<Semaphore>> = OnceLock::new();
    let wanted = || std::env::var("BATON_SESSIONS").ok().and_then(|text| text.parse().ok()).filter(|n| *n > 0);
    Arc::clone(TURNS.get_or_init(|| Arc::new(Semaphore::new(wanted().unwrap_or(2)))))
}

impl Session {
    /// Opens a browser in which every host name leads to `server`.
    ///
    /// # Errors
    /// When the browser, its driver or the built extension is missing, or the browser does not start in two attempts.
    pub async fn open(browser: Browser, server: &Server, options: Options) -> Result<Self> {
        Self::with_port(browser, Some(server.port()), options).await
    }

    /// Opens a browser that resolves names as usual: for real applications that run beside the tests.
    ///
    /// # Errors
    /// As [`Session::open`].
    pub async fn open_plain(browser: Browser, options: Options) -> Result<Self> {
        Self::with_port(browser, None, options).await
    }

    async fn with_port(browser: Browser, port: Option<u16>, options: Options) -> Result<Self> {
        let turn = turns().acquire_owned().await.map_err(|_closed| Error::Missing { what: "a turn to start a browser" })?;
        let folder = options.extension.clone().unwrap_or_else(|| locate::extension_dir(browser.name()));
        let identity = if options.bare { None } else { Some(Identity::of(browser, &folder)?) };
        let setting = Setting {
            browser,
            options: &options,
            port,
            extension: identity.as_ref().map(|identity| (folder.as_path(), identity.id.as_str())),
        };
        // a second try for the rare browser that dies while it starts on a busy machine; a real fault fails twice
        let (driver, process) = match start(&setting).await {
            Ok(started) => started,
            Err(Error::Missing { what }) => return Err(Error::Missing { what }),
            Err(_first) => start(&setting).await?,
        };
        let session = Self { driver, browser, identity, process, _turn: turn };
        session.prepare(&options, &folder).await?;
        Ok(session)
    }

    async fn prepare(&self, options: &Options, folder: &Path) -> Result<()> {
        self.driver.set_script_timeout(Duration::from_secs(30)).await?;
        self.driver.set_page_load_timeout(PAGE_LOAD).await?;
        self.driver.set_window_rect(0, 0, options.window.0, options.window.1).await?;
        if self.identity.is_none() {
            return Ok(());
        }
        if self.browser == Browser::Firefox {
            self.install(options, folder).await?;
        }
        self.is_really_there(folder).await?;
        self.driver.goto("about:blank").await?;
        Ok(())
    }

    /// For one run from the folder; for good, in a profile that is kept, from a package, and once only.
    async fn install(&self, options: &Options, folder: &Path) -> Result<()> {
        let tools = FirefoxTools::new(self.driver.handle().clone());
        let Some(profile) = &options.profile else {
            let folder = folder.canonicalize().tried(format!("resolve {}", folder.display()))?;
            tools.install_addon(&folder.to_string_lossy(), Some(true)).await?;
            return Ok(());
        };
        if profile.join("extensions").join(format!("{}.xpi", self.extension_id())).exists() {
            return Ok(());
        }
        let file = profile.join("install.xpi");
        package::write(folder, &file)?;
        tools.install_addon(&file.to_string_lossy(), Some(false)).await?;
        Ok(())
    }

    /// Chromium goes on without an extension that it refuses, and says why in its own log only.
    async fn is_really_there(&self, folder: &Path) -> Result<()> {
        self.open_extension_page("manifest.json").await?;
        let text = self.driver.source().await?;
        if text.contains("manifest_version") {
            return Ok(());
        }
        let log = std::fs::read_to_string(self.process.log()).unwrap_or_default();
        let said = log.lines().find_map(|line| line.split_once("Extension error: "));
        let why = said.map_or("it does not say why", |(_, reason)| reason);
        Err(Error::Refused { browser: self.browser.name(), folder: folder.to_path_buf(), why: why.to_owned() })
    }

    /// Which browser this is.
    pub fn browser(&self) -> Browser {
        self.browser
    }

    /// The id of the extension, as `chrome.runtime.id` gives it.
    pub fn extension_id(&self) -> &str {
        self.identity.as_ref().map_or("", |identity| &identity.id)
    }

    /// The address of a page of the extension, e.g. of `popup.html`.
    pub fn extension_url(&self, page: &str) -> String {
        let base = self.identity.as_ref().map_or("about:blank#no-extension/", |identity| &identity.base);
        format!("{base}{page}")
    }

    /// Opens a page of the extension in the current tab. Firefox never finishes a page that was asked for in the moment in which
    /// the extension starts again; asked for once more, it comes.
    ///
    /// # Errors
    /// When the browser refuses, which it does when the extension did not load.
    pub async fn open_extension_page(&self, page: &str) -> Result<()> {
        let url = self.extension_url(page);
        self.driver.set_page_load_timeout(OWN_PAGE_LOAD).await?;
        let mut opened = self.goto(&url).await;
        for _again in 0..PAGE_LOAD.as_secs() / OWN_PAGE_LOAD.as_secs() {
            if !opened.as_ref().is_err_and(Error::is_page_load_timeout) {
                break;
            }
            opened = self.goto(&url).await;
        }
        self.driver.set_page_load_timeout(PAGE_LOAD).await?;
        opened
    }

    /// Opens an address in the current tab and waits for its `load`.
    ///
    /// # Errors
    /// When the page does not load.
    pub async fn goto(&self, url: impl AsRef<str>) -> Result<()> {
        self.driver.goto(url.as_ref()).await?;
        Ok(())
    }

    /// Grants the extension a host, e.g. `https://sogo.example.test/*`, so that the next `permissions.request` for it is answered
    /// with yes without the native prompt, which no driver can press. In Firefox a preference does this for every host; the
    /// request itself must still come from a real click in both.
    ///
    /// # Errors
    /// When the browser refuses the pattern.
    pub async fn grant_host(&self, pattern: &str) -> Result<()> {
        if self.browser == Browser::Firefox {
            return Ok(());
        }
        let before = self.driver.window().await?;
        let tab = self.driver.new_tab().await?;
        self.driver.switch_to_window(tab).await?;
        self.driver.goto("chrome://extensions/").await?;
        let script = "const [id, pattern, done] = arguments; \
                      chrome.developerPrivate.addHostPermission(id, pattern).then(() => done(null), (e) => done(String(e)));";
        let answer = self.driver.execute_async(script, vec![json!(self.extension_id()), json!(pattern)]).await;
        self.driver.close_window().await?;
        self.driver.switch_to_window(before).await?;
        match answer?.json() {
            Value::Null => Ok(()),
            why => Err(Error::Command { command: format!("addHostPermission {pattern}"), why: why.to_string() }),
        }
    }

    /// A visible element of the current document, waited for.
    ///
    /// # Errors
    /// When nothing visible matches in time.
    pub async fn visible(&self, css: &str) -> Result<WebElement> {
        wait_until(&format!("{css} to be visible"), SOON, || async {
            for found in self.driver.find_all(By::Css(css)).await? {
                if found.is_displayed().await? {
                    return Ok::<_, Error>(Some(found));
                }
            }
            Ok(None)
        })
        .await
    }

    /// Clicks a visible element of the page; the page becomes the current document.
    ///
    /// # Errors
    /// When it is not there or covered.
    pub async fn click(&self, css: &str) -> Result<()> {
        while_redrawn(async || Ok(self.on_page(css).await?.click().await?)).await
    }

    /// Types into a visible element of the page, key by key; the page becomes the current document.
    ///
    /// # Errors
    /// When it is not there or takes no text.
    pub async fn type_into(&self, css: &str, text: impl Into<TypingData>) -> Result<()> {
        let text = text.into().to_string();
        while_redrawn(async || Ok(self.on_page(css).await?.send_keys(text.as_str()).await?)).await
    }

    /// The text of a visible element of the page; the page becomes the current document.
    ///
    /// # Errors
    /// When nothing visible matches in time.
    pub async fn text_of(&self, css: &str) -> Result<String> {
        while_redrawn(async || Ok(self.on_page(css).await?.text().await?)).await
    }

    /// A visible element of the page, waited for; the page becomes the current document.
    ///
    /// # Errors
    /// When nothing visible matches in time.
    pub async fn on_page(&self, css: &str) -> Result<WebElement> {
        self.driver.enter_default_frame().await?;
        self.visible(css).await
    }

    /// Runs a script in the current page or frame and gives what it returned.
    ///
    /// # Errors
    /// When the script throws or its result cannot be read as `T`.
    pub async fn script<T: serde::de::DeserializeOwned>(&self, script: &str, args: Vec<Value>) -> Result<T> {
        Ok(self.driver.execute(script, args).await?.convert()?)
    }

    /// Saves what the window shows as a PNG and gives the file's path.
    ///
    /// # Errors
    /// When no picture can be taken or written.
    pub async fn screenshot(&self, file: impl AsRef<Path>) -> Result<PathBuf> {
        let file = file.as_ref();
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder).tried(format!("create {}", folder.display()))?;
        }
        let png = self.driver.screenshot_as_png().await?;
        std::fs::write(file, png).tried(format!("write {}", file.display()))?;
        Ok(file.to_path_buf())
    }

    /// What was written to the console since the last call: all of it in Firefox (from its log), per tab in Chromium.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub async fn console(&self) -> Result<Vec<LogLine>> {
        if self.browser == Browser::Chrome {
            let lines = self.driver.browser_log().await?;
            return Ok(lines.into_iter().map(|line| LogLine { level: line.level, message: line.message }).collect());
        }
        let log = self.process.log();
        let text = std::fs::read_to_string(log).tried(format!("read {}", log.display()))?;
        let marks = ["console.", "JavaScript error", "JavaScript warning", "Content-Security-Policy"];
        let lines = text.lines().filter(|line| marks.iter().any(|mark| line.contains(mark)));
        Ok(lines.map(|line| LogLine { level: "UNKNOWN".to_owned(), message: line.to_owned() }).collect())
    }

    /// Saves what a person needs to understand a failure below `target/evidence/`: a picture and the console. Gives the folder.
    ///
    /// # Errors
    /// When nothing can be written.
    pub async fn evidence(&self, name: &str) -> Result<PathBuf> {
        let folder = locate::target_dir().join("evidence").join(format!("{name}-{}", self.browser));
        std::fs::create_dir_all(&folder).tried(format!("create {}", folder.display()))?;
        self.screenshot(folder.join("window.png")).await?;
        let lines = self.console().await?;
        let text: String = lines.iter().map(|line| format!("{} {}\n", line.level, line.message)).collect();
        let file = folder.join("console.txt");
        std::fs::write(&file, text).tried(format!("write {}", file.display()))?;
        Ok(folder)
    }

    /// The log of the driver, for reports of failures.
    pub fn log_file(&self) -> &Path {
        self.process.log()
    }
}

async fn start(setting: &Setting<'_>) -> Result<(WebDriver, Driver)> {
    let capabilities = capabilities::of(setting)?;
    let process = Driver::start(setting.browser, setting.options).await?;
    let driver = WebDriver::builder(process.address(), capabilities).request_timeout(Duration::from_secs(90)).await?;
    Ok((driver, process))
}

impl Drop for Session {
    fn drop(&mut self) {
        // the client would end the session by itself, but with a time limit of minutes when the browser hangs
        self.process.end_session(&self.driver.session_id().to_string());
        let _already = self.driver.clone().leak();
    }
}
