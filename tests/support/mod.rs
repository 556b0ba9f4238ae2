//! Shared by the native tests.
pub mod page;
