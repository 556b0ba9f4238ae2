//! Elements of EBML (RFC 8794) and the few of Matroska (RFC 9559) that a recording needs: reading them from hostile bytes, writing them.

/// Ids, RFC 9559 section 5.
pub(super) mod id {
    pub const EBML: u32 = 0x1A45_DFA3;
    pub const DOC_TYPE: u32 = 0x4282;
    pub const SEGMENT: u32 = 0x1853_8067;
    pub const SEEK_HEAD: u32 = 0x114D_9B74;
    pub const SEEK: u32 = 0x4DBB;
    pub const SEEK_ID: u32 = 0x53AB;
    pub const SEEK_POSITION: u32 = 0x53AC;
    pub const INFO: u32 = 0x1549_A966;
    pub const TIMESTAMP_SCALE: u32 = 0x2A_D7B1;
    pub const DURATION: u32 = 0x4489;
    pub const TRACKS: u32 = 0x1654_AE6B;
    pub const TRACK_ENTRY: u32 = 0xAE;
    pub const TRACK_NUMBER: u32 = 0xD7;
    pub const TRACK_TYPE: u32 = 0x83;
    pub const DEFAULT_DURATION: u32 = 0x23_E383;
    pub const CLUSTER: u32 = 0x1F43_B675;
    pub const TIMESTAMP: u32 = 0xE7;
    pub const POSITION: u32 = 0xA7;
    pub const PREV_SIZE: u32 = 0xAB;
    pub const SIMPLE_BLOCK: u32 = 0xA3;
    pub const BLOCK_GROUP: u32 = 0xA0;
    pub const BLOCK: u32 = 0xA1;
    pub const BLOCK_DURATION: u32 = 0x9B;
    pub const REFERENCE_BLOCK: u32 = 0xFB;
    pub const CUES: u32 = 0x1C53_BB6B;
    pub const CUE_POINT: u32 = 0xBB;
    pub const CUE_TIME: u32 = 0xB3;
    pub const CUE_TRACK_POSITIONS: u32 = 0xB7;
    pub const CUE_TRACK: u32 = 0xF7;
    pub const CUE_CLUSTER_POSITION: u32 = 0xF1;
    pub const CUE_RELATIVE_POSITION: u32 = 0xF0;
    pub const CHAPTERS: u32 = 0x1043_A770;
    pub const ATTACHMENTS: u32 = 0x1941_A469;
    pub const TAGS: u32 = 0x1254_C367;
    pub const VOID: u32 = 0xEC;
    pub const CRC_32: u32 = 0xBF;
}

/// Why an element cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// The bytes end within it; more of them may make it whole.
    Short,
    /// No bytes to come can make an element of it.
    Bad,
}

/// Id and size in front of an element's content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Header {
    pub id: u32,
    /// Bytes of content; none when the writer did not know, as live recorders do not.
    pub size: Option<u64>,
    /// Bytes of id and size.
    pub len: usize,
}

impl Header {
    /// Reads the header that `bytes` start with.
    pub fn read(bytes: &[u8]) -> Result<Self, Fault> {
        let id_len = width(bytes, 4)?;
        let id = bytes.get(..id_len).ok_or(Fault::Short)?.iter().fold(0_u32, |id, b| id << 8 | u32::from(*b));
        let rest = bytes.get(id_len..).ok_or(Fault::Short)?;
        let (size, size_len) = vint(rest)?;
        let unknown = size == (1 << (7 * size_len)) - 1;
        Ok(Self { id, size: (!unknown).then_some(size), len: id_len + size_len })
    }

    /// Bytes of header and content together; none when the size is unknown.
    pub fn total(&self) -> Option<u64> {
        self.size.and_then(|size| size.checked_add(self.len as u64))
    }
}

/// Bytes of a number whose width its first byte tells.
fn width(bytes: &[u8], most: usize) -> Result<usize, Fault> {
    let width = bytes.first().ok_or(Fault::Short)?.leading_zeros() as usize + 1;
    if width > most { Err(Fault::Bad) } else { Ok(width) }
}

/// A number of variable width, and that width in bytes.
pub(super) fn vint(bytes: &[u8]) -> Result<(u64, usize), Fault> {
    let width = width(bytes, 8)?;
    let all = bytes.get(..width).ok_or(Fault::Short)?.iter().fold(0_u64, |all, b| all << 8 | u64::from(*b));
    Ok((all & ((1 << (7 * width)) - 1), width))
}

/// The elements inside a content that is there as a whole, each with its id, its content and all of its bytes.
pub(super) struct Children<'a>(pub &'a [u8]);

impl<'a> Iterator for Children<'a> {
    type Item = Result<(u32, &'a [u8], &'a [u8]), Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.0.is_empty() {
            return None;
        }
        let one = Header::read(self.0).and_then(|header| {
            let total = header.total().and_then(|total| usize::try_from(total).ok()).ok_or(Fault::Bad)?;
            let (whole, rest) = self.0.split_at_checked(total).ok_or(Fault::Bad)?;
            Ok((header.id, whole.get(header.len..).ok_or(Fault::Bad)?, whole, rest))
        });
        match one {
            Ok((id, content, whole, rest)) => {
                self.0 = rest;
                Some(Ok((id, content, whole)))
            }
            Err(_) => {
                self.0 = &[];
                Some(Err(Fault::Bad))
            }
        }
    }
}

/// An unsigned number of up to eight bytes.
pub(super) fn uint(content: &[u8]) -> Option<u64> {
    (content.len() <= 8).then(|| content.iter().fold(0, |all, b| all << 8 | u64::from(*b)))
}

/// Appends an id; ids carry their own width.
fn put_id(out: &mut Vec<u8>, id: u32) {
    let bytes = id.to_be_bytes();
    out.extend(bytes.iter().skip_while(|b| **b == 0));
}

/// Appends an element.
pub(super) fn put(out: &mut Vec<u8>, id: u32, content: &[u8]) {
    put_id(out, id);
    let size = content.len() as u64;
    // the narrowest width whose all-ones value, which means "unknown", is not the size itself
    let width = (1..8).find(|width| size < (1 << (7 * width)) - 1).unwrap_or(8);
    out.extend((size | 1 << (7 * width)).to_be_bytes().iter().skip(8 - width));
    out.extend_from_slice(content);
}

/// Appends an unsigned number, as narrow as it gets.
pub(super) fn put_uint(out: &mut Vec<u8>, id: u32, value: u64) {
    let bytes = value.to_be_bytes();
    let zeros = (value.leading_zeros() as usize / 8).min(7);
    put(out, id, bytes.get(zeros..).unwrap_or(&bytes));
}

/// Appends the start of an element whose size nobody knows yet, the way browsers write it.
pub(super) fn put_open(out: &mut Vec<u8>, id: u32) {
    put_id(out, id);
    out.extend([0x01, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]);
}

/// Appends padding of exactly `len` bytes, at least 9.
pub(super) fn put_void(out: &mut Vec<u8>, len: usize) {
    put_id(out, id::VOID);
    let content = len.saturating_sub(9);
    out.extend((content as u64 | 1 << 56).to_be_bytes());
    out.resize(out.len() + content, 0);
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn headers_of_both_browsers_are_read() {
        let cluster = Header::read(&[0x1F, 0x43, 0xB6, 0x75, 0x01, 255, 255, 255, 255, 255, 255, 255, 0xE7]).unwrap();
        assert_eq!(cluster, Header { id: id::CLUSTER, size: None, len: 12 });
        assert_eq!(Header::read(&[0xA3, 0x45, 0x0A]), Ok(Header { id: id::SIMPLE_BLOCK, size: Some(1290), len: 3 }));
        assert_eq!(Header::read(&[0xA3, 0x10, 0, 0, 7]), Ok(Header { id: id::SIMPLE_BLOCK, size: Some(7), len: 5 }));
        assert_eq!(Header::read(&[0xEC, 0xFF]), Ok(Header { id: id::VOID, size: None, len: 2 }));
    }

    #[test]
    fn cut_headers_are_short_and_impossible_ones_bad() {
        for bytes in [&[][..], &[0x1F, 0x43], &[0xA3], &[0xA3, 0x45]] {
            assert_eq!(Header::read(bytes), Err(Fault::Short), "{bytes:?}");
        }
        for bytes in [&[0, 1, 2, 3][..], &[0x08, 1, 2, 3, 4, 5], &[0xA3, 0]] {
            assert_eq!(Header::read(bytes), Err(Fault::Bad), "{bytes:?}");
        }
    }

    #[test]
    fn what_is_written_is_read_back() {
        for len in [0, 1, 126, 127, 128, 16_382, 16_383, 70_000] {
            let mut out = Vec::new();
            put(&mut out, id::TRACKS, &vec![7; len]);
            let read: Vec<_> = Children(&out).map(|child| child.unwrap()).map(|(id, content, _)| (id, content.len())).collect();
            assert_eq!(read, [(id::TRACKS, len)]);
        }
        for value in [0, 1, 255, 256, u64::MAX] {
            let mut out = Vec::new();
            put_uint(&mut out, id::CUE_TIME, value);
            assert_eq!(Children(&out).next().unwrap().map(|(_, content, _)| uint(content)), Ok(Some(value)));
        }
        for len in [9, 10, 500, 70_000] {
            let mut out = Vec::new();
            put_void(&mut out, len);
            assert_eq!((out.len(), Header::read(&out).unwrap().total()), (len, Some(len as u64)));
        }
    }
}
