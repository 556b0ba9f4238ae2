//! SOGo, a real calendar server with a real page, from Debian's packages.
//!
//! PostgreSQL, memcached, sogod and nginx run out of one folder, on free ports of 127.0.0.1, as the user `sogo` (sogod refuses
//! root and must read the package's own configuration). Nothing of the system's own SOGo or PostgreSQL is touched: every
//! setting is given on the command line, which beats `/etc/sogo/sogo.conf`.

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use super::caldav::Calendar;
use crate::error::{Error, Result, Tried};
use crate::locate;
use crate::wait::wait_until;

/// People who can log in: name for the login and password, full name, mail address.
pub const PEOPLE: [(&str, &str, &str); 2] =
    [("alice", "Alice Adams", "alice@example.test"), ("bob", "Bob Brown", "bob@example.test")];

/// Where Debian puts the files that SOGo's pages load.
const WEB_FILES: [&str; 2] =
    ["/usr/share/GNUstep/SOGo/WebServerResources", "/usr/lib/x86_64-linux-gnu/GNUstep/SOGo/WebServerResources"];

/// A running SOGo; it stops and leaves nothing when this is dropped.
pub struct Sogo {
    folder: PathBuf,
    postgres: PathBuf,
    ports: Ports,
    language: String,
    sogod: Option<Child>,
}

#[derive(Clone, Copy)]
struct Ports {
    sogod: u16,
    postgres: u16,
    http: u16,
}

impl Sogo {
    /// Starts everything and waits until both people have a calendar; a few seconds.
    ///
    /// # Errors
    /// When a package is missing, the user `sogo` cannot be used, or something does not come up.
    pub async fn start() -> Result<Self> {
        Self::start_in("English").await
    }

    /// As [`Sogo::start`], with its pages in a language of SOGo's own list, e.g. `German`.
    ///
    /// # Errors
    /// As [`Sogo::start`].
    pub async fn start_in(language: &str) -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("baton-sogo-").tempdir_in("/tmp").tried("create a folder in /tmp")?.keep();
        let mut sogo =
            Self { folder, postgres: postgres_programs()?, ports: free_ports()?, language: language.to_owned(), sogod: None };
        sogo.bring_up().await?;
        Ok(sogo)
    }

    /// The address of the first page.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/SOGo/", self.ports.http)
    }

    /// The address of a person's calendar page.
    pub fn calendar_url(&self, person: &str) -> String {
        format!("{}so/{person}/Calendar/view", self.url())
    }

    /// A person's calendar over CalDAV; the password is the login name.
    ///
    /// # Errors
    /// When the name does not fit into an address.
    pub fn calendar(&self, person: &str) -> Result<Calendar> {
        let text = format!("{}dav/{person}/Calendar/personal/", self.url());
        let url = reqwest::Url::parse(&text).map_err(|error| Error::Command { command: text, why: error.to_string() })?;
        Ok(Calendar::at(url, person, person))
    }

    async fn bring_up(&mut self) -> Result<()> {
        for (what, program) in [("SOGo", "sogod"), ("memcached", "memcached"), ("nginx", "nginx")] {
            locate::on_path(program).ok_or(Error::Missing { what })?;
        }
        fs::set_permissions(&self.folder, fs::Permissions::from_mode(0o777)).tried("open the folder to user sogo")?;
        for name in ["log", "spool"] {
            self.run(Command::new("mkdir").arg(self.folder.join(name)))?;
        }
        self.start_postgres()?;
        let memcached = locate::on_path("memcached").unwrap_or_default();
        self.run(
            Command::new(memcached)
                .arg("-s")
                .arg(self.folder.join("memcached.sock"))
                .args(["-m", "32", "-d", "-P"])
                .arg(self.folder.join("memcached.pid")),
        )?;
        self.start_sogod()?;
        self.start_nginx()?;
        self.wait_for_pages().await?;
        // an invitation to a person whose calendar does not exist yet is dropped without a word
        for (person, ..) in PEOPLE {
            self.calendar(person)?.entries().await?;
        }
        Ok(())
    }

    fn start_postgres(&self) -> Result<()> {
        let (bin, data) = (&self.postgres, self.folder.join("pg"));
        let mut init = Command::new(bin.join("initdb"));
        self.run(init.arg("-D").arg(&data).args(["-U", "sogo", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"]))?;
        let options =
            format!("-p {} -k {} -c listen_addresses=127.0.0.1 -c fsync=off", self.ports.postgres, self.folder.display());
        let mut start = Command::new(bin.join("pg_ctl"));
        self.run(
            start
                .arg("-D")
                .arg(&data)
                .args(["-w", "-s", "-l"])
                .arg(self.folder.join("log/pg.log"))
                .args(["-o", &options, "start"]),
        )?;
        self.sql("postgres", "create database sogo")?;
        self.sql(
            "sogo",
            "create table sogo_users (c_uid varchar(128) primary key, c_name varchar(128), c_password varchar(128), \
             c_cn varchar(128), mail varchar(128))",
        )?;
        for (login, name, mail) in PEOPLE {
            self.sql("sogo", &format!("insert into sogo_users values ('{login}','{login}','{login}','{name}','{mail}')"))?;
        }
        Ok(())
    }

    fn sql(&self, database: &str, statement: &str) -> Result<()> {
        let mut psql = Command::new(self.postgres.join("psql"));
        psql.args(["-q", "-v", "ON_ERROR_STOP=1", "-U", "sogo", "-d", database, "-p", &self.ports.postgres.to_string()]);
        self.run(psql.arg("-h").arg(&self.folder).args(["-c", statement]))
    }

    fn start_sogod(&mut self) -> Result<()> {
        let base = format!("postgresql://sogo:x@127.0.0.1:{}/sogo", self.ports.postgres);
        let users = format!(
            "({{type=sql;id=users;viewURL=\"{base}/sogo_users\";userPasswordAlgorithm=none;canAuthenticate=YES;\
             isAddressBook=YES;displayName=Directory;}})"
        );
        let file = |name: &str| self.folder.join(name).display().to_string();
        let settings = [
            ("-WONoDetach", "YES".to_owned()),
            ("-WOWorkersCount", "3".to_owned()),
            ("-WOPort", format!("127.0.0.1:{}", self.ports.sogod)),
            ("-WOPidFile", file("sogo.pid")),
            ("-WOLogFile", "-".to_owned()),
            ("-SOGoProfileURL", format!("{base}/sogo_user_profile")),
            ("-OCSFolderInfoURL", format!("{base}/sogo_folder_info")),
            ("-OCSSessionsFolderURL", format!("{base}/sogo_sessions_folder")),
            ("-OCSEMailAlarmsFolderURL", format!("{base}/sogo_alarms_folder")),
            ("-SOGoUserSources", users),
            ("-SOGoMemcachedHost", file("memcached.sock")),
            ("-SOGoMailSpoolPath", file("spool")),
            ("-SOGoLoginModule", "Calendar".to_owned()),
            ("-SOGoLanguage", self.language.clone()),
            ("-SOGoTimeZone", "UTC".to_owned()),
            ("-SOGoMailDomain", "example.test".to_owned()),
            // no mail server runs: a refused connection is quicker than a wait
            ("-SOGoIMAPServer", "imap://127.0.0.1:1".to_owned()),
            ("-SOGoAppointmentSendEMailNotifications", "NO".to_owned()),
        ];
        let mut sogod = Command::new(locate::on_path("sogod").unwrap_or_default());
        sogod.args(settings.iter().flat_map(|(name, value)| [*name, value.as_str()]));
        let log = fs::File::create(self.folder.join("log/sogod-start.log")).or_else(|_not_ours| fs::File::create("/dev/null"));
        let log = log.tried("write the log of sogod")?;
        let mut command = as_sogo(&sogod, &self.folder);
        command.stdin(Stdio::null()).stdout(log.try_clone().tried("share the log")?).stderr(log);
        self.sogod = Some(command.spawn().tried("start sogod")?);
        Ok(())
    }

    fn start_nginx(&self) -> Result<()> {
        let resources =
            WEB_FILES.into_iter().find(|path| Path::new(path).is_dir()).ok_or(Error::Missing { what: "SOGo's web files" })?;
        let text = include_str!("sogo-nginx.conf")
            .replace("{folder}", &self.folder.display().to_string())
            .replace("{resources}", resources)
            .replace("{http}", &self.ports.http.to_string())
            .replace("{sogod}", &self.ports.sogod.to_string());
        let file = self.folder.join("nginx.conf");
        fs::write(&file, text).tried(format!("write {}", file.display()))?;
        fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).tried("let user sogo read nginx.conf")?;
        let mut nginx = Command::new(locate::on_path("nginx").unwrap_or_default());
        self.run(nginx.arg("-p").arg(&self.folder).arg("-c").arg(&file).arg("-e").arg(self.folder.join("log/nginx.log")))
    }

    async fn wait_for_pages(&self) -> Result<()> {
        let (client, url) = (reqwest::Client::new(), self.url());
        wait_until("SOGo's first page", Duration::from_secs(60), || async {
            let status = client.get(&url).send().await.map_err(|error| error.to_string())?.status();
            if status.is_success() { Ok(Some(())) } else { Err(format!("status {status}")) }
        })
        .await
    }

    /// Runs a short command as user sogo and waits for it.
    fn run(&self, command: &mut Command) -> Result<()> {
        let line = format!("{command:?}");
        // files, not pipes: daemons keep what they inherit, and a pipe would then never end
        let log = self.folder.join("commands.log");
        let output = fs::OpenOptions::new().create(true).append(true).open(&log).tried(format!("write {}", log.display()))?;
        let errors = output.try_clone().tried("share the log")?;
        let mut command = as_sogo(command, &self.folder);
        let status = command.stdin(Stdio::null()).stdout(output).stderr(errors).status().tried(format!("run {line}"))?;
        if status.success() {
            return Ok(());
        }
        let said = fs::read_to_string(&log).unwrap_or_default();
        let last: Vec<&str> = said.lines().rev().take(5).collect();
        let last: Vec<&str> = last.into_iter().rev().collect();
        Err(Error::Command { command: line, why: format!("{status}: {}", last.join(" / ")) })
    }

    /// The number in a pid file, if there is one.
    fn pid(&self, name: &str) -> Option<String> {
        let mut cat = Command::new("cat");
        let output = as_sogo(cat.arg(self.folder.join(name)), &self.folder).stderr(Stdio::null()).output().ok()?;
        let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        text.chars().all(|letter| letter.is_ascii_digit()).then_some(text).filter(|text| !text.is_empty())
    }

    fn stop(&mut self) {
        let quiet = |command: &mut Command| {
            let mut command = as_sogo(command, &self.folder);
            let _status = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
        };
        // sogod takes longer than ten seconds over a SIGTERM, and its workers outlive it: end the watchdog, then them
        if let Some(watchdog) = self.pid("sogo.pid") {
            let listed = Command::new("ps").args(["-o", "pid=", "--ppid", &watchdog]).output();
            let workers = listed.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
            quiet(Command::new("kill").args(["-KILL", &watchdog]).args(workers.split_whitespace()));
        }
        for (name, signal) in [("nginx.pid", "-TERM"), ("memcached.pid", "-KILL")] {
            if let Some(pid) = self.pid(name) {
                quiet(Command::new("kill").args([signal, &pid]));
            }
        }
        // the data is thrown away, so there is nothing to write out in order
        let mut pg_ctl = Command::new(self.postgres.join("pg_ctl"));
        quiet(pg_ctl.arg("-D").arg(self.folder.join("pg")).args(["-s", "-w", "-m", "immediate", "stop"]));
        if let Some(mut child) = self.sogod.take() {
            let _killed = child.kill();
            let _status = child.wait();
        }
        quiet(Command::new("rm").args(["-rf", "--"]).arg(&self.folder));
        let _rest = fs::remove_dir_all(&self.folder);
    }
}

impl Drop for Sogo {
    fn drop(&mut self) {
        self.stop();
    }
}

/// The same command, run as user sogo: directly when we are it, by `setpriv` when we are root, else by `sudo`.
fn as_sogo(command: &Command, folder: &Path) -> Command {
    let mut wrapped = match std::env::var("USER").as_deref() {
        Ok("sogo") => Command::new("env"),
        _ if locate::running_as_root() => {
            let mut wrapped = Command::new("setpriv");
            wrapped.args(["--reuid=sogo", "--regid=sogo", "--init-groups", "--"]);
            wrapped
        }
        _ => {
            let mut wrapped = Command::new("sudo");
            wrapped.args(["-n", "-u", "sogo", "--"]);
            wrapped
        }
    };
    wrapped.arg(command.get_program()).args(command.get_args()).current_dir(folder);
    wrapped
}

/// The folder with `initdb` and its kind, of the newest PostgreSQL that is installed.
fn postgres_programs() -> Result<PathBuf> {
    let version = |path: &Path| path.file_name().and_then(|name| name.to_str()).and_then(|name| name.parse::<u32>().ok());
    let versions = fs::read_dir("/usr/lib/postgresql").map_err(|_none| Error::Missing { what: "PostgreSQL" })?;
    let newest = versions.filter_map(|entry| Some(entry.ok()?.path())).max_by_key(|path| version(path));
    newest.map(|path| path.join("bin")).ok_or(Error::Missing { what: "PostgreSQL" })
}

/// Three different free ports: all held open until the last is known.
fn free_ports() -> Result<Ports> {
    let listen = || TcpListener::bind(("127.0.0.1", 0)).tried("find a free port");
    let held = [listen()?, listen()?, listen()?];
    let [sogod, postgres, http] = &held;
    let port = |listener: &TcpListener| listener.local_addr().map(|address| address.port()).tried("read a port");
    Ok(Ports { sogod: port(sogod)?, postgres: port(postgres)?, http: port(http)? })
}
