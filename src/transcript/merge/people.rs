//! Who is behind a picture.

use super::{Block, track::Track};
use crate::limits::CAPTION_PEOPLE;
use std::collections::HashMap;

/// Pictures, and the name once seen beside each; `None` where two names were.
#[derive(Clone, Debug, Default)]
pub(super) struct People {
    names: HashMap<String, Option<String>>,
}

impl People {
    /// Remembers who is shown with which picture.
    pub fn meet(&mut self, block: &Block) {
        let (Some(avatar), Some(name)) = (&block.avatar, &block.speaker) else { return };
        let full = self.names.len() >= CAPTION_PEOPLE;
        match self.names.get_mut(avatar) {
            Some(known) if known.as_ref() != Some(name) => *known = None,
            Some(_) => {}
            None if !full => {
                self.names.insert(avatar.clone(), Some(name.clone()));
            }
            None => {}
        }
    }

    /// Names the tracks that have a picture alone: by the name seen with it, else "Person 1", "Person 2"…
    pub fn name(&self, tracks: &mut [Track]) {
        let mut unknown: HashMap<String, usize> = HashMap::new();
        for track in tracks.iter_mut().filter(|t| t.speaker.is_none()) {
            let Some(avatar) = &track.avatar else { continue };
            track.speaker = match self.names.get(avatar) {
                Some(Some(name)) => Some(name.clone()),
                _ => {
                    let next = unknown.len() + 1;
                    Some(format!("Person {}", *unknown.entry(avatar.clone()).or_insert(next)))
                }
            };
        }
    }
}
