//! Who leads an item, from evidence alone: a name in the item's own words.

use crate::event::Event;

/// The name of an attendee that stands in `item`, else what stands behind an `@`.
pub(super) fn owner(item: &str, event: &Event) -> Option<String> {
    let words: Vec<&str> =
        item.split(|c: char| !c.is_alphanumeric() && !matches!(c, '@' | '.' | '-' | '_')).filter(|w| !w.is_empty()).collect();
    let at = words.iter().find_map(|w| w.strip_prefix('@')).map(|w| w.trim_end_matches('.')).filter(|w| !w.is_empty());
    if let Some(at) = at {
        let known = event.attendees.iter().find(|a| names(&a.name, &a.email).iter().any(|n| n.eq_ignore_ascii_case(at)));
        return Some(known.map(|a| a.name.clone()).filter(|n| !n.is_empty()).unwrap_or_else(|| at.to_owned()));
    }
    let mut matching = event.attendees.iter().filter(|a| is_named(item, &words, &a.name, &a.email));
    match (matching.next(), matching.next()) {
        // Two people of one name are no evidence for either.
        (Some(one), None) => Some(if one.name.is_empty() { one.email.clone() } else { one.name.clone() }),
        (None, None) if event.attendees.is_empty() => in_brackets(item),
        _ => None,
    }
}

fn is_named(item: &str, words: &[&str], name: &str, email: &str) -> bool {
    (!name.trim().is_empty() && name.contains(' ') && item.contains(name.trim()))
        || names(name, email)
            .iter()
            .any(|n| n.chars().count() > 1 && words.iter().any(|w| w == n && w.chars().next().is_some_and(|c| !c.is_lowercase())))
}

/// What a person is called: the first name, and the first part of the address.
fn names(name: &str, email: &str) -> Vec<String> {
    let first = name.split_whitespace().next().map(str::to_owned);
    let local = email.split(['@', '.', '_', '-', '+']).next().filter(|l| !l.is_empty());
    let capital = local.map(|l| {
        let mut chars = l.chars();
        chars.next().map(|c| c.to_uppercase().collect::<String>() + chars.as_str()).unwrap_or_default()
    });
    first.into_iter().chain(capital).collect()
}

/// `Budget (Ana)`: one or two capitalised words in brackets at the end.
fn in_brackets(item: &str) -> Option<String> {
    let inner = item.trim_end().strip_suffix(')')?.rsplit_once('(')?.1.split(',').next()?.trim();
    let capitalised = |w: &str| w.chars().next().is_some_and(char::is_uppercase) && w.chars().skip(1).all(char::is_lowercase);
    let words: Vec<&str> = inner.split(' ').collect();
    (words.len() <= 2 && words.iter().all(|w| w.chars().count() > 1 && capitalised(w))).then(|| inner.to_owned())
}
