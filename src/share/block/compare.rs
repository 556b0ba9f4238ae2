//! Did the page take what was written? Pages change white space; they must not change words.

/// Whether two texts say the same: carriage returns, no-break spaces, spaces at line ends and blank lines do not count.
pub fn same_text(a: &str, b: &str) -> bool {
    lines(a).eq(lines(b))
}

fn lines(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(['\n', '\r', '\u{2028}'])
        .map(|line| line.replace(['\u{a0}', '\u{202f}'], " ").replace(['\u{200b}', '\u{feff}'], "").trim_end().to_owned())
        .filter(|line| !line.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_does_not_count_and_words_do() {
        assert!(same_text("a\u{a0}b \r\n\r\n\r\nc", "a b\n\nc\n"));
        assert!(!same_text("a b", "a c"));
        assert!(!same_text("a b\nc", "a b"));
        assert!(!same_text("ab", "a b"));
    }
}
