//! The card inside a calendar page.

fn main() {
    console_error_panic_hook::set_once();
    baton::ui::panel::start();
}
