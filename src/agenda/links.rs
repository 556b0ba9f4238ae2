//! Links in an invite: documents to read, and conferences, which have no place in a text that replaces the meeting.

/// Hosts on which people meet.
const CONFERENCE_HOSTS: &[&str] = &[
    "zoom.us",
    "zoomgov.com",
    "meet.google.com",
    "g.co/meet",
    "tel.meet",
    "teams.microsoft.com",
    "teams.live.com",
    "webex.com",
    "meet.jit.si",
    "8x8.vc",
    "whereby.com",
    "gotomeeting.com",
    "gotomeet.me",
    "bluejeans.com",
    "skype.com",
    "chime.aws",
    "around.co",
    "livekit",
    "bigbluebutton",
    "/b/",
    "discord.gg",
    "ringcentral.com",
    "bigmarker.com",
];

/// Whether a word is a link to where people meet.
pub(crate) fn is_conference(word: &str) -> bool {
    let word = word.to_lowercase();
    (word.contains("://") || word.contains("www.") || word.contains('/')) && CONFERENCE_HOSTS.iter().any(|h| word.contains(h))
}

/// Links in `text` that can be read: each once, in order, conferences left out.
pub(crate) fn documents(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for (at, scheme) in text.match_indices("http") {
        let rest = text.get(at..).unwrap_or_default();
        if !(rest.starts_with("https://") || rest.starts_with("http://"))
            || text.get(..at).is_some_and(|h| h.ends_with(is_inside))
        {
            continue;
        }
        let end =
            rest.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '「' | '」' | '、' | '。' | '）' | '（'));
        let link = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
        let link = link.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '”', '»', '*']);
        // A bracket belongs to the link only when it was opened there
        let link = if link.contains('(') { link } else { link.trim_end_matches(')') };
        if link.len() > scheme.len() + 4 && !is_conference(link) && !found.iter().any(|f| f == link) {
            found.push(link.to_owned());
        }
    }
    found
}

fn is_inside(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '/' | '=' | '%' | '&')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_without_what_stands_around_them() {
        let text = "Draft: https://docs.example.test/a_(1), (see https://wiki.example.test/b).\n資料：https://docs.example.test/c。\nJoin https://zoom.us/j/1 https://docs.example.test/a_(1)";
        assert_eq!(
            documents(text),
            ["https://docs.example.test/a_(1)", "https://wiki.example.test/b", "https://docs.example.test/c"]
        );
        assert!(documents("http:// https:// nothttps://x.test").is_empty());
    }
}
