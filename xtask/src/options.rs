//! The command line after the command: words, `--flag`, `--name value` or `--name=value`.

use crate::error::{Error, Result};

/// What was given and not yet asked for.
pub struct Options {
    words: Vec<String>,
    named: Vec<(String, Option<String>)>,
}

/// Options that stand alone; every other one takes a value.
const FLAGS: [&str; 3] = ["quick", "headless", "check"];

impl Options {
    /// Reads the line.
    pub fn read(args: Vec<String>) -> Result<Self> {
        let (mut words, mut named) = (Vec::new(), Vec::new());
        let mut args = args.into_iter();
        while let Some(arg) = args.next() {
            let Some(name) = arg.strip_prefix("--") else {
                words.push(arg);
                continue;
            };
            if let Some((name, value)) = name.split_once('=') {
                named.push((name.to_owned(), Some(value.to_owned())));
            } else if FLAGS.contains(&name) {
                named.push((name.to_owned(), None));
            } else {
                let value = args.next().ok_or_else(|| Error::Usage(format!("--{name} needs a value")))?;
                named.push((name.to_owned(), Some(value)));
            }
        }
        words.reverse();
        Ok(Self { words, named })
    }

    /// The next plain word.
    pub fn word(&mut self) -> Option<String> {
        self.words.pop()
    }

    /// Whether a flag was given.
    pub fn flag(&mut self, name: &str) -> bool {
        let before = self.named.len();
        self.named.retain(|(given, value)| given != name || value.is_some());
        self.named.len() < before
    }

    /// The value of an option.
    pub fn value(&mut self, name: &str) -> Result<Option<String>> {
        let Some(index) = self.named.iter().position(|(given, _)| given == name) else { return Ok(None) };
        match self.named.remove(index).1 {
            Some(value) => Ok(Some(value)),
            None => Err(Error::Usage(format!("--{name} needs a value"))),
        }
    }

    /// An error when something is left that nobody asked for.
    pub fn nothing_else(&self) -> Result<()> {
        let rest = self.named.first().map(|(name, _)| format!("--{name}")).or_else(|| self.words.first().cloned());
        rest.map_or(Ok(()), |rest| Err(Error::Usage(format!("{rest} means nothing here"))))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn read(line: &str) -> Result<Options> {
        Options::read(line.split_whitespace().map(str::to_owned).collect())
    }

    #[test]
    fn both_spellings_of_a_value_and_flags_are_read() {
        let mut options = read("sogo --quick --only fmt,lint --for=test").unwrap();
        assert_eq!(options.value("only").unwrap().as_deref(), Some("fmt,lint"));
        assert_eq!(options.value("for").unwrap().as_deref(), Some("test"));
        assert!(options.flag("quick") && !options.flag("headless"));
        assert!(options.nothing_else().is_err(), "the word is left");
        assert_eq!(options.word().as_deref(), Some("sogo"));
        options.nothing_else().unwrap();
    }

    #[test]
    fn what_nobody_asks_for_is_an_error() {
        assert!(read("--only").is_err());
        assert!(read("--quikc=1").unwrap().nothing_else().is_err());
    }
}
