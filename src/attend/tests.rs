#![allow(clippy::unwrap_used, clippy::panic)]
use super::*;
use crate::event::Attendee;
use crate::verdict::judge;
use proptest::prelude::*;

fn ann() -> Me {
    Me { names: vec!["Ann Lee".into()], addresses: vec!["ann.lee@example.test".into()] }
}

fn who(name: &str) -> Me {
    Me { names: vec![name.into()], ..Me::default() }
}

fn invite(title: &str, description: &str) -> Event {
    Event { title: title.into(), description: description.into(), attendee_count: Some(9), ..Event::default() }
}

fn mentions(me: &Me, line: &str) -> bool {
    Names::of(me, &Event::default()).unwrap().stand_in(line)
}

fn answer(event: &Event, me: &Me) -> (Answer, Why) {
    let found = attend(event, &judge(event), me).unwrap();
    (found.answer, found.reasons[0].code)
}

#[test]
fn whole_names_in_the_forms_of_six_languages() {
    for line in [
        "Budget (Ann)",
        "Ann: budget",
        "@Ann to present",
        "ann presents",
        "ANN presents",
        "Ann's proposal",
        "Anns Vorschlag",
        "la proposition d’Ann",
        "la propuesta de Ann",
        "a proposta da Ann.",
        "with Ann, Ben",
        "ann.lee@example.test decides",
        "mail <ANN.LEE@example.test>",
        "Ann Lee and Ann Smith",
    ] {
        assert!(mentions(&ann(), line), "{line}");
    }
    for line in [
        "Planning",
        "Annual plan",
        "Ann-Marie presents",
        "Anna presents",
        "Johann",
        "joann@example.test",
        "ann.lee@example.test.evil.test",
        "xann.lee@example.test",
        "ann@other.test",
        "hannover",
        "Ann Smith presents",
        "Lee’s team",
    ] {
        assert!(!mentions(&ann(), line), "{line}");
    }
    assert!(mentions(&who("José Pérez"), "Jose: datos") && mentions(&who("Jürgen"), "Jürgens Thema"));
    let tanaka = who("田中");
    for line in ["田中さんが発表", "担当: 田中", "田中が決定", "佐藤・田中・山田", "司会は田中部長"]
    {
        assert!(mentions(&tanaka, line), "{line}");
    }
    for line in ["田中町の件", "山田中央店", "中田中学"] {
        assert!(!mentions(&tanaka, line), "{line}");
    }
    assert!(!mentions(&who("アン"), "プランニング") && mentions(&who("アン"), "アンさん: 予算"));
}

#[test]
fn names_that_are_words_count_only_where_a_name_would_stand() {
    let will = who("Will");
    for line in ["Will: demo", "demo by Will", "@will please prepare", "Budget (Will)"] {
        assert!(mentions(&will, line), "{line}");
    }
    for line in ["Will we ship?", "we will decide", "Will decide the date"] {
        assert!(!mentions(&will, line), "{line}");
    }
    assert!(!mentions(&who("Mark"), "mark your calendars") && mentions(&who("Mark"), "owner Mark"));
}

#[test]
fn the_answer_follows_what_the_invite_asks_of_the_person() {
    let agenda = "1. Budget review (Ann)\n2. Hiring plan (Ben)\n3. Office move (Cleo)";
    let part = attend(&invite("Quarterly planning", agenda), &judge(&invite("Quarterly planning", agenda)), &ann()).unwrap();
    assert_eq!((part.answer, part.items.len()), (Answer::Part, 1));
    assert!(part.items[0].contains("Budget") && part.reasons[0].evidence[0].contains("Ann"), "{part:?}");

    let go = |description: &str, why: Why| {
        assert_eq!(answer(&invite("Vendor choice", description), &ann()), (Answer::Go, why), "{description}")
    };
    go("We go through both offers. Ann decides at the end.", Why::Decides);
    go("Questions to Ann about the old contract.", Why::Expert);
    go("Ann presents the offers.", Why::Named);

    let follow = |event: &Event, why: Why| assert_eq!(answer(event, &ann()), (Answer::Follow, why), "{event:?}");
    follow(&invite("Vendor choice", "We compare the offers.\nFYI: Ann"), Why::Optional);
    let mut event = invite("Vendor choice", "Ben decides between the two offers, we discuss them first.");
    event.attendees = vec![
        Attendee { name: "Ben Ode".into(), ..Attendee::default() },
        Attendee { name: "Ann Lee".into(), email: "ann.lee@example.test".into(), ..Attendee::default() },
    ];
    follow(&event, Why::OthersNamed);
    event.description = "We compare the offers together and discuss the risks.".into();
    event.attendees[1].optional = Some(true);
    follow(&event, Why::Optional);

    let mut own = invite("Vendor choice", "");
    own.organiser = Some("ann.lee@example.test".into());
    assert_eq!(answer(&own, &ann()), (Answer::Go, Why::Organiser));
    let mut small = invite("Vendor choice", "");
    small.attendee_count = Some(2);
    assert_eq!(answer(&small, &ann()), (Answer::Go, Why::FewPeople));
    assert_eq!(answer(&invite("Vendor choice", ""), &ann()), (Answer::Unclear, Why::NotNamed));
}

#[test]
fn two_people_of_one_name_are_no_evidence() {
    let mut event = invite("Vendor choice", "Ann presents the offers.");
    event.attendees = vec![
        Attendee { name: "Ann Smith".into(), ..Attendee::default() },
        Attendee { name: "Ann Lee".into(), ..Attendee::default() },
    ];
    assert_eq!(answer(&event, &ann()), (Answer::Unclear, Why::SharedName));
    event.description = "Ann Lee presents the offers.".into();
    assert_eq!(answer(&event, &ann()), (Answer::Go, Why::Named));
}

#[test]
fn nobody_is_judged_who_did_not_say_who_they_are() {
    let event = invite("Vendor choice", "Ann decides.");
    assert!(attend(&event, &judge(&event), &Me::default()).is_none());
}

proptest! {
    #[test]
    fn any_text_and_any_name_are_read(title in ".{0,60}", description in ".{0,200}", name in ".{0,20}", address in ".{0,20}") {
        let event = invite(&title, &description);
        let me = Me { names: vec![name], addresses: vec![address] };
        let _ = attend(&event, &judge(&event), &me);
    }

    #[test]
    fn a_name_inside_a_word_is_nobody(before in "[a-z]{1,5}", after in "[a-z]{2,5}") {
        let line = format!("{before}ann{after} presents");
        prop_assert!(!mentions(&ann(), &line));
    }
}
