#![allow(clippy::unwrap_used, clippy::panic)]
use super::*;
use crate::limits::DOCUMENT_XML_BYTES;
use proptest::prelude::*;
use std::io::{Cursor, Write};
use zip::{ZipWriter, write::SimpleFileOptions};

/// A `.docx` with this XML as its body, and what else Word puts beside it.
fn docx(name: &str, xml: &[u8]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let deflated = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    zip.start_file("[Content_Types].xml", deflated).unwrap();
    zip.write_all(b"<Types/>").unwrap();
    zip.start_file(name, deflated).unwrap();
    zip.write_all(xml).unwrap();
    zip.finish().unwrap().into_inner()
}

fn document(paragraphs: &[&str]) -> Vec<u8> {
    let body: String = paragraphs.iter().map(|p| format!("<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>{p}</w:p>")).collect();
    let xml = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"x\"><w:body>{body}</w:body></w:document>");
    docx("word/document.xml", xml.as_bytes())
}

fn run(text: &str) -> String {
    format!("<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

fn told(read: &Import) -> Vec<(Option<u64>, Option<&str>, &str)> {
    read.transcript.cues.iter().map(|c| (c.start_ms, c.speaker.as_deref(), c.text.as_str())).collect()
}

#[test]
fn a_teams_document_of_today() {
    let bytes = document(&[
        &run("Weekly-20260615_133555-Meeting Transcript"),
        &run("27m 42s"),
        &(run("Ana Silva")
            + &run("   0:03")
            + "<w:r><w:br/></w:r>"
            + &run("A &amp; B &#233;")
            + "<w:r><w:tab/></w:r>"
            + &run("tab")),
        "",
        &(run("Low, ") + &run("Ben") + &run("   1:00:19") + "<w:r><w:cr/></w:r>" + &run("Question: when? At 10:30")),
    ]);
    let read = import(&bytes).unwrap();
    assert_eq!(read.transcript.source, Source::Teams);
    assert_eq!(
        told(&read),
        [(Some(3_000), Some("Ana Silva"), "A & B é tab"), (Some(3_619_000), Some("Low, Ben"), "Question: when? At 10:30")]
    );
    assert_eq!(read.problems.len(), 1, "{:?}", read.problems);
    assert!(read.problems[0].to_string().contains("Meeting Transcript"), "{}", read.problems[0]);
}

#[test]
fn a_teams_document_of_before() {
    let bytes = document(&[
        &(run("0:0:5.100 --&gt; 0:0:8.250")
            + "<w:r><w:br/></w:r>"
            + &run("田中太郎")
            + "<w:r><w:br/></w:r>"
            + &run("おはようございます。")),
        &run("0:0:9.0 --&gt; 0:0:7.0"),
        &run("Ben Low"),
        &run("late"),
        &run("0:0:x --&gt; 0:0:11.0"),
        &run("Ben Low"),
        &run("never"),
    ]);
    let read = import(&bytes).unwrap();
    assert_eq!(
        told(&read),
        [
            (Some(5_100), Some("田中太郎"), "おはようございます。"),
            (Some(9_000), Some("Ben Low"), "late"),
            (None, Some("Ben Low"), "never")
        ]
    );
    assert_eq!(read.transcript.cues[0].end_ms, Some(8_250));
    let why: Vec<String> = read.problems.iter().map(Problem::to_string).collect();
    assert!(why[0].contains("ends before") && why[1].contains("time cannot be read"), "{why:?}");
}

#[test]
fn a_meet_document_saved_as_docx() {
    let read =
        import(&document(&[&run("Weekly - Transcript"), &run("00:00:00"), &run("Ana Silva: Hello."), &run("Ben: Hi.")])).unwrap();
    assert_eq!(read.transcript.source, Source::Meet);
    assert_eq!(told(&read), [(Some(0), Some("Ana Silva"), "Hello."), (None, Some("Ben"), "Hi.")]);
}

#[test]
fn a_document_that_is_an_attack_or_torn() {
    let bomb = docx("word/document.xml", &vec![b' '; DOCUMENT_XML_BYTES + 1]);
    assert!(bomb.len() < 1 << 20, "{} bytes", bomb.len());
    assert_eq!(import(&bomb), Err(ImportError::Inflated));
    assert_eq!(import(&docx("xl/workbook.xml", b"<x/>")), Err(ImportError::NotDocx));
    let open = docx("word/document.xml", b"<w:p><w:r><w:t>Ana   0:03</w:t></w:r></w:p><w:p><w:t>words</w:t></w:p><w:p></wrong");
    let read = import(&open).unwrap();
    assert_eq!(told(&read), [(Some(3_000), Some("Ana"), "words")]);
    assert_eq!(read.problems.last().map(|p| p.reason.clone()), Some(Reason::Torn));
    // entities that grow are no part of a transcript, and are not resolved
    let laughs =
        br#"<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><w:p><w:t>Ana   0:03</w:t></w:p><w:p><w:t>&b;!</w:t></w:p>"#;
    assert_eq!(told(&import(&docx("word/document.xml", laughs)).unwrap()), [(Some(3_000), Some("Ana"), "\u{fffd}!")]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn damaged_documents_are_read_or_refused(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12), keep in any::<prop::sample::Index>()) {
        let mut bytes = document(&[&run("Ana Silva   0:03"), &run("words"), &run("Ben Low   0:04"), &run("more &amp; more")]);
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = import(&bytes);
        bytes.truncate(keep.index(bytes.len()));
        let _ = import(&bytes);
    }

    #[test]
    fn any_xml_is_read_or_refused(xml in "(<w:p>|</w:p>|<w:t>|</w:t>|<w:br/>|&amp;|&#x41;|&#xD800;|&x;|&|<!\\[CDATA\\[|\\]\\]>|<!--|Ana: hi|Ana   0:03|\\PC){0,30}") {
        let _ = import(&docx("word/document.xml", xml.as_bytes()));
    }
}
