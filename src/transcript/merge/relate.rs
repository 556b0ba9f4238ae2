//! Whether a text goes on with an earlier one, and from which of its words.

use super::token::Token;
use crate::limits::{CAPTION_HEAD_WORDS, CAPTION_TAIL_WORDS};

/// Words that must be shared where the front was cut, count; "you know" ends and begins many a sentence.
const SHARED_WORDS: usize = 3;
/// Letters that those words must have, count.
const SHARED_CHARS: usize = 8;

/// How a text goes on with an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Overlap {
    /// The earlier text's token where the new one begins; those before it were cut off.
    pub from: usize,
    /// Tokens that are the same, count.
    pub same: usize,
}

/// How `new` goes on with `old`: grown, corrected, or cut at the front. `None` when it is another text.
pub(super) fn relate(old: &[Token], new: &[Token]) -> Option<Overlap> {
    if old.is_empty() || new.is_empty() {
        return None;
    }
    let prefix = old.iter().zip(new).enumerate().take_while(|(n, (a, b))| alike(a, b, *n + 1 == old.len())).count();
    // half of it, or more than any two sentences begin with
    if prefix * 2 >= old.len() {
        return Some(Overlap { from: 0, same: prefix });
    }
    align(old, new)
}

/// The last word of a text may be half a word.
fn alike(old: &Token, new: &Token, last: bool) -> bool {
    old.norm == new.norm || (last && new.norm.starts_with(old.norm.as_str()))
}

#[derive(Clone, Copy, Default)]
struct Cell {
    score: i32,
    from: usize,
    same: usize,
    chars: usize,
}

/// Lays the head of `new` on `old` so that it may begin anywhere and run over its end; two for a word that is the same, one off
/// for each that is not.
fn align(old: &[Token], new: &[Token]) -> Option<Overlap> {
    let skipped = old.len().saturating_sub(CAPTION_TAIL_WORDS);
    let (old, head) = (old.get(skipped..)?, new.get(..new.len().min(CAPTION_HEAD_WORDS))?);
    let mut row: Vec<Cell> = (0..=old.len()).map(|from| Cell { from, ..Cell::default() }).collect();
    let mut best: Option<(Cell, usize)> = None;
    let consider = |cell: Cell, end: usize, best: &mut Option<(Cell, usize)>| {
        if cell.same > 0 && best.is_none_or(|(b, _)| cell.score > b.score) {
            *best = Some((cell, end));
        }
    };
    for (n, word) in head.iter().enumerate() {
        let mut diagonal = *row.first()?;
        if let Some(first) = row.first_mut() {
            first.score -= 1;
        }
        for at in 1..row.len() {
            let (Some(left), Some(up), Some(there)) = (row.get(at - 1).copied(), row.get(at).copied(), old.get(at - 1)) else {
                continue;
            };
            let cell = if alike(there, word, at == old.len()) {
                Cell {
                    score: diagonal.score + 2,
                    same: diagonal.same + 1,
                    chars: diagonal.chars + there.norm.chars().count(),
                    ..diagonal
                }
            } else {
                let one = [diagonal, left, up].into_iter().max_by_key(|c| c.score).unwrap_or(diagonal);
                Cell { score: one.score - 1, ..one }
            };
            diagonal = up;
            if let Some(place) = row.get_mut(at) {
                *place = cell;
            }
        }
        if let Some(end) = row.last() {
            consider(*end, old.len(), &mut best);
        }
        if n + 1 == head.len() {
            row.iter().enumerate().for_each(|(end, cell)| consider(*cell, end, &mut best));
        }
    }
    let (cell, end) = best?;
    let enough = if cell.from == 0 && skipped == 0 {
        cell.same * 2 >= old.len()
    } else {
        cell.same >= SHARED_WORDS && cell.chars >= SHARED_CHARS && cell.same * 4 >= (end - cell.from) * 3
    };
    // text of `old` behind the place where all of `new` ended is withdrawn: a little may be, not half of it
    let withdrawn = if head.len() == new.len() { old.len() - end } else { 0 };
    (enough && withdrawn <= cell.same).then_some(Overlap { from: cell.from + skipped, same: cell.same })
}
