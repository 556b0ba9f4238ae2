//! A link that opens the person's mail program with the brief in it.

use super::{Brief, output::mail_body, render::parts};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Bytes of a `mailto:` link: Windows hands on no address longer than 2,083 characters (`INTERNET_MAX_URL_LENGTH`).
pub const MAILTO_BYTES: usize = 2_000;

/// RFC 3986 unreserved characters stay.
const KEEP: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailLink {
    /// `mailto:…`, at most [`MAILTO_BYTES`] long.
    pub url: String,
    /// Whether the text had to be cut; then it should be copied as well.
    pub cut: bool,
}

/// The link for `brief`, to those readers whose address is known.
pub fn mailto(brief: &Brief) -> MailLink {
    let p = parts(brief);
    let escape = |text: &str| utf8_percent_encode(text, KEEP).to_string();
    let addresses = brief.readers.iter().map(|r| r.trim()).filter(|r| r.contains('@') && !r.contains(char::is_whitespace));
    let to: Vec<String> = addresses.map(|a| escape(a).replace("%40", "@")).collect();
    let head = format!("mailto:{}?subject={}&body=", to.join(","), escape(&p.heading));
    let body = mail_body(&p).replace('\n', "\r\n");
    let whole = escape(&body);
    if head.len() + whole.len() <= MAILTO_BYTES {
        return MailLink { url: head + &whole, cut: false };
    }
    let mark = escape("…");
    // With very many readers not even an empty text fits: the person addresses it themselves
    let Some(room) = MAILTO_BYTES.checked_sub(head.len() + mark.len()) else {
        let alone = format!("mailto:?subject={}", escape(&p.heading));
        return MailLink { url: if alone.len() <= MAILTO_BYTES { alone } else { "mailto:".into() }, cut: true };
    };
    let mut taken = String::new();
    for c in body.chars() {
        let next = escape(c.encode_utf8(&mut [0; 4]));
        if taken.len() + next.len() > room {
            break;
        }
        taken.push_str(&next);
    }
    MailLink { url: head + &taken + &mark, cut: true }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::{
        event::{Attendee, Event},
        verdict::judge,
    };
    use proptest::prelude::*;

    fn brief(title: &str, context: &str, readers: usize) -> Brief {
        let event = Event {
            title: title.into(),
            attendees: (0..readers).map(|n| Attendee { email: format!("r{n}@example.test"), ..Attendee::default() }).collect(),
            ..Event::default()
        };
        let mut brief = crate::brief::draft(&event, &judge(&event), "2026-03-02T10:30:00".parse().unwrap(), 24);
        brief.context = context.into();
        brief
    }

    #[test]
    fn a_short_brief_goes_whole() {
        let link = mailto(&brief("Weekly status", "a & b", 2));
        assert!(!link.cut);
        assert!(
            link.url.starts_with("mailto:r0@example.test,r1@example.test?subject=Status%20update%3A%20Weekly%20status&body=")
        );
        assert!(link.url.contains("a%20%26%20b%0D%0A"), "{}", link.url);
    }

    proptest! {
        #[test]
        fn no_link_is_too_long_or_broken(title in ".{0,300}", context in ".{0,2000}", readers in 0_usize..200) {
            let link = mailto(&brief(&title, &context, readers));
            prop_assert!(link.url.len() <= MAILTO_BYTES && link.url.is_ascii());
            prop_assert!(percent_encoding::percent_decode_str(&link.url).decode_utf8().is_ok());
        }
    }
}
