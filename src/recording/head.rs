//! The head of a recording: all that stands before its first cluster. Read from a recorder's, written as Baton's own.

use super::{
    Error,
    ebml::{self, Children, Fault, Header, id},
};
use crate::limits::{RECORDING_HEAD_BYTES, RECORDING_HEAD_STEP, RECORDING_TRACKS};

/// Nanoseconds of a tick where a file does not say (RFC 9559): a millisecond.
const DEFAULT_SCALE: u64 = 1_000_000;
/// Bytes of `Duration` in Baton's head: id, size, a double.
const DURATION_BYTES: usize = 11;

/// One track of a recording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Track {
    /// Its number in blocks.
    pub number: u64,
    /// Pictures, whose frames need one another; every block of sound stands alone.
    pub video: bool,
    /// Nanoseconds of one frame, where the recorder tells.
    pub frame_ns: Option<u64>,
}

/// What is kept of a recorder's head, and how Baton's own is laid out.
#[derive(Clone, Debug)]
pub(super) struct Head {
    ebml: Vec<u8>,
    info: Vec<u8>,
    tracks_element: Vec<u8>,
    pub tracks: Vec<Track>,
    /// Nanoseconds of one tick.
    scale: u64,
}

/// What is only known when a recording is over.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Ending {
    /// Its duration, ticks.
    pub duration: u64,
    /// Where its cues start, bytes from the start of the file; none when it has none.
    pub cues_at: Option<u64>,
}

impl Head {
    /// Reads a head up to the first cluster; also gives its length in bytes. `None` while bytes are missing.
    pub fn read(bytes: &[u8]) -> Result<Option<(Self, usize)>, Error> {
        match Self::try_read(bytes) {
            Ok(found) => Ok(Some(found)),
            Err(HeadFault::Wrong(error)) => Err(error),
            Err(HeadFault::Element(Fault::Bad)) => Err(Error::BadHead),
            Err(HeadFault::Element(Fault::Short)) if bytes.len() > RECORDING_HEAD_BYTES => Err(Error::LongHead),
            Err(HeadFault::Element(Fault::Short)) => Ok(None),
        }
    }

    fn try_read(bytes: &[u8]) -> Result<(Self, usize), HeadFault> {
        let magic = id::EBML.to_be_bytes();
        if !bytes.iter().zip(magic).all(|(a, b)| *a == b) {
            return Err(HeadFault::Wrong(Error::not_webm(bytes)));
        }
        let (content, ebml, mut at) = whole(bytes, 0)?;
        let doc_type = Children(content).flatten().find(|(id, ..)| *id == id::DOC_TYPE).map(|(_, text, _)| text);
        // a matroska file differs in its codecs only, and Chromium calls a recording with H.264 so
        if !matches!(doc_type, Some(b"webm" | b"matroska")) {
            return Err(HeadFault::Wrong(Error::NotWebm("its document type is another one".to_owned())));
        }
        let segment = Header::read(rest(bytes, at)?)?;
        if segment.id != id::SEGMENT {
            return Err(HeadFault::Wrong(Error::BadHead));
        }
        at += segment.len;
        let (mut info, mut tracks) = (None, None);
        loop {
            let header = Header::read(rest(bytes, at)?)?;
            match header.id {
                id::CLUSTER => break,
                id::INFO => info = Some(whole(bytes, at)?.0),
                id::TRACKS => {
                    let (content, element, _) = whole(bytes, at)?;
                    tracks = Some((content, element));
                }
                _ => {}
            }
            let total = header.total().and_then(|total| usize::try_from(total).ok()).ok_or(Fault::Bad)?;
            at = at.checked_add(total).ok_or(Fault::Bad)?;
        }
        let (content, element) = tracks.ok_or(HeadFault::Wrong(Error::NoTracks))?;
        let mut head = Self {
            ebml: ebml.to_vec(),
            info: Vec::new(),
            tracks_element: element.to_vec(),
            tracks: read_tracks(content)?,
            scale: DEFAULT_SCALE,
        };
        for child in Children(info.unwrap_or_default()) {
            let (id, content, element) = child?;
            match id {
                // written anew, or no longer true
                id::DURATION | id::VOID | id::CRC_32 => continue,
                id::TIMESTAMP_SCALE => head.scale = ebml::uint(content).filter(|scale| *scale > 0).ok_or(Fault::Bad)?,
                _ => {}
            }
            head.info.extend_from_slice(element);
        }
        Ok((head, at))
    }

    /// Baton's own head, always of the same length: without an ending while it records, with one when it is over.
    pub fn write(&self, ending: Option<Ending>) -> Vec<u8> {
        let mut out = self.ebml.clone();
        ebml::put_open(&mut out, id::SEGMENT);
        let start = out.len();

        let mut info = self.info.clone();
        match ending {
            #[allow(clippy::cast_precision_loss)] // a duration within the limit is exact in a double
            Some(ending) => ebml::put(&mut info, id::DURATION, &(ending.duration as f64).to_be_bytes()),
            None => ebml::put_void(&mut info, DURATION_BYTES),
        }
        let mut info_element = Vec::new();
        ebml::put(&mut info_element, id::INFO, &info);
        // the same length with and without cues, so that what follows stays where it is
        let seek_len = seek_head(0, 0, Some(0)).len();
        let info_at = seek_len as u64;
        let tracks_at = info_at + info_element.len() as u64;
        let cues_at = ending.and_then(|ending| ending.cues_at).map(|at| at.saturating_sub(start as u64));
        let mut seek = seek_head(info_at, tracks_at, cues_at);
        if seek.len() < seek_len {
            let missing = seek_len - seek.len();
            ebml::put_void(&mut seek, missing);
        }
        out.extend(seek);
        out.extend(info_element);
        out.extend_from_slice(&self.tracks_element);
        let full = (out.len() + 9).next_multiple_of(RECORDING_HEAD_STEP);
        let missing = full - out.len();
        ebml::put_void(&mut out, missing);
        out
    }

    /// Bytes before the segment's content: positions in cues and seek heads count from there.
    pub fn segment_at(&self) -> u64 {
        // id and an open size
        self.ebml.len() as u64 + 12
    }

    /// Milliseconds of a number of ticks.
    pub fn ms(&self, ticks: u64) -> u64 {
        u64::try_from(u128::from(ticks) * u128::from(self.scale) / 1_000_000).unwrap_or(u64::MAX)
    }

    /// Ticks of a number of milliseconds.
    pub fn ticks(&self, ms: u64) -> u64 {
        u64::try_from(u128::from(ms) * 1_000_000 / u128::from(self.scale)).unwrap_or(u64::MAX)
    }

    /// Ticks of one frame of a track, where it tells.
    pub fn frame(&self, track: &Track) -> Option<u64> {
        track.frame_ns.map(|ns| ns / self.scale)
    }
}

enum HeadFault {
    Element(Fault),
    Wrong(Error),
}

impl From<Fault> for HeadFault {
    fn from(fault: Fault) -> Self {
        Self::Element(fault)
    }
}

fn rest(bytes: &[u8], at: usize) -> Result<&[u8], Fault> {
    bytes.get(at..).ok_or(Fault::Short)
}

/// The element at `at`: its content, all of it, and where it ends.
fn whole(bytes: &[u8], at: usize) -> Result<(&[u8], &[u8], usize), Fault> {
    let rest = rest(bytes, at)?;
    let header = Header::read(rest)?;
    let total = header.total().and_then(|total| usize::try_from(total).ok()).ok_or(Fault::Bad)?;
    let element = rest.get(..total).ok_or(Fault::Short)?;
    let content = element.get(header.len..).ok_or(Fault::Bad)?;
    Ok((content, element, at.checked_add(total).ok_or(Fault::Bad)?))
}

fn read_tracks(content: &[u8]) -> Result<Vec<Track>, HeadFault> {
    /// `TrackType` of pictures.
    const VIDEO: u64 = 1;
    let mut tracks: Vec<Track> = Vec::new();
    for child in Children(content) {
        let (id, entry, _) = child?;
        if id != id::TRACK_ENTRY {
            continue;
        }
        let (mut number, mut kind, mut frame_ns) = (None, None, None);
        for field in Children(entry) {
            let (id, value, _) = field?;
            match id {
                id::TRACK_NUMBER => number = ebml::uint(value),
                id::TRACK_TYPE => kind = ebml::uint(value),
                id::DEFAULT_DURATION => frame_ns = ebml::uint(value),
                _ => {}
            }
        }
        let number = number.ok_or(Fault::Bad)?;
        if tracks.len() == RECORDING_TRACKS || tracks.iter().any(|track| track.number == number) {
            return Err(Fault::Bad.into());
        }
        tracks.push(Track { number, video: kind == Some(VIDEO), frame_ns });
    }
    if tracks.is_empty() { Err(HeadFault::Wrong(Error::NoTracks)) } else { Ok(tracks) }
}

/// A seek head; positions count from the segment's content.
fn seek_head(info_at: u64, tracks_at: u64, cues_at: Option<u64>) -> Vec<u8> {
    let mut seeks = Vec::new();
    let all = [(id::INFO, Some(info_at)), (id::TRACKS, Some(tracks_at)), (id::CUES, cues_at)];
    for (what, at) in all {
        let Some(at) = at else { continue };
        let mut seek = Vec::new();
        ebml::put(&mut seek, id::SEEK_ID, &what.to_be_bytes());
        ebml::put(&mut seek, id::SEEK_POSITION, &at.to_be_bytes());
        ebml::put(&mut seeks, id::SEEK, &seek);
    }
    let mut out = Vec::new();
    ebml::put(&mut out, id::SEEK_HEAD, &seeks);
    out
}
