//! The demo server: fixture pages under the real host names, over TLS, with policies as strict as the real ones.
//!
//! It listens on one port of 127.0.0.1 and answers by the `Host` header; the browsers are told to resolve every name to it.
//! Files are read at each request, so a page can be edited while a browser shows it.

mod files;
mod policy;
mod routes;

use std::convert::Infallible;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::header::{CACHE_CONTROL, CONTENT_TYPE, HOST, HeaderName, HeaderValue};
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;

use crate::error::{Error, Result, Tried};
use crate::locate;
pub use policy::Policy;

/// Host names that are served, and the folder of `tests/fixtures/` behind each.
pub const HOSTS: &[(&str, &str)] = &[
    ("calendar.google.com", "sites/google_calendar"),
    ("outlook.office.com", "sites/outlook_web"),
    ("outlook.office365.com", "sites/outlook_web"),
    ("outlook.live.com", "sites/outlook_web"),
    ("outlook.cloud.microsoft", "sites/outlook_web"),
    ("sogo.example.test", "sites/sogo"),
    ("unrelated.example.test", "pages"),
    ("evil.example.test", "pages"),
];

/// One request that the server saw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// Host name asked for.
    pub host: String,
    /// Path, without the query.
    pub path: String,
    /// Query without its question mark, empty when there was none.
    pub query: String,
}

struct Shared {
    fixtures: PathBuf,
    policies: Mutex<Vec<(String, Vec<Policy>)>>,
    journal: Mutex<Vec<Seen>>,
    nonce: AtomicU64,
}

/// A running server; it stops when this is dropped.
pub struct Server {
    port: u16,
    shared: Arc<Shared>,
    accepting: JoinHandle<()>,
}

impl Server {
    /// Serves the fixtures of this repository on a free port.
    ///
    /// # Errors
    /// When no port can be had or no certificate be made.
    pub async fn start() -> Result<Self> {
        Self::serving(&locate::repo_root().join("tests/fixtures")).await
    }

    /// Serves another folder, laid out like `tests/fixtures`.
    ///
    /// # Errors
    /// When no port can be had or no certificate be made.
    pub async fn serving(fixtures: &Path) -> Result<Self> {
        let acceptor = acceptor()?;
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.tried("listen on 127.0.0.1")?;
        let port = listener.local_addr().tried("read the port that was given")?.port();
        let shared = Arc::new(Shared {
            fixtures: fixtures.to_path_buf(),
            policies: Mutex::default(),
            journal: Mutex::default(),
            nonce: AtomicU64::new(first_nonce()),
        });
        let accepting = tokio::spawn(accept(listener, acceptor, Arc::clone(&shared)));
        Ok(Self { port, shared, accepting })
    }

    /// The port on 127.0.0.1.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The address of a page as a person would see it, e.g. `https://calendar.google.com/calendar/u/0/r`.
    pub fn url(&self, host: &str, path: &str) -> String {
        format!("https://{host}{path}")
    }

    /// Serves the pages of `host` with these policies from now on instead of [`Policy::Strict`].
    pub fn set_policies(&self, host: &str, policies: &[Policy]) {
        let mut all = self.shared.policies.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|(name, _)| name != host);
        all.push((host.to_owned(), policies.to_vec()));
    }

    /// Everything that was asked for since the start or the last [`Server::forget`], in order.
    pub fn journal(&self) -> Vec<Seen> {
        self.shared.journal.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Empties the journal.
    pub fn forget(&self) {
        self.shared.journal.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

/// A certificate of its own for every start: nothing secret lies in the repository.
fn acceptor() -> Result<TlsAcceptor> {
    let broken = |error: &dyn std::fmt::Display| Error::Certificate(error.to_string());
    let names: Vec<String> = HOSTS.iter().map(|(host, _)| (*host).to_owned()).collect();
    let made = rcgen::generate_simple_self_signed(names).map_err(|e| broken(&e))?;
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(made.signing_key.serialize_der()));
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|e| broken(&e))?
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key)
        .map_err(|e| broken(&e))?;
    Ok(TlsAcceptor::from(Arc::new(config)))
}

async fn accept(listener: TcpListener, acceptor: TlsAcceptor, shared: Arc<Shared>) {
    loop {
        // a failed accept is the visitor's loss (it went away, or too many files are open for a moment)
        let Ok((stream, _)) = listener.accept().await else {
            tokio::task::yield_now().await;
            continue;
        };
        tokio::spawn(converse(stream, acceptor.clone(), Arc::clone(&shared)));
    }
}

async fn converse(stream: TcpStream, acceptor: TlsAcceptor, shared: Arc<Shared>) {
    // browsers open connections on suspicion and drop them, so failures here say nothing
    let Ok(stream) = acceptor.accept(stream).await else { return };
    let service = hyper::service::service_fn(move |request| {
        let shared = Arc::clone(&shared);
        async move { Ok::<_, Infallible>(answer(&shared, &request)) }
    });
    let _closed = hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
}

fn answer(shared: &Shared, request: &Request<Incoming>) -> Response<Full<Bytes>> {
    let host = request.headers().get(HOST).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let host = host.split(':').next().unwrap_or_default().to_owned();
    let path = request.uri().path().to_owned();
    let query = request.uri().query().unwrap_or_default().to_owned();
    let seen = Seen { host: host.clone(), path: path.clone(), query: query.clone() };
    shared.journal.lock().unwrap_or_else(PoisonError::into_inner).push(seen);

    let Some((_, folder)) = HOSTS.iter().find(|(name, _)| *name == host) else {
        return plain(StatusCode::NOT_FOUND, format!("{host} is not among the hosts of the demo server\n"));
    };
    if path == "/favicon.ico" {
        return plain(StatusCode::NO_CONTENT, String::new());
    }
    let found = files::find(&shared.fixtures.join(folder), &path);
    let (file, bytes) = match found {
        Ok(Some(found)) => found,
        Ok(None) => return plain(StatusCode::NOT_FOUND, format!("no page for {path} in tests/fixtures/{folder}\n")),
        Err(error) => return plain(StatusCode::INTERNAL_SERVER_ERROR, format!("{error}\n")),
    };
    let kind = files::content_type(&file);
    if !kind.starts_with("text/html") {
        return with(StatusCode::OK, kind, bytes, &[]);
    }
    let nonce = format!("{:016x}", shared.nonce.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::Relaxed));
    let policies = policies(shared, &host, &query);
    let headers: Vec<_> = policies.iter().flat_map(|policy| policy.headers(&nonce)).collect();
    let html = String::from_utf8_lossy(&bytes).replace("{{nonce}}", &nonce);
    with(StatusCode::OK, kind, html.into_bytes(), &headers)
}

/// The query (`?policy=strict,coep`) beats what a test set for the host, which beats the default.
fn policies(shared: &Shared, host: &str, query: &str) -> Vec<Policy> {
    let asked = query.split('&').find_map(|pair| pair.strip_prefix("policy="));
    if let Some(names) = asked {
        return names.split(',').filter_map(Policy::named).collect();
    }
    let set = shared.policies.lock().unwrap_or_else(PoisonError::into_inner);
    set.iter().find(|(name, _)| name == host).map_or_else(|| vec![Policy::Strict], |(_, policies)| policies.clone())
}

fn plain(status: StatusCode, text: String) -> Response<Full<Bytes>> {
    with(status, "text/plain; charset=utf-8", text.into_bytes(), &[])
}

fn with(status: StatusCode, kind: &'static str, body: Vec<u8>, headers: &[(&'static str, String)]) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(Bytes::from(body)));
    *response.status_mut() = status;
    let list = response.headers_mut();
    list.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    list.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    for (name, value) in headers {
        if let Ok(value) = HeaderValue::from_str(value) {
            // two policies in two headers both bind, which is what a page with two policies means
            list.append(HeaderName::from_static(name), value);
        }
    }
    response
}

/// A start value that differs between runs, so that no test can come to rely on one nonce.
fn first_nonce() -> u64 {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    now.map_or(1, |since| u64::from(since.subsec_nanos()) ^ since.as_secs().rotate_left(32))
}
