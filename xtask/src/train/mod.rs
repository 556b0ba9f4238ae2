//! Learns the verdict's weights from labelled invites, and measures how far they carry.

mod data;
mod measure;
mod softmax;
mod table;

use crate::{
    error::{Error, Result},
    locate::repo_root,
    say::say,
};
use baton::verdict::{Format, Kind};
use data::Invite;
use softmax::{Model, Row, Sign};
use std::{
    collections::{BTreeMap, HashMap},
    path::Path,
};

const OUTCOMES: [&str; 4] = ["live", "async", "split", "unclear"];
/// Invites that must have a feature before anything is learned about it.
const SEEN: usize = 2;
/// Features of the table: what a package of this size may cost, see `xtask/budgets.toml`.
const KEPT: usize = 14_000;
/// The number of people is shown and never decides (guideline, rule 8), so the model does not see it.
const NOT_SEEN: &str = "m:people";

/// Learns and writes the table; with `check`, measures instead: each author's invites by what the others taught; with
/// `beside`, a file of other labelled invites by what all taught.
pub fn train(check: bool, beside: Option<&str>) -> Result<()> {
    let invites = data::read_folder(&repo_root().join("data/invites"))?;
    let beside = beside.map(|file| data::read(Path::new(file))).transpose()?;
    if check {
        cross_check(&invites);
    }
    if let Some(beside) = &beside {
        let all: Vec<&Invite> = invites.iter().collect();
        let judged = judge(&all, &beside.iter().collect::<Vec<_>>(), |_| true);
        measure::outcomes("beside", &judged);
        measure::calibration(&judged);
    }
    if check || beside.is_some() { Ok(()) } else { write(&invites) }
}

/// Names of the features that are kept, numbered in the order of their names.
struct Vocabulary<'a>(BTreeMap<&'a str, u32>);

impl<'a> Vocabulary<'a> {
    /// All features that `invites` have often enough.
    fn all(invites: &[&'a Invite], wanted: impl Fn(&str) -> bool) -> Self {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for (name, _) in invites.iter().flat_map(|i| &i.features) {
            *counts.entry(name).or_default() += 1;
        }
        let often = |(name, count): &(&'a str, usize)| *count >= SEEN && !name.starts_with(NOT_SEEN) && wanted(name);
        Self::numbered(counts.into_iter().filter(often).map(|(name, _)| name))
    }

    fn numbered(names: impl Iterator<Item = &'a str>) -> Self {
        let mut numbers: BTreeMap<&str, u32> = names.map(|n| (n, 0)).collect();
        (0..).zip(numbers.values_mut()).for_each(|(number, slot)| *slot = number);
        Self(numbers)
    }

    /// Those that tell most: weights far apart, on features that are not too rare.
    fn most_telling(&self, invites: &[&Invite]) -> Self {
        /// Less than 1: a telling word may be rare.
        const RARITY: f32 = 0.3;
        let rows: Vec<Row> = invites.iter().map(|i| self.row(i)).collect();
        let model = Model::fit(&rows.iter().collect::<Vec<_>>(), self.0.len(), OUTCOMES.len(), Sign::Both);
        let mut mass = vec![0.0_f32; self.0.len()];
        for (feature, value) in rows.iter().flat_map(|r| &r.features) {
            if let Some(m) = mass.get_mut(*feature as usize) {
                *m += value;
            }
        }
        let spread =
            |weights: &[f32]| weights.iter().copied().fold(f32::MIN, f32::max) - weights.iter().copied().fold(f32::MAX, f32::min);
        let mut ranked: Vec<(&str, f32)> = self
            .0
            .iter()
            .zip(mass)
            .map(|((name, number), mass)| (*name, spread(model.of(*number)) * mass.powf(RARITY)))
            .collect();
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1));
        Self::numbered(ranked.into_iter().take(KEPT).map(|(name, _)| name))
    }

    fn row(&self, invite: &Invite) -> Row {
        let known = |(name, value): &(String, f32)| self.0.get(name.as_str()).map(|number| (*number, *value));
        let class = OUTCOMES.iter().position(|o| *o == invite.outcome).unwrap_or(0);
        Row { features: invite.features.iter().filter_map(known).collect(), class }
    }
}

/// Judges `asked` by what `taught` teaches; `wanted` says which features are used.
fn judge(taught: &[&Invite], asked: &[&Invite], wanted: impl Fn(&str) -> bool) -> Vec<measure::Judged> {
    let words = Vocabulary::all(taught, wanted).most_telling(taught);
    let rows: Vec<Row> = taught.iter().map(|i| words.row(i)).collect();
    let model = Model::fit(&rows.iter().collect::<Vec<_>>(), words.0.len(), OUTCOMES.len(), Sign::Both);
    let answer = |invite: &&Invite| {
        let row = words.row(invite);
        (row.class, model.probabilities(&row.features))
    };
    asked.iter().map(answer).collect()
}

/// Each author's invites by what the other authors taught, beside a bag of words taught the same.
fn cross_check(invites: &[Invite]) {
    let mut authors: Vec<&str> = invites.iter().map(|i| i.origin.as_str()).collect();
    authors.dedup();
    let (mut all, mut bag) = (Vec::new(), Vec::new());
    let mut by_language: BTreeMap<&str, Vec<measure::Judged>> = BTreeMap::new();
    for author in authors {
        let (asked, taught): (Vec<&Invite>, Vec<&Invite>) = invites.iter().partition(|i| i.origin == author);
        let judged = judge(&taught, &asked, |_| true);
        measure::outcomes(author, &judged);
        for (invite, answer) in asked.iter().zip(&judged) {
            by_language.entry(&invite.lang).or_default().push(answer.clone());
        }
        all.extend(judged);
        bag.extend(judge(&taught, &asked, |name| name.starts_with("u:") && !name.starts_with("u:!")));
    }
    for (language, judged) in by_language {
        measure::outcomes(language, &judged);
    }
    measure::outcomes("all authors", &all);
    measure::outcomes("bag of words", &bag);
    measure::calibration(&all);
}

/// Learns from all invites and writes the table.
fn write(invites: &[Invite]) -> Result<()> {
    let all: Vec<&Invite> = invites.iter().collect();
    let words = Vocabulary::all(&all, |_| true).most_telling(&all);
    let rows: Vec<Row> = all.iter().map(|i| words.row(i)).collect();
    let outcome = Model::fit(&rows.iter().collect::<Vec<_>>(), words.0.len(), OUTCOMES.len(), Sign::Both);
    let kinds: Vec<&str> = Kind::ALL.iter().map(|k| k.as_str()).collect();
    let formats: Vec<&str> = Format::ALL.iter().map(|f| f.as_str()).collect();
    let further = |names: &[&str], of: fn(&Invite) -> Option<&str>| {
        let labelled: Vec<Row> = rows
            .iter()
            .zip(invites)
            .filter_map(|(row, invite)| {
                let class = names.iter().position(|n| Some(*n) == of(invite))?;
                Some(Row { features: row.features.clone(), class })
            })
            .collect();
        Model::fit(&labelled.iter().collect::<Vec<_>>(), words.0.len(), names.len(), Sign::OnlyFor)
    };
    let kind = further(&kinds, |i| i.kind.as_deref());
    let format = further(&formats, |i| i.format.as_deref());
    let names: Vec<&str> = words.0.keys().copied().collect();
    let heads = table::Heads { outcome: &outcome, kind: (&kind, &kinds), format: (&format, &formats) };
    let text = table::table(&names, &heads);
    let path = repo_root().join("src/verdict/model/weights.tsv");
    std::fs::write(&path, &text).map_err(|source| Error::File { path, source })?;
    say(&format!("{} invites, {} rows, {} bytes of text", invites.len(), text.lines().count() - 1, text.len()));
    Ok(())
}
