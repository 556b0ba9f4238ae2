//! SOGo comes up, serves two people, and goes without a trace.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use baton_harness::partner::caldav::value;
use baton_harness::partner::sogo::Sogo;

#[tokio::test]
async fn an_invitation_reaches_the_guest_over_caldav() {
    let sogo = Sogo::start().await.unwrap();
    let ics = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//\r\nBEGIN:VEVENT\r\nUID:plan-1\r\nDTSTAMP:20260101T000000Z\r\n\
               DTSTART:20260105T090000Z\r\nDTEND:20260105T100000Z\r\nSUMMARY:Plan\\, together\r\nDESCRIPTION:one\\ntwo\r\n\
               ORGANIZER:mailto:alice@example.test\r\nATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:bob@example.test\r\n\
               END:VEVENT\r\nEND:VCALENDAR\r\n";
    sogo.calendar("alice").unwrap().put("plan-1.ics", ics).await.unwrap();
    let guest = sogo.calendar("bob").unwrap().with_summary("Plan, together").await.unwrap().expect("the server delivers it");
    assert_eq!(value(&guest.ics, "DESCRIPTION").as_deref(), Some("one\ntwo"));
    assert!(sogo.calendar("bob").unwrap().with_summary("Plan").await.unwrap().is_none());
    let url = sogo.url();
    drop(sogo);
    assert!(reqwest::get(&url).await.is_err(), "nothing listens any more");
}
