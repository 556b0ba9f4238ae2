//! The brief for each place it may be pasted into, in that place's own markup.

use super::{
    Brief,
    render::{Parts, body, labelled, numbered, parts, to_markdown, to_plain},
};

/// Where a brief goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A message without markup; also what stands in an event.
    Plain,
    /// Markdown.
    Markdown,
    /// Slack's own markup, which is not Markdown.
    Slack,
    /// Microsoft Teams' compose box: bold and lists, no headings.
    Teams,
    /// A mail: subject, empty line, text.
    Mail,
    /// An issue on GitLab or GitHub: title, empty line, Markdown with a box for each question.
    Issue,
    /// A card on Trello or Asana: name, empty line, plain text with one line a question.
    Card,
}

impl Target {
    /// In the order shown.
    pub const ALL: [Self; 7] = [Self::Plain, Self::Markdown, Self::Slack, Self::Teams, Self::Mail, Self::Issue, Self::Card];

    /// Identifier in message keys and on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Markdown => "markdown",
            Self::Slack => "slack",
            Self::Teams => "teams",
            Self::Mail => "mail",
            Self::Issue => "issue",
            Self::Card => "card",
        }
    }
}

/// The text of `brief` for `target`.
pub fn output(brief: &Brief, target: Target) -> String {
    match target {
        Target::Plain => to_plain(brief),
        Target::Markdown => to_markdown(brief),
        Target::Slack => chat(&parts(brief), "*", slack_text),
        Target::Teams => chat(&parts(brief), "**", str::to_owned),
        Target::Mail => {
            let p = parts(brief);
            format!("{}\n\n{}", p.heading, mail_body(&p))
        }
        Target::Issue => issue(&parts(brief)),
        Target::Card => card(&parts(brief)),
    }
}

/// What a mail says below its subject.
pub(super) fn mail_body(p: &Parts) -> String {
    body(p).join("\n").trim_start().to_owned()
}

/// A chat message: bold labels, no headings, one level of lists.
fn chat(p: &Parts, bold: &str, safe: impl Fn(&str) -> String) -> String {
    let strong = |text: &str| format!("{bold}{}{bold}", safe(text));
    let mut out = vec![strong(&p.heading)];
    out.extend(p.readers.as_ref().map(|r| labelled(p.words.readers, &safe(r), bold)));
    if !p.context.is_empty() {
        out.extend([String::new(), safe(&p.context)]);
    }
    if !p.fields.is_empty() {
        out.push(String::new());
        out.extend(p.fields.iter().map(|(name, text)| format!("{} {}", strong(&format!("{name}:")), safe(text))));
    }
    if !p.questions.is_empty() {
        out.extend([String::new(), strong(p.words.please_answer)]);
        out.extend(numbered(&p.questions).iter().map(|q| safe(q)));
        out.push(labelled(p.words.good_answer, &safe(p.answer), if bold == "*" { "_" } else { "*" }));
    }
    out.push(String::new());
    out.push(labelled(p.words.reply_by, &safe(&p.reply_by), bold));
    out.extend(p.elsewhere.iter().map(|line| safe(line)));
    out.push(labelled(p.words.holder, &safe(&p.owner), bold));
    if !p.default_action.is_empty() {
        out.push(labelled(p.words.without_answer, &safe(&p.default_action), bold));
    }
    out.join("\n")
}

/// Slack reads `&`, `<` and `>` as control characters.
fn slack_text(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn issue(p: &Parts) -> String {
    let mut out = vec![p.heading.clone(), String::new()];
    if !p.context.is_empty() {
        out.extend([p.context.clone(), String::new()]);
    }
    if !p.fields.is_empty() {
        out.extend(p.fields.iter().map(|(name, text)| format!("- **{name}:** {text}")));
        out.push(String::new());
    }
    if !p.questions.is_empty() {
        out.extend([format!("**{}**", p.words.please_answer), String::new()]);
        out.extend(p.questions.iter().map(|q| format!("- [ ] {q}")));
        out.extend([String::new(), labelled(p.words.good_answer, p.answer, "*"), String::new()]);
    }
    if let Some(readers) = &p.readers {
        out.push(format!("- {}", labelled(p.words.readers, readers, "**")));
    }
    out.push(format!("- {}", labelled(p.words.reply_by, &p.reply_by, "**")));
    out.extend(p.elsewhere.iter().map(|line| format!("  - {line}")));
    out.push(format!("- {}", labelled(p.words.holder, &p.owner, "**")));
    if !p.default_action.is_empty() {
        out.push(format!("- {}", labelled(p.words.without_answer, &p.default_action, "**")));
    }
    out.join("\n")
}

/// Both boards take a list of lines as that many entries of a checklist, so the questions stand bare at the end.
fn card(p: &Parts) -> String {
    let mut out = vec![p.heading.clone(), String::new()];
    out.push(crate::wording::fill(p.words.reply_by, &[&p.reply_by]));
    out.extend(p.elsewhere.iter().cloned());
    out.push(crate::wording::fill(p.words.holder, &[&p.owner]));
    out.extend(p.readers.as_ref().map(|r| crate::wording::fill(p.words.readers, &[r])));
    if !p.default_action.is_empty() {
        out.push(p.default_action.clone());
    }
    if !p.context.is_empty() {
        out.extend([String::new(), p.context.clone()]);
    }
    out.extend(p.fields.iter().map(|(name, text)| format!("{name}{}{text}", p.words.colon)));
    if !p.questions.is_empty() {
        out.extend([String::new(), p.words.please_answer.to_owned()]);
        out.extend(p.questions.iter().cloned());
    }
    out.join("\n")
}
