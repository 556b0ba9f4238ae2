//! Changes that a person makes to a drafted agenda. Minutes are never changed behind their back: what does not add up is said.

use super::{
    Agenda, AgendaItem, Mode,
    minutes::{Share, share_out},
};
use crate::{
    limits::{MAX_AGENDA_ITEMS, MAX_ITEM_MIN},
    verdict::Kind,
};

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AgendaEdit {
    /// What should be different afterwards.
    Outcome(String),
    /// The question of an item.
    Question(usize, String),
    /// Who leads an item; empty for nobody yet.
    Owner(usize, String),
    /// Minutes of an item.
    Minutes(usize, u32),
    /// An item in the meeting or in writing.
    Mode(usize, Mode),
    /// An item one place up.
    Up(usize),
    /// An item one place down.
    Down(usize),
    /// An item away.
    Delete(usize),
    /// A new item at the end, with the minutes that are left.
    Add,
    /// Share out the meeting's minutes in proportion to those the items have.
    ShareOut,
}

/// How the minutes stand against the meeting's length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Balance {
    /// They add up.
    Even,
    /// So many minutes are free.
    Left(u32),
    /// So many minutes too many.
    Over(u32),
}

impl Agenda {
    /// Applies a change; one that aims at no item does nothing. `total` is the meeting's length in minutes.
    pub fn edit(&mut self, edit: AgendaEdit, total: u32) {
        match edit {
            AgendaEdit::Outcome(text) => self.outcome = text,
            AgendaEdit::Question(at, text) => self.with(at, |item| item.question = text),
            AgendaEdit::Owner(at, text) => self.with(at, |item| item.owner = Some(text).filter(|t| !t.is_empty())),
            AgendaEdit::Minutes(at, minutes) => self.with(at, |item| {
                if item.mode == Mode::Live {
                    item.minutes = minutes.min(MAX_ITEM_MIN);
                }
            }),
            AgendaEdit::Mode(at, mode) => {
                let free = if let Balance::Left(free) = self.balance(total) { free } else { 0 };
                self.with(at, |item| {
                    if item.mode != mode {
                        item.mode = mode;
                        item.minutes = if mode == Mode::Live { free.max(1) } else { 0 };
                    }
                });
            }
            AgendaEdit::Up(at) => self.swap(at, at.checked_sub(1)),
            AgendaEdit::Down(at) => self.swap(at, at.checked_add(1)),
            AgendaEdit::Delete(at) => {
                if at < self.items.len() {
                    self.items.remove(at);
                }
            }
            AgendaEdit::Add => self.add(total),
            AgendaEdit::ShareOut => self.share_out(total),
        }
    }

    /// How the minutes of the live items stand against `total`.
    pub fn balance(&self, total: u32) -> Balance {
        let sum = self.live().map(|i| i.minutes).fold(0, u32::saturating_add);
        match sum.cmp(&total) {
            std::cmp::Ordering::Equal => Balance::Even,
            std::cmp::Ordering::Less => Balance::Left(total - sum),
            std::cmp::Ordering::Greater => Balance::Over(sum - total),
        }
    }

    /// Items that are settled in the meeting.
    pub fn live(&self) -> impl Iterator<Item = &AgendaItem> {
        self.items.iter().filter(|i| i.mode == Mode::Live)
    }

    /// Items that go out in writing, the empty ones left out.
    pub fn in_writing(&self) -> impl Iterator<Item = &AgendaItem> {
        self.items.iter().filter(|i| i.mode == Mode::Async && !i.question.trim().is_empty())
    }

    fn with(&mut self, at: usize, change: impl FnOnce(&mut AgendaItem)) {
        if let Some(item) = self.items.get_mut(at) {
            change(item);
        }
    }

    fn swap(&mut self, at: usize, to: Option<usize>) {
        if let Some(to) = to.filter(|to| at < self.items.len() && *to < self.items.len()) {
            self.items.swap(at, to);
        }
    }

    fn add(&mut self, total: u32) {
        if self.items.len() >= MAX_AGENDA_ITEMS {
            return;
        }
        let minutes = if let Balance::Left(free) = self.balance(total) { free.min(MAX_ITEM_MIN) } else { 0 };
        self.items.push(AgendaItem {
            question: String::new(),
            outcome: String::new(),
            owner: None,
            minutes,
            kind: Kind::Unclear,
            mode: Mode::Live,
        });
    }

    fn share_out(&mut self, total: u32) {
        let shares: Vec<Share> = self.live().map(|i| Share::Weight(i.minutes.max(1))).collect();
        if shares.is_empty() || u32::try_from(shares.len()).map_or(true, |n| n > total) {
            return;
        }
        let shared = share_out(total, &shares);
        for (item, minutes) in self.items.iter_mut().filter(|i| i.mode == Mode::Live).zip(shared) {
            item.minutes = minutes;
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::indexing_slicing)]
    use super::*;
    use crate::{event::Event, verdict::judge};
    use proptest::prelude::*;

    fn agenda() -> Agenda {
        let event = Event { title: "Plan".into(), description: "1. One\n2. Two\n3. Three".into(), ..Event::default() };
        super::super::draft(&event, &judge(&event))
    }

    #[test]
    fn an_item_in_writing_frees_its_minutes_and_takes_what_is_free_when_it_comes_back() {
        let mut a = agenda();
        let freed = a.items[1].minutes;
        a.edit(AgendaEdit::Mode(1, Mode::Async), 30);
        assert_eq!(a.balance(30), Balance::Left(freed));
        assert_eq!(a.in_writing().count(), 1);
        a.edit(AgendaEdit::ShareOut, 30);
        assert_eq!((a.balance(30), a.items[1].minutes), (Balance::Even, 0));
        a.edit(AgendaEdit::Mode(1, Mode::Live), 30);
        assert_eq!(a.balance(30), Balance::Over(1));
    }

    #[test]
    fn too_many_minutes_are_said_and_shared_out_when_asked() {
        let mut a = agenda();
        a.edit(AgendaEdit::Minutes(0, 25), 30);
        assert!(matches!(a.balance(30), Balance::Over(_)));
        a.edit(AgendaEdit::ShareOut, 30);
        assert_eq!(a.balance(30), Balance::Even);
        assert!(a.items[0].minutes > a.items[1].minutes, "the longest stays the longest");
    }

    #[test]
    fn items_move_and_edges_hold() {
        let mut a = agenda();
        let first = a.items[0].clone();
        a.edit(AgendaEdit::Up(0), 30);
        assert_eq!(a.items[0], first);
        a.edit(AgendaEdit::Down(0), 30);
        assert_eq!(a.items[1], first);
        a.edit(AgendaEdit::Delete(7), 30);
        assert_eq!(a.items.len(), 3);
    }

    fn any_edit() -> impl Strategy<Value = AgendaEdit> {
        prop_oneof![
            (0_usize..15).prop_map(AgendaEdit::Up),
            (0_usize..15).prop_map(AgendaEdit::Down),
            (0_usize..15).prop_map(AgendaEdit::Delete),
            (0_usize..15, any::<u32>()).prop_map(|(at, m)| AgendaEdit::Minutes(at, m)),
            (0_usize..15, any::<bool>()).prop_map(|(at, live)| AgendaEdit::Mode(at, if live { Mode::Live } else { Mode::Async })),
            Just(AgendaEdit::Add),
            Just(AgendaEdit::ShareOut),
        ]
    }

    proptest! {
        #[test]
        fn whatever_is_edited_shared_out_minutes_add_up(edits in prop::collection::vec(any_edit(), 0..40), total in 15_u32..600) {
            let mut a = agenda();
            for edit in edits {
                a.edit(edit, total);
                prop_assert!(a.items.len() <= MAX_AGENDA_ITEMS);
                prop_assert!(a.items.iter().all(|i| i.mode == Mode::Live || i.minutes == 0));
            }
            a.edit(AgendaEdit::ShareOut, total);
            prop_assert!(a.live().count() == 0 || a.balance(total) == Balance::Even);
        }
    }
}
