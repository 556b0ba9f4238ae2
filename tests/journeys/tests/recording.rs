//! What the browsers' own recorders write becomes seekable: judged by ffmpeg and by both browsers' players.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::{
    path::Path,
    process::{Command, Output},
};

use baton::recording::Recording;
use baton_harness::{Browser, Error, Policy, Server, Session, locate, recorder_options};

const HOST: &str = "calendar.google.com";
/// Length of the recordings, ms: two key frames at least in both browsers.
const LONG: u32 = 10_000;

fn run(program: &'static str, args: &[&str], file: &Path) -> Output {
    assert!(locate::on_path(program).is_some(), "{}", Error::Missing { what: program });
    Command::new(program).args(args).arg(file).output().unwrap()
}

/// Lines of figures from ffprobe.
fn probe(args: &str, file: &Path) -> Vec<Vec<String>> {
    let args: Vec<&str> = ["-v", "error", "-of", "csv=p=0"].into_iter().chain(args.split(' ')).collect();
    let out = run("ffprobe", &args, file);
    assert!(out.status.success() && out.stderr.is_empty(), "{}", String::from_utf8_lossy(&out.stderr));
    let text = String::from_utf8(out.stdout).unwrap();
    text.lines().filter(|l| !l.is_empty()).map(|l| l.split(',').map(str::to_owned).collect()).collect()
}

/// Every frame and every sound is decoded, without a word.
fn decodes(file: &Path) {
    let out =
        Command::new("ffmpeg").args(["-v", "warning", "-xerror", "-i"]).arg(file).args(["-f", "null", "-"]).output().unwrap();
    let said = String::from_utf8_lossy(&out.stderr).into_owned();
    assert!(out.status.success() && said.is_empty(), "{}: {said}", file.display());
}

/// Time of the last packet of any track, s.
fn last_packet(file: &Path) -> f64 {
    let times = probe("-show_entries packet=pts_time", file);
    times.iter().filter_map(|line| line[0].parse::<f64>().ok()).fold(0.0, f64::max)
}

fn duration(file: &Path) -> f64 {
    probe("-show_entries format=duration", file)[0][0].parse().expect("a duration")
}

/// Duration right, both tracks decoded, jumps land on key frames.
fn seekable(file: &Path, packets: usize) {
    let (long, last) = (duration(file), last_packet(file));
    assert!((long - last).abs() <= last * 0.01 + 0.06, "{}: duration {long}, last packet at {last}", file.display());
    assert_eq!(probe("-show_entries packet=stream_index", file).len(), packets, "{}", file.display());
    decodes(file);
    let keys: Vec<f64> = probe("-select_streams v -show_entries packet=pts_time,flags", file)
        .iter()
        .filter(|line| line[1].starts_with('K'))
        .map(|line| line[0].parse().unwrap())
        .collect();
    for part in [0.3, 0.95] {
        let goal = long * part;
        let first = &probe(&format!("-select_streams v -read_intervals {goal}%+#1 -show_entries packet=pts_time,flags"), file)[0];
        let at: f64 = first[0].parse().unwrap();
        // a jump that falls back to the start of the file would be no jump
        let expected = keys.iter().copied().filter(|key| *key <= goal).fold(0.0, f64::max);
        assert!(first[1].starts_with('K') && (at - expected).abs() < 0.002, "{goal}: {first:?}, key frames {keys:?}");
    }
}

async fn open(browser: Browser) -> (Server, Session) {
    let server = Server::start().await.unwrap();
    server.set_policies(HOST, &[Policy::None]);
    let session = Session::open(browser, &server, recorder_options()).await.unwrap();
    session.goto(server.url(HOST, "/calendar/u/0/r")).await.unwrap();
    (server, session)
}

async fn a_recording_becomes_seekable(browser: Browser) {
    let (_server, session) = open(browser).await;
    let made = session.record("video/webm;codecs=vp8,opus", LONG, 1000).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name);
    let raw = file("raw.webm");
    std::fs::write(&raw, &made.bytes).unwrap();
    assert_eq!(probe("-show_entries format=duration", &raw), [["N/A"]], "the browser writes durations itself now?");
    let packets = probe("-show_entries packet=stream_index", &raw).len();

    // the shell's way
    let whole = file("whole.webm");
    let recovered = baton::repair::repair(&raw, &whole, false).unwrap();
    assert_eq!((recovered.lost_bytes, recovered.torn_places), (0, 0), "{recovered:?}");
    assert!(recovered.cues >= 2, "{recovered:?}");
    seekable(&whole, packets);
    let played = session.play_from(&std::fs::read(&whole).unwrap(), 0.8).await.unwrap();
    let long = duration(&whole);
    assert!((played.duration - long).abs() < 0.1 && (played.at - long * 0.8).abs() < 0.1, "{long}: {played:?}");
    assert!((played.end - long).abs() < long * 0.01 + 0.1, "{long}: {played:?}");

    // the recorder's way: slice by slice, with the same bytes at the end
    let (mut live, mut written, mut at) = (Recording::live(), Vec::new(), 0);
    for size in &made.slices {
        live.push(&made.bytes[at..at + size], &mut |kept| written.extend_from_slice(kept)).unwrap();
        at += size;
    }
    let plan = live.finish().unwrap();
    assert_eq!(usize::try_from(plan.length).unwrap(), written.len());
    written.extend_from_slice(&plan.append);
    written[..plan.head.len()].copy_from_slice(&plan.head);
    assert!(written == std::fs::read(&whole).unwrap(), "both ways lead to the same file");

    // torn anywhere: everything whole before the cut can be played
    let (torn, mended) = (file("torn.webm"), file("mended.webm"));
    for n in 1..12 {
        let cut = made.bytes.len() * n / 12 + n * 7;
        std::fs::write(&torn, &made.bytes[..cut]).unwrap();
        let recovered = baton::repair::repair(&torn, &mended, true).unwrap();
        decodes(&mended);
        let found = probe("-show_entries packet=stream_index", &mended).len();
        assert_eq!(found as u64, recovered.blocks);
        assert!(made.bytes.len() - cut < 100_000 || found < packets);
    }

    // a hole in the middle: what is behind it starts with a key frame
    let (from, to) = (made.bytes.len() / 5, made.bytes.len() / 5 + 50_000);
    std::fs::write(&torn, [&made.bytes[..from], &made.bytes[to..]].concat()).unwrap();
    let recovered = baton::repair::repair(&torn, &mended, true).unwrap();
    assert!(recovered.torn_places >= 1, "{recovered:?}");
    decodes(&mended);

    // off the record, while it goes on
    let (mut live, mut written, mut at) = (Recording::live(), Vec::new(), 0);
    for (n, size) in made.slices.iter().enumerate() {
        live.push(&made.bytes[at..at + size], &mut |kept| written.extend_from_slice(kept)).unwrap();
        at += size;
        if n == made.slices.len() / 2 {
            let cut = live.cut_last(2_000);
            assert!(cut.removed_ms >= 2_000, "{cut:?}");
            written.truncate(usize::try_from(cut.length).unwrap());
        }
    }
    let plan = live.finish().unwrap();
    written.extend_from_slice(&plan.append);
    written[..plan.head.len()].copy_from_slice(&plan.head);
    std::fs::write(&mended, &written).unwrap();
    decodes(&mended);
    assert!(written.len() < made.bytes.len());
    let long = duration(&mended);
    let played = session.play_from(&written, 0.1).await.unwrap();
    assert!((played.end - long).abs() < long * 0.01 + 0.1, "{long}: {played:?}");
}

#[tokio::test]
async fn chrome() {
    a_recording_becomes_seekable(Browser::Chrome).await;
}

#[tokio::test]
async fn firefox() {
    a_recording_becomes_seekable(Browser::Firefox).await;
}
