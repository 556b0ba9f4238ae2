//! Messages of a chosen language, filled in as browsers fill in their own.

/// The message with `$1` to `$9` filled in; `$$` is a dollar sign. A place without a filling stays empty.
pub fn filled(message: &str, fill: &[&str]) -> String {
    let mut out = String::with_capacity(message.len());
    let mut chars = message.chars().peekable();
    while let Some(c) = chars.next() {
        let next = if c == '$' { chars.peek().copied() } else { None };
        match next {
            Some('$') => {
                chars.next();
                out.push('$');
            }
            Some(digit @ '1'..='9') => {
                chars.next();
                let at = digit as usize - '1' as usize;
                out.push_str(fill.get(at).copied().unwrap_or_default());
            }
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_filled_once() {
        assert_eq!(filled("$1 × $2", &["3", "$1"]), "3 × $1");
        assert_eq!(filled("$$1 $3", &["3"]), "$1 ");
        assert_eq!(filled("5 $", &[]), "5 $");
    }
}
