//! How well answers agree with labels.

use crate::say::say;

/// Label and the probability of each class.
pub type Judged = (usize, Vec<f32>);

/// The likeliest class.
pub fn best(p: &[f32]) -> usize {
    p.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1)).map_or(0, |(i, _)| i)
}

/// Share of right answers with its 95 % interval (Wilson 1927).
pub fn share(name: &str, right: usize, all: usize) {
    #[allow(clippy::cast_precision_loss)] // thousands
    let (k, n) = (right as f64, all.max(1) as f64);
    let (z, p) = (1.96_f64, k / n);
    let middle = (p + z * z / (2.0 * n)) / (1.0 + z * z / n);
    let half = z / (1.0 + z * z / n) * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
    say(&format!(
        "  {name:<28} {right:>5}/{all:<5} {:>5.1} %  [{:.1}, {:.1}]",
        p * 100.0,
        (middle - half) * 100.0,
        (middle + half) * 100.0
    ));
}

/// Right outcomes, live called async, async found.
pub fn outcomes(name: &str, judged: &[Judged]) {
    let count = |truth: usize, said: usize| judged.iter().filter(|(c, p)| *c == truth && best(p) == said).count();
    let of = |truth: usize| judged.iter().filter(|(c, _)| *c == truth).count();
    say(&format!("{name}: {} invites", judged.len()));
    share("outcome", judged.iter().filter(|(c, p)| best(p) == *c).count(), judged.len());
    share("live called async", count(0, 1), of(0));
    share("async found", count(1, 1), of(1));
}

/// How often answers of some probability are right: a score is honest when the two agree.
pub fn calibration(judged: &[Judged]) {
    say("probability said → share right");
    for low in [0.3_f32, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9] {
        let within =
            judged.iter().filter(|(_, p)| p.get(best(p)).is_some_and(|top| *top >= low && *top < low + 0.1 + f32::EPSILON));
        let (mut all, mut right) = (0, 0);
        for (class, p) in within {
            all += 1;
            right += usize::from(best(p) == *class);
        }
        share(&format!("{low:.1} to {:.1}", low + 0.1), right, all);
    }
    for line in [0.5_f32, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8] {
        let moved: Vec<Judged> = judged.iter().map(|(c, p)| (*c, with_line(p, line))).collect();
        outcomes(&format!("async only from {line:.2}"), &moved);
    }
}

/// The probabilities with async taken out below a line.
fn with_line(p: &[f32], line: f32) -> Vec<f32> {
    p.iter().enumerate().map(|(n, p)| if n == 1 && *p < line { 0.0 } else { *p }).collect()
}
