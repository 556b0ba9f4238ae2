//! The deadlines of kept briefs: an alarm at the next one, and a look at all of them when the browser starts, for those that
//! passed while it was closed.

use super::ext::{self, ExtError, to_js};
use super::{intl::Browser, page, storage::Local};
use crate::brief::{Next, due_utc};
use crate::library::{BRIEF_PREFIX, BriefRecord};
use crate::store::{Store, StoreError, load_all, save};
use chrono::NaiveDateTime;

/// Name of the alarm; setting it again moves it.
const ALARM: &str = "briefs";
/// Store key of whether a brief waits for the person to look, so that the icon need not read them all.
const WAITING_KEY: &str = "briefs/waiting";

/// Whether the deadline of `record` has passed.
pub fn is_due(record: &BriefRecord) -> bool {
    match due_utc(&Browser, &record.brief) {
        Some(at) => at <= page::utc_now(),
        None => record.brief.reply_by <= page::local_now(),
    }
}

/// The next step for `record`.
pub fn next(record: &BriefRecord) -> Next {
    record.follow_up.next(&record.brief, is_due(record))
}

/// Whether `record` waits for the person to do something.
pub fn waits(record: &BriefRecord) -> bool {
    matches!(next(record), Next::SayDone | Next::Call(_))
}

fn refused(error: StoreError) -> ExtError {
    ExtError::Browser(error.to_string())
}

/// Sets the alarm to the next deadline and notes whether a brief waits. Records that cannot be read are told in the library.
pub(super) async fn check() -> Result<(), ExtError> {
    let (records, _) = load_all::<BriefRecord>(&Local, BRIEF_PREFIX).await.map_err(refused)?;
    let waiting = records.iter().any(|r| waits(r) && !r.follow_up.seen);
    Local.put(WAITING_KEY, waiting.into()).await.map_err(refused)?;
    let ahead = records.iter().filter(|r| next(r) == Next::Wait).filter_map(deadline_ms);
    if let Some(when) = ahead.min() {
        ext::alarms_create(ALARM, &to_js(&serde_json::json!({ "when": when }))?)?;
    }
    Ok(())
}

/// Milliseconds since 1970 of a record's deadline.
fn deadline_ms(record: &BriefRecord) -> Option<i64> {
    let local = |at: NaiveDateTime| at.checked_sub_signed(page::local_now() - page::utc_now());
    let at = due_utc(&Browser, &record.brief).or_else(|| local(record.brief.reply_by))?;
    Some(at.and_utc().timestamp_millis())
}

/// The popup is open and lists what waits: from now on the icon is quiet about it.
pub(super) async fn look() -> Result<(), ExtError> {
    let (records, _) = load_all::<BriefRecord>(&Local, BRIEF_PREFIX).await.map_err(refused)?;
    for mut record in records.into_iter().filter(|r| waits(r) && !r.follow_up.seen) {
        record.follow_up.seen = true;
        save(&Local, &record.key(), &record).await.map_err(refused)?;
    }
    check().await
}

/// Whether a brief waits that the person has not been told of.
pub(super) async fn waiting() -> bool {
    Local.get(WAITING_KEY).await.ok().flatten().and_then(|v| v.as_bool()).unwrap_or_default()
}
