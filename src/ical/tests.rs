#![allow(clippy::unwrap_used)]
use super::*;
use crate::clock::system::System;
use proptest::prelude::*;

fn at(text: &str) -> NaiveDateTime {
    format!("{text}:00").parse().unwrap()
}

fn window() -> Stretch {
    Stretch { from: at("2026-11-23T00:00"), to: at("2026-12-07T00:00") }
}

fn file(events: &str) -> String {
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{}\r\nEND:VCALENDAR\r\n", events.trim().replace('\n', "\r\n"))
}

fn read(events: &str) -> Vec<String> {
    let found = busy(&file(events), &System, "Europe/Berlin", window()).unwrap();
    assert_eq!(found.unread, 0);
    found.busy.iter().map(|s| format!("{} {}", s.from.format("%d %H:%M"), s.to.format("%H:%M"))).collect()
}

#[test]
fn times_in_every_form() {
    let events = "
BEGIN:VEVENT
DTSTART:20261124T090000Z
DTEND:20261124T093000Z
SUMMARY:UTC
END:VEVENT
BEGIN:VEVENT
DTSTART;TZID=America/New_York:20261124T090000
DURATION:PT1H30M
END:VEVENT
BEGIN:VEVENT
DTSTART;TZID=\"W. Europe Standard Time\":20261125T090000
DTEND;TZID=W. Europe Standard Time:20261125T10
 0000
BEGIN:VALARM
TRIGGER:-PT15M
DURATION:PT5H
END:VALARM
END:VEVENT
BEGIN:VEVENT
DTSTART;TZID=/freeassociation.sourceforge.net/Asia/Tokyo:20261126T090000
DTEND;TZID=/freeassociation.sourceforge.net/Asia/Tokyo:20261126T100000
END:VEVENT
BEGIN:VEVENT
DTSTART:20261127T140000
DTEND:20261127T150000
END:VEVENT";
    assert_eq!(read(events), ["24 09:00 09:30", "24 14:00 15:30", "25 08:00 09:00", "26 00:00 01:00", "27 13:00 14:00"]);
}

#[test]
fn what_is_no_meeting_is_left_out() {
    let one = |line: &str| read(&format!("BEGIN:VEVENT\nDTSTART:20261124T090000Z\nDTEND:20261124T093000Z\n{line}\nEND:VEVENT"));
    assert_eq!(one("SUMMARY:counts").len(), 1);
    for line in ["TRANSP:TRANSPARENT", "STATUS:CANCELLED", "X-MICROSOFT-CDO-BUSYSTATUS:FREE", "DTEND:20261124T080000Z"] {
        assert_eq!(one(line), [""; 0], "{line}");
    }
    assert_eq!(read("BEGIN:VEVENT\nDTSTART;VALUE=DATE:20261124\nDTEND;VALUE=DATE:20261125\nEND:VEVENT"), [""; 0]);
}

#[test]
fn series_with_changes_keep_their_local_hour() {
    let events = "
BEGIN:VEVENT
UID:a
DTSTART;TZID=Europe/Berlin:20260707T100000
DTEND;TZID=Europe/Berlin:20260707T103000
RRULE:FREQ=WEEKLY;UNTIL=20261205T000000Z
EXDATE;TZID=Europe/Berlin:20261124T100000
END:VEVENT
BEGIN:VEVENT
UID:a
RECURRENCE-ID;TZID=Europe/Berlin:20261201T100000
DTSTART;TZID=Europe/Berlin:20261202T160000
DTEND;TZID=Europe/Berlin:20261202T163000
END:VEVENT
BEGIN:VEVENT
UID:b
DTSTART;TZID=Europe/Berlin:20260707T110000
DTEND;TZID=Europe/Berlin:20260707T113000
RRULE:FREQ=WEEKLY
END:VEVENT";
    // begun in summer at 8:00 UTC, in winter at 9:00
    assert_eq!(read(events), ["24 10:00 10:30", "01 10:00 10:30", "02 15:00 15:30"]);
}

#[test]
fn what_is_wrong_is_said() {
    let error = |text: &str| busy(text, &System, "UTC", window()).unwrap_err();
    assert_eq!(error(""), IcalError::NotCalendar);
    assert_eq!(error("<!doctype html><p>Sign in: please</p>"), IcalError::NotCalendar);
    assert_eq!(error("BEGIN:VCARD\nEND:VCARD"), IcalError::NotCalendar);
    assert_eq!(error("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261124T09"), IcalError::CutOff);
    assert_eq!(error(&"x".repeat(ICS_BYTES + 1)), IcalError::TooLarge);
    assert_eq!(error(&file(&"BEGIN:VEVENT\nEND:VEVENT\n".repeat(ICS_EVENTS + 1))), IcalError::TooMany);
}

#[test]
fn what_cannot_be_placed_is_counted() {
    let events = "BEGIN:VEVENT\nDTSTART;TZID=Mars/Olympus:20261124T090000\nDTEND;TZID=Mars/Olympus:20261124T100000\nEND:VEVENT
BEGIN:VEVENT\nDTSTART:20261124T090000Z\nDTEND:20261124T100000Z\nRRULE:FREQ=SECONDLY\nEND:VEVENT";
    assert_eq!(busy(&file(events), &System, "UTC", window()), Ok(Found { busy: Vec::new(), unread: 2 }));
}

#[test]
fn a_hostile_file_takes_bounded_time() {
    let daily = "BEGIN:VEVENT\nDTSTART:19900101T090000Z\nDTEND:19900101T100000Z\nRRULE:FREQ=DAILY\nEND:VEVENT\n";
    let begun = std::time::Instant::now();
    let found = busy(&file(&daily.repeat(5_000)), &System, "UTC", window()).unwrap();
    assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
    assert!(found.unread > 0 && found.busy.len() == 14);
}

proptest! {
    #[test]
    fn nothing_panics(text in "(BEGIN:V(CALENDAR|EVENT)\n)?([A-Z-]{3,9}(;TZID=\"?[A-Za-z/ ]{0,9}\"?)?:[0-9TZA-Z=;,+-]{0,20}\r?\n ?){0,12}(END:V(EVENT|CALENDAR)\n){0,2}") {
        let _ = busy(&text, &System, "Europe/Berlin", window());
    }
}
