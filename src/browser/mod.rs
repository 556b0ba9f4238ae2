//! The only room that touches `chrome.*` and `browser.*`. Both browsers are reached as the global `ext`, which each page's
//! few lines of boot script set to `browser` where it exists (promises in both) and to `chrome` elsewhere.

pub mod background;
pub mod deadlines;
mod ext;
pub mod grants;
pub mod i18n;
pub mod intl;
pub mod page;
pub mod pictures;
pub mod port;
mod reminders;
pub mod storage;

pub use ext::{ExtError, send};
