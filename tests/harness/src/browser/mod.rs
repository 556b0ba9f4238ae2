//! Sessions in real browsers with the built extension, on pages under their real host names.

mod axe;
mod capabilities;
mod card;
mod driver;
mod identity;
mod options;
mod package;
pub mod piped;
mod recorder;
mod session;
mod shadow;
mod toolbar;

pub use axe::Violation;
pub use card::Card;
pub use options::{Browser, Options};
pub use recorder::{Made, Played, recorder_options};
pub use session::{LogLine, Session};
