//! The background context: a service worker in Chrome, an event page in Firefox.

fn main() {
    console_error_panic_hook::set_once();
    baton::browser::background::serve();
}
