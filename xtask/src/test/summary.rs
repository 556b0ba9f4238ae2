//! Counting results, and the table at the end.

use std::fmt;

/// Tests that passed and failed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Passed.
    pub passed: u32,
    /// Failed.
    pub failed: u32,
}

impl Counts {
    /// Adds what a line of a test harness reports: `test result: ok. 3 passed; 0 failed; …`.
    pub fn read(&mut self, line: &str) {
        let Some((_, report)) = line.split_once("test result: ") else { return };
        let number = |word: &str| {
            let before = report.split(';').find_map(|part| part.trim().strip_suffix(word))?;
            before.trim().rsplit(' ').next()?.parse::<u32>().ok()
        };
        self.passed += number("passed").unwrap_or(0);
        self.failed += number("failed").unwrap_or(0);
    }
}

/// How a step ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// All well.
    Ok,
    /// Something is wrong.
    Failed,
    /// It made no sense to run it.
    Skipped,
}

struct Row {
    name: &'static str,
    outcome: Outcome,
    seconds: f32,
    counts: Counts,
}

/// All steps that were run.
#[derive(Default)]
pub struct Summary {
    rows: Vec<Row>,
}

impl Summary {
    /// Notes a step.
    pub fn add(&mut self, name: &'static str, outcome: Outcome, seconds: f32, counts: Counts) {
        self.rows.push(Row { name, outcome, seconds, counts });
    }

    /// Whether any step was not well.
    pub fn failed(&self) -> bool {
        self.rows.iter().any(|row| row.outcome != Outcome::Ok)
    }

    /// All tests together. A step that failed without a failed test (it did not compile, a check did not hold, it could not be
    /// run) counts as one failure: a total without failures must mean that everything is well.
    fn totals(&self) -> Counts {
        let mut all = Counts::default();
        for row in &self.rows {
            all.passed += row.counts.passed;
            all.failed += row.counts.failed.max(u32::from(row.outcome != Outcome::Ok));
        }
        all
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for row in &self.rows {
            let outcome = match row.outcome {
                Outcome::Ok => "ok",
                Outcome::Failed => "FAILED",
                Outcome::Skipped => "skipped",
            };
            let tests = match row.counts {
                Counts { passed: 0, failed: 0 } => String::new(),
                Counts { passed, failed } => format!("   {passed} passed, {failed} failed"),
            };
            writeln!(f, "{:<10}{outcome:<8}{:>7.1} s{tests}", row.name, row.seconds)?;
        }
        let Counts { passed, failed } = self.totals();
        write!(f, "{passed} passed, {failed} failed")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_of_every_harness_are_summed() {
        let mut counts = Counts::default();
        counts.read("running 3 tests");
        counts.read("test result: ok. 13 passed; 0 failed; 2 ignored; 0 measured; 0 filtered out; finished in 0.01s");
        counts.read("test result: FAILED. 1 passed; 2 failed; 0 ignored");
        assert_eq!(counts, Counts { passed: 14, failed: 2 });
    }

    #[test]
    fn a_step_that_failed_without_tests_is_a_failure_of_the_whole() {
        let mut summary = Summary::default();
        summary.add("fmt", Outcome::Ok, 1.0, Counts::default());
        summary.add("native", Outcome::Ok, 2.0, Counts { passed: 5, failed: 0 });
        assert!(!summary.failed());
        assert!(summary.to_string().ends_with("\n5 passed, 0 failed"));
        summary.add("lint", Outcome::Failed, 1.0, Counts::default());
        summary.add("journeys", Outcome::Failed, 9.0, Counts { passed: 1, failed: 2 });
        summary.add("partner", Outcome::Skipped, 0.0, Counts::default());
        assert!(summary.failed());
        assert!(summary.to_string().ends_with("\n6 passed, 4 failed"), "{summary}");
    }
}
