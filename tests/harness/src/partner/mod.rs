//! Real applications that run beside the tests.

pub mod caldav;
pub mod sogo;
