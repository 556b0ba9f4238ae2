//! The person's choices, changed one at a time: read as stored, changed, stored. Two open pages never undo each other's work.

use crate::browser::storage::Local;
use crate::library::{SETTINGS_KEY, Settings};
use crate::store::{StoreError, load, save};
use std::rc::Rc;

/// One change of the settings.
#[derive(Clone)]
pub struct Edit(Rc<dyn Fn(&mut Settings)>);

impl Edit {
    /// The change that `work` makes.
    pub fn new(work: impl Fn(&mut Settings) + 'static) -> Self {
        Self(Rc::new(work))
    }
}

/// The settings as stored; the defaults where none are.
pub async fn stored() -> Result<Settings, StoreError> {
    Ok(load(&Local, SETTINGS_KEY).await?.unwrap_or_default())
}

/// Stores the change; gives the settings before and after it.
pub async fn change(edit: &Edit) -> Result<(Settings, Settings), StoreError> {
    let before = stored().await?;
    let mut after = before.clone();
    (edit.0)(&mut after);
    save(&Local, SETTINGS_KEY, &after).await?;
    Ok((before, after))
}
