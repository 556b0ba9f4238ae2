//! What tests in real browsers stand on.
//!
//! [`server`] serves the fixture pages under the real host names with policies as strict as the real ones, [`browser`] opens
//! Chromium and Firefox with the built extension, [`partner`] runs real applications beside them.

pub mod browser;
pub mod error;
pub mod locate;
pub mod partner;
pub mod server;
pub mod stop;
pub mod wait;

pub use browser::{Browser, Card, Options, Session, recorder_options};
pub use error::{Error, Result};
pub use server::{Policy, Server};
pub use wait::{SOON, wait_until, while_redrawn};
