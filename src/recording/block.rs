//! What comes inside a segment: the start of a cluster, a block; told from torn bytes by all that must hold for it.

use super::{
    ebml::{self, Children, Fault, Header, id},
    head::Track,
};
use crate::limits::{RECORDING_BLOCK_BYTES, RECORDING_VOID_BYTES};

/// What a run of bytes starts with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// A cluster with its time.
    Cluster(ClusterStart),
    /// A block, alone or in a group, of that many bytes; they need not be there yet.
    Block(usize),
    /// Something without meaning for what is played, of that many bytes.
    Skip(u64),
}

/// The start of a cluster, up to and including its time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ClusterStart {
    /// Bytes it takes.
    pub len: usize,
    /// Its time, ticks.
    pub time: u64,
    /// The same as a cluster without a size and with nothing but its time: what browsers write, byte for byte.
    pub bytes: Vec<u8>,
}

/// One block, read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// Place of its track in the list of tracks.
    pub track: usize,
    /// Ticks after its cluster's time.
    pub offset: i16,
    /// Whether it can be decoded without any other.
    pub key: bool,
    /// Ticks it lasts, where its group says.
    pub duration: Option<u64>,
    /// Frames laced into it.
    pub frames: u64,
}

/// Tells what `bytes` start with.
pub(super) fn next(bytes: &[u8], in_cluster: bool, tracks: &[Track]) -> Result<Next, Fault> {
    let header = Header::read(bytes)?;
    match header.id {
        id::CLUSTER => cluster(bytes, header).map(Next::Cluster),
        id::SIMPLE_BLOCK | id::BLOCK_GROUP if in_cluster => {
            let total = header.total().and_then(|total| usize::try_from(total).ok()).ok_or(Fault::Bad)?;
            if total > RECORDING_BLOCK_BYTES {
                return Err(Fault::Bad);
            }
            // what follows the header must look right too: one byte alone is found in any payload
            let content = bytes.get(header.len..).ok_or(Fault::Short)?;
            if header.id == id::SIMPLE_BLOCK {
                const RESERVED: u8 = 0x70;
                let (.., flags, start) = start(content, tracks)?;
                if flags & RESERVED != 0 || header.len + start > total {
                    return Err(Fault::Bad);
                }
            } else {
                let inner = Header::read(content)?;
                let fits = inner.total().is_some_and(|inner| header.size.is_some_and(|outer| inner <= outer));
                if inner.id != id::BLOCK || !fits {
                    return Err(Fault::Bad);
                }
                start(content.get(inner.len..).ok_or(Fault::Short)?, tracks)?;
            }
            Ok(Next::Block(total))
        }
        id::VOID if header.size.is_some_and(|size| size <= RECORDING_VOID_BYTES) => {
            header.total().map(Next::Skip).ok_or(Fault::Bad)
        }
        id::CUES | id::SEEK_HEAD | id::INFO | id::TRACKS | id::TAGS | id::CHAPTERS | id::ATTACHMENTS => {
            header.total().map(Next::Skip).ok_or(Fault::Bad)
        }
        _ => Err(Fault::Bad),
    }
}

/// The start of a cluster. Its own size is not believed: the next thing that cannot be inside a cluster ends it.
fn cluster(bytes: &[u8], header: Header) -> Result<ClusterStart, Fault> {
    let mut at = header.len;
    loop {
        let rest = bytes.get(at..).ok_or(Fault::Short)?;
        let child = Header::read(rest)?;
        let total = child.total().filter(|total| *total <= 64).and_then(|total| usize::try_from(total).ok()).ok_or(Fault::Bad)?;
        match child.id {
            id::TIMESTAMP => {
                let element = rest.get(..total).ok_or(Fault::Short)?;
                let time = element.get(child.len..).and_then(ebml::uint).ok_or(Fault::Bad)?;
                let mut written = Vec::with_capacity(32);
                ebml::put_open(&mut written, id::CLUSTER);
                written.extend_from_slice(element);
                return Ok(ClusterStart { len: at + total, time, bytes: written });
            }
            // each at most once and all before the time: four of them are the end of patience
            id::CRC_32 | id::POSITION | id::PREV_SIZE | id::VOID if at < 200 => at += total,
            _ => return Err(Fault::Bad),
        }
    }
}

/// The fixed part of a block: place of its track, offset in ticks, flags, and the bytes these take.
fn start(content: &[u8], tracks: &[Track]) -> Result<(usize, i16, u8, usize), Fault> {
    let (number, width) = ebml::vint(content)?;
    let track = tracks.iter().position(|track| track.number == number).ok_or(Fault::Bad)?;
    match content.get(width..width + 3) {
        Some(&[high, low, flags]) => Ok((track, i16::from_be_bytes([high, low]), flags, width + 3)),
        _ => Err(Fault::Short),
    }
}

/// Reads a block that is there as a whole, with its header.
pub(super) fn read(element: &[u8], tracks: &[Track]) -> Result<Block, Fault> {
    const KEY: u8 = 0x80;
    let header = Header::read(element)?;
    let content = element.get(header.len..).ok_or(Fault::Bad)?;
    let mut duration = None;
    let (block, simple, referring) = if header.id == id::SIMPLE_BLOCK {
        (content, true, false)
    } else {
        let (mut block, mut referring) = (None, false);
        for child in Children(content) {
            let (id, value, _) = child?;
            match id {
                id::BLOCK => block = Some(value),
                id::REFERENCE_BLOCK => referring = true,
                id::BLOCK_DURATION => duration = ebml::uint(value),
                _ => {}
            }
        }
        (block.ok_or(Fault::Bad)?, false, referring)
    };
    let (track, offset, flags, len) = start(block, tracks)?;
    let laced = flags & 0x06 != 0;
    let frames = if laced { u64::from(*block.get(len).ok_or(Fault::Bad)?) + 1 } else { 1 };
    // Firefox leaves the flag off every block of sound
    let alone = !tracks.get(track).is_some_and(|track| track.video);
    let key = alone || if simple { flags & KEY != 0 } else { !referring };
    Ok(Block { track, offset, key, duration, frames })
}

/// The time of a block that ends early, ticks after its cluster: enough to tell what is missing.
pub(super) fn torn_offset(bytes: &[u8], tracks: &[Track]) -> Option<i16> {
    let header = Header::read(bytes).ok()?;
    let content = bytes.get(header.len..)?;
    let content = match header.id {
        id::SIMPLE_BLOCK => content,
        id::BLOCK_GROUP => content.get(Header::read(content).ok().filter(|inner| inner.id == id::BLOCK)?.len..)?,
        _ => return None,
    };
    start(content, tracks).ok().map(|(_, offset, ..)| offset)
}
