//! Where records lie: one trait, one contract, several places. Keys are paths (`settings`, `library/brief/<id>`), values are JSON.

use crate::library::{self, Stored, Unreadable};
use crate::limits::RECORD_BYTES;
use serde_json::Value;

mod memory;
pub use memory::Memory;

/// Why a store did not do what it was asked. Each says what the person can do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// No room.
    #[error("the browser's storage for Baton is full; delete old briefs in Baton's library and try again")]
    Full,
    /// The browser said no.
    #[error("the browser refused to store it ({0}); a full disk, a private window or a policy can be the cause")]
    Refused(String),
    /// Larger than any record may be.
    #[error("a record of {0} bytes is larger than Baton keeps; shorten the text")]
    TooLarge(usize),
    /// Something stored cannot be read; it was left as it is.
    #[error("the record `{key}` cannot be read: {why}")]
    Unreadable {
        /// Its key.
        key: String,
        /// What is wrong.
        why: String,
    },
}

/// A place for records. Writing a key replaces it whole: after `put` succeeded, `get` gives the new value, after it failed the old.
#[allow(async_fn_in_trait)] // one thread, in the browser and in tests
pub trait Store {
    /// The value of `key`.
    async fn get(&self, key: &str) -> Result<Option<Value>, StoreError>;
    /// Sets `key`.
    async fn put(&self, key: &str, value: Value) -> Result<(), StoreError>;
    /// Removes `key`; removing what is not there is fine.
    async fn delete(&self, key: &str) -> Result<(), StoreError>;
    /// Keys and values under a prefix, ordered by key.
    async fn list(&self, prefix: &str) -> Result<Vec<(String, Value)>, StoreError>;
}

/// Reads a typed record.
pub async fn load<T: Stored>(store: &impl Store, key: &str) -> Result<Option<T>, StoreError> {
    match store.get(key).await? {
        Some(json) => library::read(json).map(Some).map_err(|e| unreadable(key, &e)),
        None => Ok(None),
    }
}

/// Writes a typed record.
pub async fn save<T: Stored>(store: &impl Store, key: &str, record: &T) -> Result<(), StoreError> {
    let json = library::write(record).map_err(|e| StoreError::Refused(e.to_string()))?;
    let bytes = json.to_string().len();
    if bytes > RECORD_BYTES {
        return Err(StoreError::TooLarge(bytes));
    }
    store.put(key, json).await
}

/// Reads all records under a prefix. Those that cannot be read come back as errors beside the others, and stay stored.
pub async fn load_all<T: Stored>(store: &impl Store, prefix: &str) -> Result<(Vec<T>, Vec<StoreError>), StoreError> {
    let (mut good, mut bad) = (Vec::new(), Vec::new());
    for (key, json) in store.list(prefix).await? {
        match library::read(json) {
            Ok(record) => good.push(record),
            Err(e) => bad.push(unreadable(&key, &e)),
        }
    }
    Ok((good, bad))
}

fn unreadable(key: &str, why: &Unreadable) -> StoreError {
    StoreError::Unreadable { key: key.to_owned(), why: why.to_string() }
}
