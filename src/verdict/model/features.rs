//! What the model sees of an invite: its words, their neighbours and beginnings, the cues that stand in it, and its measures.
//!
//! A feature is a name, kept as a hash; the words it comes from are kept beside it, so that whatever it weighs can be quoted.

use super::{PRIOR, hash::key};
use crate::{
    event::{Event, Recurrence},
    verdict::{
        items,
        outside::outside,
        signals::{removed, signals},
        text::{Field, Prepared, Word, stands_alone},
    },
};
use std::collections::BTreeMap;

/// Words in one field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub field: Field,
    /// First word.
    pub from: usize,
    /// Word after the last.
    pub to: usize,
}

/// One feature of an invite.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Feature {
    /// What it is: a letter for its sort, a colon, and the words or the measure.
    pub name: String,
    pub key: u32,
    /// Share of the invite; the squares of all features add up to one.
    pub value: f32,
    /// Whether it is one plain word.
    pub is_word: bool,
    /// Where it stands, for what is made of words.
    pub places: Vec<Place>,
}

/// How much a feature of each sort counts before all are scaled to one.
const WORD: f32 = 1.0;
const IN_FIELD: f32 = 0.7;
const PAIR: f32 = 0.8;
const START: f32 = 0.5;
const CUE: f32 = 1.6;
const MEASURE: f32 = 0.6;
const ORGANISER: f32 = 0.4;

/// Letters of a word's beginning that stand for its family: `approval`, `approve`, `approved`.
const START_LETTERS: usize = 5;

/// Collects features by name.
#[derive(Default)]
struct Collector {
    found: BTreeMap<String, (f32, Vec<Place>)>,
}

impl Collector {
    fn add(&mut self, name: String, weight: f32, place: Option<Place>) {
        let (kept, places) = self.found.entry(name).or_insert((0.0, Vec::new()));
        *kept = kept.max(weight);
        places.extend(place);
    }
}

/// The features by name, before scaling; for training, which counts names.
fn collect(event: &Event) -> Collector {
    let mut all = Collector::default();
    let title = Prepared::title(&event.title);
    let body = Prepared::body(&event.description);
    for text in [&title, &body] {
        words(&mut all, text);
        cues(&mut all, text);
    }
    if let Some(organiser) = &event.organiser {
        let name = organiser.split(['<', '@']).next().unwrap_or_default();
        for word in Prepared::title(name).words {
            all.add(format!("o:{}", word.norm), ORGANISER, None);
        }
    }
    measures(&mut all, event, &title, &body);
    all.add(PRIOR.into(), MEASURE, None);
    all
}

/// The features of an event.
pub(crate) fn features(event: &Event) -> Vec<Feature> {
    let found = collect(event).found;
    let length = found.values().map(|(weight, _)| weight * weight).sum::<f32>().sqrt().max(1e-6);
    found
        .into_iter()
        .map(|(name, (weight, places))| Feature {
            key: key(&name),
            value: weight / length,
            is_word: name.starts_with("u:"),
            places,
            name,
        })
        .collect()
}

/// The names of an event's features with their values, for people who want to know what the model saw.
pub fn named(event: &Event) -> Vec<(String, f32)> {
    let found = collect(event).found;
    let length = found.values().map(|(weight, _)| weight * weight).sum::<f32>().sqrt().max(1e-6);
    found.into_iter().map(|(name, (weight, _))| (name, weight / length)).collect()
}

/// A word as a feature: numbers are one, links are one.
fn norm(word: &Word) -> String {
    if word.norm.chars().next().is_some_and(|c| c.is_ascii_digit())
        && word.norm.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ':' | '-' | '/'))
    {
        return if word.norm == "1:1" { word.norm.clone() } else { "#".into() };
    }
    word.norm.clone()
}

fn words(all: &mut Collector, text: &Prepared<'_>) {
    let field = if text.field == Field::Title { 't' } else { 'b' };
    let place = |from: usize, to: usize| Some(Place { field: text.field, from, to });
    for (at, word) in text.words.iter().enumerate() {
        let this = norm(word);
        let no = if removed(text, at) { "!" } else { "" };
        all.add(format!("u:{no}{this}"), WORD, place(at, at + 1));
        all.add(format!("{field}:{this}"), IN_FIELD, place(at, at + 1));
        let single = this.chars().all(stands_alone);
        if !single && this.chars().count() > START_LETTERS {
            let start: String = this.chars().take(START_LETTERS).collect();
            all.add(format!("s:{no}{start}"), START, place(at, at + 1));
        }
        let Some(next) = text.words.get(at + 1).filter(|n| n.sentence == word.sentence) else { continue };
        let second = norm(next);
        all.add(format!("2:{this}_{second}"), PAIR, place(at, at + 2));
        if let Some(third) = text.words.get(at + 2).filter(|n| n.sentence == word.sentence) {
            // a Japanese word is two or three characters, each a word of its own here
            if single || this.len() <= 4 || second.len() <= 3 {
                all.add(format!("3:{this}_{second}_{}", norm(third)), PAIR, place(at, at + 3));
            }
        }
    }
}

fn cues(all: &mut Collector, text: &Prepared<'_>) {
    let field = if text.field == Field::Title { 't' } else { 'b' };
    for signal in signals(text) {
        let place = Place { field: text.field, from: signal.at, to: signal.to };
        all.add(format!("q:{}", signal.cue.code), CUE, Some(place));
        all.add(format!("q{field}:{}", signal.cue.code), CUE / 2.0, Some(place));
    }
}

/// A number as one of few steps.
fn step(n: usize, steps: &[usize]) -> usize {
    steps.iter().filter(|s| n >= **s).count()
}

fn measures(all: &mut Collector, event: &Event, title: &Prepared<'_>, body: &Prepared<'_>) {
    let mut add = |name: String| all.add(name, MEASURE, None);
    add(format!("m:title{}", step(title.words.len(), &[1, 4, 9])));
    add(format!("m:body{}", step(body.words.len(), &[1, 4, 10, 30, 70])));
    let people = event.people().map_or("?".into(), |n| step(n as usize, &[3, 6, 13, 31]).to_string());
    add(format!("m:people{people}"));
    let minutes = event.minutes().map_or("?".into(), |n| step(n as usize, &[16, 31, 61, 121]).to_string());
    add(format!("m:minutes{minutes}"));
    add(format!("m:repeats{}", rhythm(event)));
    add(format!("m:items{}", step(items::items(&event.description).len(), &[2, 4, 7])));
    let read = items::read_lines(&event.description);
    let asks = read.into_iter().filter_map(|line| event.description.get(line)).map(|l| l.matches(['?', '？']).count()).sum();
    add(format!("m:asks{}", step(asks, &[1, 3])));
    if !outside(event).is_empty() {
        add("m:outside".into());
    }
}

fn rhythm(event: &Event) -> &'static str {
    let text = match &event.recurrence {
        None => return "-",
        Some(Recurrence::Rule(rule)) => rule.to_ascii_lowercase(),
        Some(Recurrence::Word(word)) => word.to_ascii_lowercase(),
    };
    ["daily", "weekly", "monthly", "yearly"].into_iter().find(|r| text.contains(r)).unwrap_or("other")
}
