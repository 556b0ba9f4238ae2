//! What the journeys through every site share: one browser, the pages, their models, and Baton's own pages.

#![allow(dead_code)] // each journey uses its part

use std::error::Error;
use std::ops::Deref;
use std::time::{Duration, Instant};

use baton_harness::{Browser, Options, SOON, Server, Session, wait_until};
use serde_json::{Value, json};
use thirtyfour::{By, WebElement};

/// A step's result; an error fails the journey and leaves a picture.
pub type Done<T = ()> = Result<T, Box<dyn Error + Send + Sync>>;

/// The pages' clock.
pub const NOW: &str = "now=2026-11-24T10:12";

/// Twice the time the slowest card took in a quiet session, plus what a busy machine adds: a card that did not come by then does
/// not come.
pub const WATCH: Duration = Duration::from_millis(2500);

/// What the card says when the agenda was read back.
pub const WRITTEN: &str = "The agenda is in the description.";

/// Fails the step with `why` unless `ok`.
pub fn check(ok: bool, why: impl FnOnce() -> String) -> Done {
    if ok { Ok(()) } else { Err(why().into()) }
}

/// A browser with Baton, and the server with the pages.
pub struct Stage {
    pub server: Server,
    session: Session,
}

impl Deref for Stage {
    type Target = Session;

    fn deref(&self) -> &Session {
        &self.session
    }
}

/// Runs a journey and keeps a picture and the console when it fails.
pub async fn journey(browser: Browser, name: &str, steps: impl AsyncFnOnce(&Stage) -> Done) {
    let server = Server::start().await.unwrap();
    let session = Session::open(browser, &server, Options::default()).await.unwrap();
    let stage = Stage { server, session };
    if let Err(why) = steps(&stage).await {
        let kept = stage.evidence(name).await.map(|folder| folder.display().to_string()).unwrap_or_default();
        panic!("{name} in {browser}: {why}; see {kept}");
    }
}

/// Makes a test in each browser of each journey, an `async fn(&Stage) -> Done`.
#[macro_export]
macro_rules! in_both_browsers {
    ($($name:ident),+ $(,)?) => {
        mod chrome { $crate::in_both_browsers!(@ Chrome $($name),+); }
        mod firefox { $crate::in_both_browsers!(@ Firefox $($name),+); }
    };
    (@ $browser:ident $($name:ident),+) => {
        $(#[tokio::test]
        async fn $name() {
            $crate::site_support::journey(baton_harness::Browser::$browser, stringify!($name), super::$name).await;
        })+
    };
}

impl Stage {
    /// A stage of its own, for what runs no journey.
    pub fn new(server: Server, session: Session) -> Self {
        Self { server, session }
    }

    /// Opens a page of `host`.
    pub async fn visit(&self, host: &str, path: &str) -> Done {
        Ok(self.goto(self.server.url(host, path)).await?)
    }

    /// A visible element of the page, waited for.
    pub async fn find(&self, css: &str) -> Done<WebElement> {
        Ok(self.on_page(css).await?)
    }

    /// A note that the page keeps on its root element, as JSON.
    pub async fn note(&self, name: &str) -> Done<Option<Value>> {
        self.driver.enter_default_frame().await?;
        let script = "return document.documentElement.dataset[arguments[0]] ?? null";
        let text: Option<String> = self.script(script, vec![json!(name)]).await?;
        Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
    }

    /// What the application would save now.
    pub async fn model(&self) -> Done<Value> {
        self.note("model").await?.ok_or_else(|| "the page has no model".into())
    }

    /// Waits until the model is as wanted; the error shows the model.
    pub async fn wait_model(&self, what: &str, wanted: impl Fn(&Value) -> bool) -> Done<Value> {
        let what = format!("{what} in the model");
        let found = wait_until(&what, SOON, || async {
            let model = self.model().await.map_err(|error| error.to_string())?;
            if wanted(&model) { Ok(Some(model)) } else { Err(model.to_string()) }
        });
        Ok(found.await?)
    }

    /// The page without our host, as text. `but` is left out (a surface, say), and the page's own notes on its root element.
    pub async fn page_but(&self, but: &str) -> Done<String> {
        self.driver.enter_default_frame().await?;
        let script = "const page = document.documentElement.cloneNode(true); \
            for (const e of page.querySelectorAll(':scope > :not(head, body)')) e.remove(); \
            for (const name of Object.keys(page.dataset)) delete page.dataset[name]; \
            if (arguments[0]) for (const e of page.querySelectorAll(arguments[0])) e.remove(); \
            return page.outerHTML";
        Ok(self.script(script, vec![json!(but)]).await?)
    }

    /// The page as [`Stage::page_but`] gives it, once it has stopped changing.
    pub async fn quiet_page(&self) -> Done<String> {
        let (mut last, mut since) = (String::new(), Instant::now());
        while since.elapsed() < Duration::from_millis(900) {
            let now = self.page_but("").await?;
            if now != last {
                (last, since) = (now, Instant::now());
            }
        }
        Ok(last)
    }

    /// Elements beside `head` and `body`: ours, and nobody else's on these pages.
    pub async fn foreign(&self) -> Done<usize> {
        self.driver.enter_default_frame().await?;
        Ok(self.driver.find_all(By::Css("html > :not(head, body)")).await?.len())
    }

    /// Fails when a card shows up within the time in which one would.
    pub async fn stays_without_card(&self, place: &str) -> Done {
        let start = Instant::now();
        while start.elapsed() < WATCH {
            check(!self.card_is_shown().await?, || format!("a card is shown on {place}"))?;
        }
        Ok(())
    }

    /// Runs an expression in a page of the extension, with its API as `ext`. Stays there.
    pub async fn in_extension(&self, page: &str, expression: &str) -> Done<Value> {
        self.open_extension_page(page).await?;
        self.extension_says(expression).await
    }

    /// As [`Stage::in_extension`], on the page of the extension that is open.
    pub async fn extension_says(&self, expression: &str) -> Done<Value> {
        let body = format!(
            "const done = arguments[arguments.length - 1], ext = window.browser ?? window.chrome; \
             (async () => JSON.stringify((await ({expression})) ?? null))().then(done, (e) => done(JSON.stringify('failed: ' + e)))"
        );
        let text: String = self.driver.execute_async(body, vec![]).await?.convert()?;
        let value: Value = serde_json::from_str(&text)?;
        match value.as_str() {
            Some(why) if why.starts_with("failed: ") => Err(format!("{expression}: {why}").into()),
            _ => Ok(value),
        }
    }

    /// What was reported about a site, or null.
    pub async fn health(&self, site: &str) -> Done<Value> {
        let key = format!("health/{site}");
        self.in_extension("app.html", &format!("ext.storage.local.get('{key}').then((all) => all['{key}'])")).await
    }

    /// Allows `host` the way a person does: its address into the options page, and a click.
    pub async fn allow(&self, host: &str) -> Done {
        self.grant_host(&format!("https://{host}/*")).await?;
        self.open_extension_page("app.html").await?;
        self.type_into("#host", format!("https://{host}/SOGo")).await?;
        self.press("#add-host", "is allowed").await
    }

    /// Presses a button of the options page until it says `wanted`: a page that has just come up takes no clicks yet.
    pub async fn press(&self, css: &str, wanted: &str) -> Done {
        wait_until(&format!("\"{wanted}\" below the hosts"), SOON, || async {
            let says = || async {
                let said = self.driver.find(By::Css("main > section:last-child, main")).await?.text().await?;
                Ok::<_, baton_harness::Error>(said)
            };
            let said = says().await.map_err(|e| e.to_string())?;
            if said.contains(wanted) {
                return Ok(Some(()));
            }
            if let Some(button) = self.driver.find_all(By::Css(css)).await.map_err(|e| e.to_string())?.into_iter().next() {
                button.click().await.map_err(|e| e.to_string())?;
            }
            let soon = wait_until(wanted, std::time::Duration::from_millis(700), || async {
                Ok::<_, baton_harness::Error>(says().await?.contains(wanted).then_some(()))
            });
            if soon.await.is_ok() { Ok(Some(())) } else { Err(said) }
        })
        .await?;
        Ok(())
    }

    /// What the popup says of a site.
    pub async fn popup_says(&self, site: &str) -> Done<String> {
        self.open_extension_page("popup.html").await?;
        Ok(self.text_of(&format!("#site-{site}")).await?)
    }

    /// Presses a site's switch in the popup.
    pub async fn press_switch(&self, site: &str) -> Done {
        self.open_extension_page("popup.html").await?;
        let css = format!("#site-{site} .switch");
        let before = self.find(&css).await?.attr("aria-pressed").await?;
        wait_until("the switch to turn", SOON, || async {
            let switch = self.driver.find(By::Css(&css)).await?;
            if switch.attr("aria-pressed").await? != before {
                return Ok(Some(()));
            }
            switch.click().await?;
            let turned = wait_until("the switch", std::time::Duration::from_millis(700), || async {
                let now = self.driver.find(By::Css(&css)).await?.attr("aria-pressed").await?;
                Ok::<_, baton_harness::Error>((now != before).then_some(()))
            });
            Ok::<_, baton_harness::Error>(turned.await.ok())
        })
        .await?;
        Ok(())
    }

    /// Writes the agenda with the card's button and waits until it was read back.
    pub async fn write_agenda(&self) -> Done {
        let card = self.card().await?;
        card.click("#agenda").await?;
        card.wait_for_text(WRITTEN).await?;
        Ok(())
    }
}
