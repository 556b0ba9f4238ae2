//! Every face of Baton, each brought up in its own state.

use baton_harness::{Card, Error, Options, Result, SOON, Server, Session, wait_until};
use serde_json::json;
use thirtyfour::WebElement;

/// The page's clock: a Tuesday.
const NOW: &str = "2026-11-24T10:12";

/// One browser and its pages.
pub struct Look {
    pub server: Server,
    pub session: Session,
}

/// An invite on a calendar's page, one for each answer of the card: name of the state, title, description, guests.
pub const ASYNC: Invite =
    Invite { title: "Weekly status update", description: "A round of updates: everybody says what they did.", guests: 8 };
pub const LIVE: Invite =
    Invite { title: "Brainstorm: new onboarding", description: "Let us find ideas together in a workshop.", guests: 4 };
pub const SPLIT: Invite = Invite {
    title: "Team meeting",
    description: "1. Status of the migration\n2. Discuss whether we drop the old login\n3. FYI: new office hours",
    guests: 5,
};
pub const UNCLEAR: Invite = Invite { title: "Sync", description: "", guests: 2 };

/// What stands in the form.
pub struct Invite {
    pub title: &'static str,
    pub description: &'static str,
    pub guests: u32,
}

impl Look {
    pub async fn open(browser: baton_harness::Browser, options: Options) -> Result<Self> {
        let server = Server::start().await?;
        let session = Session::open(browser, &server, options).await?;
        Ok(Self { server, session })
    }

    /// The card beside this invite in the full editor, with its verdict up.
    pub async fn card(&self, invite: &Invite) -> Result<Card<'_>> {
        self.card_with(invite, "").await
    }

    /// As [`Look::card`], with further switches of the page.
    pub async fn card_with(&self, invite: &Invite, switches: &str) -> Result<Card<'_>> {
        let people: Vec<String> = (0..invite.guests).map(|n| format!("guest{n}@example.test")).collect();
        let part = |text: &str| text.replace('%', "%25").replace('&', "%26").replace('\n', "%0A").replace(' ', "%20");
        let address = format!(
            "/calendar/u/0/r/eventedit?now={NOW}&text={}&details={}&add={}&dates=20261126T090000/20261126T093000{switches}",
            part(invite.title),
            part(invite.description),
            people.join(","),
        );
        self.session.goto(self.server.url("calendar.google.com", &address)).await?;
        let card = self.session.card().await?;
        wait_until("the whole verdict on the card", SOON, || async { Ok::<_, Error>(card.has(".cost").await?.then_some(())) })
            .await?;
        Ok(card)
    }

    /// A page of the extension in the tab, drawn.
    pub async fn page(&self, name: &str) -> Result<()> {
        self.session.driver.enter_default_frame().await?;
        self.session.open_extension_page(name).await?;
        self.seen("h2").await?;
        Ok(())
    }

    /// A visible element of the current document.
    pub async fn seen(&self, css: &str) -> Result<WebElement> {
        self.session.visible(css).await
    }

    /// Keeps a picture of the window below `target/pictures/`.
    pub async fn picture(&self, theme: &str, state: &str) -> Result<()> {
        let name = format!("{}-{theme}-{state}.png", self.session.browser());
        let folder = baton_harness::locate::target_dir().join("pictures");
        self.session.screenshot(folder.join(name)).await.map(|_| ())
    }

    /// Puts records into the extension's storage, from one of its own pages.
    pub async fn store(&self, records: serde_json::Value) -> Result<()> {
        self.page("app.html").await?;
        let script = "const [records, done] = arguments; (globalThis.browser ?? globalThis.chrome).storage.local.set(records) \
                      .then(() => done(null), (e) => done(String(e)));";
        let answer = self.session.driver.execute_async(script, vec![records]).await?.json().clone();
        if answer.is_null() {
            return Ok(());
        }
        Err(Error::Command { command: "storage.local.set".to_owned(), why: answer.to_string() })
    }

    /// What the current document shows outside of what it can show: text wider than its box, boxes wider than the window.
    pub async fn cut_off(&self) -> Result<Vec<String>> {
        let script = "const wide = document.documentElement, found = []; \
            if (wide.scrollWidth > innerWidth + 1) found.push('the page is ' + wide.scrollWidth + ' wide, the window ' + innerWidth); \
            for (const e of document.body.querySelectorAll('*')) { \
              const r = e.getBoundingClientRect(); \
              if (!r.width || getComputedStyle(e).visibility !== 'visible' || e.closest('.off-screen')) continue; \
              if (r.right > innerWidth + 1 || r.left < -1) found.push('outside: ' + e.outerHTML.slice(0, 80)); \
              const field = e.matches('input,select,textarea'); \
              if (!field && e.scrollWidth > e.clientWidth + 1 && e.clientWidth && getComputedStyle(e).overflowX !== 'visible') \
                found.push('cut: ' + e.outerHTML.slice(0, 80)); \
            } return found;";
        self.session.script(script, vec![]).await
    }

    /// Ids (or tags) of what has the focus while one presses Tab so often from the top of the current document, with whether
    /// each shows that it has it. A Tab out of the document would take the focus to the browser's own bars.
    pub async fn walk(&self, times: usize) -> Result<Vec<(String, bool)>> {
        self.session.script::<serde_json::Value>("document.body.tabIndex = -1; document.body.focus()", vec![]).await?;
        let mut path = Vec::new();
        for _ in 0..times {
            self.session.driver.action_chain().send_keys(thirtyfour::Key::Tab + "").perform().await?;
            let here: Option<(String, bool)> = self.session.script(FOCUSED, vec![json!(null)]).await?;
            let Some(here) = here else { break };
            if path.contains(&here) {
                break;
            }
            path.push(here);
        }
        Ok(path)
    }
}

/// The id of what has the focus and whether an outline of two pixels or more is drawn round it; null outside.
const FOCUSED: &str = "const e = document.activeElement; if (!e || e === document.body || !document.hasFocus()) return null; \
    const c = getComputedStyle(e); \
    return [e.id || e.textContent.slice(0, 20), c.outlineStyle !== 'none' && parseFloat(c.outlineWidth) >= 2];";
