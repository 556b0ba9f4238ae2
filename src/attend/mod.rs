//! Should *I* go? The invite read from the side of somebody who was invited. It rests on the invite's words alone and says so
//! when they do not tell.

use crate::event::Event;
use crate::library::Me;
use crate::limits::{MAX_EVIDENCE_CHARS, MAX_JUDGED_ITEMS};
use crate::verdict::{Kind, Outcome, Verdict, noise};
use serde::Serialize;

mod cues;
mod name;

use name::Names;

/// The answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// The person is needed there.
    Go,
    /// For some of the items only.
    Part,
    /// It is enough to read what came of it.
    Follow,
    /// The invite does not say.
    Unclear,
}

impl Answer {
    /// Every answer.
    pub const ALL: [Self; 4] = [Self::Go, Self::Part, Self::Follow, Self::Unclear];

    /// Its name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Go => "go",
            Self::Part => "part",
            Self::Follow => "follow",
            Self::Unclear => "unclear",
        }
    }
}

/// What speaks for the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// The person called the meeting.
    Organiser,
    /// The person decides or signs off.
    Decides,
    /// The person is named as the one who knows.
    Expert,
    /// The person is named in an item or a sentence.
    Named,
    /// It is a talk of few, or about people.
    FewPeople,
    /// Everybody is asked to bring something.
    Everybody,
    /// The person is marked optional or told only to be informed.
    Optional,
    /// The invite asks others, and not the person.
    OthersNamed,
    /// The invite passes information to many.
    OneWay,
    /// Two people on the invite have this name.
    SharedName,
    /// Nothing in the invite speaks of the person.
    NotNamed,
}

impl Why {
    /// Every reason.
    pub const ALL: [Self; 11] = [
        Self::Organiser,
        Self::Decides,
        Self::Expert,
        Self::Named,
        Self::FewPeople,
        Self::Everybody,
        Self::Optional,
        Self::OthersNamed,
        Self::OneWay,
        Self::SharedName,
        Self::NotNamed,
    ];

    /// Its code; the surfaces translate by it (`attend_why_<code>`).
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Organiser => "organiser",
            Self::Decides => "decides",
            Self::Expert => "expert",
            Self::Named => "named",
            Self::FewPeople => "few_people",
            Self::Everybody => "everybody",
            Self::Optional => "optional",
            Self::OthersNamed => "others_named",
            Self::OneWay => "one_way",
            Self::SharedName => "shared_name",
            Self::NotNamed => "not_named",
        }
    }
}

/// One reason and the invite's words it rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reason {
    /// Which.
    pub code: Why,
    /// As they stand in the invite; empty where it rests on who is invited.
    pub evidence: Vec<String>,
}

/// The answer for one person and one invite.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Attend {
    /// The answer.
    pub answer: Answer,
    /// What decided.
    pub reasons: Vec<Reason>,
    /// For [`Answer::Part`]: the items that need the person.
    pub items: Vec<String>,
}

/// People up to whom a meeting is a talk of which nobody is a listener: three can still all speak in turn.
const FEW: u32 = 3;

/// Judges an invite for one of those invited; `None` when the person did not say who they are.
pub fn attend(event: &Event, verdict: &Verdict, me: &Me) -> Option<Attend> {
    let names = Names::of(me, event)?;
    let say =
        |answer, code, evidence: Vec<String>| Attend { answer, reasons: vec![Reason { code, evidence }], items: Vec::new() };
    if event.organiser.as_deref().is_some_and(|o| names.are(o, o)) {
        return Some(say(Answer::Go, Why::Organiser, Vec::new()));
    }
    let lines = lines(event);
    let mine: Vec<&String> = lines.iter().filter(|line| names.stand_in(line)).collect();
    let (excused, asked): (Vec<&String>, Vec<&String>) = mine.iter().partition(|line| cues::find(line, cues::OPTIONAL));
    if let Some(found) = by_role(&asked, verdict, &names) {
        return Some(found);
    }
    let marked = event.attendees.iter().any(|a| a.optional == Some(true) && names.are(&a.name, &a.email));
    if marked || !excused.is_empty() {
        return Some(say(Answer::Follow, Why::Optional, quoted(&excused)));
    }
    if names.is_shared()
        && lines.iter().any(|l| event.attendees.iter().any(|a| first_name(&a.name).is_some_and(|f| l.contains(f))))
    {
        return Some(say(Answer::Unclear, Why::SharedName, Vec::new()));
    }
    if matches!(verdict.kind, Kind::OneToOne | Kind::Sensitive | Kind::Conflict | Kind::Interview)
        || event.people().is_some_and(|n| n <= FEW)
    {
        return Some(say(Answer::Go, Why::FewPeople, Vec::new()));
    }
    let everybody: Vec<&String> = lines.iter().filter(|l| cues::find(l, cues::EVERYBODY)).collect();
    if !everybody.is_empty() {
        // what each brings can be brought in writing where the whole can
        let answer = if verdict.outcome == Outcome::Async { Answer::Follow } else { Answer::Go };
        return Some(say(answer, Why::Everybody, quoted(&everybody)));
    }
    if matches!(verdict.kind, Kind::Announcement | Kind::AllHands | Kind::Readout | Kind::Demo) {
        let words = verdict.reasons.iter().flat_map(|r| r.evidence.iter().cloned()).take(1).collect();
        return Some(say(Answer::Follow, Why::OneWay, words));
    }
    let others: Vec<&String> = lines
        .iter()
        .filter(|l| {
            event
                .attendees
                .iter()
                .filter(|a| !names.are(&a.name, &a.email))
                .any(|a| first_name(&a.name).is_some_and(|f| is_asked(l, f)))
        })
        .collect();
    if !others.is_empty() && verdict.outcome != Outcome::Unclear {
        return Some(say(Answer::Follow, Why::OthersNamed, quoted(&others)));
    }
    Some(say(Answer::Unclear, Why::NotNamed, Vec::new()))
}

/// The answer where the invite names the person for something.
fn by_role(asked: &[&String], verdict: &Verdict, names: &Names) -> Option<Attend> {
    if asked.is_empty() {
        return None;
    }
    let code = |lines: &[&String]| match () {
        () if lines.iter().any(|l| cues::find(l, cues::DECIDES)) => Why::Decides,
        () if lines.iter().any(|l| cues::find(l, cues::EXPERT)) => Why::Expert,
        () => Why::Named,
    };
    let reasons = vec![Reason { code: code(asked), evidence: quoted(asked) }];
    let items: Vec<String> =
        verdict.items.iter().take(MAX_JUDGED_ITEMS).filter(|i| names.stand_in(&i.text)).map(|i| i.text.clone()).collect();
    let part = verdict.items.len() > 1 && !items.is_empty() && items.len() < verdict.items.len();
    Some(Attend { answer: if part { Answer::Part } else { Answer::Go }, reasons, items: if part { items } else { Vec::new() } })
}

/// The title and the sentences of the description, without quoted mail and conference details.
fn lines(event: &Event) -> Vec<String> {
    let readable = noise::readable(&event.description);
    let mut all = vec![event.title.trim().to_owned()];
    for line in readable.lines() {
        let mut rest = line.trim();
        while let Some(end) = rest.find(". ").or_else(|| rest.find("。")).or_else(|| rest.find("? ")).or_else(|| rest.find("! "))
        {
            let width = rest.get(end..).and_then(|t| t.chars().next()).map_or(1, char::len_utf8);
            let (sentence, next) = rest.split_at_checked(end + width).unwrap_or((rest, ""));
            all.push(sentence.trim().to_owned());
            rest = next.trim_start();
        }
        all.push(rest.to_owned());
    }
    all.retain(|l| !l.is_empty());
    all
}

fn first_name(name: &str) -> Option<&str> {
    name.split_whitespace().next().filter(|n| n.chars().count() > 1)
}

/// Whether a line gives something to a person of this name: `Name:`, `(Name)`, `@Name`, or a deciding word beside it.
fn is_asked(line: &str, first: &str) -> bool {
    let whole = line.split(|c: char| !c.is_alphanumeric()).any(|w| w == first);
    let given = [format!("{first}:"), format!("({first}"), format!("@{first}")].iter().any(|form| line.contains(form.as_str()));
    whole && (given || cues::find(line, cues::DECIDES) || cues::find(line, cues::EXPERT))
}

fn quoted(lines: &[&String]) -> Vec<String> {
    let cut = |line: &&String| match line.char_indices().nth(MAX_EVIDENCE_CHARS) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default().trim_end()),
        None => (*line).clone(),
    };
    lines.iter().take(2).map(cut).collect()
}

#[cfg(test)]
mod tests;
