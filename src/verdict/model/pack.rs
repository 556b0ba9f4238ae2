//! From `weights.tsv`, which people read, to the packed table of `table.rs`. Runs while Baton is built.
//!
//! A line holds, with tabs between: the feature's name; its weights for live, async, split and unclear, with spaces between;
//! its further weights as `status:12`, formats as `=poll:-3`. Weights are whole steps from -127 to 127.

use super::{
    hash::key,
    identifiers::{Format, Kind},
};

/// First class number of a format.
const FORMATS_FROM: usize = 64;

struct Row {
    key: u32,
    outcomes: [i8; 4],
    further: Vec<(u8, i8)>,
}

/// Packs the table; the error names the line.
pub fn pack(text: &str) -> Result<Vec<u8>, String> {
    let mut rows = Vec::new();
    for (n, line) in text.lines().enumerate().filter(|(_, l)| !l.starts_with('#')) {
        rows.push(row(line).ok_or_else(|| format!("line {} cannot be read: {line}", n + 1))?);
    }
    rows.sort_by_key(|r| r.key);
    if let Some(pair) = rows.windows(2).find(|pair| pair[0].key == pair[1].key) {
        return Err(format!("two features have the hash {:08x}", pair[0].key));
    }
    let mut bytes = u32::try_from(rows.len()).map_err(|e| e.to_string())?.to_le_bytes().to_vec();
    bytes.extend(rows.iter().flat_map(|r| r.key.to_le_bytes()));
    bytes.extend(rows.iter().flat_map(|r| r.outcomes.map(i8::cast_unsigned)));
    let mut at = 0_u32;
    for row in &rows {
        bytes.extend(at.to_le_bytes());
        at += u32::try_from(2 * row.further.len()).map_err(|e| e.to_string())?;
    }
    bytes.extend(at.to_le_bytes());
    bytes.extend(rows.iter().flat_map(|r| &r.further).flat_map(|(class, weight)| [*class, weight.cast_unsigned()]));
    Ok(bytes)
}

fn row(line: &str) -> Option<Row> {
    let mut fields = line.split('\t');
    let name = fields.next()?;
    let mut numbers = fields.next()?.split(' ').map(str::parse::<i8>);
    let mut next = || numbers.next()?.ok();
    let outcomes = [next()?, next()?, next()?, next()?];
    let further = fields.next().unwrap_or_default().split(' ').filter(|f| !f.is_empty()).map(class).collect::<Option<_>>()?;
    Some(Row { key: key(name), outcomes, further })
}

fn class(text: &str) -> Option<(u8, i8)> {
    let (name, weight) = text.rsplit_once(':')?;
    let number = match name.strip_prefix('=') {
        Some(format) => FORMATS_FROM + Format::ALL.iter().position(|f| f.as_str() == format)?,
        None => Kind::ALL.iter().position(|k| k.as_str() == name)?,
    };
    Some((u8::try_from(number).ok()?, weight.parse().ok()?))
}
