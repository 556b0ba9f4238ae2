//! Lines of a calendar file: unfolded, taken apart.

/// One property.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Property {
    /// Upper case, without a group.
    pub name: String,
    /// Its `TZID`.
    pub zone: Option<String>,
    /// As it stands.
    pub value: String,
}

/// The properties of a text. Lines that are none are left out.
pub(super) fn properties(text: &str) -> impl Iterator<Item = Property> {
    unfolded(text.trim_start_matches('\u{feff}')).filter_map(|line| property(&line))
}

/// A line that begins with white space goes on with the one before.
fn unfolded(text: &str) -> impl Iterator<Item = String> {
    let mut rest = text.lines().map(|line| line.trim_end_matches('\r')).peekable();
    std::iter::from_fn(move || {
        let mut line = rest.next()?.to_owned();
        while let Some(more) = rest.next_if(|next| next.starts_with([' ', '\t'])) {
            line.extend(more.chars().skip(1));
        }
        Some(line)
    })
}

/// `NAME;PARAM=value;PARAM="va:lue":value`.
fn property(line: &str) -> Option<Property> {
    let mut quoted = false;
    let colon = line.char_indices().find(|(_, c)| {
        quoted ^= *c == '"';
        *c == ':' && !quoted
    });
    let (head, value) = (line.get(..colon?.0)?, line.get(colon?.0 + 1..)?);
    let mut quoted = false;
    let mut parts = head.split(move |c| {
        quoted ^= c == '"';
        c == ';' && !quoted
    });
    let name = parts.next()?.trim().to_ascii_uppercase();
    let zone = parts.filter_map(|p| p.split_once('=')).find(|(key, _)| key.trim().eq_ignore_ascii_case("TZID"));
    let zone = zone.map(|(_, value)| value.trim().trim_matches('"').to_owned());
    (!name.is_empty()).then(|| Property { name, zone, value: value.to_owned() })
}
