//! Self-hosted calendars are granted by the person, one host at a time, and taken back as easily; the popup says how it goes.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod site_support;

use serde_json::json;
use site_support::{Done, NOW, Stage, check};

const HOST: &str = "sogo.example.test";
const OTHER: &str = "evil.example.test";
const FORM: &str = "/SOGo/so/robin/Calendar/view?open=edit:status";
const REGISTERED: &str = "ext.scripting.getRegisteredContentScripts().then((all) => all.flatMap((one) => one.matches))";

async fn a_host_is_granted_served_under_a_strict_policy_and_taken_back(s: &Stage) -> Done {
    let form = format!("{FORM}&{NOW}");
    // not granted: nothing
    s.visit(HOST, &form).await?;
    s.stays_without_card("a host that was not granted").await?;
    check(s.foreign().await? == 0, || "something of ours on a host that was not granted".into())?;
    check(s.in_extension("app.html", REGISTERED).await? == json!([]), || "the agent is registered before any grant".into())?;

    // what is no address is said so, and nothing is asked for
    let field = s.find("#host").await?;
    field.send_keys("ftp://not a host").await?;
    s.press("#add-host", "is not an address").await?;

    // the browser's no is said so; no driver can press the native question, so its answer is put in
    let refusing = s
        .extension_says("(() => { const no = () => Promise.resolve(false); window.yes = ext.permissions.request; \
            for (const p of [window.chrome?.permissions, window.browser?.permissions]) { if (p) try { Object.defineProperty(p, 'request', { value: no, configurable: true, writable: true }) } catch { p.request = no } } \
            return ext.permissions.request === no })()")
        .await?;
    check(refusing == json!(true), || "the browser's answer could not be replaced".into())?;
    field.clear().await?;
    field.send_keys(format!("https://{HOST}/SOGo")).await?;
    s.press("#add-host", "did not allow").await?;
    check(s.extension_says(REGISTERED).await? == json!([]), || "registered though denied".into())?;

    // granted: the agent is registered there and nowhere else
    s.allow(HOST).await?;
    let matches = s.extension_says(REGISTERED).await?;
    check(matches == json!([format!("https://{HOST}/*")]), || format!("registered on {matches}"))?;

    for policy in ["strict", "default-none"] {
        s.visit(HOST, &format!("{form}&policy={policy}")).await?;
        let card = s.card().await?;
        card.enter().await?;
        let page: String = s.script("return location.pathname", vec![]).await?;
        card.leave().await?;
        check(page == "/guest.html", || format!("a granted host got {page}"))?;
    }
    s.write_agenda().await?;
    s.wait_model("the agenda", |m| m["description"].as_str().is_some_and(|d| d.contains("1. "))).await?;
    s.visit(OTHER, "/unrelated.html").await?;
    s.stays_without_card("another host").await?;

    // taken back: nothing any more
    s.open_extension_page("app.html").await?;
    s.press(&format!("[aria-label='Remove https://{HOST}']"), "is not allowed any more").await?;
    check(s.extension_says(REGISTERED).await? == json!([]), || "still registered".into())?;
    s.visit(HOST, &form).await?;
    s.stays_without_card("a host that was taken back").await?;
    check(s.foreign().await? == 0, || "something of ours on a host that was taken back".into())
}

async fn the_popup_says_how_it_goes_on_each_site_and_switches_it_off(s: &Stage) -> Done {
    s.allow(HOST).await?;
    let sites = [
        (
            "google_calendar",
            "calendar.google.com",
            "/calendar/u/0/r/eventedit?text=Weekly%20status%20update",
            "description.id,description.jsname",
        ),
        ("outlook_web", "outlook.live.com", "/calendar/deeplink/compose?subject=Weekly%20status%20update", "body_box"),
        ("sogo", HOST, FORM, "description_field"),
    ];
    for (site, host, form, drop) in sites {
        let form = format!("{form}&{NOW}");
        let fresh = s.popup_says(site).await?;
        check(!fresh.contains("Well"), || format!("{site} not seen yet: {fresh}"))?;

        s.visit(host, &form).await?;
        s.card().await?;
        s.quiet_page().await?;
        let well = s.popup_says(site).await?;
        check(well.contains("Well: everything"), || format!("{site}: {well}"))?;

        s.visit(host, &format!("{form}&drop={drop}")).await?;
        s.card().await?;
        s.quiet_page().await?;
        let missing = s.popup_says(site).await?;
        check(missing.contains("Could not find: description"), || format!("{site}: {missing}"))?;

        s.press_switch(site).await?;
        let off = s.popup_says(site).await?;
        check(off.contains("Switched off"), || format!("{site}: {off}"))?;
        s.visit(host, &form).await?;
        s.stays_without_card("a site that is switched off").await?;
        s.press_switch(site).await?;
        s.visit(host, &form).await?;
        s.card().await?;
    }
    Ok(())
}

in_both_browsers!(
    a_host_is_granted_served_under_a_strict_policy_and_taken_back,
    the_popup_says_how_it_goes_on_each_site_and_switches_it_off,
);
