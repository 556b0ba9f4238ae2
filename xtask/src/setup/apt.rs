//! Debian packages, installed as root or through sudo.

use std::io::IsTerminal;
use std::process::Command;
use std::sync::OnceLock;

use crate::error::{Error, Result};
use crate::locate;
use crate::process;
use crate::say::say;

/// Installs packages; `what` says to the person what they are for.
pub fn install(what: &str, packages: &[&str]) -> Result<()> {
    let cannot = |why: &str| Error::CannotHave { what: what.to_owned(), why: why.to_owned(), line: by_hand(packages) };
    if locate::on_path("apt-get").is_none() {
        return Err(cannot("this machine has no apt-get; install the same from your own distribution"));
    }
    let root = as_root().ok_or_else(|| cannot("installing packages takes root or sudo, and neither is available here"))?;
    say(&format!("installing {what}: {}", packages.join(" ")));
    static UPDATED: OnceLock<bool> = OnceLock::new();
    // an old list is no reason to stop: the packages may still be found
    UPDATED.get_or_init(|| process::show_and_run(root.command().args(["apt-get", "update", "-q"])).is_ok());
    let mut apt = root.command();
    apt.args(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-q", "-y", "--no-install-recommends"])
        .args(packages);
    process::show_and_run(&mut apt).map_err(|error| cannot(&error.to_string()))
}

/// Whether apt knows all of these packages, without installing any.
pub fn knows(packages: &[&str]) -> bool {
    locate::on_path("apt-get").is_some()
        && process::succeeds(Command::new("apt-get").args(["install", "-s", "--no-install-recommends"]).args(packages))
}

/// An error when what was to be installed is still not there.
pub fn confirm(what: &str, there: bool, packages: &[&str]) -> Result<()> {
    if there {
        return Ok(());
    }
    let why = "the packages were installed, but the programs are not where they were expected".to_owned();
    Err(Error::CannotHave { what: what.to_owned(), why, line: by_hand(packages) })
}

fn by_hand(packages: &[&str]) -> String {
    format!("sudo apt-get install {}", packages.join(" "))
}

enum Root {
    Already,
    Sudo,
}

impl Root {
    /// A command line that starts with what makes the rest run as root.
    fn command(&self) -> Command {
        match self {
            Self::Already => Command::new("env"),
            Self::Sudo => Command::new("sudo"),
        }
    }
}

fn as_root() -> Option<Root> {
    if locate::running_as_root() {
        return Some(Root::Already);
    }
    locate::on_path("sudo")?;
    // with a terminal sudo may ask for the password; without one it must not need it
    let allowed = std::io::stdin().is_terminal() || process::succeeds(Command::new("sudo").args(["-n", "true"]));
    allowed.then_some(Root::Sudo)
}
