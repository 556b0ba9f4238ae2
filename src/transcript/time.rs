//! Times as subtitle files and documents write them.

/// Reads `[hours:]minutes:seconds[.fraction]`, with a comma or a point; Teams leaves out leading zeros (`0:0:3.210`), Zoom and
/// YouTube do not. The first part may be as large as it likes, the others stay below sixty. Milliseconds.
pub(super) fn parse(text: &str) -> Option<u64> {
    let (mut parts, mut value, mut digits, mut earlier) = (0_u8, 0_u64, 0_u8, 0_u64);
    let mut bytes = text.bytes();
    let mut fraction = None;
    for byte in bytes.by_ref() {
        match byte {
            b'0'..=b'9' => {
                digits = digits.checked_add(1)?;
                value = value.checked_mul(10)?.checked_add(u64::from(byte - b'0'))?;
            }
            b':' if digits > 0 && parts < 2 => {
                if parts > 0 && value >= 60 {
                    return None;
                }
                earlier = earlier.checked_mul(60)?.checked_add(value)?;
                (parts, value, digits) = (parts + 1, 0, 0);
            }
            b'.' | b',' => {
                fraction = Some((0_u64, 0_u32));
                break;
            }
            _ => return None,
        }
    }
    if parts == 0 || digits == 0 || digits > 2 || value >= 60 {
        return None;
    }
    for byte in bytes {
        let (found, places) = fraction?;
        match byte {
            b'0'..=b'9' if places < 3 => fraction = Some((found * 10 + u64::from(byte - b'0'), places + 1)),
            b'0'..=b'9' if places < 9 => fraction = Some((found, places + 1)),
            _ => return None,
        }
    }
    let ms = match fraction {
        None => 0,
        Some((_, 0)) => return None,
        Some((found, places)) => found * 10_u64.pow(3_u32.saturating_sub(places)),
    };
    earlier.checked_mul(60)?.checked_add(value)?.checked_mul(1000)?.checked_add(ms)
}

/// `01:02:03` and the milliseconds after `mark`, as WebVTT (`.`) and SRT (`,`) write it.
pub(super) fn stamp(ms: u64, mark: char) -> String {
    let s = ms / 1000;
    format!("{:02}:{:02}:{:02}{mark}{:03}", s / 3600, s / 60 % 60, s % 60, ms % 1000)
}

/// `1:02:03`, for reading.
pub(super) fn clock(ms: u64) -> String {
    let s = ms / 1000;
    format!("{}:{:02}:{:02}", s / 3600, s / 60 % 60, s % 60)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_way_of_writing_a_time() {
        for (text, ms) in [
            ("00:00:01.000", 1_000),
            ("0:0:3.210", 3_210),
            ("01:02,5", 62_500),
            ("0:03", 3_000),
            ("90:15", 5_415_000),
            ("100:00:00.0009", 360_000_000),
            ("1:02:03", 3_723_000),
        ] {
            assert_eq!(parse(text), Some(ms), "{text}");
        }
        for text in [
            "",
            "1",
            "1.5",
            ":1",
            "1:",
            "1:60",
            "1:60:00",
            "1:2:3:4",
            "1:02.",
            "-1:02",
            "1:002",
            "a:bc",
            "99999999999999999999:00",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn stamps_read_back(ms in 0..u64::MAX / 4096) {
            prop_assert_eq!(parse(&stamp(ms, '.')), Some(ms));
            prop_assert_eq!(parse(&stamp(ms, ',')), Some(ms));
            prop_assert_eq!(parse(&clock(ms)), Some(ms / 1000 * 1000));
        }

        #[test]
        fn nothing_panics(text in "[0-9:.,]{0,30}|\\PC{0,12}") {
            let _ = parse(&text);
        }
    }
}
