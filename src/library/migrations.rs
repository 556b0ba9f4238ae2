//! From every older version to today's, one pure step at a time.

use super::{SCHEMA, Shape, Stored};
use serde_json::Value;

/// A stored record that cannot be used; it stays where it is.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// Written by a newer Baton.
    #[error("written by a newer Baton (schema {0}); update Baton to read it")]
    Newer(u64),
    /// No version, or not a record.
    #[error("not a Baton record: no schema version in `v`")]
    NoVersion,
    /// The fields are not what the schema says.
    #[error("damaged record: {0}")]
    Damaged(#[from] serde_json::Error),
}

/// Reads a stored record of any version up to today's.
pub fn read<T: Stored>(mut json: Value) -> Result<T, Unreadable> {
    lift::<T>(&mut json)?;
    Ok(serde_json::from_value(json)?)
}

/// Brings the JSON of any version up to today's, without looking at its fields.
pub fn lift<T: Stored>(json: &mut Value) -> Result<(), Unreadable> {
    let version = json.get("v").and_then(Value::as_u64).ok_or(Unreadable::NoVersion)?;
    if version > u64::from(SCHEMA) {
        return Err(Unreadable::Newer(version));
    }
    for from in version..u64::from(SCHEMA) {
        step(T::SHAPE, from, json);
    }
    Ok(())
}

/// One step, from version `from` to `from + 1`. Version 1 is the first that was ever written.
fn step(_shape: Shape, _from: u64, _json: &mut Value) {}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::library::{Settings, write};
    use crate::verdict::Kind;
    use serde_json::json;

    #[test]
    fn what_is_written_is_read() {
        let settings = Settings { silenced: vec![Kind::Social], ..Settings::default() };
        let json = write(&settings).unwrap();
        assert_eq!(json["v"], SCHEMA);
        assert_eq!(read::<Settings>(json).unwrap(), settings);
    }

    #[test]
    fn newer_and_foreign_records_are_left_alone_with_a_reason() {
        assert!(matches!(read::<Settings>(json!({ "v": SCHEMA + 1 })), Err(Unreadable::Newer(_))));
        assert!(matches!(read::<Settings>(json!({ "silenced": [] })), Err(Unreadable::NoVersion)));
        assert!(matches!(read::<Settings>(json!({ "v": 1, "silenced": 3 })), Err(Unreadable::Damaged(_))));
    }

    #[test]
    fn a_field_added_later_takes_its_default() {
        assert_eq!(read::<Settings>(json!({ "v": 1 })).unwrap(), Settings::default());
    }
}
