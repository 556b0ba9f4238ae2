//! SOGo's pages, used the way a person uses them.

use baton_harness::partner::sogo::Sogo;
use baton_harness::{Browser, Card, Options, SOON, Session, wait_until};
use thirtyfour::{By, Key, WebElement};

type Result<T> = baton_harness::Result<T>;

const NEW: &str = r#"[ng-click="list.newComponent($event, 'appointment')"]"#;
const FORM: &str = "md-dialog form[name=eventForm]";
pub const TITLE: &str = r#"input[ng-model="editor.component.summary"]"#;
pub const DESCRIPTION: &str = r#"textarea[ng-model="editor.component.comment"]"#;
/// The one search field outside the categories; its label is translated.
const GUEST: &str = "md-dialog form[name=eventForm] md-autocomplete:not(md-chips md-autocomplete) input";

/// A browser with Baton, allowed on SOGo's host, in front of somebody's calendar.
pub struct Page {
    pub session: Session,
}

impl Page {
    /// Allows the host on Baton's own page, as a person does, and logs in.
    pub async fn of(browser: Browser, sogo: &Sogo, person: &str) -> Result<Self> {
        let session = Session::open_plain(browser, Options::default()).await?;
        let page = Self { session };
        page.allow(&sogo.url()).await?;
        page.log_in(sogo, person).await?;
        Ok(page)
    }

    async fn allow(&self, address: &str) -> Result<()> {
        self.session.grant_host("http://127.0.0.1/*").await?;
        self.session.open_extension_page("app.html").await?;
        self.seen("#host").await?.send_keys(address).await?;
        // clicks in a page's first half second do not count
        wait_until("the page to take clicks", SOON, || {
            self.session.script::<Option<bool>>("return performance.now() > 1000 || null", vec![])
        })
        .await?;
        self.seen("#add-host").await?.click().await?;
        wait_until("the host to be allowed", SOON, || async {
            let text = self.session.driver.find(By::Tag("body")).await?.text().await?;
            Ok::<_, baton_harness::Error>(text.contains("http://127.0.0.1 is allowed").then_some(()))
        })
        .await
    }

    async fn log_in(&self, sogo: &Sogo, person: &str) -> Result<()> {
        self.session.goto(sogo.url()).await?;
        self.seen(r#"input[ng-model="app.creds.username"]"#).await?.send_keys(person).await?;
        self.seen("#passwordField").await?.send_keys(person).await?;
        self.seen("form[name=loginForm] button[type=submit]:not([disabled])").await?.click().await?;
        self.there(r#"body[ng-app="SOGo.SchedulerUI"]"#).await?;
        self.there(NEW).await?;
        Ok(())
    }

    /// Opens the form for a new event, types a title and a description, and invites a guest by part of the name.
    pub async fn compose(&self, title: &str, description: &str, guest: Option<&str>) -> Result<()> {
        self.press(NEW).await?;
        self.typed(title, description).await?;
        if let Some(guest) = guest {
            self.seen(GUEST).await?.send_keys(guest).await?;
            self.seen(".md-autocomplete-suggestions li").await?;
            self.seen(GUEST).await?.send_keys(Key::Enter + "").await?;
            self.seen(r#"[ng-repeat^="currentAttendee in editor.component.attendees"].md-clickable"#).await?;
        }
        Ok(())
    }

    /// Types title and description, again when the form took the focus to its title meanwhile, as it does once it has come up.
    async fn typed(&self, title: &str, description: &str) -> Result<()> {
        wait_until("title and description in their fields", SOON, || async {
            for (css, text) in [(TITLE, title), (DESCRIPTION, description)] {
                let field = self.seen(css).await?;
                field.clear().await?;
                field.send_keys(text).await?;
            }
            let mut is = Vec::new();
            for css in [TITLE, DESCRIPTION] {
                is.push(self.seen(css).await?.prop("value").await?.unwrap_or_default());
            }
            Ok::<_, baton_harness::Error>((is == [title, description]).then_some(()))
        })
        .await
    }

    /// Opens the form of an event of the shown days, by its title.
    pub async fn edit(&self, title: &str) -> Result<()> {
        let block = wait_until("the event in the calendar", SOON, || async {
            for block in self.session.driver.find_all(By::Css(".sg-event:not(.sg-event--ghost)")).await? {
                if block.is_displayed().await? && block.text().await?.contains(title) {
                    return Ok::<_, baton_harness::Error>(Some(block));
                }
            }
            Ok(None)
        })
        .await?;
        block.click().await?;
        self.seen(r#"[ng-click="editor.edit()"]"#).await?;
        self.press(r#"md-dialog-actions:not(.ng-hide) [ng-click="editor.edit()"]"#).await?;
        self.seen(TITLE).await?;
        Ok(())
    }

    /// Saves the form and waits until it has closed.
    pub async fn save(&self) -> Result<()> {
        self.press(&format!("{FORM} button[type=submit]")).await?;
        wait_until("the form to close", SOON, || async {
            let forms = self.session.driver.find_all(By::Css("md-dialog")).await?;
            Ok::<_, baton_harness::Error>(forms.is_empty().then_some(()))
        })
        .await
    }

    /// Baton's card beside the form.
    pub async fn card(&self) -> Result<Card<'_>> {
        self.session.card().await
    }

    /// The description as the form holds it.
    pub async fn description(&self) -> Result<String> {
        Ok(self.seen(DESCRIPTION).await?.prop("value").await?.unwrap_or_default())
    }

    /// Whether a box of the form is ticked, by the name of its model.
    pub async fn ticked(&self, model: &str) -> Result<bool> {
        let box_of = self.there(&format!(r#"md-checkbox[ng-model="editor.component.{model}"]"#)).await?;
        Ok(box_of.attr("aria-checked").await?.as_deref() == Some("true"))
    }

    /// The form's two dates, as text in the person's own format.
    pub async fn dates(&self) -> Result<(String, String)> {
        let mut texts = Vec::new();
        for end in ["start", "end"] {
            let input = self.there(&format!(r#"md-datepicker[ng-model="editor.component.{end}"] input"#)).await?;
            texts.push(input.prop("value").await?.unwrap_or_default());
        }
        let end = texts.pop().unwrap_or_default();
        Ok((texts.pop().unwrap_or_default(), end))
    }

    /// Whether a date picker's pane is open.
    pub async fn pane_is_open(&self) -> Result<bool> {
        Ok(!self.session.driver.find_all(By::Css(".md-pane-open")).await?.is_empty())
    }

    /// Presses a control that may be folded away or out of view.
    async fn press(&self, css: &str) -> Result<()> {
        let control = self.there(css).await?;
        self.session.driver.execute("arguments[0].click()", vec![control.to_json()?]).await?;
        Ok(())
    }

    async fn there(&self, css: &str) -> Result<WebElement> {
        wait_until(css, SOON, || async {
            Ok::<_, baton_harness::Error>(self.session.driver.find_all(By::Css(css)).await?.into_iter().next())
        })
        .await
    }

    async fn seen(&self, css: &str) -> Result<WebElement> {
        self.session.visible(css).await
    }
}
