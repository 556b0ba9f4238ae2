//! What Baton keeps on the person's machine, with its schema version and the way from every older one.

mod migrations;
mod neighbours;
pub mod overrides;
pub mod pictures;
mod records;
mod seen;
pub mod settings;
pub mod transfer;

pub use migrations::{Unreadable, read};
pub use neighbours::{NEIGHBOURS_KEY, Neighbours};
pub use records::{BRIEF_PREFIX, BriefRecord};
pub use seen::{Reminder, SEEN_KEY, Seen, SeenEvent};
pub use settings::{GrantedHost, Me, Person, Rate, SETTINGS_KEY, Settings, Thresholds};

/// Version of everything written today. Raise it together with a step in `migrations.rs` and a sample in `tests/cases/library/`.
pub const SCHEMA: u32 = 1;

/// A thing that is stored as JSON with the schema version in `v`.
pub trait Stored: serde::Serialize + serde::de::DeserializeOwned {
    /// Which migrations apply.
    const SHAPE: Shape;
}

/// The shapes that migrations know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// [`Settings`].
    Settings,
    /// [`BriefRecord`].
    Brief,
    /// [`Seen`].
    Seen,
    /// [`Neighbours`].
    Neighbours,
    /// [`pictures::Picture`].
    Picture,
}

/// The JSON to store: the record with `v` set to [`SCHEMA`].
pub fn write<T: Stored>(record: &T) -> Result<serde_json::Value, serde_json::Error> {
    let mut json = serde_json::to_value(record)?;
    if let Some(object) = json.as_object_mut() {
        object.insert("v".into(), SCHEMA.into());
    }
    Ok(json)
}
