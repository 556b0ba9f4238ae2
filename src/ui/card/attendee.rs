//! The card for somebody who was invited.

use super::state::{Effect, Place, State};
use crate::attend::{Attend, attend};
use crate::event::Event;
use crate::sites::Role;
use crate::verdict::Verdict;

impl State {
    /// The answer from the side of one who was invited; `None` for who calls the meeting or did not say who they are.
    pub(super) fn for_me(&self, event: &Event, verdict: &Verdict) -> Option<Attend> {
        if self.role == Role::Attendee { attend(event, verdict, &self.settings().me) } else { None }
    }

    /// What is typed was called by somebody else, or by the person.
    pub(super) fn invited(&mut self, invited: bool) -> Vec<Effect> {
        if self.place == Place::Typed {
            let known = invited && !(self.settings().me.names.is_empty() && self.settings().me.addresses.is_empty());
            self.role = if known { Role::Attendee } else { Role::Unknown };
            if let Some(event) = self.event.clone() {
                self.judge(event);
            }
        }
        Vec::new()
    }
}
