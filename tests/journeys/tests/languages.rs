//! The card in the person's language: German and Japanese words, numbers and dates, without breaking its layout.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use baton_harness::{Browser, Options, SOON, Server, Session, wait_until};

/// One language, an invite in it, and what its card must say.
struct Tongue {
    language: &'static str,
    title: &'static str,
    description: &'static str,
    /// The question, a reason in its words, the cost in its numbers.
    says: [&'static str; 3],
    /// How its calendar writes the day on which replies are due.
    day: fn(&str) -> bool,
}

const GERMAN: Tongue = Tongue {
    language: "de",
    title: "Statusbericht Donaudampfschifffahrtsgesellschaftskapitänsversicherung",
    description: "Reihum kurze Statusberichte zur Rechtsschutzversicherungsgesellschaftsangelegenheit.",
    says: [
        "Geht das auch asynchron?",
        "Eine Runde Zwischenstände kann man schreiben und lesen.",
        "9 Personen × 30 min = 4,5 Stunden",
    ],
    day: |text| ["Mo", "Di", "Mi", "Do", "Fr"].iter().any(|day| text.contains(&format!("Antwort bis {day}.,"))),
};

const JAPANESE: Tongue = Tongue {
    language: "ja",
    title: "週次進捗報告",
    description: "各自の進捗を報告します。",
    says: ["これは非同期にできますか?", "進み具合の報告は、書いて読めば済みます。", "9人 × 30分 = 4.5時間"],
    day: |text| ["(月)", "(火)", "(水)", "(木)", "(金)"].iter().any(|day| text.contains(day)) && text.contains('月'),
};

async fn the_card_speaks(tongue: &Tongue) {
    let server = Server::start().await.unwrap();
    let options = Options { language: Some(tongue.language.to_owned()), ..Options::default() };
    let session = Session::open(Browser::Chrome, &server, options).await.unwrap();
    let guests: Vec<String> = (0..8).map(|n| format!("gast{n}@example.test")).collect();
    let address = format!(
        "/calendar/u/0/r/eventedit?lang={}&now=2026-11-24T10:12&text={}&details={}&add={}&dates=20261126T090000/20261126T093000",
        tongue.language,
        tongue.title.replace(' ', "%20"),
        tongue.description.replace(' ', "%20"),
        guests.join(",")
    );
    session.goto(server.url("calendar.google.com", &address)).await.unwrap();
    let run = async {
        let card = session.card().await?;
        for words in tongue.says {
            card.wait_for_text(words).await?;
        }
        no_room_is_missing(&session, tongue.language).await?;
        card.click("#make-async").await?;
        wait_until("a day of that language", SOON, || async {
            let text = card.text().await.map_err(|error| error.to_string())?;
            if (tongue.day)(&text) { Ok(Some(())) } else { Err(text) }
        })
        .await?;
        no_room_is_missing(&session, tongue.language).await
    };
    let done = run.await;
    let picture = baton_harness::locate::target_dir().join(format!("pictures/chrome-{}.png", tongue.language));
    session.screenshot(picture).await.unwrap();
    done.unwrap();
}

/// The card's own document is no wider than its frame, declares its language, and shows no key that has no words.
async fn no_room_is_missing(session: &Session, language: &str) -> baton_harness::Result<()> {
    session.card().await?.enter().await?;
    let wide: Vec<String> = session
        .script(
            "return [...document.body.querySelectorAll('*')].filter((e) => e.getBoundingClientRect().right > innerWidth + 1) \
             .map((e) => e.outerHTML.slice(0, 80))",
            vec![],
        )
        .await?;
    assert_eq!(wide, Vec::<String>::new(), "wider than the card");
    let declared: String = session.script("return document.documentElement.lang", vec![]).await?;
    assert_eq!(declared, language, "a screen reader must know the language");
    let text: String = session.script("return document.body.innerText", vec![]).await?;
    assert!(!text.contains("[say_") && !text.contains("[cost"), "{text}");
    session.driver.enter_default_frame().await?;
    Ok(())
}

#[tokio::test]
async fn german_with_its_long_words() {
    the_card_speaks(&GERMAN).await;
}

#[tokio::test]
async fn japanese() {
    the_card_speaks(&JAPANESE).await;
}
