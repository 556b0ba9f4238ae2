//! What stands in an invite without saying anything about its purpose: conferencing boilerplate, links, phone numbers,
//! rules, signatures, quoted mail, and Baton's own block.

use crate::event::marks;
use std::ops::Range;

/// A line that starts with one of these (lower case) is boilerplate of a conferencing service.
const STARTS: &[&str] = &[
    "join on your computer",
    "join from",
    "join with",
    "join by",
    "join zoom",
    "join meeting",
    "join microsoft",
    "join the meeting",
    "join webex",
    "join teams",
    "join via",
    "click here to join",
    "meeting id",
    "passcode",
    "password:",
    "meeting number",
    "meeting password",
    "host key",
    "access code",
    "or call in",
    "or iphone",
    "or telephone",
    "or dial",
    "one tap mobile",
    "one-tap",
    "dial by your location",
    "dial (for",
    "find a local number",
    "find your local number",
    "international numbers",
    "learn more |",
    "learn more about",
    "meeting options",
    "phone conference id",
    "tap to join",
    "tap to call",
    "download teams",
    "download zoom",
    "you are invited to a zoom",
    "microsoft teams meeting",
    "microsoft teams need help",
    "need help?",
    "when it's time, join",
    "when it’s time, join",
    "-- do not delete or change",
    "join by phone",
    "join by video",
    "video call link",
    "more phone numbers",
    "reset pin",
    "is inviting you to a scheduled zoom",
    "google meet joining info",
    "for organizers:",
    "reset dial-in pin",
    "besprechungs-id",
    "kenncode",
    "nehmen sie am computer",
    "nehmen sie an",
    "hier klicken, um",
    "microsoft teams-besprechung",
    "an der besprechung teilnehmen",
    "weitere infos |",
    "réunion microsoft teams",
    "participer à partir",
    "cliquez ici pour",
    "id de réunion",
    "code secret",
    "pour en savoir plus |",
    "reunión de microsoft teams",
    "unirse a",
    "únase",
    "haga clic aquí para unirse",
    "id. de reunión",
    "id de reunión",
    "código de acceso",
    "más información |",
    "reunião do microsoft teams",
    "ingressar",
    "clique aqui para ingressar",
    "id da reunião",
    "senha:",
    "saiba mais |",
    "microsoft teams ミーティング",
    "microsoft teams 会議",
    "会議に参加",
    "ここをクリックして",
    "会議 id",
    "ミーティング id",
    "パスコード",
    "詳細情報",
    "from:",
    "sent:",
    "to:",
    "cc:",
    "subject:",
    "date:",
    "von:",
    "gesendet:",
    "an:",
    "betreff:",
    "datum:",
];

/// A line that holds one of these is boilerplate wherever it stands.
const HOLDS: &[&str] = &[
    "forwarded message",
    "original message",
    "weitergeleitete nachricht",
    "message transféré",
    "mensaje reenviado",
    "mensagem encaminhada",
    "you have been invited by",
    "hi there,",
    "this event has been updated",
    "invited you to the following event",
    "add to calendar",
    "unsubscribe",
    "this e-mail is confidential",
    "this email is confidential",
];

/// From such a line on, everything is signature.
const SIGNATURE: &[&str] =
    &["sent from my", "von meinem", "envoyé de mon", "enviado desde mi", "enviado do meu", "get outlook for"];

/// The lines that say something, as byte ranges in order, each without its indentation and quote marks.
pub(crate) fn kept_lines(text: &str) -> Vec<Range<usize>> {
    let own = marks::own_blocks(text);
    let mut kept = Vec::new();
    let mut quoted = Vec::new();
    let mut at = 0;
    let mut signature = false;
    for line in text.split('\n') {
        let start = at;
        at += line.len() + 1;
        if own.iter().any(|b| start < b.end && b.start < start + line.len().max(1)) {
            continue;
        }
        let body = line.trim();
        if matches!(line.trim_end_matches('\r'), "-- " | "--") {
            signature = true;
        }
        let lower = body.to_lowercase();
        signature |= SIGNATURE.iter().any(|s| lower.starts_with(s));
        if signature || body.is_empty() {
            signature &= !body.is_empty();
            continue;
        }
        let indent = line.len() - line.trim_start().len();
        let said = body.trim_start_matches(['>', ' ', '\u{a0}']);
        if says_nothing(&said.to_lowercase()) {
            continue;
        }
        let from = start + indent + (body.len() - said.len());
        let range = from..from + said.len();
        if body.starts_with('>') { quoted.push(range) } else { kept.push(range) }
    }
    // A forwarded invite may consist of nothing but what it quotes.
    if kept.is_empty() { quoted } else { kept }
}

fn says_nothing(line: &str) -> bool {
    let letters = line.chars().filter(|c| c.is_alphabetic()).count();
    letters == 0 && !line.chars().any(|c| matches!(c, '\u{2600}'..='\u{27bf}' | '\u{1f300}'..='\u{1faff}'))
        || STARTS.iter().any(|s| line.starts_with(s))
        || HOLDS.iter().any(|s| line.contains(s))
        || (line.split_whitespace().count() == 1 && (line.starts_with("http") || line.starts_with("www.")))
        || is_phone(line)
        || (line.ends_with("wrote:") && line.starts_with("on "))
}

/// `+1 323-845-1281,,22900158#` and its like: mostly digits, and many.
fn is_phone(line: &str) -> bool {
    let digits = line.chars().filter(char::is_ascii_digit).count();
    digits >= 8 && digits * 2 > line.chars().filter(|c| !c.is_whitespace()).count()
}

/// `text` without lines that say nothing, for people to read: links to conferences go, other links stay.
pub(crate) fn readable(text: &str) -> String {
    let lines: Vec<&str> = kept_lines(text).into_iter().filter_map(|r| text.get(r)).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boilerplate_and_signatures_go() {
        let text = "Decide the budget.\n________\nMicrosoft Teams meeting\nJoin on your computer\n+1 323-845-1281,,22900158#\nhttps://zoom.us/j/1\n\nBring numbers.\n-- \nSam\nFinance";
        assert_eq!(readable(text), "Decide the budget.\nBring numbers.");
    }

    #[test]
    fn a_forward_keeps_what_was_forwarded() {
        assert_eq!(
            readable("---------- Forwarded message ----------\nFrom: a@example.test\n> Please read the draft."),
            "Please read the draft."
        );
    }

    #[test]
    fn the_own_block_is_not_read() {
        let text = "Read this.\n\n── Agenda (Baton 1) ──\n1. Who decides?\n── End of agenda (Baton) ──\nAnd this.";
        assert_eq!(readable(text), "Read this.\nAnd this.");
    }
}
