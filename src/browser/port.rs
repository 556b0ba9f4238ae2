//! The frame's end of the port to the page agent, from the handshake on.

use super::ext::{self, ExtError, from_js, to_js};
use crate::protocol::{
    orders::{Order, Said},
    requests::{Reply, Request, Welcome},
};
use serde::Deserialize;
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::{JsCast, closure::Closure, prelude::*};
use web_sys::{MessageEvent, MessagePort};

#[wasm_bindgen]
extern "C" {
    /// Set by `boot/panel.js`: replays the messages that came before Rust was up, then passes on each new one.
    #[wasm_bindgen(js_name = batonListen)]
    fn listen(hear: &Closure<dyn Fn(MessageEvent)>);
}

/// What the agent hands over on the frame's load.
#[derive(Deserialize)]
struct Handover {
    baton: u32,
    session: String,
    token: String,
}

/// A port whose other end is the agent that mounted this frame.
#[derive(Clone)]
pub struct AgentPort {
    port: MessagePort,
    /// The session, which the background asks for.
    pub session: String,
}

impl PartialEq for AgentPort {
    fn eq(&self, other: &Self) -> bool {
        self.session == other.session
    }
}

impl AgentPort {
    /// Sends an order.
    pub fn order(&self, order: &Order) -> Result<(), ExtError> {
        Ok(self.port.post_message(&to_js(order)?)?)
    }

    /// Hears the agent until the frame goes. What does not parse is dropped.
    pub fn listen(&self, heard: impl Fn(Said) + 'static) {
        let closure = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            if let Ok(said) = from_js::<Said>(event.data()) {
                heard(said);
            }
        });
        self.port.set_onmessage(Some(closure.as_ref().unchecked_ref()));
        closure.forget(); // lives as long as the document
    }
}

/// Waits for the agent's handover, shows the token to the background, proves itself to the agent, then calls `ready`.
/// A frame that some page embeds by itself hears no valid token and stays empty for ever.
pub fn await_agent(ready: impl FnOnce(AgentPort, Welcome) + 'static) {
    let ready = Rc::new(RefCell::new(Some(ready)));
    let hear = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let Ok(hand) = from_js::<Handover>(event.data()) else { return };
        let Ok(port) = event.ports().get(0).dyn_into::<MessagePort>() else { return };
        if hand.baton != 1 {
            return;
        }
        let ready = ready.clone();
        wasm_bindgen_futures::spawn_local(async move {
            let request = Request::Hello { session: hand.session.clone(), token: hand.token };
            if let Ok(Reply::Welcome(welcome)) = ext::send(&request).await {
                let agent = AgentPort { port, session: hand.session };
                if agent.order(&Order::Prove { token: welcome.agent_token.clone() }).is_ok()
                    && let Some(ready) = ready.borrow_mut().take()
                {
                    ready(agent, *welcome);
                }
            }
        });
    });
    listen(&hear);
    hear.forget(); // lives as long as the document
}
