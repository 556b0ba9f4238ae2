//! Pictures of a tab that the person keeps with a brief. The record is small and lies with the others; the PNG itself lies beside,
//! where media lie (`docs/decisions/0002`).

use super::{Shape, Stored};
use crate::limits::{MAX_LINE_CHARS, PICTURE_BYTES, PICTURES_PER_BRIEF};
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

/// Store key prefix of pictures; the rest of the key is [`Picture::id`].
pub const PICTURE_PREFIX: &str = "library/picture/";

/// One picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// Random id; also the name of its file.
    pub id: String,
    /// Id of the brief it is kept with.
    pub brief: String,
    /// When it was taken, the person's local wall-clock time.
    pub taken: NaiveDateTime,
    /// Title of the tab, one line.
    pub title: String,
}

/// Why a picture is not kept.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PictureError {
    /// The brief has as many as it may have; none is dropped for a new one.
    #[error("the brief has {PICTURES_PER_BRIEF} pictures already; remove one in the library first")]
    Full,
    /// Not a PNG.
    #[error("the browser gave no PNG")]
    NotPng,
    /// Larger than any picture may be.
    #[error("the picture has {0} bytes, more than Baton keeps; make the window smaller")]
    TooLarge(usize),
}

impl Picture {
    /// A picture of a tab with this title, which may hold anything.
    pub fn new(id: String, brief: String, taken: NaiveDateTime, title: &str) -> Self {
        let title = title.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(MAX_LINE_CHARS).collect();
        Self { id, brief, taken, title }
    }

    /// Its store key.
    pub fn key(&self) -> String {
        format!("{PICTURE_PREFIX}{}", self.id)
    }

    /// Name of the file that the person saves: the title's letters and digits, and the moment.
    pub fn file_name(&self) -> String {
        const WORDS: usize = 6;
        let words = self.title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(WORDS);
        let words: String = words.flat_map(|word| [word, "-"]).collect();
        format!("{words}{}.png", self.taken.format("%Y-%m-%d-%H%M%S"))
    }
}

impl Stored for Picture {
    const SHAPE: Shape = Shape::Picture;
}

/// Looks at what is to be kept with a brief that has `kept` pictures.
///
/// # Errors
/// When there is no room, it is no PNG, or it is too large.
pub fn check(bytes: &[u8], kept: usize) -> Result<(), PictureError> {
    /// The signature and the name of the first chunk (PNG, third edition, 5.2 and 11.2.1).
    const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
    const FIRST: &[u8] = b"IHDR";
    let head = bytes.strip_prefix(SIGNATURE).and_then(|rest| rest.get(4..8));
    if kept >= PICTURES_PER_BRIEF {
        Err(PictureError::Full)
    } else if head != Some(FIRST) {
        Err(PictureError::NotPng)
    } else if bytes.len() > PICTURE_BYTES {
        Err(PictureError::TooLarge(bytes.len()))
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::library::{read, write};

    fn picture(title: &str) -> Picture {
        Picture::new("p1".into(), "b1".into(), "2026-11-22T10:05:09".parse().unwrap(), title)
    }

    #[test]
    fn what_is_written_is_read() {
        let one = picture("Offers – Sheet");
        assert_eq!(read::<Picture>(write(&one).unwrap()).unwrap(), one);
    }

    #[test]
    fn any_title_gives_one_line_and_a_name_for_a_file() {
        assert_eq!(picture("Offers: A/B\n  <final>").title, "Offers: A/B <final>");
        assert_eq!(picture("Offers: A/B\n  <final>").file_name(), "Offers-A-B-final-2026-11-22-100509.png");
        assert_eq!(picture("../../etc/passwd").file_name(), "etc-passwd-2026-11-22-100509.png");
        assert_eq!(picture("見積もり 比較").file_name(), "見積もり-比較-2026-11-22-100509.png");
        assert_eq!(picture("").file_name(), "2026-11-22-100509.png");
        assert_eq!(picture(&"x".repeat(9_999)).title.len(), MAX_LINE_CHARS);
    }

    #[test]
    fn only_a_png_of_bounded_size_is_kept_while_there_is_room() {
        let png = |len: usize| {
            let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
            bytes.resize(len, 0);
            bytes
        };
        assert_eq!(check(&png(99), PICTURES_PER_BRIEF - 1), Ok(()));
        assert_eq!(check(&png(99), PICTURES_PER_BRIEF), Err(PictureError::Full));
        assert_eq!(check(&png(PICTURE_BYTES + 1), 0), Err(PictureError::TooLarge(PICTURE_BYTES + 1)));
        for other in [&b""[..], b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"<svg onload=alert(1)>"] {
            assert_eq!(check(other, 0), Err(PictureError::NotPng));
        }
    }
}
