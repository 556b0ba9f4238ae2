//! Closed shadow roots, which page scripts cannot enter but WebDriver can ("Get Element Shadow Root").

use http::Method;
use serde_json::json;
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::error::WebDriverResult;
use thirtyfour::{ElementRef, RequestData, SessionId, WebElement};

#[derive(Debug)]
enum Order {
    Root { host: String },
    Find { root: String, css: String },
}

impl FormatRequestData for Order {
    fn format_request(&self, session: &SessionId) -> RequestData {
        match self {
            Self::Root { host } => RequestData::new(Method::GET, format!("session/{session}/element/{host}/shadow")),
            Self::Find { root, css } => RequestData::new(Method::POST, format!("session/{session}/shadow/{root}/elements"))
                .add_body(json!({"using": "css selector", "value": css})),
        }
    }
}

/// The elements in the shadow root of `host` that match; an error when it has no shadow root.
pub(super) async fn find_in_root(host: &WebElement, css: &str) -> WebDriverResult<Vec<WebElement>> {
    let handle = host.handle();
    let root: ElementRef = handle.cmd(Order::Root { host: host.element_id().to_string() }).await?.value()?;
    let order = Order::Find { root: root.id().to_owned(), css: css.to_owned() };
    handle.cmd(order).await?.elements(handle.clone())
}
