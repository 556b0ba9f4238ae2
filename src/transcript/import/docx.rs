//! The text of a `.docx` (ECMA-376): a zip with `word/document.xml`. Nothing of it is trusted: not the sizes it names, not its XML.

use super::ImportError;
use crate::limits::DOCUMENT_XML_BYTES;
use quick_xml::{Reader, escape::resolve_xml_entity, events::Event};
use std::io::{Cursor, Read};

/// Paragraphs in order, with `\n` for breaks inside one.
pub(super) struct Paragraphs {
    pub text: Vec<String>,
    /// The file broke off; what stood before is kept.
    pub torn: bool,
}

/// Reads the paragraphs of a document.
pub(super) fn paragraphs(bytes: &[u8]) -> Result<Paragraphs, ImportError> {
    let archive = |e: zip::result::ZipError| ImportError::Archive { why: e.to_string() };
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).map_err(archive)?;
    let file = match zip.by_name("word/document.xml") {
        Err(zip::result::ZipError::FileNotFound) => return Err(ImportError::NotDocx),
        other => other.map_err(archive)?,
    };
    let (mut xml, mut torn) = (Vec::new(), false);
    let limit = u64::try_from(DOCUMENT_XML_BYTES).unwrap_or(u64::MAX);
    if let Err(e) = file.take(limit + 1).read_to_end(&mut xml) {
        if xml.is_empty() {
            return Err(ImportError::Archive { why: e.to_string() });
        }
        torn = true;
    }
    if xml.len() > DOCUMENT_XML_BYTES {
        return Err(ImportError::Inflated);
    }
    let xml = String::from_utf8_lossy(&xml);
    let mut read = from_xml(&xml);
    read.torn |= torn;
    Ok(read)
}

fn from_xml(xml: &str) -> Paragraphs {
    let mut reader = Reader::from_str(xml);
    let (mut all, mut text, mut inside) = (Vec::new(), String::new(), false);
    let torn = loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => match tag.local_name().as_ref() {
                "t" => inside = true,
                // a paragraph inside another one, as text boxes have
                "p" if !text.is_empty() => end_of_paragraph(&mut all, &mut text),
                "br" | "cr" => text.push('\n'),
                "tab" => text.push('\t'),
                _ => {}
            },
            Ok(Event::Empty(tag)) => match tag.local_name().as_ref() {
                "br" | "cr" => text.push('\n'),
                // stops of a ruler have the same name, and stand before any text
                "tab" if !text.is_empty() => text.push('\t'),
                _ => {}
            },
            Ok(Event::End(tag)) => match tag.local_name().as_ref() {
                "t" => inside = false,
                // empty paragraphs count: their numbers are what a person sees
                "p" => end_of_paragraph(&mut all, &mut text),
                _ => {}
            },
            Ok(Event::Text(words)) if inside => text.push_str(&words),
            Ok(Event::CData(words)) if inside => text.push_str(&words),
            Ok(Event::GeneralRef(name)) if inside => match name.resolve_char_ref() {
                Ok(Some(c)) => text.push(c),
                _ => text.push_str(resolve_xml_entity(&name).unwrap_or("\u{fffd}")),
            },
            Ok(Event::Eof) => break !text.is_empty(),
            Ok(_) => {}
            Err(_) => break true,
        }
    };
    if !text.is_empty() {
        end_of_paragraph(&mut all, &mut text);
    }
    Paragraphs { text: all, torn }
}

fn end_of_paragraph(all: &mut Vec<String>, text: &mut String) {
    all.push(std::mem::take(text));
}
