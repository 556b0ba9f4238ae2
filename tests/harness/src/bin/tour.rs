//! The guided tour: walks through the demo without a window and leaves pictures in `target/tour/`: `tour <chrome|firefox> <site>`.

use std::io::Write;
use std::process::ExitCode;

use baton_harness::{Browser, Error, Options, Result, SOON, Server, Session, locate, wait_until};

#[tokio::main]
async fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let browser = args.next().as_deref().and_then(Browser::named);
    let site = args.next().unwrap_or_else(|| "google".to_owned());
    let done = match browser {
        Some(browser) => tour(browser, &site).await,
        None => Err(Error::Command { command: "tour".to_owned(), why: "usage: tour chrome|firefox [site]".to_owned() }),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _unseen = writeln!(std::io::stderr(), "error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// One invite of the tour: what the picture is called, what the card should say, its title, its text and its guests.
struct Invite {
    name: &'static str,
    says: &'static str,
    title: &'static str,
    text: &'static str,
    guests: u32,
}

/// One invite for each of the four answers.
const INVITES: [Invite; 4] = [
    Invite {
        name: "async",
        says: "Yes.",
        title: "Weekly status round",
        text: "Quick round: everyone says what they did last week and what is next. No discussion needed, notes go into the wiki.",
        guests: 8,
    },
    Invite {
        name: "live",
        says: "No. Keep",
        title: "Billing migration: go or no-go",
        text: "We don't agree on the migration path and have gone back and forth for two weeks.\nThe cut-over cannot be undone, so we decide together.",
        guests: 3,
    },
    Invite {
        name: "split",
        says: "Half of it",
        title: "Platform weekly",
        text: "1. Q3 numbers, for information\n2. Office move: status update\n3. Which vendor do we drop? We disagree and have to decide together",
        guests: 6,
    },
    Invite { name: "unclear", says: "tell yet", title: "Sync", text: "", guests: 2 },
];

impl Invite {
    /// The prefilled form of the site's demo page.
    fn url(&self, server: &Server, site: &str) -> String {
        let guests: Vec<String> = NAMES.iter().cycle().take(self.guests as usize).map(|n| format!("{n}@example.test")).collect();
        let (title, text, guests) = (encode(self.title), encode(self.text), encode(&guests.join(",")));
        match site {
            "outlook" => server.url(
                "outlook.office.com",
                &format!("/calendar/deeplink/compose?subject={title}&body={text}&to={guests}&startdt=2026-11-24T10:00:00&enddt=2026-11-24T10:30:00"),
            ),
            _ => server.url(
                "calendar.google.com",
                &format!("/calendar/r/eventedit?demo=1&text={title}&details={text}&add={guests}&dates=20261124T100000/20261124T103000"),
            ),
        }
    }
}

/// Invented people.
const NAMES: [&str; 8] = ["ana", "ben", "cem", "dora", "eli", "fay", "gus", "hana"];

fn encode(text: &str) -> String {
    text.bytes().map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

/// Takes and names the pictures.
struct Album<'s> {
    session: &'s Session,
    browser: Browser,
    site: &'s str,
    number: u32,
}

impl Album<'_> {
    async fn picture(&mut self, name: &str) -> Result<()> {
        self.number += 1;
        let file = format!("{}-{}-{}-{name}.png", self.browser, self.site, self.number);
        let file = self.session.screenshot(locate::repo_root().join("target/tour").join(file)).await?;
        let _unseen = writeln!(std::io::stdout(), "picture: {}", file.display());
        Ok(())
    }
}

async fn tour(browser: Browser, site: &str) -> Result<()> {
    let server = Server::start().await?;
    let session = Session::open(browser, &server, Options { window: (1280, 940), ..Options::default() }).await?;
    let mut album = Album { session: &session, browser, site, number: 0 };
    if site == "google" {
        session.goto(server.url("calendar.google.com", "/calendar/u/0/r/week?demo=1")).await?;
        album.picture("calendar").await?;
    }
    for invite in &INVITES {
        session.goto(invite.url(&server, site)).await?;
        let card = session.card().await?;
        card.wait_for_text(invite.says).await?;
        if invite.name == "live" {
            card.click("#agenda").await?;
            card.wait_for_text("The agenda is in the description").await?;
        }
        album.picture(invite.name).await?;
        if invite.name == "async" {
            card.click("#make-async").await?;
            card.wait_for_text("Reply by").await?;
            album.picture("brief").await?;
            card.click("#finish").await?;
            card.wait_for_text("kept").await?;
        }
        if invite.name == "split" {
            card.click("#why").await?;
            album.picture("why").await?;
        }
    }
    for (page, shown) in [("app.html", "Weekly status round"), ("popup.html", "Outlook")] {
        session.open_extension_page(page).await?;
        wait_until(page, SOON, || async {
            let text: String = session.script("return document.body.innerText", vec![]).await?;
            Ok::<_, Error>(text.contains(shown).then_some(()))
        })
        .await?;
        album.picture(page.trim_end_matches(".html")).await?;
    }
    Ok(())
}
