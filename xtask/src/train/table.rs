//! Writes the weights as lines that people can read; `src/verdict/model/pack.rs` says how.

use super::softmax::Model;
use std::fmt::Write;

/// Steps in one unit of a weight.
const STEPS: f32 = 8.0;
/// Outcome weights of a feature below this many steps say nothing.
const LEAST_OUTCOME: i8 = 3;
/// Kind and format weights below this many steps are left out.
const LEAST_FURTHER: i8 = 16;

/// The models of one table.
pub struct Heads<'a> {
    /// Outcomes.
    pub outcome: &'a Model,
    /// Kinds, with their names.
    pub kind: (&'a Model, &'a [&'a str]),
    /// Formats, with their names.
    pub format: (&'a Model, &'a [&'a str]),
}

/// The table of all `names`, in their order; the number of a name is its place.
pub fn table(names: &[&str], heads: &Heads<'_>) -> String {
    let mut text = String::from("# Learned by `cargo xtask train` from data/invites; not written by hand.\n");
    let mut hashes = std::collections::HashSet::new();
    for (number, name) in names.iter().enumerate() {
        let Ok(number) = u32::try_from(number) else { break };
        let outcomes: Vec<i8> = heads.outcome.of(number).iter().map(|w| steps(*w)).collect();
        let mut further = classes("", heads.kind, number);
        further.extend(classes("=", heads.format, number));
        let speaks = outcomes.iter().any(|w| w.saturating_abs() >= LEAST_OUTCOME) || !further.is_empty();
        // two names with one hash would share their weights: the second stays out
        if !speaks || !hashes.insert(baton::verdict::model::key(name)) {
            continue;
        }
        let outcomes: Vec<String> = outcomes.iter().map(i8::to_string).collect();
        let _ = writeln!(text, "{name}\t{}\t{}", outcomes.join(" "), further.join(" "));
    }
    text
}

fn classes(mark: &str, (model, names): (&Model, &[&str]), number: u32) -> Vec<String> {
    let weights = model.of(number).iter().zip(names);
    weights
        .map(|(w, name)| (steps(*w), name))
        .filter(|(w, _)| w.saturating_abs() >= LEAST_FURTHER)
        .map(|(w, name)| format!("{mark}{name}:{w}"))
        .collect()
}

#[allow(clippy::cast_possible_truncation)] // clamped
fn steps(weight: f32) -> i8 {
    (weight * STEPS).round().clamp(-127.0, 127.0) as i8
}
