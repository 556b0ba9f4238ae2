//! Which frame belongs to which form: one-time tokens, spent once, bound to tab and document.

use super::trust::Sender;
use crate::limits::{SESSION_HELLO_MS, SESSIONS_KEPT};
use crate::sites::SiteId;
use serde::{Deserialize, Serialize};

/// One mounted frame.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Session {
    /// Id, public to agent and frame.
    pub id: String,
    /// The frame's token; `None` once spent.
    frame_token: Option<String>,
    /// The agent's token, told to the frame when its own was right.
    agent_token: String,
    /// Which site.
    pub site: SiteId,
    /// Which surface.
    pub surface: String,
    /// Origin of the page.
    pub origin: String,
    tab: Option<i64>,
    /// The frame's document once it has said hello.
    frame_document: Option<String>,
    made_ms: f64,
}

/// All sessions, oldest first; kept in the browser's session storage because the background may be stopped at any time.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Sessions(Vec<Session>);

/// Why a frame got nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// No such session.
    #[error("this card was not opened by Baton")]
    Unknown,
    /// The token was used before or was never given.
    #[error("this card's token is not valid any more")]
    Token,
    /// Right token, wrong tab or document.
    #[error("this card belongs to another page")]
    Place,
    /// Too late.
    #[error("this card waited too long")]
    Late,
}

impl Sessions {
    /// Opens a session for the agent `sender`. `id` and the tokens are random and unguessable; `now_ms` is the caller's clock.
    pub fn open(
        &mut self,
        [id, frame_token, agent_token]: [String; 3],
        sender: &Sender,
        origin: String,
        site: SiteId,
        surface: String,
        now_ms: f64,
    ) -> &Session {
        if self.0.len() >= SESSIONS_KEPT {
            self.0.drain(..=self.0.len() - SESSIONS_KEPT);
        }
        self.0.push(Session {
            id,
            frame_token: Some(frame_token),
            agent_token,
            site,
            surface,
            origin,
            tab: sender.tab,
            frame_document: None,
            made_ms: now_ms,
        });
        let last = self.0.len() - 1;
        &self.0[last]
    }

    /// Spends a frame's token. A wrong guess spends it too: nobody gets a second try.
    pub fn hello(&mut self, id: &str, token: &str, sender: &Sender, now_ms: f64) -> Result<(&Session, String), Refused> {
        let session = self.0.iter_mut().find(|s| s.id == id).ok_or(Refused::Unknown)?;
        let spent = session.frame_token.take().ok_or(Refused::Token)?;
        if spent != token {
            return Err(Refused::Token);
        }
        if session.tab != sender.tab || sender.document.is_none() {
            return Err(Refused::Place);
        }
        if now_ms - session.made_ms > SESSION_HELLO_MS {
            return Err(Refused::Late);
        }
        session.frame_document.clone_from(&sender.document);
        let agent_token = session.agent_token.clone();
        Ok((session, agent_token))
    }

    /// The session of a frame that said hello from this very document.
    pub fn of_frame(&self, id: &str, sender: &Sender) -> Result<&Session, Refused> {
        let session = self.0.iter().find(|s| s.id == id).ok_or(Refused::Unknown)?;
        match (&session.frame_document, &sender.document) {
            (Some(a), Some(b)) if a == b && session.tab == sender.tab => Ok(session),
            (None, _) => Err(Refused::Token),
            _ => Err(Refused::Place),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn at(tab: i64, document: &str) -> Sender {
        Sender { tab: Some(tab), document: Some(document.into()), ..Sender::default() }
    }

    fn one() -> Sessions {
        let mut all = Sessions::default();
        let ids = ["s", "f", "a"].map(String::from);
        all.open(ids, &at(1, "page"), "https://calendar.google.com".into(), SiteId::GoogleCalendar, "full_editor".into(), 0.0);
        all
    }

    #[test]
    fn the_right_token_works_once() {
        let mut all = one();
        assert_eq!(all.hello("s", "f", &at(1, "frame"), 10.0).unwrap().1, "a");
        assert_eq!(all.hello("s", "f", &at(1, "frame"), 11.0).unwrap_err(), Refused::Token);
        assert!(all.of_frame("s", &at(1, "frame")).is_ok());
    }

    #[test]
    fn a_wrong_guess_spends_the_token() {
        let mut all = one();
        assert_eq!(all.hello("s", "x", &at(1, "frame"), 1.0).unwrap_err(), Refused::Token);
        assert_eq!(all.hello("s", "f", &at(1, "frame"), 2.0).unwrap_err(), Refused::Token);
    }

    #[test]
    fn another_tab_or_document_gets_nothing() {
        let mut all = one();
        assert_eq!(all.hello("s", "f", &at(2, "frame"), 1.0).unwrap_err(), Refused::Place);
        let mut all = one();
        all.hello("s", "f", &at(1, "frame"), 1.0).unwrap();
        assert_eq!(all.of_frame("s", &at(1, "other")).unwrap_err(), Refused::Place);
        assert_eq!(all.of_frame("s", &at(2, "frame")).unwrap_err(), Refused::Place);
        assert_eq!(all.of_frame("t", &at(1, "frame")).unwrap_err(), Refused::Unknown);
    }

    #[test]
    fn without_hello_there_is_no_frame() {
        assert_eq!(one().of_frame("s", &at(1, "frame")).unwrap_err(), Refused::Token);
    }

    #[test]
    fn a_token_goes_stale() {
        assert_eq!(one().hello("s", "f", &at(1, "frame"), SESSION_HELLO_MS + 1.0).unwrap_err(), Refused::Late);
    }

    #[test]
    fn old_sessions_make_room() {
        let mut all = one();
        for n in 0..SESSIONS_KEPT {
            let ids = [format!("s{n}"), "f".into(), "a".into()];
            all.open(ids, &at(1, "p"), "https://calendar.google.com".into(), SiteId::GoogleCalendar, "x".into(), 0.0);
        }
        assert_eq!(all.0.len(), SESSIONS_KEPT);
        assert_eq!(all.hello("s", "f", &at(1, "frame"), 1.0).unwrap_err(), Refused::Unknown);
    }
}
