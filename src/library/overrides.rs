//! What the person decided against a verdict, remembered for that sort of meeting. See `docs/decisions/` for why it is
//! recognised by kind and title.

use super::Settings;
use crate::event::Event;
use crate::limits::{CHOICE_CHARS, OVERRIDE_WORDS, OVERRIDES_KEPT};
use crate::verdict::{self, Kind, Outcome, Reason, Source, Verdict};
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Code of the reason that an override gives.
pub const LEARNED: &str = "learned";

/// Share of all words of two titles that both have from which on they name the same sort of meeting: half, so that a
/// changing date, number or team member does not part a series, and one common word does not join two.
const ALIKE: f32 = 0.5;

/// Kinds that no decision of the past may turn into writing: people need to hear each other there, or act at once.
const ALWAYS_LIVE: [Kind; 4] = [Kind::Sensitive, Kind::Conflict, Kind::Interview, Kind::Incident];
/// Reasons that stand for those kinds where another kind came first.
const ALWAYS_LIVE_REASONS: [&str; 4] = ["sensitive", "conflict", "interview", "incident_now"];

/// Words of titles that say how often or that people meet, not what for.
#[rustfmt::skip]
const COMMON: &[&str] = &[
    "a", "an", "the", "of", "for", "and", "to", "with", "on", "in", "our", "my", "meeting", "call", "sync", "session", "weekly", "daily", "monthly",
    "biweekly", "update", "quick", "team", "re", "fwd",
    "der", "die", "das", "und", "für", "mit", "zum", "zur", "im", "am", "treffen", "besprechung", "termin", "wöchentlich", "wöchentliches", "täglich",
    "le", "la", "les", "de", "du", "des", "et", "pour", "réunion", "point", "hebdo", "hebdomadaire",
    "el", "los", "las", "del", "y", "para", "con", "reunión", "semanal", "o", "os", "do", "da", "e", "com", "reunião",
    "monday", "tuesday", "wednesday", "thursday", "friday", "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
];

/// One decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Override {
    /// Random id.
    pub id: String,
    /// Kind of the invite it was made on.
    pub kind: Kind,
    /// Words of its title that say what it is for, folded.
    pub words: BTreeSet<String>,
    /// Its title, for the person to recognise.
    pub title: String,
    /// `Live` or `Async`: what the person decided.
    pub outcome: Outcome,
    /// When, the person's local wall-clock time.
    pub made: NaiveDateTime,
}

impl Override {
    /// The decision for `outcome` on an invite with this verdict; `None` where nothing can be learned: the outcome is neither
    /// live nor async, the verdict says so already, the title is empty, or the matter is one that stays live.
    pub fn new(id: String, event: &Event, verdict: &Verdict, outcome: Outcome, made: NaiveDateTime) -> Option<Self> {
        let title: String = event.title.trim().chars().take(CHOICE_CHARS).collect();
        let words = words(&title);
        let one = Self { id, kind: verdict.kind, words, title, outcome, made };
        (!one.words.is_empty() && can_learn(verdict, outcome)).then_some(one)
    }

    /// Whether it was made for this sort of invite.
    #[allow(clippy::cast_precision_loss)] // a title has few words
    fn covers(&self, event: &Event, verdict: &Verdict) -> bool {
        let theirs = words(&event.title);
        let common = self.words.intersection(&theirs).count() as f32;
        let all = self.words.union(&theirs).count() as f32;
        self.kind == verdict.kind && all > 0.0 && common / all >= ALIKE
    }
}

/// Whether the person may decide so against `verdict`, for this and the like.
pub fn can_learn(verdict: &Verdict, outcome: Outcome) -> bool {
    match outcome {
        Outcome::Live => matches!(verdict.outcome, Outcome::Async | Outcome::Split),
        Outcome::Async => matches!(verdict.outcome, Outcome::Live | Outcome::Split) && !stays_live(verdict),
        Outcome::Split | Outcome::Unclear => false,
    }
}

fn stays_live(verdict: &Verdict) -> bool {
    ALWAYS_LIVE.contains(&verdict.kind)
        || verdict.items.iter().any(|item| ALWAYS_LIVE.contains(&item.kind))
        || verdict.reasons.iter().any(|r| ALWAYS_LIVE_REASONS.contains(&r.code.as_str()))
}

/// The decision that holds for this invite, the youngest first.
pub fn holding<'s>(settings: &'s Settings, event: &Event, verdict: &Verdict) -> Option<&'s Override> {
    settings.overrides.iter().rev().find(|o| can_learn(verdict, o.outcome) && o.covers(event, verdict))
}

/// The verdict after the person's own decision, with that as its first reason, and the decision. The verdict as it is where
/// none holds.
pub fn apply(verdict: Verdict, event: &Event, settings: &Settings) -> (Verdict, Option<Override>) {
    let Some(decided) = holding(settings, event, &verdict).cloned() else { return (verdict, None) };
    let outcome = decided.outcome;
    let first = Reason {
        code: LEARNED.into(),
        text: "You decided so for a meeting like this.".into(),
        evidence: Vec::new(),
        speaks_for: outcome,
        source: Source { name: "You".into(), claim: format!("decided on “{}”.", decided.title) },
    };
    let reasons = std::iter::once(first).chain(verdict.reasons.iter().cloned()).collect();
    let format = (outcome == Outcome::Async).then(|| verdict.format.unwrap_or_else(|| verdict::format_for(verdict.kind)));
    // the person's word is not a guess
    let verdict = Verdict { outcome, format, score: 1.0, reasons, ..verdict };
    (verdict, Some(decided))
}

/// Adds a decision; one that was made on the same sort of title and kind before gives way, and so does the oldest of too many.
pub fn learn(settings: &mut Settings, decided: Override) {
    settings.overrides.retain(|o| o.id != decided.id && !(o.kind == decided.kind && o.words == decided.words));
    settings.overrides.push(decided);
    let over = settings.overrides.len().saturating_sub(OVERRIDES_KEPT);
    settings.overrides.drain(..over);
}

/// Takes a decision back.
pub fn unlearn(settings: &mut Settings, id: &str) {
    settings.overrides.retain(|o| o.id != id);
}

/// The words by which a title is recognised: what it is for where that is said, else all of them. Numbers and dates change
/// from one meeting of a series to the next and are left out; scripts without spaces are read in pairs of characters.
fn words(title: &str) -> BTreeSet<String> {
    let folded = title.to_lowercase();
    let mut all = BTreeSet::new();
    for word in folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty() && !w.chars().any(char::is_numeric)) {
        if word.chars().any(without_spaces) {
            let chars: Vec<char> = word.chars().collect();
            let pairs = chars.windows(2).map(|pair| pair.iter().collect::<String>());
            all.extend(if chars.len() < 2 { vec![word.to_owned()] } else { pairs.collect() });
        } else {
            all.insert(word.to_owned());
        }
    }
    let telling: BTreeSet<String> = all.iter().filter(|w| !COMMON.contains(&w.as_str())).cloned().collect();
    if telling.is_empty() { all } else { telling }.into_iter().take(OVERRIDE_WORDS).collect()
}

/// Kana and Han.
const fn without_spaces(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]
    use super::*;
    use crate::verdict::judge;

    fn invite(title: &str) -> Event {
        Event { title: title.into(), ..Event::default() }
    }

    fn at() -> NaiveDateTime {
        "2026-11-12T10:00:00".parse().unwrap()
    }

    /// Settings in which the person decided so on this title.
    fn taught(title: &str, outcome: Outcome) -> Settings {
        let event = invite(title);
        let mut settings = Settings::default();
        learn(&mut settings, Override::new("1".into(), &event, &judge(&event), outcome, at()).unwrap());
        settings
    }

    fn now(settings: &Settings, title: &str) -> Outcome {
        let event = invite(title);
        apply(judge(&event), &event, settings).0.outcome
    }

    #[test]
    fn the_same_sort_of_invite_follows_and_others_do_not() {
        let settings = taught("Weekly status update Platform", Outcome::Live);
        for like in ["Weekly status update Platform", "Status update: platform, 12 May", "Monthly status Platform"] {
            assert_eq!(now(&settings, like), Outcome::Live, "{like}");
        }
        for other in ["Weekly status update Sales EMEA", "Vote on the platform logo, please fill in the poll"] {
            assert_eq!(now(&settings, other), judge(&invite(other)).outcome, "{other}");
        }
        let japanese = taught("週次進捗報告", Outcome::Live);
        assert_eq!(now(&japanese, "月次進捗報告"), Outcome::Live);
    }

    #[test]
    fn its_reason_comes_first_and_it_can_be_taken_back() {
        let mut settings = taught("Weekly status update", Outcome::Live);
        let event = invite("Weekly status update");
        let (verdict, decided) = apply(judge(&event), &event, &settings);
        assert_eq!((verdict.reasons[0].code.as_str(), verdict.reasons[0].speaks_for), (LEARNED, Outcome::Live));
        assert!(verdict.format.is_none());
        unlearn(&mut settings, &decided.unwrap().id);
        assert_eq!(apply(judge(&event), &event, &settings), (judge(&event), None));
    }

    #[test]
    fn what_must_be_spoken_is_never_learned_away() {
        for title in ["Layoff talk with Ana", "Interview: designer candidate", "Incident: checkout is down, war room now"] {
            let event = invite(title);
            let base = judge(&event);
            assert_eq!(base.outcome, Outcome::Live, "{title}");
            assert!(Override::new("1".into(), &event, &base, Outcome::Async, at()).is_none(), "{title}");
            // nor by a record that came in some other way
            let forged = Override {
                id: "1".into(),
                kind: base.kind,
                words: words(title),
                title: title.into(),
                outcome: Outcome::Async,
                made: at(),
            };
            let settings = Settings { overrides: vec![forged], ..Settings::default() };
            assert_eq!(apply(base.clone(), &event, &settings).0, base, "{title}");
        }
    }

    #[test]
    fn a_second_thought_replaces_the_first_and_the_list_is_bounded() {
        let mut settings = taught("Weekly status update", Outcome::Live);
        let again = Override { id: "2".into(), ..settings.overrides[0].clone() };
        learn(&mut settings, again);
        assert_eq!(settings.overrides.iter().map(|o| o.id.as_str()).collect::<Vec<_>>(), ["2"]);
        for n in 0..OVERRIDES_KEPT + 5 {
            let words = BTreeSet::from([format!("w{n}")]);
            let one = Override { id: format!("n{n}"), words, ..settings.overrides[0].clone() };
            learn(&mut settings, one);
        }
        assert_eq!(settings.overrides.len(), OVERRIDES_KEPT);
    }
}
