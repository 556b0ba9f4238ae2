//! Reading a calendar back the way any other client would: over CalDAV.

use reqwest::{Client, Method, Response};

use crate::error::{Error, Result};

/// One calendar of one person.
#[derive(Debug, Clone)]
pub struct Calendar {
    client: Client,
    /// Address of the collection, with a slash at the end.
    url: reqwest::Url,
    user: String,
    password: String,
}

/// One stored entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Path on the server.
    pub href: String,
    /// The iCalendar text as stored.
    pub ics: String,
}

impl Calendar {
    /// A calendar at `url`, e.g. `http://127.0.0.1:20080/SOGo/dav/alice/Calendar/personal/`.
    pub fn at(url: reqwest::Url, user: &str, password: &str) -> Self {
        Self { client: Client::new(), url, user: user.to_owned(), password: password.to_owned() }
    }

    /// Every entry of the calendar.
    ///
    /// # Errors
    /// When the server refuses or does not answer.
    pub async fn entries(&self) -> Result<Vec<Entry>> {
        let mut entries = Vec::new();
        for href in self.hrefs().await? {
            let ics = self.get(&href).await?;
            entries.push(Entry { href, ics });
        }
        Ok(entries)
    }

    /// The entry whose `SUMMARY` is exactly this.
    ///
    /// # Errors
    /// When the server refuses or does not answer.
    pub async fn with_summary(&self, summary: &str) -> Result<Option<Entry>> {
        let line = format!("SUMMARY:{}", escape(summary));
        Ok(self.entries().await?.into_iter().find(|entry| unfold(&entry.ics).lines().any(|l| l == line)))
    }

    /// Stores an entry under a name of the caller's choice, e.g. `planning.ics`.
    ///
    /// # Errors
    /// When the server refuses or does not answer.
    pub async fn put(&self, name: &str, ics: &str) -> Result<()> {
        let mut url = self.url.clone();
        url.set_path(&format!("{}{name}", self.url.path()));
        let request = self.client.put(url).header("content-type", "text/calendar; charset=utf-8").body(ics.to_owned());
        self.send(request).await.map(|_| ())
    }

    /// The iCalendar text stored at a path.
    ///
    /// # Errors
    /// When there is none or the server does not answer.
    pub async fn get(&self, href: &str) -> Result<String> {
        let mut url = self.url.clone();
        url.set_path(href);
        Ok(self.send(self.client.get(url)).await?.text().await?)
    }

    async fn hrefs(&self) -> Result<Vec<String>> {
        let propfind = Method::from_bytes(b"PROPFIND").unwrap_or_default();
        let request = self.client.request(propfind, self.url.clone()).header("depth", "1");
        let text = self.send(request).await?.text().await?;
        let document = roxmltree::Document::parse(&text).map_err(|error| Error::Status {
            method: "PROPFIND".to_owned(),
            url: self.url.to_string(),
            status: 207,
            body: format!("not XML: {error}"),
        })?;
        let hrefs = document.descendants().filter(|node| node.has_tag_name(("DAV:", "href"))).filter_map(|node| node.text());
        Ok(hrefs.filter(|href| href.ends_with(".ics")).map(str::to_owned).collect())
    }

    async fn send(&self, request: reqwest::RequestBuilder) -> Result<Response> {
        let request = request.basic_auth(&self.user, Some(&self.password)).build()?;
        let (method, url) = (request.method().to_string(), request.url().to_string());
        let response = self.client.execute(request).await?;
        let status = response.status();
        if status.is_success() {
            return Ok(response);
        }
        let body = response.text().await.unwrap_or_default().chars().take(300).collect();
        Err(Error::Status { method, url, status: status.as_u16(), body })
    }
}

/// iCalendar text with its folded lines joined (RFC 5545 section 3.1), so that tests can look for whole lines.
pub fn unfold(ics: &str) -> String {
    ics.replace("\r\n", "\n").replace("\n ", "").replace("\n\t", "")
}

/// A text as RFC 5545 section 3.3.11 writes it.
pub fn escape(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n")
}

/// The value of the first line of an entry that starts with this property, unfolded and unescaped.
pub fn value(ics: &str, property: &str) -> Option<String> {
    let unfolded = unfold(ics);
    let line = unfolded.lines().find(|line| {
        let rest = line.strip_prefix(property);
        rest.is_some_and(|rest| rest.starts_with([':', ';']))
    })?;
    let (_, raw) = line.split_once(':')?;
    let mut plain = String::with_capacity(raw.len());
    let mut letters = raw.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some('n' | 'N') => plain.push('\n'),
                Some(other) => plain.push(other),
                None => {}
            },
            other => plain.push(other),
        }
    }
    Some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folded_and_escaped_values_come_back_whole() {
        let ics = "BEGIN:VEVENT\r\nSUMMARY:Plan\\, again\r\nDESCRIPTION:one\\ntwo \r\n and three\\; four\r\nEND:VEVENT\r\n";
        assert_eq!(value(ics, "SUMMARY").as_deref(), Some("Plan, again"));
        assert_eq!(value(ics, "DESCRIPTION").as_deref(), Some("one\ntwo and three; four"));
        assert_eq!(value(ics, "SUM"), None);
        assert_eq!(escape("a, b; c\\\nd"), "a\\, b\\; c\\\\\\nd");
    }
}
