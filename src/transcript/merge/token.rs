//! Words as they are compared: pages add capitals and full stops after the fact.

use crate::transcript::script::unspaced;

/// A word, or one character of a script without spaces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// As shown.
    pub text: String,
    /// As compared: lower case, letters and digits; punctuation that stands alone stays.
    pub norm: String,
    /// A space stands before it.
    pub spaced: bool,
    /// When it was first seen, ms.
    pub at_ms: u64,
}

/// The tokens of a text.
pub(super) fn tokens(text: &str, at_ms: u64) -> Vec<Token> {
    let mut all: Vec<Token> = Vec::new();
    for word in text.split_whitespace() {
        let mut piece = String::new();
        let mut spaced = true;
        for c in word.chars() {
            if unspaced(c) {
                push(&mut all, &mut piece, &mut spaced, at_ms);
                piece.push(c);
                push(&mut all, &mut piece, &mut spaced, at_ms);
            } else {
                piece.push(c);
            }
        }
        push(&mut all, &mut piece, &mut spaced, at_ms);
    }
    all
}

fn push(all: &mut Vec<Token>, piece: &mut String, spaced: &mut bool, at_ms: u64) {
    if piece.is_empty() {
        return;
    }
    let text = std::mem::take(piece);
    let norm: String = text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let norm = if norm.is_empty() { text.clone() } else { norm };
    all.push(Token { text, norm, spaced: std::mem::take(spaced), at_ms });
}

/// The text of tokens.
pub(super) fn join(tokens: &[Token]) -> String {
    let mut text = String::new();
    for token in tokens {
        if token.spaced && !text.is_empty() {
            text.push(' ');
        }
        text.push_str(&token.text);
    }
    text
}
