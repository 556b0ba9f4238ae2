//! The card's side of learning: a decision against the verdict is taken, kept and taken back.

use super::state::{Ask, Effect, State};
use crate::library::overrides::{self, Override};
use crate::verdict::Outcome;
use chrono::NaiveDateTime;

impl State {
    /// What the person may decide against the verdict, quietly: nothing where their own decision made it.
    pub fn may_decide(&self) -> Option<Outcome> {
        let verdict = self.verdict.as_ref().filter(|_| self.learned.is_none())?;
        [Outcome::Live, Outcome::Async].into_iter().find(|o| overrides::can_learn(verdict, *o))
    }

    /// Remembers the decision for this sort of invite; the verdict follows at once.
    pub(super) fn learn(&mut self, outcome: Outcome, id: String, now: NaiveDateTime) -> Vec<Effect> {
        let (Some(event), Some(verdict)) = (self.event.clone(), &self.verdict) else { return Vec::new() };
        let Some(decided) = Override::new(id, &event, verdict, outcome, now) else { return Vec::new() };
        overrides::learn(self.settings_mut(), decided.clone());
        self.judge(event);
        vec![Effect::Ask(Box::new(Ask::Learn(Box::new(decided))))]
    }

    /// Takes back the decision that holds here.
    pub(super) fn unlearn(&mut self) -> Vec<Effect> {
        let (Some(event), Some(decided)) = (self.event.clone(), self.learned.take()) else { return Vec::new() };
        overrides::unlearn(self.settings_mut(), &decided.id);
        self.judge(event);
        vec![Effect::Ask(Box::new(Ask::Unlearn(decided.id)))]
    }
}
