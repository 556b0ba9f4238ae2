//! The driver processes: started on a port of their own choice, ended with everything they started.

use std::fs::File;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use super::{Browser, Options};
use crate::error::{Error, Result, Tried};
use crate::locate;
use crate::wait::wait_until;

/// Counts the sessions of this process, for the names of their logs.
static STARTED: AtomicU32 = AtomicU32::new(0);

/// A running chromedriver or geckodriver.
pub(super) struct Driver {
    child: Child,
    port: u16,
    log: PathBuf,
}

impl Driver {
    pub(super) async fn start(browser: Browser, options: &Options) -> Result<Self> {
        let (name, program, marker) = match browser {
            Browser::Chrome => ("chromedriver", locate::chromedriver(), " on port "),
            Browser::Firefox => ("geckodriver", locate::geckodriver(), "Listening on 127.0.0.1:"),
        };
        let program = program.ok_or(Error::Missing { what: name })?;
        let folder = locate::target_dir().join("logs");
        std::fs::create_dir_all(&folder).tried(format!("create {}", folder.display()))?;
        let number = STARTED.fetch_add(1, Ordering::Relaxed);
        let log = folder.join(format!("{name}-{}-{number}.log", std::process::id()));
        let output = File::create(&log).tried(format!("write {}", log.display()))?;
        let errors = output.try_clone().tried("share the log")?;

        let mut command = Command::new(&program);
        // port 0: the driver takes a free one itself and says which; no other process can be faster
        match browser {
            Browser::Chrome => command.args(["--port=0", "--enable-chrome-logs"]),
            Browser::Firefox => command.args(["--port", "0", "--allow-system-access"]),
        };
        command.stdin(Stdio::null()).stdout(output).stderr(errors);
        command.env("TZ", &options.timezone);
        if let Some(language) = &options.language {
            // Chromium on Linux takes the language of its own texts, and of `_locales`, from here
            command.env("LANGUAGE", language);
        }
        // a group of its own, so that the browser below it can be ended with it
        let child = command.process_group(0).spawn().tried(format!("start {}", program.display()))?;
        let mut driver = Self { child, port: 0, log };
        driver.port = driver.port_from_log(name, marker).await?;
        Ok(driver)
    }

    async fn port_from_log(&mut self, name: &'static str, marker: &str) -> Result<u16> {
        let log = self.log.clone();
        let found = wait_until(&format!("{name} to say its port"), Duration::from_secs(20), || {
            let text = std::fs::read_to_string(&log).unwrap_or_default();
            let ended = self.child.try_wait().ok().flatten();
            async move {
                let after = |rest: &str| rest.chars().take_while(char::is_ascii_digit).collect::<String>().parse::<u16>().ok();
                // zero is the port it was asked for, repeated in a greeting
                let port = text.split(marker).skip(1).filter_map(after).find(|port| *port != 0);
                match (port, ended) {
                    (Some(port), _) => Ok(Some(Ok(port))),
                    (_, Some(status)) => Ok(Some(Err(status))),
                    _ => Err("it runs but says nothing yet"),
                }
            }
        })
        .await;
        let failed = |why: String| Error::Driver { driver: name, why, log: self.log.clone() };
        match found {
            Ok(Ok(port)) => Ok(port),
            Ok(Err(status)) => Err(failed(format!("it ended with {status}"))),
            Err(error) => Err(failed(error.to_string())),
        }
    }

    pub(super) fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    pub(super) fn log(&self) -> &Path {
        &self.log
    }

    /// Asks the driver to end a session, so that the browser leaves no profile behind. Blocking, because it is used in `drop`.
    pub(super) fn end_session(&self, id: &str) {
        let Ok(mut stream) = TcpStream::connect(("127.0.0.1", self.port)) else { return };
        let limit = Some(Duration::from_secs(10));
        if stream.set_read_timeout(limit).is_err() || stream.set_write_timeout(limit).is_err() {
            return;
        }
        let order = format!(
            "DELETE /session/{id} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
            self.port
        );
        if stream.write_all(order.as_bytes()).is_ok() {
            // the answer comes when the browser is gone; what it says does not matter
            let _length = stream.read(&mut [0; 64]);
        }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // the whole group: the driver and whatever browser is still there
        let group = format!("-{}", self.child.id());
        let _status = Command::new("kill").args(["-KILL", "--", &group]).stderr(Stdio::null()).status();
        let _status = self.child.kill();
        let _status = self.child.wait();
    }
}
