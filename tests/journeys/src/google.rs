//! The invented Google Calendar as a person uses it, with Baton beside it.

use std::fmt::Display;
use std::ops::Deref;
use std::panic::{AssertUnwindSafe, resume_unwind};
use std::time::{Duration, Instant};

use baton_harness::{Browser, Error, Options, Result, SOON, Server, Session, wait_until, while_redrawn};
use futures_util::FutureExt;
use serde_json::{Value, json};
use thirtyfour::{By, Key, WebElement};

/// Its host.
pub const HOST: &str = "calendar.google.com";
/// The clock of the page, a Tuesday, so that the week on the grid is always the same one.
const NOW: &str = "2026-11-24T10:12";
/// How long a card may take to come up on a loaded machine when it should not come up at all: the agent's settling, the
/// frame's start and the form's settling together took under 1.5 s when this was measured.
const WATCH: Duration = Duration::from_millis(2500);
/// The Thursday of that week, on which the page has no events: its column's key (year - 1970, month, day in one number).
const FREE_DAY: &str = "[data-datekey='29082']";

/// One browser with Baton, and the server with the page.
pub struct Google {
    /// The server of the pages.
    pub server: Server,
    session: Session,
}

impl Deref for Google {
    type Target = Session;

    fn deref(&self) -> &Session {
        &self.session
    }
}

/// Runs a journey in `browser` and keeps a picture and the console when it fails.
///
/// # Panics
/// When the journey does, or when the browser or the server cannot be started.
pub async fn journey(browser: Browser, name: &str, options: Options, steps: impl AsyncFnOnce(&Google)) {
    let google = match Google::open(browser, options).await {
        Ok(google) => google,
        #[allow(clippy::panic)] // a journey that cannot start is a failed test
        Err(error) => panic!("{name} in {browser}: {error}"),
    };
    if let Err(why) = AssertUnwindSafe(steps(&google)).catch_unwind().await {
        #[allow(clippy::print_stderr)] // the test's own output, shown with its failure
        match google.evidence(name).await {
            Ok(folder) => eprintln!("{name} in {browser} failed; see {}", folder.display()),
            Err(error) => eprintln!("{name} in {browser} failed, without evidence: {error}"),
        }
        resume_unwind(why);
    }
}

/// Makes a test in each browser of each journey, an `async fn(&Google)`.
#[macro_export]
macro_rules! google_journeys {
    ($($name:ident),+ $(,)?) => {
        mod chrome { $crate::google_journeys!(@ Chrome $($name),+); }
        mod firefox { $crate::google_journeys!(@ Firefox $($name),+); }
    };
    (@ $browser:ident $($name:ident),+) => {
        $(#[tokio::test]
        async fn $name() {
            use baton_harness::{Browser, Options};
            $crate::google::journey(Browser::$browser, stringify!($name), Options::default(), super::$name).await;
        })+
    };
}

impl Google {
    async fn open(browser: Browser, options: Options) -> Result<Self> {
        let server = Server::start().await?;
        let session = Session::open(browser, &server, options).await?;
        Ok(Self { server, session })
    }

    /// Opens the week; `switches` are the page's own, like `lang=de&late=2000`.
    ///
    /// # Errors
    /// When the page does not load.
    pub async fn week(&self, switches: &str) -> Result<()> {
        self.goto(self.server.url(HOST, &format!("/calendar/u/0/r/week?now={NOW}&{switches}"))).await
    }

    /// Opens the full editor; `rest` is the path after `eventedit` and the query without its first sign.
    ///
    /// # Errors
    /// When the page does not load.
    pub async fn editor(&self, event: &str, switches: &str) -> Result<()> {
        let event = if event.is_empty() { String::new() } else { format!("/{event}") };
        self.goto(self.server.url(HOST, &format!("/calendar/u/0/r/eventedit{event}?now={NOW}&{switches}"))).await
    }

    /// Opens quick create by a click into an empty day of the week.
    ///
    /// # Errors
    /// When the dialog does not come up.
    pub async fn click_slot(&self) -> Result<()> {
        self.page(FREE_DAY).await?.click().await?;
        self.wait_model("quick create", |model| model["surface"] == "quick").await?;
        Ok(())
    }

    /// A visible element of the page, waited for.
    ///
    /// # Errors
    /// When nothing visible matches in time.
    pub async fn page(&self, css: &str) -> Result<WebElement> {
        self.on_page(css).await
    }

    /// Presses a control of the extension's own page until `then` appears: those pages ignore clicks in their first half second.
    ///
    /// # Errors
    /// When `then` does not appear.
    pub async fn press_until(&self, css: &str, then: &str) -> Result<()> {
        wait_until(then, SOON, || async {
            if !self.driver.find_all(By::Css(then)).await?.is_empty() {
                return Ok::<_, Error>(Some(()));
            }
            for control in self.driver.find_all(By::Css(css)).await?.into_iter().take(1) {
                control.click().await?;
            }
            Ok(None)
        })
        .await
    }

    /// Replaces the text of a field of the page at one stroke, as pasting does: for what no driver can type.
    ///
    /// # Errors
    /// When the field is not there or takes nothing.
    pub async fn put_on_page(&self, css: &str, text: &str) -> Result<()> {
        let script = "const [field, text] = arguments; field.focus(); document.execCommand('selectAll'); \
                      return document.execCommand('insertText', false, text) && \
                      field.dispatchEvent(new Event('keyup', { bubbles: true }))";
        let put = while_redrawn(async || {
            let field = self.page(css).await?;
            Ok(self.driver.execute(script, vec![field.to_json()?, json!(text)]).await?.convert::<bool>()?)
        });
        let done = put.await?;
        if done { Ok(()) } else { Err(refused(css, "the field took no text")) }
    }

    /// Puts `text` into the description, again while the page is still mounting and drops it.
    ///
    /// # Errors
    /// When the page never takes it.
    pub async fn describe(&self, text: &str) -> Result<()> {
        wait_until("the description to be taken", SOON, || async {
            self.put_on_page(DESCRIPTION, text).await?;
            Ok::<_, Error>((self.model().await?["description"] == text).then_some(()))
        })
        .await
    }

    /// Lets the extension be reloaded: Chromium switches an unpacked one off for ever then, unless its developer mode is on.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn allow_reload(&self) -> Result<()> {
        if self.browser() == Browser::Firefox {
            return Ok(());
        }
        self.in_new_tab(async || {
            self.goto("chrome://extensions/").await?;
            let script = "chrome.developerPrivate.updateProfileConfiguration({ inDeveloperMode: true }).then(arguments[0])";
            self.driver.execute_async(script, vec![]).await?;
            Ok(())
        })
        .await
    }

    /// The title field of whichever form is open.
    ///
    /// # Errors
    /// When no form is open or its title cannot be typed into.
    pub async fn title(&self, text: &str) -> Result<()> {
        while_redrawn(async || {
            let field = self.page(TITLE).await?;
            field.send_keys(Key::Control + "a").await?;
            Ok(field.send_keys(text).await?)
        })
        .await
    }

    /// Invites people the way a person does: an address and Enter.
    ///
    /// # Errors
    /// When the form does not take them.
    pub async fn invite(&self, emails: &[&str]) -> Result<()> {
        for email in emails {
            self.type_into(GUESTS, format!("{email}{}", char::from(Key::Enter))).await?;
        }
        let wanted = emails.len();
        self.wait_model("the guests", |model| model["attendees"].as_array().is_some_and(|all| all.len() > wanted)).await?;
        Ok(())
    }

    /// What the application would save now.
    ///
    /// # Errors
    /// When the page has no model.
    pub async fn model(&self) -> Result<Value> {
        self.note("model").await?.ok_or_else(|| refused("model", "the page has none"))
    }

    /// What the application saved last.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn saved(&self) -> Result<Option<Value>> {
        self.note("saved").await
    }

    async fn note(&self, name: &str) -> Result<Option<Value>> {
        self.driver.enter_default_frame().await?;
        let text: Option<String> =
            self.script("return document.documentElement.dataset[arguments[0]] ?? null", vec![json!(name)]).await?;
        Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
    }

    /// Waits until the model is as wanted, and gives it.
    ///
    /// # Errors
    /// When it does not become so; the error shows the model.
    pub async fn wait_model(&self, what: &str, wanted: impl Fn(&Value) -> bool) -> Result<Value> {
        wait_until(&format!("{what} in the model"), SOON, || async {
            let model = self.model().await.map_err(|error| error.to_string())?;
            if wanted(&model) { Ok(Some(model)) } else { Err(model.to_string()) }
        })
        .await
    }

    /// Saves the way a person does, without mail to the guests, and gives what was saved.
    ///
    /// # Errors
    /// When the page does not save.
    pub async fn save(&self) -> Result<Value> {
        let guests = self.model().await?["attendees"].as_array().is_some_and(|all| all.len() > 1);
        self.script::<Value>("delete document.documentElement.dataset.saved", vec![]).await?;
        self.click("[jsname=x8hlje], #xSaveBu").await?;
        if guests {
            self.click("[jsname=c6xFrd] button:nth-of-type(2)").await?;
        }
        wait_until("the saved event", SOON, || self.saved()).await
    }

    /// Fails when a card comes up within the time in which one would. For forms beside which there should be none.
    ///
    /// # Errors
    /// When a card is shown, or the browser does not answer.
    pub async fn stays_without_card(&self) -> Result<()> {
        let start = Instant::now();
        while start.elapsed() < WATCH {
            if self.card_is_shown().await? {
                return Err(refused("no card", "a card came up"));
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        Ok(())
    }

    /// Runs `script`, an expression that gives a promise or a value, with the extension's API as `ext`, in a tab of the
    /// extension that is closed again. Gives what came of it.
    ///
    /// # Errors
    /// When the script fails.
    pub async fn in_extension(&self, script: &str) -> Result<Value> {
        self.in_new_tab(async || {
            self.open_extension_page("app.html").await?;
            self.extension_script(script).await
        })
        .await
    }

    /// As [`Google::in_extension`], in the extension's page that is open in the current tab.
    ///
    /// # Errors
    /// When the script fails.
    pub async fn extension_script(&self, script: &str) -> Result<Value> {
        let body = format!(
            "const done = arguments[0], ext = window.browser ?? window.chrome; \
             (async () => JSON.stringify((await ({script})) ?? null))() \
             .then((json) => done(['ok', json]), (e) => done(['failed', String(e)]));"
        );
        let answer: (String, String) = self.driver.execute_async(body, vec![]).await?.convert()?;
        match answer.0.as_str() {
            "ok" => serde_json::from_str(&answer.1).map_err(|error| refused(script, error)),
            _ => Err(refused(script, answer.1)),
        }
    }

    /// Does something in a tab of its own and comes back.
    ///
    /// # Errors
    /// When `work` fails or the tab cannot be opened.
    pub async fn in_new_tab<T>(&self, work: impl AsyncFnOnce() -> Result<T>) -> Result<T> {
        let before = self.driver.window().await?;
        let tab = self.driver.new_tab().await?;
        self.driver.switch_to_window(tab).await?;
        let done = work().await;
        self.driver.close_window().await?;
        self.driver.switch_to_window(before).await?;
        done
    }

    /// What is on the clipboard: pasted into the popup's text area, which no calendar page sees.
    ///
    /// # Errors
    /// When nothing can be pasted.
    pub async fn clipboard(&self) -> Result<String> {
        self.in_new_tab(async || {
            self.open_extension_page("popup.html").await?;
            self.type_into("#description", Key::Control + "v").await?;
            self.script("return document.querySelector('#description').value", vec![]).await
        })
        .await
    }

    /// Switches to the tab that opens beside the current one, and closes that one.
    ///
    /// # Errors
    /// When none opens.
    pub async fn follow_new_tab(&self) -> Result<()> {
        let before = self.driver.window().await?;
        let tab = wait_until("a new tab", SOON, || async {
            Ok::<_, Error>(self.driver.windows().await?.into_iter().find(|tab| *tab != before))
        })
        .await?;
        self.driver.close_window().await?;
        self.driver.switch_to_window(tab).await?;
        Ok(())
    }

    /// How the popup says Baton does on Google Calendar.
    ///
    /// # Errors
    /// When the popup does not say.
    pub async fn health(&self) -> Result<String> {
        self.in_new_tab(async || {
            self.open_extension_page("popup.html").await?;
            self.text_of("#site-google_calendar").await
        })
        .await
    }
}

/// The title field of quick create and of the full editor.
pub const TITLE: &str = "#xTiIn, [jsname=GYcwYe] input";
/// The field for guests, of both.
pub const GUESTS: &str = "input[aria-label='Add guests'], input[aria-label='Gäste hinzufügen'], input[aria-label='ゲストを追加']";
/// The description, of both.
pub const DESCRIPTION: &str = "[jsname=yrriRe]";

fn refused(command: &str, why: impl Display) -> Error {
    Error::Command { command: command.to_owned(), why: why.to_string() }
}
