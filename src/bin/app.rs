//! Popup, library and options: the pages that belong to the browser's own surface.

fn main() {
    console_error_panic_hook::set_once();
    baton::ui::app::start();
}
