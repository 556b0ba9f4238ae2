//! Waiting for something to be so, never for a length of time.

use std::fmt::Display;
use std::future::Future;
use std::time::{Duration, Instant};

use crate::error::{Error, Result};

/// Time between two looks: short beside a frame of a busy page, long beside a round trip to the driver.
const LOOK_AGAIN: Duration = Duration::from_millis(50);

/// Default limit for something that a page should do at once; generous because test machines are slow and shared.
pub const SOON: Duration = Duration::from_secs(15);

/// Looks until `probe` gives a value. An error counts as "not yet": pages reload and elements go stale while one waits.
///
/// # Errors
/// [`Error::TimedOut`] with `what` and the last thing seen.
pub async fn wait_until<T, E, F, Fut>(what: &str, limit: Duration, mut probe: F) -> Result<T>
where
    E: Display,
    F: FnMut() -> Fut,
    Fut: Future<Output = std::result::Result<Option<T>, E>>,
{
    let start = Instant::now();
    let mut last;
    loop {
        match probe().await {
            Ok(Some(value)) => return Ok(value),
            Ok(None) => last = "nothing yet".to_owned(),
            Err(error) => last = error.to_string(),
        }
        if start.elapsed() >= limit {
            return Err(Error::TimedOut { what: what.to_owned(), limit, last });
        }
        tokio::time::sleep(LOOK_AGAIN).await;
    }
}

/// Does what `work` does, again as long as something draws itself anew between finding an element and using it: a person's eye
/// follows that, a reference does not. Every other error is the answer.
///
/// # Errors
/// What `work` fails with, or its last error when the redrawing does not end in time.
pub async fn while_redrawn<T>(work: impl AsyncFn() -> Result<T>) -> Result<T> {
    let start = Instant::now();
    loop {
        match work().await {
            Err(error) if error.is_redrawn() && start.elapsed() < SOON => tokio::time::sleep(LOOK_AGAIN).await,
            done => return done,
        }
    }
}
