//! Baton for everybody: no axe-core violation on any face in any theme, everything by keyboard, nothing cut off, no motion
//! where none is wanted. Leaves pictures of every state in `target/pictures/`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod surfaces;

use baton::brief::{Brief, FollowUp};
use baton::library::{BriefRecord, GrantedHost, SETTINGS_KEY, Settings, write};
use baton::sites::SiteId;
use baton::verdict::{Format, Kind};
use baton::wording::Language;
use baton_harness::{Browser, Error, Options, Result, SOON, wait_until};
use serde_json::{Value, json};
use surfaces::{ASYNC, LIVE, Look, SPLIT, UNCLEAR};
use thirtyfour::Key;

/// A word as German makes them, without a place to break it.
const LONG_WORD: &str = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz";

struct Theme {
    name: &'static str,
    options: fn() -> Options,
}

const LIGHT: Theme = Theme { name: "light", options: Options::default };
const DARK: Theme = Theme { name: "dark", options: || Options { dark: true, ..Options::default() } };
const FORCED: Theme = Theme { name: "forced", options: || Options { forced_colors: true, ..Options::default() } };

/// Runs axe-core in the current document and keeps a picture.
async fn fine(look: &Look, theme: &Theme, state: &str, all: &mut Vec<String>) -> Result<()> {
    for violation in look.session.accessibility_violations().await? {
        all.push(format!("{state}: {} ({}) {:?}", violation.id, violation.help, violation.nodes));
    }
    look.picture(theme.name, state).await
}

async fn on_the_card(look: &Look, theme: &Theme, state: &str, all: &mut Vec<String>) -> Result<()> {
    look.session.card().await?.enter().await?;
    let done = fine(look, theme, state, all).await;
    look.session.driver.enter_default_frame().await?;
    done
}

async fn every_face(browser: Browser, theme: Theme) {
    let look = Look::open(browser, (theme.options)()).await.unwrap();
    let mut all = Vec::new();
    if let Err(error) = faces(&look, &theme, &mut all).await {
        let evidence = look.session.evidence(&format!("accessibility-{}", theme.name)).await.unwrap();
        panic!("{error}; see {}", evidence.display());
    }
    assert!(all.is_empty(), "{browser} {}:\n{}", theme.name, all.join("\n"));
}

async fn faces(look: &Look, theme: &Theme, all: &mut Vec<String>) -> Result<()> {
    for (state, invite) in [("live", &LIVE), ("split", &SPLIT), ("unclear", &UNCLEAR)] {
        look.card(invite).await?;
        on_the_card(look, theme, state, all).await?;
    }
    // a page that takes the text back: the warning with its offers
    let card = look.card_with(&ASYNC, "&refuse=description").await?;
    on_the_card(look, theme, "async", all).await?;
    card.click("#why").await?;
    wait_until("the sources", SOON, || async { Ok::<_, Error>(card.has(".sources").await?.then_some(())) }).await?;
    on_the_card(look, theme, "why", all).await?;
    card.click("#agenda").await?;
    wait_until("the warning", SOON, || async { Ok::<_, Error>(card.has(".notice.warn").await?.then_some(())) }).await?;
    on_the_card(look, theme, "warning", all).await?;

    let card = look.card(&ASYNC).await?;
    card.click("#agenda").await?;
    card.wait_for_text("The agenda is in the description.").await?;
    on_the_card(look, theme, "written", all).await?;
    card.click("#make-async").await?;
    card.wait_for_text("Reply by").await?;
    card.click("#more-fields").await?;
    card.click("#copy-for").await?;
    on_the_card(look, theme, "brief", all).await?;
    let card = look.card(&LIVE).await?;
    card.click("#edit-agenda").await?;
    card.click("#mode-1").await?;
    wait_until("the freed minutes", SOON, || async { Ok::<_, Error>(card.has("#share-out").await?.then_some(())) }).await?;
    on_the_card(look, theme, "agenda", all).await?;

    look.page("popup.html").await?;
    fine(look, theme, "popup-empty", all).await?;
    type_into_popup(look, ASYNC.title).await?;
    fine(look, theme, "popup-typed", all).await?;

    look.page("app.html").await?;
    fine(look, theme, "app-empty", all).await?;
    look.store(records()).await?;
    look.page("app.html").await?;
    look.seen("#library details").await?;
    // every section open: what is folded away is looked at too
    look.session.script::<Value>("document.querySelectorAll('details').forEach((d) => { d.open = true })", vec![]).await?;
    look.seen("#silenced li").await?;
    look.seen("#host").await?.send_keys("no address").await?;
    wait_until("the refusal", SOON, || async {
        look.seen("#add-host").await?.click().await?; // refused ones may be pressed again
        Ok::<_, Error>(look.session.driver.source().await?.contains("is not an address").then_some(()))
    })
    .await?;
    fine(look, theme, "app-full", all).await
}

async fn type_into_popup(look: &Look, title: &str) -> Result<()> {
    look.seen("#title").await?.send_keys(title).await?;
    look.seen("#minutes").await?.send_keys("30").await?;
    look.seen("#people").await?.send_keys("9").await?;
    look.seen(".card .say").await?;
    Ok(())
}

/// A kept brief, two silenced kinds, a site switched off and a granted host, as they are stored.
fn records() -> Value {
    let brief = Brief {
        format: Format::StatusUpdate,
        variant: None,
        language: Language::En,
        fields: Vec::new(),
        title: ASYNC.title.to_owned(),
        context: "What each team did.".to_owned(),
        questions: vec!["What is done?".to_owned(), "What is in the way?".to_owned()],
        owner: "Ana".to_owned(),
        reply_by: "2026-11-26T16:00:00".parse().unwrap(),
        time_zone: Some("Europe/Berlin".to_owned()),
        elsewhere: Vec::new(),
        default_action: "Without answers the list stands.".to_owned(),
        readers: Vec::new(),
        receipt: None,
    };
    let made = "2026-11-24T10:12:00".parse().unwrap();
    let (host, slot) = ("google_calendar".to_owned(), "none".to_owned());
    let (page, follow_up) = ("https://calendar.google.com".to_owned(), FollowUp::default());
    let record = BriefRecord { id: "1".to_owned(), made, host, page, slot, person_minutes: 270, follow_up, brief };
    let settings = Settings {
        silenced: vec![Kind::Status, Kind::OneToOne],
        sites_off: vec![SiteId::OutlookWeb],
        hosts: vec![GrantedHost { host: "https://sogo.example.test".to_owned() }],
        ..Settings::default()
    };
    json!({ (record.key()): write(&record).unwrap(), (SETTINGS_KEY): write(&settings).unwrap() })
}

/// The card by keyboard alone: reached, walked, pressed, left.
async fn keyboard(browser: Browser) {
    let look = Look::open(browser, Options::default()).await.unwrap();
    let card = look.card(&ASYNC).await.unwrap();
    let ids = |path: &[(String, bool)]| path.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>();

    card.enter().await.unwrap();
    let path = look.walk(6).await.unwrap();
    assert_eq!(ids(&path), ["close", "make-async", "agenda", "edit-agenda", "silence", "why"], "in the order they are read");
    assert!(path.iter().all(|(_, visible)| *visible), "each shows that it has the focus: {path:?}");

    // Space and Enter both open and close what is under the focus
    for (key, open) in [(Key::Space, true), (Key::Enter, false)] {
        focus(&look, "why").await;
        press(&look, key).await;
        wait_until("the sources", SOON, || async {
            let shown: bool = look.session.script("return !!document.querySelector('.sources')", vec![]).await?;
            Ok::<_, Error>((shown == open).then_some(()))
        })
        .await
        .unwrap();
    }

    focus(&look, "make-async").await;
    press(&look, Key::Enter).await;
    look.seen("#slot-none").await.unwrap();
    let wanted = [
        "close",
        "format",
        "more-fields",
        "context",
        "questions",
        "owner",
        "window-24",
        "window-36",
        "window-48",
        "default",
        "slot-none",
        "finish",
        "back",
        "copy-plain",
        "copy-for",
        "write-brief",
    ];
    let path = look.walk(wanted.len()).await.unwrap();
    assert_eq!(ids(&path), wanted, "the radio group is one stop");
    assert!(path.iter().all(|(_, visible)| *visible), "each shows that it has the focus: {path:?}");
    focus(&look, "slot-none").await;
    for slot in ["slot-all_day", "slot-focus"] {
        press(&look, Key::Down).await;
        wait_until(slot, SOON, || async {
            let script = "return document.activeElement.id === arguments[0] && document.activeElement.checked";
            let chosen: bool = look.session.script(script, vec![json!(slot)]).await?;
            Ok::<_, Error>(chosen.then_some(()))
        })
        .await
        .unwrap();
    }
    focus(&look, "back").await;
    press(&look, Key::Space).await;
    look.seen("#make-async").await.unwrap();

    // from a field of the page into the card, and by Escape back to that field
    card.leave().await.unwrap();
    look.seen("#xTiIn").await.unwrap().click().await.unwrap();
    card.enter().await.unwrap();
    focus(&look, "why").await;
    press(&look, Key::Escape).await;
    look.session.card_is_gone().await.unwrap();
    wait_until("the focus in the title again", SOON, || async {
        let back: Option<bool> = look.session.script("return document.activeElement.id === 'xTiIn' || null", vec![]).await?;
        Ok::<_, Error>(back)
    })
    .await
    .unwrap();
}

/// From the page's last control, Tab leads into the card.
async fn tab_leads_into_the_card(browser: Browser) {
    let look = Look::open(browser, Options::default()).await.unwrap();
    look.card(&ASYNC).await.unwrap();
    let host = look.session.card_host().await.unwrap().unwrap();
    look.seen("#xTiIn").await.unwrap().click().await.unwrap();
    for _ in 0..80 {
        press(&look, Key::Tab).await;
        let inside: bool = look
            .session
            .driver
            .execute("return document.activeElement === arguments[0]", vec![host.to_json().unwrap()])
            .await
            .unwrap()
            .convert()
            .unwrap();
        if inside {
            return;
        }
    }
    panic!("80 times Tab and not in the card");
}

async fn focus(look: &Look, id: &str) {
    look.session
        .script::<Value>("document.getElementById(arguments[0]).focus({ focusVisible: true })", vec![json!(id)])
        .await
        .unwrap();
}

async fn press(look: &Look, key: Key) {
    let closes = matches!(key, Key::Escape);
    let pressed = look.session.driver.action_chain().send_keys(key + "").perform().await;
    // Escape takes the frame away between key down and key up, which Firefox's driver reports as an error of its own
    assert!(pressed.is_ok() || closes, "{pressed:?}");
}

/// At 200 % of a 1280×900 window, and with little motion: nothing is cut off, nothing moves.
async fn large_and_still(browser: Browser) {
    let mut options = Options { window: (640, 600), reduced_motion: true, ..Options::default() };
    match browser {
        Browser::Chrome => options.chrome_args.push("--force-device-scale-factor=2".to_owned()),
        Browser::Firefox => options.firefox_prefs.push(("layout.css.devPixelsPerPx".to_owned(), json!("2.0"))),
    }
    let look = Look::open(browser, options).await.unwrap();
    for (state, invite) in [("async", &ASYNC), ("split", &SPLIT), ("unclear", &UNCLEAR)] {
        let card = look.card(invite).await.unwrap();
        card.enter().await.unwrap();
        assert_eq!(look.cut_off().await.unwrap(), Vec::<String>::new(), "{state}");
        still(&look).await;
        look.picture("large", state).await.unwrap();
        look.session.driver.enter_default_frame().await.unwrap();
    }
    let card = look.card(&ASYNC).await.unwrap();
    card.click("#make-async").await.unwrap();
    card.wait_for_text("Reply by").await.unwrap();
    card.enter().await.unwrap();
    assert_eq!(look.cut_off().await.unwrap(), Vec::<String>::new(), "brief");
    look.picture("large", "brief").await.unwrap();

    look.page("popup.html").await.unwrap();
    type_into_popup(&look, &format!("Statusrunde {LONG_WORD}")).await.unwrap();
    look.seen("#description").await.unwrap().send_keys(format!("Bericht zum {LONG_WORD}")).await.unwrap();
    let width: f64 = look.session.script("return document.body.getBoundingClientRect().width", vec![]).await.unwrap();
    assert!((width - 320.0).abs() < 1.0, "the popup is {width} wide");
    let beyond: Vec<String> = look
        .session
        .script(
            "return [...document.body.querySelectorAll('*')].filter((e) => e.getBoundingClientRect().right > 321) \
             .map((e) => e.outerHTML.slice(0, 80))",
            vec![],
        )
        .await
        .unwrap();
    assert_eq!(beyond, Vec::<String>::new(), "the popup is 320 pixels wide");
    assert_eq!(look.cut_off().await.unwrap(), Vec::<String>::new(), "popup");
    still(&look).await;
    look.picture("large", "popup").await.unwrap();
}

async fn still(look: &Look) {
    let moving: Vec<String> = look
        .session
        .script(
            "return [...document.querySelectorAll('*')].filter((e) => { const c = getComputedStyle(e); \
             return c.transitionDuration.split(',').some((t) => parseFloat(t) > 0) && c.transitionProperty !== 'none' || \
             c.animationName !== 'none'; }).map((e) => e.outerHTML.slice(0, 80))",
            vec![],
        )
        .await
        .unwrap();
    assert_eq!(moving, Vec::<String>::new(), "moves although less motion is wanted");
}

macro_rules! in_both_browsers {
    ($($name:ident($($argument:expr),*) as $chrome:ident, $firefox:ident;)+) => {
        $(#[tokio::test]
        async fn $chrome() {
            $name(Browser::Chrome $(, $argument)*).await;
        }
        #[tokio::test]
        async fn $firefox() {
            $name(Browser::Firefox $(, $argument)*).await;
        })+
    };
}

in_both_browsers! {
    every_face(LIGHT) as no_violation_in_light_in_chrome, no_violation_in_light_in_firefox;
    every_face(DARK) as no_violation_in_dark_in_chrome, no_violation_in_dark_in_firefox;
    every_face(FORCED) as no_violation_in_forced_colours_in_chrome, no_violation_in_forced_colours_in_firefox;
    keyboard() as everything_by_keyboard_in_chrome, everything_by_keyboard_in_firefox;
    tab_leads_into_the_card() as tab_leads_into_the_card_in_chrome, tab_leads_into_the_card_in_firefox;
    large_and_still() as nothing_is_cut_off_or_moves_in_chrome, nothing_is_cut_off_or_moves_in_firefox;
}
