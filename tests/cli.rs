//! The command line as a shell sees it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use serde_json::{Value, json};
use std::{
    io::{Read, Write},
    process::{Command, Output, Stdio},
};

fn baton(args: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_baton"))
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = std::thread::spawn(move || {
        // A program that refuses its arguments does not read.
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

fn lines(output: &Output) -> Vec<Value> {
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap().lines().map(|l| serde_json::from_str(l).unwrap()).collect()
}

#[test]
fn judges_in_order_with_every_field() {
    let input = concat!(
        r#"{"id":"a","title":"Weekly status","description":"Each team reports progress, no discussion needed.","duration_min":30,"attendees":[{"name":"Ana","email":null,"optional":null,"tz":null}],"attendee_count":9,"recurrence":"weekly","location":null,"organizer":"Ben","lang":"en","colour":"red"}"#,
        "\n",
        r#"{"id":2,"title":"Outage: shop is down"}"#,
        "\n\n",
        r#"{"id":"c","title":"Sync","description":null,"attendees":null}"#,
    );
    let out = lines(&baton(&["judge"], input.as_bytes()));
    assert_eq!(out.len(), 3);
    assert_eq!(
        (&out[0]["id"], &out[0]["outcome"], &out[0]["kind"], &out[0]["format"]),
        (&json!("a"), &json!("async"), &json!("status"), &json!("status_update"))
    );
    assert_eq!(
        (&out[1]["id"], &out[1]["outcome"], &out[1]["kind"], &out[1]["format"]),
        (&json!(2), &json!("live"), &json!("incident"), &json!(null))
    );
    assert_eq!(
        (&out[2]["outcome"], &out[2]["kind"], &out[2]["reasons"][0]["code"]),
        (&json!("unclear"), &json!("unclear"), &json!("purpose_missing"))
    );
    for line in &out {
        let keys: Vec<&String> = line.as_object().unwrap().keys().collect();
        assert_eq!(keys, ["format", "id", "kind", "outcome", "reasons", "score", "signals"]);
        assert!((0.0..=1.0).contains(&line["score"].as_f64().unwrap()));
        for reason in line["reasons"].as_array().unwrap() {
            assert!(reason["text"].is_string() && reason["source"].as_str().is_some_and(|s| s.contains(": ")));
            assert!(reason["evidence"].is_string() || reason["evidence"].is_null());
        }
    }
}

#[test]
fn drafts_agendas() {
    let input = r#"{"id":"a","title":"Price","description":"1. Which price? (Ana)\n2. Campaign\n","duration_min":40,"attendees":[{"name":"Ana Silva"}]}"#;
    let out = lines(&baton(&["agenda"], input.as_bytes()));
    let items = out[0]["items"].as_array().unwrap();
    assert_eq!(items.len(), 2);
    assert_eq!(
        (&items[0]["number"], &items[0]["question"], &items[0]["owner"]),
        (&json!(1), &json!("Which price?"), &json!("Ana Silva"))
    );
    assert_eq!(items.iter().map(|i| i["minutes"].as_u64().unwrap()).sum::<u64>(), 40);
    assert_eq!(items[1]["owner"], json!(null));
    assert!(out[0]["text"].as_str().unwrap().contains("1. Which price? ("));
    assert!(out[0]["outcome"].is_string() && out[0]["desired_outcome"].as_str().is_some_and(|o| !o.is_empty()));
}

#[test]
fn drafts_briefs_for_any_place_from_a_given_moment() {
    let input = r#"{"id":"a","title":"Weekly status","description":"Each team reports progress, no discussion needed.","organizer":"Ana Silva","attendees":[{"name":"Ben Low"}]}"#;
    let out = lines(&baton(&["brief", "--now", "2026-03-02T10:30", "--for", "slack"], input.as_bytes()));
    let line = &out[0];
    assert_eq!((&line["id"], &line["format"], &line["outcome"]), (&json!("a"), &json!("status_update"), &json!("async")));
    assert_eq!((&line["reply_by"], &line["owner"]), (&json!("2026-03-03T10:30"), &json!("Ana Silva")));
    assert_eq!((&line["readers"], &line["missing"]), (&json!(["Ben Low"]), &json!([])));
    let text = line["text"].as_str().unwrap();
    assert!(
        text.starts_with("*Status update: Weekly status*\n") && text.contains("*Reply by:* Tuesday, 3 March 2026, 10:30"),
        "{text}"
    );
    let german = r#"{"id":1,"title":"Wöchentlicher Statusbericht","description":"Jeder berichtet, was fertig ist. Bitte keine Diskussion."}"#;
    let out = lines(&baton(&["brief"], german.as_bytes()));
    assert!(out[0]["text"].as_str().unwrap().contains("Antwort bis: "), "{}", out[0]);
    assert_eq!(out[0]["missing"], json!(["owner"]));
}

#[test]
fn a_bad_line_is_answered_and_the_rest_goes_on() {
    let mut input = Vec::new();
    input.extend_from_slice(b"{\"id\":\"ok\",\"title\":\"Status\"}\n");
    input.extend_from_slice(b"not json\n");
    input.extend_from_slice(b"{\"id\":\"t\",\"title\":5}\n");
    input.extend_from_slice(b"{\"id\":\"n\"}\n[1]\n{\"title\":\"x\"}\n");
    input.extend_from_slice(b"{\"id\":\"u\",\"title\":\"\xff\"}\n");
    input.extend_from_slice(b"{\"id\":\"d\",\"title\":\"x\",\"duration_min\":-3}\n");
    input.extend_from_slice(b"{\"id\":\"long\",\"title\":\"");
    input.extend(std::iter::repeat_n(b'x', baton::limits::MAX_LINE_BYTES));
    input.extend_from_slice(b"\"}\n{\"id\":\"last\",\"title\":\"Retro\",\"duration_min\":30.0}");
    let out = lines(&baton(&["judge"], &input));
    assert_eq!(out.len(), 10);
    for (n, id) in [(2, None), (3, Some("t")), (4, Some("n")), (5, None), (6, None), (7, None), (8, Some("d")), (9, None)] {
        let line = &out[n - 1];
        assert_eq!(line["line"], json!(n), "{line}");
        assert_eq!(line.get("id").and_then(Value::as_str), id, "{line}");
        assert!(line["error"].as_str().is_some_and(|e| e.len() > 10), "{line}");
    }
    assert!(out[2]["error"].as_str().unwrap().contains("`title`"));
    assert_eq!(out[9]["id"], json!("last"));
}

#[test]
fn hostile_text_is_judged_too() {
    let long = "word ".repeat(2_000);
    let emoji = "👩‍👩‍👧‍👦🏳️‍🌈".repeat(200);
    for (n, text) in
        [long.as_str(), "", "   ", "שלום לכולם ‏עדכון", &emoji, "<script>alert(1)</script><b>status", "\u{0}\u{202e}x"]
            .iter()
            .enumerate()
    {
        let input =
            json!({"id": n, "title": text, "description": text, "attendees": vec![json!({"name": "x"}); 500]}).to_string();
        for task in ["judge", "agenda", "brief"] {
            let out = lines(&baton(&[task], input.as_bytes()));
            assert_eq!(out[0]["id"], json!(n));
            assert!(out[0].get("error").is_none());
        }
    }
}

#[test]
fn wrong_usage_is_2_and_help_is_0() {
    let wrong: [&[&str]; 8] = [
        &[],
        &["juge"],
        &["judge", "file"],
        &["--what"],
        &["brief", "file"],
        &["brief", "--now"],
        &["brief", "--now", "tomorrow"],
        &["brief", "--for", "fax"],
    ];
    for args in wrong {
        let out = baton(args, b"");
        assert_eq!(out.status.code(), Some(2), "{args:?}");
        assert!(out.stdout.is_empty() && String::from_utf8_lossy(&out.stderr).contains("--help"));
    }
    assert!(String::from_utf8_lossy(&baton(&["--help"], b"").stdout).contains("baton judge"));
    assert!(String::from_utf8_lossy(&baton(&["--version"], b"").stdout).starts_with("baton 0."));
    assert_eq!(baton(&["judge"], b"").status.code(), Some(0), "no input, no output");
}

#[test]
fn answers_come_before_the_input_ends_and_a_closed_reader_is_no_error() {
    let mut child =
        Command::new(env!("CARGO_BIN_EXE_baton")).arg("judge").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = child.stdout.take().unwrap();
    stdin.write_all(b"{\"id\":1,\"title\":\"Status\"}\n").unwrap();
    let mut first = [0; 1];
    stdout.read_exact(&mut first).unwrap();
    assert_eq!(&first, b"{");
    drop(stdout);
    for _ in 0..2_000 {
        if stdin.write_all(b"{\"id\":1,\"title\":\"Status\"}\n").is_err() {
            break;
        }
    }
    drop(stdin);
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn an_invite_is_judged_for_one_of_those_invited() {
    let line = r#"{"id":1,"title":"Vendor choice","description":"We go through both offers. Ann decides at the end.","attendee_count":9}"#;
    let mut out = Vec::new();
    let me = baton::library::Me { names: vec!["Ann".into()], ..Default::default() };
    baton::lines::run_for(baton::lines::Task::Judge, &me, line.as_bytes(), &mut out).unwrap();
    let answer: serde_json::Value = serde_json::from_slice(&out).unwrap();
    assert_eq!(
        (&answer["attend"]["answer"], &answer["attend"]["reasons"][0]["code"]),
        (&"go".into(), &"decides".into()),
        "{answer}"
    );
}

#[test]
fn a_verdict_can_be_taken_apart() {
    let out = lines(&baton(&["judge", "--explain"], br#"{"id":1,"title":"Weekly status","description":"Not a debate."}"#));
    assert_eq!((&out[0]["id"], &out[0]["outcome"]), (&json!(1), &json!("async")));
    let sum: f64 = out[0]["probabilities"].as_array().unwrap().iter().map(|p| p[1].as_f64().unwrap()).sum();
    assert!((sum - 1.0).abs() < 1e-3, "{sum}");
    let shares = out[0]["shares"].as_array().unwrap();
    let status = shares.iter().find(|s| s["feature"] == "u:status").unwrap();
    let weight = |n: usize| status["weights"][n].as_f64().unwrap();
    assert!(weight(1) > weight(0), "`status` speaks for async: {status}");
    assert!(shares.iter().any(|s| s["feature"].as_str().unwrap().starts_with("u:!")), "a negated word is one of its own");
}

#[test]
fn a_transcript_goes_from_file_to_file() {
    let folder = std::env::temp_dir().join(format!("baton-transcript-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let vtt = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ana>cube or netties, Ben\n\n00:99.000 --> x\n<v Ben>mail a@b.org\n";
    std::fs::write(path("in.vtt"), vtt).unwrap();
    std::fs::write(path("words.txt"), "cube or netties = Kubernetes\n").unwrap();

    let out = baton(&["transcript", &path("in.vtt")], b"");
    assert_eq!(
        (out.status.code(), String::from_utf8_lossy(&out.stdout).as_ref()),
        (Some(0), "[0:00:01] Ana: cube or netties, Ben\nBen: mail a@b.org\n")
    );
    let told = String::from_utf8_lossy(&out.stderr).into_owned();
    assert!(told.contains("line 6: the time cannot be read"), "{told}");

    let args =
        ["transcript", "-", "--to", "srt", "--rename", "Ana=Ana Silva", "--glossary", &path("words.txt"), "--rename", "Eve=X"];
    let out = baton(&args, vtt.as_bytes());
    let text = String::from_utf8_lossy(&out.stdout).into_owned();
    assert!(text.starts_with("1\n00:00:01,000 --> 00:00:02,000\nAna Silva: Kubernetes, Ben\n\n2\n"), "{text}");
    let told = String::from_utf8_lossy(&out.stderr).into_owned();
    assert!(
        told.contains("nobody is called \"Eve\"; there are: Ana Silva, Ben") && told.contains("1 of 2 times are estimated"),
        "{told}"
    );

    let out = baton(&["transcript", &path("in.vtt"), "--anonymise", "-o", &path("out.json")], b"");
    assert_eq!((out.status.code(), out.stdout.len()), (Some(0), 0));
    let json: Value = serde_json::from_slice(&std::fs::read(path("out.json")).unwrap()).unwrap();
    assert_eq!((&json["baton"], &json["version"]), (&json!("transcript"), &json!(1)));
    assert_eq!(
        json["cues"][0],
        json!({"start_ms": 1000, "end_ms": 2000, "speaker": "Speaker 1", "text": "cube or netties, Speaker 2"})
    );
    assert_eq!(json["cues"][1]["text"], json!("mail [e-mail]"));

    let again = baton(&["transcript", &path("in.vtt"), "-o", &path("in.vtt")], b"");
    assert_eq!((again.status.code(), std::fs::read_to_string(path("in.vtt")).unwrap().as_str()), (Some(1), vtt), "IN stays");
    for (args, input, why) in [
        (vec!["transcript", "-"], "nothing of the kind", "no transcript"),
        (vec!["transcript", "-", "--to", "vtt"], "Ana: hi\nBen: ho", "no times"),
        (vec!["transcript", "/nowhere/at all.vtt"], "", "/nowhere/at all.vtt"),
        (vec!["transcript", "-", "--glossary", "/nowhere"], "Ana: hi", "/nowhere"),
    ] {
        let out = baton(&args, input.as_bytes());
        assert_eq!((out.status.code(), out.stdout.len()), (Some(1), 0), "{args:?}");
        assert!(String::from_utf8_lossy(&out.stderr).contains(why), "{args:?}: {}", String::from_utf8_lossy(&out.stderr));
    }
    for args in [
        &["transcript"][..],
        &["transcript", "a", "b"],
        &["transcript", "a", "--to", "fax"],
        &["transcript", "a", "--rename", "x"],
        &["transcript", "a", "--what"],
    ] {
        assert_eq!(baton(args, b"").status.code(), Some(2), "{args:?}");
    }
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn signals_stand_beside_the_verdict_and_change_nothing_in_it() {
    let crowded = br#"{"id":1,"title":"Choose the vendor","description":"We decide between the two offers; both teams disagree about the risk.","duration_min":60,"attendee_count":9,"recurrence":"weekly"}"#;
    let quiet = br#"{"id":1,"title":"Choose the vendor","description":"We decide between the two offers; both teams disagree about the risk.","duration_min":40,"attendee_count":3}"#;
    let explained = lines(&baton(&["judge", "--explain"], crowded));
    let (crowded, quiet) = (&lines(&baton(&["judge"], crowded))[0], &lines(&baton(&["judge"], quiet))[0]);
    let told = crowded["signals"].as_array().unwrap();
    let texts: Vec<(&str, &str)> = told.iter().map(|s| (s["code"].as_str().unwrap(), s["text"].as_str().unwrap())).collect();
    assert_eq!(
        texts,
        [
            ("crowd", "9 people; from 8 on, a meeting seldom decides well."),
            ("no_end", "The series has no end date."),
            ("shorter", "50 minutes may do, and leave a pause."),
        ]
    );
    assert!(told.iter().all(|s| s.get("source").is_none()), "{told:?}");
    assert_eq!((&quiet["signals"], &quiet["outcome"]), (&json!([]), &crowded["outcome"]));
    let sources: Vec<&str> = explained[0]["signals"].as_array().unwrap().iter().map(|s| s["source"].as_str().unwrap()).collect();
    assert_eq!(sources.len(), 3);
    assert!(sources[1].starts_with("Fellow's meeting guidelines: "), "{sources:?}");
    let phrases = explained[0]["phrases"].as_array().unwrap();
    assert!(!phrases.is_empty(), "the phrases of the rules keep a key of their own");
}
