//! Scripts that put no space between words.

/// True for characters of scripts written without spaces: Han, kana, Thai, Lao, Khmer, Burmese, full-width forms.
pub(super) fn unspaced(c: char) -> bool {
    matches!(u32::from(c),
        0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x3001..=0x30FF | 0x3400..=0x9FFF | 0xF900..=0xFAFF
        | 0xFF01..=0xFF9F | 0x20000..=0x3FFFF)
}

/// Adds `more` behind `text`, with a space where the script has one.
pub(super) fn append(text: &mut String, more: &str) {
    let open = text.chars().next_back().is_some_and(|c| !unspaced(c)) || more.chars().next().is_some_and(|c| !unspaced(c));
    if !text.is_empty() && open {
        text.push(' ');
    }
    text.push_str(more);
}
