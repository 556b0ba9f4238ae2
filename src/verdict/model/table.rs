//! The weights, as `build.rs` packs them from `weights.tsv`: rows sorted by the feature's hash.
//!
//! Little-endian. Head: number of rows (u32). Then the hashes (u32 each), the outcome weights (4 × i8 a row), for each row
//! where its further weights begin (u32, counted from their start), and these: (class u8, weight i8) pairs, kinds below
//! [`FORMATS_FROM`], formats from there on. A weight is [`STEP`] times its byte.

use super::features::Feature;

/// Value of one step of a weight.
pub(crate) const STEP: f32 = 1.0 / 8.0;
/// Classes from here on are formats, below are kinds.
const FORMATS_FROM: u8 = 64;
/// Outcomes in the order of their weights.
pub(crate) const OUTCOMES: usize = 4;

/// The packed weights.
pub(crate) struct Table {
    bytes: &'static [u8],
    rows: usize,
}

/// What one feature weighs.
#[derive(Clone, Copy)]
pub(crate) struct Row {
    bytes: &'static [u8],
    rows: usize,
    at: usize,
}

/// The table that this build was made with.
pub(crate) static TABLE: Table = Table::new(include_bytes!(concat!(env!("OUT_DIR"), "/verdict.bin")));

impl Table {
    const fn new(bytes: &'static [u8]) -> Self {
        // a file that is too short has no rows
        let rows = match bytes {
            [a, b, c, d, ..] => u32::from_le_bytes([*a, *b, *c, *d]) as usize,
            _ => 0,
        };
        Self { bytes, rows }
    }

    /// The row of a feature; `None` for one that was never learned.
    pub fn row(&self, key: u32) -> Option<Row> {
        let (mut low, mut high) = (0, self.rows);
        while low < high {
            let middle = usize::midpoint(low, high);
            match word(self.bytes, 4 + 4 * middle)?.cmp(&key) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return Some(Row { bytes: self.bytes, rows: self.rows, at: middle }),
            }
        }
        None
    }

    /// The row of a feature of an invite.
    pub fn of(&self, feature: &Feature) -> Option<Row> {
        self.row(feature.key)
    }
}

impl Row {
    /// Weights by outcome, in the order live, async, split, unclear.
    pub fn outcomes(&self) -> [f32; OUTCOMES] {
        let base = 4 + 4 * self.rows + OUTCOMES * self.at;
        std::array::from_fn(|n| self.bytes.get(base + n).map_or(0.0, |b| f32::from(b.cast_signed()) * STEP))
    }

    /// Weights by kind: number in [`crate::verdict::Kind::ALL`] and weight.
    pub fn kinds(&self) -> impl Iterator<Item = (usize, f32)> {
        self.further().filter(|(class, _)| *class < FORMATS_FROM).map(|(class, w)| (class.into(), w))
    }

    /// Weights by format: number in [`crate::verdict::Format::ALL`] and weight.
    pub fn formats(&self) -> impl Iterator<Item = (usize, f32)> {
        self.further().filter_map(|(class, w)| Some((class.checked_sub(FORMATS_FROM)?.into(), w)))
    }

    fn further(&self) -> impl Iterator<Item = (u8, f32)> {
        let index = 4 + (4 + OUTCOMES) * self.rows;
        let data = index + 4 * (self.rows + 1);
        let at = |n: usize| word(self.bytes, index + 4 * n).map_or(0, |v| v as usize);
        let pairs = self.bytes.get(data + at(self.at)..data + at(self.at + 1)).unwrap_or_default();
        pairs.as_chunks::<2>().0.iter().map(|[class, weight]| (*class, f32::from(weight.cast_signed()) * STEP))
    }
}

fn word(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}
