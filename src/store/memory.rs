//! Records in memory, with a size limit: what native tests and the browser's fake stand on.

use super::{Store, StoreError};
use serde_json::Value;
use std::{cell::RefCell, collections::BTreeMap};

/// A store that forgets.
#[derive(Debug)]
pub struct Memory {
    records: RefCell<BTreeMap<String, Value>>,
    limit: usize,
}

impl Memory {
    /// A store for at most `limit` bytes of JSON.
    pub fn new(limit: usize) -> Self {
        Self { records: RefCell::default(), limit }
    }
}

impl Store for Memory {
    async fn get(&self, key: &str) -> Result<Option<Value>, StoreError> {
        Ok(self.records.borrow().get(key).cloned())
    }

    async fn put(&self, key: &str, value: Value) -> Result<(), StoreError> {
        let mut records = self.records.borrow_mut();
        let size = |k: &str, v: &Value| k.len() + v.to_string().len();
        let others: usize = records.iter().filter(|(k, _)| *k != key).map(|(k, v)| size(k, v)).sum();
        if others + size(key, &value) > self.limit {
            return Err(StoreError::Full);
        }
        records.insert(key.to_owned(), value);
        Ok(())
    }

    async fn delete(&self, key: &str) -> Result<(), StoreError> {
        self.records.borrow_mut().remove(key);
        Ok(())
    }

    async fn list(&self, prefix: &str) -> Result<Vec<(String, Value)>, StoreError> {
        Ok(self.records.borrow().iter().filter(|(k, _)| k.starts_with(prefix)).map(|(k, v)| (k.clone(), v.clone())).collect())
    }
}
