//! Measures how many invites are judged in a second, beside a bag of words that does the same work on the same invites in the
//! same run: `cargo xtask bench --only verdict`, or `cargo run --release --example verdict_speed`.
//!
//! The bag of words is a naive Bayes classifier (multinomial, add-one) over lower-case words, taught `data/invites`. It answers with an
//! outcome only; Baton's answer has kind, format, items, cost and the reasons with their quotes in it.

use baton::{
    event::{Event, read_line},
    verdict::judge,
};
use serde_json::Value;
use std::{
    collections::HashMap,
    error::Error,
    fs,
    hint::black_box,
    io::Write,
    path::Path,
    time::{Duration, Instant},
};

/// Rounds, in which the two take turns.
const ROUNDS: usize = 5;
/// Of each round.
const ROUND: Duration = Duration::from_secs(2);

/// How often each word stood in invites of each outcome, as logarithms.
struct Bag {
    words: HashMap<String, Vec<f64>>,
    unseen: Vec<f64>,
    outcomes: Vec<f64>,
}

impl Bag {
    #[allow(clippy::cast_precision_loss)] // thousands
    fn teach(invites: &[(Event, String)]) -> Self {
        let mut names: Vec<&str> = invites.iter().map(|(_, outcome)| outcome.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        let mut counts: HashMap<String, Vec<usize>> = HashMap::new();
        let (mut all, mut of_outcome) = (vec![0_usize; names.len()], vec![0_usize; names.len()]);
        for (event, outcome) in invites {
            let class = names.iter().position(|n| n == outcome).unwrap_or_default();
            of_outcome[class] += 1;
            for word in words(event) {
                counts.entry(word).or_insert_with(|| vec![0; names.len()])[class] += 1;
                all[class] += 1;
            }
        }
        let share = |n: usize, class: usize| ((n + 1) as f64 / (all[class] + counts.len()) as f64).ln();
        Self {
            words: counts.iter().map(|(w, c)| (w.clone(), c.iter().enumerate().map(|(k, n)| share(*n, k)).collect())).collect(),
            unseen: (0..names.len()).map(|k| share(0, k)).collect(),
            outcomes: of_outcome.iter().map(|n| (*n as f64 / invites.len() as f64).ln()).collect(),
        }
    }

    fn judge(&self, event: &Event) -> usize {
        let mut sums = self.outcomes.clone();
        for word in words(event) {
            let row = self.words.get(&word).unwrap_or(&self.unseen);
            sums.iter_mut().zip(row).for_each(|(sum, w)| *sum += w);
        }
        sums.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1)).map_or(0, |(class, _)| class)
    }
}

fn words(event: &Event) -> Vec<String> {
    let text = format!("{}\n{}", event.title, event.description).to_lowercase();
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

fn read(path: &Path) -> Result<Vec<(Event, String)>, Box<dyn Error>> {
    let mut all = Vec::new();
    for line in fs::read_to_string(path)?.lines() {
        let label: Value = serde_json::from_str(line)?;
        let event = read_line(line.as_bytes()).map_err(|(_, error)| error)?.event;
        all.push((event, label["outcome"].as_str().unwrap_or_default().to_owned()));
    }
    Ok(all)
}

/// Invites judged in a second.
#[allow(clippy::cast_precision_loss)] // thousands
fn rate(invites: &[(Event, String)], mut one: impl FnMut(&Event)) -> f64 {
    let (start, mut done) = (Instant::now(), 0_usize);
    while start.elapsed() < ROUND {
        for (event, _) in invites {
            one(event);
        }
        done += invites.len();
    }
    done as f64 / start.elapsed().as_secs_f64()
}

fn main() -> Result<(), Box<dyn Error>> {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let asked = read(&data.join("invites-aside/contrary-words.jsonl"))?;
    let mut taught = Vec::new();
    for entry in fs::read_dir(data.join("invites"))? {
        taught.extend(read(&entry?.path())?);
    }
    let bag = Bag::teach(&taught);
    let mut out = std::io::stdout().lock();
    writeln!(out, "{} invites, {ROUNDS} rounds; invites judged a second", asked.len())?;
    let mut ratios = Vec::new();
    for _ in 0..ROUNDS {
        let baton = rate(&asked, |event| drop(black_box(judge(event))));
        let words = rate(&asked, |event| {
            black_box(bag.judge(event));
        });
        writeln!(out, "  Baton {baton:>8.0}   bag of words {words:>8.0}   ratio 1/{:.0}", words / baton)?;
        ratios.push(words / baton);
    }
    ratios.sort_by(f64::total_cmp);
    writeln!(out, "median: a bag of words is {:.0} times as fast", ratios[ROUNDS / 2])?;
    Ok(())
}
