//! The four answers, each to an invite typed as a person types it, on every site in both browsers: the answer, the one next step,
//! and reasons in the invite's own words. One form a site is opened, and typed into again and again.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod site_support;

use baton::event::Event;
use baton::verdict::{self, Outcome};
use baton_harness::{Error, SOON, wait_until, while_redrawn};
use serde_json::{Value, json};
use site_support::{Done, NOW, Stage, check};
use thirtyfour::Key;

/// An invite, and what the card must make of it.
struct Row {
    outcome: Outcome,
    title: &'static str,
    description: &'static str,
    /// The answer.
    says: &'static str,
    /// What the one main button, or the one question, says.
    next: &'static str,
    /// A sentence that stands among the reasons.
    because: &'static str,
    /// Words of the invite that a reason quotes.
    quotes: &'static [&'static str],
}

const ROWS: [Row; 4] = [
    Row {
        outcome: Outcome::Unclear,
        title: "Catch-up",
        description: "",
        says: "Can’t tell yet.",
        next: "What should be different after this meeting?",
        because: "There is no description, and the title alone does not say what the meeting is for.",
        quotes: &["Catch-up"],
    },
    Row {
        outcome: Outcome::Async,
        title: "Weekly status update",
        description: "Quick round: everyone shares what they did this week. No discussion needed.",
        says: "Yes. A written update will do.",
        next: "Make it async",
        because: "A round of progress reports can be written and read.",
        quotes: &["Weekly status update", "No discussion needed"],
    },
    Row {
        outcome: Outcome::Live,
        title: "Interview with Dana Kim",
        description: "Second round for the support lead role. Dana will ask questions about the team too.",
        says: "No. Keep this one live.",
        next: "Write the agenda",
        because: "A candidate or a person to be heard is part of it.",
        quotes: &["Interview with Dana Kim"],
    },
    Row {
        outcome: Outcome::Split,
        title: "Team meeting",
        description: "1. Numbers of the quarter, for information\n2. Decide together which of the two vendors we take\n3. News from the office move",
        says: "Half of it.",
        next: "Split it",
        because: "Meet:",
        quotes: &["Numbers of the quarter", "Decide together which of the two vendors we take"],
    },
];

/// A new, empty form of a site, and its two fields.
struct Form {
    host: &'static str,
    path: &'static str,
    title: &'static str,
    description: &'static str,
}

const GOOGLE: Form = Form {
    host: "calendar.google.com",
    path: "/calendar/u/0/r/eventedit?late=0",
    title: "#xTiIn",
    description: "#xDescIn [contenteditable=true]",
};
const OUTLOOK: Form = Form {
    host: "outlook.office.com",
    path: "/calendar/view/workweek?open=compose&late=0",
    title: "[id$=_SUBJECT] input",
    description: "[data-ms-editor] [contenteditable=true]",
};
const SOGO: Form = Form {
    host: "sogo.example.test",
    path: "/SOGo/so/robin/Calendar/view?open=editor",
    title: "[ng-model='editor.component.summary']",
    description: "[ng-model='editor.component.comment']",
};

/// What the card shows, in one look.
const LOOK: &str = "const texts = (css) => [...document.querySelectorAll(css)].map((e) => e.innerText.trim()); \
    return { say: texts('.say'), next: texts('.do .main, .ask-back'), choices: texts('.choices button').length, \
    because: texts('.reasons b'), quotes: texts('.reasons q') }";

fn words(value: &Value) -> Vec<&str> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

/// The lines of a text that say something: an editor adds empty ones as it likes.
fn lines(text: &str) -> Vec<&str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
}

/// Types over what stands in a field until the application has it: a form that is still being built drops the first keys.
async fn type_over(s: &Stage, css: &str, field: &str, text: &str) -> Done {
    wait_until(&format!("{field} to be taken"), SOON, || async {
        let model = s.model().await.map_err(|e| e.to_string())?;
        if lines(model[field].as_str().unwrap_or_default()) == lines(text) {
            return Ok(Some(()));
        }
        let typed = while_redrawn(async || {
            s.driver.enter_default_frame().await?;
            let field = s.driver.find(thirtyfour::By::Css(css)).await?;
            field.send_keys(Key::Control + "a").await?;
            Ok(field.send_keys(text).await?)
        });
        typed.await.map_err(|e: Error| e.to_string())?;
        Err(model.to_string())
    })
    .await?;
    Ok(())
}

/// Whether the card says what `row` wants; what it says instead where not.
fn fits(row: &Row, seen: &Value) -> Result<(), String> {
    let typed = format!("{}\n{}", row.title, row.description);
    let quotes = words(&seen["quotes"]);
    let own = quotes.iter().all(|q| typed.contains(q.trim_matches(['…', '"', '“', '”', ' '])));
    let marked = row.quotes.iter().all(|wanted| quotes.iter().any(|q| q.contains(wanted)));
    let choices = if row.outcome == Outcome::Unclear { 3 } else { 0 };
    let next = words(&seen["next"]) == [row.next] && seen["choices"] == json!(choices);
    let because = words(&seen["because"]).contains(&row.because);
    if words(&seen["say"]) == [row.says] && next && because && own && marked { Ok(()) } else { Err(seen.to_string()) }
}

async fn every_answer(s: &Stage, form: &Form) -> Done {
    s.visit(form.host, &format!("{}&{NOW}", form.path)).await?;
    s.find(form.title).await?;
    check(!s.card_is_shown().await?, || "an empty form is asked about".into())?;
    for row in &ROWS {
        type_over(s, form.title, "title", row.title).await?;
        if !row.description.is_empty() {
            type_over(s, form.description, "description", row.description).await?;
        }
        let card = s.card().await?;
        let what = format!("the answer to “{}” on {}", row.title, form.host);
        wait_until(&what, SOON, || async {
            card.enter().await.map_err(|e| e.to_string())?;
            let seen: Value = s.script(LOOK, vec![]).await.map_err(|e| e.to_string())?;
            fits(row, &seen).map(Some)
        })
        .await?;
        card.leave().await?;
    }
    Ok(())
}

async fn each_of_the_four_answers_on_every_site(s: &Stage) -> Done {
    every_answer(s, &GOOGLE).await?;
    every_answer(s, &OUTLOOK).await?;
    s.allow(SOGO.host).await?;
    every_answer(s, &SOGO).await
}

#[test]
fn the_engine_alone_answers_the_same() {
    for row in &ROWS {
        let event = Event { title: row.title.into(), description: row.description.into(), ..Event::default() };
        assert_eq!(verdict::judge(&event).outcome, row.outcome, "{}", row.title);
    }
}

in_both_browsers!(each_of_the_four_answers_on_every_site);
