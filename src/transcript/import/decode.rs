//! From bytes to text. Subtitle tools of twenty years wrote whatever their machine spoke.
//!
//! The well-kept crate (encoding_rs) brings the tables of all encodings, 168 KB as WebAssembly; these four are fifty lines.

use std::borrow::Cow;

/// How bytes were read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Charset {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, little end first, told by its mark.
    Utf16Le,
    /// UTF-16, big end first, told by its mark.
    Utf16Be,
    /// What is not UTF-8 is taken for Windows-1252, as browsers do with old pages.
    Windows1252,
}

/// Text with `\n` at the end of each line.
pub(super) struct Decoded<'a> {
    pub text: Cow<'a, str>,
    pub charset: Charset,
    /// Lines with characters that could not be read, from one, each once.
    pub damaged: Vec<usize>,
}

/// Code points of 0x80 to 0x9F in Windows-1252 (Encoding Standard, index windows-1252); the rest is Latin-1.
const WINDOWS_1252: [char; 32] = [
    '\u{20AC}', '\u{81}', '\u{201A}', '\u{192}', '\u{201E}', '\u{2026}', '\u{2020}', '\u{2021}', '\u{2C6}', '\u{2030}',
    '\u{160}', '\u{2039}', '\u{152}', '\u{8D}', '\u{17D}', '\u{8F}', '\u{90}', '\u{2018}', '\u{2019}', '\u{201C}', '\u{201D}',
    '\u{2022}', '\u{2013}', '\u{2014}', '\u{2DC}', '\u{2122}', '\u{161}', '\u{203A}', '\u{153}', '\u{9D}', '\u{17E}', '\u{178}',
];

pub(super) fn decode(bytes: &[u8]) -> Decoded<'_> {
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        return utf16(rest, u16::from_le_bytes, Charset::Utf16Le);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        return utf16(rest, u16::from_be_bytes, Charset::Utf16Be);
    }
    let marked = bytes.starts_with(b"\xef\xbb\xbf");
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Decoded { text: unix_lines(Cow::Borrowed(text)), charset: Charset::Utf8, damaged: Vec::new() };
    }
    // UTF-8 with a few torn bytes has more whole characters beyond ASCII than broken ones; Windows-1252 hardly ever has a whole one
    let (mut whole, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    if marked || whole > broken {
        let text = unix_lines(Cow::Owned(String::from_utf8_lossy(bytes).into_owned()));
        return Decoded { damaged: damaged(&text), text, charset: Charset::Utf8 };
    }
    let text: String =
        bytes.iter().map(|b| WINDOWS_1252.get(usize::from(b.wrapping_sub(0x80))).copied().unwrap_or(char::from(*b))).collect();
    Decoded { text: unix_lines(Cow::Owned(text)), charset: Charset::Windows1252, damaged: Vec::new() }
}

fn utf16<'a>(bytes: &[u8], unit: fn([u8; 2]) -> u16, charset: Charset) -> Decoded<'a> {
    let mut pairs = bytes.chunks_exact(2);
    let units = pairs.by_ref().filter_map(|pair| Some(unit([*pair.first()?, *pair.last()?])));
    let mut text: String = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
    if !pairs.remainder().is_empty() {
        text.push(char::REPLACEMENT_CHARACTER);
    }
    let text = unix_lines(Cow::Owned(text));
    Decoded { damaged: damaged(&text), text, charset }
}

fn damaged(text: &str) -> Vec<usize> {
    text.split('\n').enumerate().filter(|(_, l)| l.contains(char::REPLACEMENT_CHARACTER)).map(|(n, _)| n + 1).collect()
}

/// CRLF, and the CR of old Macs.
fn unix_lines(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.contains('\r') { Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_charset_and_line_end() {
        let text = "Zoë: “é” 😀\nBen: 会議\n";
        let le: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let be: Vec<u8> = [0xfe, 0xff].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect();
        let marked = [b"\xef\xbb\xbf", text.as_bytes()].concat();
        let (crlf, cr) = (text.replace('\n', "\r\n"), text.replace('\n', "\r"));
        for (bytes, charset) in [
            (text.as_bytes(), Charset::Utf8),
            (&marked, Charset::Utf8),
            (&le, Charset::Utf16Le),
            (&be, Charset::Utf16Be),
            (crlf.as_bytes(), Charset::Utf8),
            (cr.as_bytes(), Charset::Utf8),
        ] {
            let read = decode(bytes);
            assert_eq!((read.text.as_ref(), read.charset, read.damaged.is_empty()), (text, charset, true));
        }
        let old = decode(b"Zo\xeb: \x93caf\xe9\x94 \x80 5\r\n");
        assert_eq!((old.text.as_ref(), old.charset), ("Zoë: “café” € 5\n", Charset::Windows1252));
    }

    #[test]
    fn a_torn_byte_does_not_turn_utf8_into_something_else() {
        let read = decode("Zoë: é\nBen: ü\u{fffd}".as_bytes().split_last().map_or(b"", |(_, rest)| rest));
        assert_eq!((read.charset, read.damaged), (Charset::Utf8, vec![2]));
        assert_eq!(decode(b"\xff\xfea\0b").damaged, [1]);
        assert_eq!(decode(b"\xff\xfe\0\xd8").text, "\u{fffd}");
    }
}
