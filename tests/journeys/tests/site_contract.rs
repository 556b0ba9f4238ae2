//! The contract that every site must pass in both browsers: detect, read, mount once, idempotent, write, nothing outside,
//! nothing when out of place. A site is a row.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod site_support;

use serde_json::Value;
use site_support::{Done, NOW, Stage, check};

struct Site {
    id: &'static str,
    host: &'static str,
    /// A form with a title and a text in it.
    form: &'static str,
    /// The form's root on the page.
    surface: &'static str,
    /// Address and what it shows: places where Baton has no business.
    elsewhere: &'static [(&'static str, &'static str)],
    /// Words of the title that the card must quote, and of the answer.
    quote: &'static str,
    /// What the invite costs as the card says it, where the page tells people and time.
    cost: Option<&'static str>,
}

const GOOGLE: Site = Site {
    id: "google_calendar",
    host: "calendar.google.com",
    form: "/calendar/u/0/r/eventedit?text=Weekly%20status%20update&details=Kept%20line&dates=20261126T100000/20261126T103000\
           &add=mara@example.test,tomas@example.test",
    surface: "[jsname=nB7Rvb]",
    elsewhere: &[
        ("/calendar/u/0/r/week?", "the week"),
        ("/calendar/u/0/r/week?open=interview", "the popup of somebody's event"),
        ("/calendar/u/0/r/week?open=status", "the popup of an own event"),
        ("/calendar/u/0/r/eventedit?text=Weekly%20status%20update&readonly=1", "a form that cannot be changed"),
    ],
    quote: "status",
    cost: Some("3 people × 30 min"),
};

const OUTLOOK: Site = Site {
    id: "outlook_web",
    host: "outlook.office.com",
    form: "/calendar/deeplink/compose?subject=Weekly%20status%20update&body=Kept%20line&startdt=2026-11-26T10:00:00\
           &enddt=2026-11-26T10:30:00&to=mara@example.test",
    surface: "[id^=ModalFocusTrapZone]",
    elsewhere: &[
        ("/calendar/view/workweek?", "the week"),
        ("/calendar/view/workweek?open=interview", "somebody's event"),
        ("/calendar/deeplink/compose?subject=Weekly%20status%20update&readonly=1", "a form that cannot be changed"),
    ],
    quote: "status",
    // who is invited is only told by translated labels there
    cost: None,
};

const SOGO: Site = Site {
    id: "sogo",
    host: "sogo.example.test",
    form: "/SOGo/so/robin/Calendar/view?open=edit:status",
    surface: ".md-dialog-container",
    elsewhere: &[
        ("/SOGo/so/robin/Calendar/view?", "the week"),
        ("/SOGo/so/robin/Calendar/view?open=interview", "the view of somebody's event"),
        ("/SOGo/so/robin/Calendar/view?open=status", "the view of an own event"),
        ("/SOGo/so/robin/Calendar/view?open=edit:status&readonly=1", "a form that cannot be changed"),
    ],
    quote: "status",
    cost: None,
};

async fn the_contract(s: &Stage, site: &Site) -> Done {
    if site.id == "sogo" {
        s.allow(site.host).await?;
    }
    let form = format!("{}&{NOW}", site.form);

    // the page as it is without Baton beside it
    s.press_switch(site.id).await?;
    s.visit(site.host, &form).await?;
    let bare = s.quiet_page().await?;
    check(s.foreign().await? == 0, || "something of ours on a page of a site that is switched off".into())?;
    s.press_switch(site.id).await?;

    // detected, mounted once, the page as it was
    s.visit(site.host, &form).await?;
    let card = s.card().await?;
    card.wait_for_text("Can this be async?").await?;
    check(s.foreign().await? == 1, || "not exactly one element of ours".into())?;
    let beside = s.quiet_page().await?;
    check(beside == bare, || format!("the page differs beside the card:\n{}", difference(&bare, &beside)))?;

    // read: what the card says is what the page would save
    let before = s.model().await?;
    let title = before["title"].as_str().unwrap_or_default().to_lowercase();
    let words = format!("{title}\n{}", before["description"].as_str().unwrap_or_default().to_lowercase());
    let quotes: Vec<String> = card.text_of(".reasons q").await?.iter().map(|quote| quote.to_lowercase()).collect();
    check(quotes.iter().all(|q| words.contains(q.trim_matches(['…', '"', '“', '”']))), || {
        format!("{quotes:?} not in {words}")
    })?;
    check(quotes.iter().any(|q| q.contains(site.quote)), || format!("{quotes:?} do not quote the title"))?;
    if let Some(cost) = site.cost {
        card.wait_for_text(cost).await?; // guests and times may come later than the title
    }

    // scanned again and drawn again: the same one element
    let host = s.card_host().await?.ok_or("no host")?;
    s.script::<Value>(
        "document.body.style.setProperty('--again', '1'); document.body.append(document.createComment('again'))",
        vec![],
    )
    .await?;
    let again = s.quiet_page().await?; // a second of stillness: longer than the agent takes to look again
    check(again.contains("<!--again-->"), || "the page was not changed".into())?;
    check(s.foreign().await? == 1 && s.card_host().await?.ok_or("gone")? == host, || "mounted anew".into())?;
    s.script::<Value>("document.body.style.removeProperty('--again'); document.body.lastChild.remove()", vec![]).await?;
    s.script::<Value>("document.querySelector(arguments[0]).style.visibility = 'hidden'", vec![site.surface.into()]).await?;
    s.card_is_gone().await?;
    s.script::<Value>("document.querySelector(arguments[0]).style.visibility = ''", vec![site.surface.into()]).await?;
    s.card().await?.wait_for_text("Can this be async?").await?;
    check(s.foreign().await? == 1, || "not exactly one element after the form came back".into())?;

    // written: it lands in what would be saved, nothing else changes there, and nothing outside the form
    let around = s.page_but(site.surface).await?;
    s.write_agenda().await?;
    let after = s.wait_model("the agenda", |m| m["description"] != before["description"]).await?;
    let text = after["description"].as_str().unwrap_or_default();
    let kept = before["description"].as_str().unwrap_or_default().trim_end();
    check(text.starts_with(kept) && text.contains("1. "), || format!("written: {text}"))?;
    for (field, value) in before.as_object().ok_or("no model")? {
        check(field == "description" || after[field] == *value, || format!("{field} changed from {value} to {}", after[field]))?;
    }
    check(s.foreign().await? == 1, || "not exactly one element after writing".into())?;
    let outside = s.page_but(site.surface).await?;
    check(outside == around, || format!("changed outside the form:\n{}", difference(&around, &outside)))?;
    s.card().await?.click("#take-out").await?;
    let out = s.wait_model("the text as it was", |m| m["description"] == before["description"]).await?;
    check(out == before, || format!("not as it was: {out}"))?;

    // nothing where it has no business
    for (path, place) in site.elsewhere {
        s.visit(site.host, &format!("{path}&{NOW}")).await?;
        s.stays_without_card(place).await?;
    }
    Ok(())
}

/// The place where two texts part, with what stands round it.
fn difference(a: &str, b: &str) -> String {
    let at = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    let near = |text: &str| text.chars().skip(at.saturating_sub(60)).take(200).collect::<String>();
    format!("{}\n---\n{}", near(a), near(b))
}

async fn google_calendar(s: &Stage) -> Done {
    the_contract(s, &GOOGLE).await?;
    // the task tab hides the event's panel but leaves it there
    s.visit(GOOGLE.host, &format!("/calendar/u/0/r/week?open=quick&{NOW}")).await?;
    s.type_into("[role=dialog] [jsname=GYcwYe] input", "Weekly status update").await?;
    s.card().await?;
    s.click("#tabTask").await?;
    s.card_is_gone().await?;
    s.stays_without_card("the task tab").await
}

async fn outlook_web(s: &Stage) -> Done {
    the_contract(s, &OUTLOOK).await
}

async fn sogo(s: &Stage) -> Done {
    the_contract(s, &SOGO).await
}

in_both_browsers!(google_calendar, outlook_web, sogo);
