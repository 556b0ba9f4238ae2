//! Recordings made up for tests, and an independent reader of what came of them.
#![allow(dead_code, reason = "each test takes what it needs")]

/// An element: id as it is written, a size of `width` bytes, content.
pub fn element(id: &[u8], width: usize, content: &[u8]) -> Vec<u8> {
    let size = (content.len() as u64 | 1 << (7 * width)).to_be_bytes();
    [id, &size[8 - width..], content].concat()
}

const OPEN: [u8; 8] = [1, 255, 255, 255, 255, 255, 255, 255];
pub const CLUSTER: [u8; 4] = [0x1F, 0x43, 0xB6, 0x75];

/// How a recording is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Narrow sizes, pictures in groups.
    Chromium,
    /// Wide sizes, simple blocks, `Duration` of zero, an empty seek head.
    Firefox,
    /// Clusters of known size with their own position, as multiplexers write them.
    Sized,
}

/// One block: track 1 is pictures (key frames said so), track 2 sound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    pub track: u8,
    pub time: i64,
    pub key: bool,
    pub payload: Vec<u8>,
}

/// Head up to the first cluster.
pub fn head(shape: Shape, video: bool) -> Vec<u8> {
    let wide = if shape == Shape::Firefox { 8 } else { 1 };
    let ebml = element(&[0x1A, 0x45, 0xDF, 0xA3], wide, &element(&[0x42, 0x82], 1, b"webm"));
    let mut info = element(&[0x2A, 0xD7, 0xB1], 1, &[0x0F, 0x42, 0x40]);
    if shape == Shape::Firefox {
        info.extend(element(&[0x44, 0x89], 1, &[0; 8]));
    }
    info.extend(element(&[0x4D, 0x80], 1, b"made up"));
    let track =
        |number: u8, kind: u8| element(&[0xAE], wide, &[element(&[0xD7], 1, &[number]), element(&[0x83], 1, &[kind])].concat());
    let tracks = if video { [track(1, 1), track(2, 2)].concat() } else { track(2, 2) };
    let mut out = [&ebml[..], &[0x18, 0x53, 0x80, 0x67], &OPEN].concat();
    if shape == Shape::Firefox {
        out.extend(element(&[0x11, 0x4D, 0x9B, 0x74], 8, &[]));
    }
    out.extend(element(&[0x15, 0x49, 0xA9, 0x66], wide, &info));
    out.extend(element(&[0x16, 0x54, 0xAE, 0x6B], wide, &tracks));
    out
}

fn block(shape: Shape, one: &Block, cluster: i64) -> Vec<u8> {
    let offset = i16::try_from(one.time - cluster).unwrap().to_be_bytes();
    let simple = |flags: u8| [&[0x80 | one.track, offset[0], offset[1], flags][..], &one.payload].concat();
    if shape == Shape::Chromium && one.track == 1 {
        let mut group = element(&[0xA1], 2, &simple(0));
        if !one.key {
            group.extend(element(&[0xFB], 1, &[0]));
        }
        return element(&[0xA0], 2, &group);
    }
    let flags = if one.key && (one.track == 1 || shape == Shape::Chromium) { 0x80 } else { 0 };
    element(&[0xA3], if shape == Shape::Firefox { 4 } else { 2 }, &simple(flags))
}

/// A whole recording, and for each block where it ends in the file.
pub fn recording(shape: Shape, clusters: &[Vec<Block>]) -> (Vec<u8>, Vec<(usize, Block)>) {
    let video = clusters.iter().flatten().any(|b| b.track == 1);
    let (mut out, mut ends) = (head(shape, video), Vec::new());
    for blocks in clusters {
        let time = blocks[0].time;
        let mut content = element(&[0xE7], 4, &u32::try_from(time).unwrap().to_be_bytes());
        if shape == Shape::Sized {
            content = [element(&[0xA7], 2, &[1, 2]), element(&[0xAB], 1, &[9]), content, element(&[0xEC], 1, &[0; 5])].concat();
        }
        let written: Vec<Vec<u8>> = blocks.iter().map(|b| block(shape, b, time)).collect();
        let all = content.len() + written.iter().map(Vec::len).sum::<usize>();
        out.extend(CLUSTER);
        match shape {
            Shape::Sized => out.extend(&(all as u64 | 1 << 28).to_be_bytes()[4..]),
            _ => out.extend(OPEN),
        }
        out.extend(content);
        for (bytes, one) in written.into_iter().zip(blocks) {
            out.extend(bytes);
            ends.push((out.len(), one.clone()));
        }
    }
    (out, ends)
}

/// Seconds of an ordinary recording: a cluster a second, a key frame every third, sound every 60 ms.
pub fn ordinary(seconds: i64) -> Vec<Vec<Block>> {
    let one = |second: i64| {
        (0..10).flat_map(move |n| {
            let time = second * 1000 + n * 100;
            // telling payloads without anything in them that looks like an element
            let payload =
                |track: u8| format!("<{track} {time}>").repeat(1 + usize::try_from((time / 100) % 7).unwrap()).into_bytes();
            let picture = Block { track: 1, time, key: n == 0 && second % 3 == 0, payload: payload(1) };
            [picture, Block { track: 2, time: time + 5, key: true, payload: payload(2) }]
        })
    };
    (0..seconds).map(|second| one(second).collect()).collect()
}

/// Track, time and whether it is a key frame, of the block that a cue points at.
pub type Target = Option<(u8, i64, bool)>;

/// What a file holds, read without anything of Baton's.
#[derive(Debug, Default)]
pub struct Read {
    pub duration: Option<f64>,
    pub blocks: Vec<Block>,
    /// Each cue's time, and what it points at.
    pub cues: Vec<(u64, Target)>,
    /// Where the seek head says the cues are, and where they are.
    pub cues_at: (Option<usize>, Option<usize>),
}

fn header(bytes: &[u8], at: usize) -> (u32, Option<usize>, usize) {
    let id_len = bytes[at].leading_zeros() as usize + 1;
    let id = bytes[at..at + id_len].iter().fold(0, |all, b| all << 8 | u32::from(*b));
    let len = bytes[at + id_len].leading_zeros() as usize + 1;
    let raw =
        bytes[at + id_len..at + id_len + len].iter().fold(0_u64, |all, b| all << 8 | u64::from(*b)) & ((1 << (7 * len)) - 1);
    (id, (raw != (1 << (7 * len)) - 1).then_some(raw as usize), at + id_len + len)
}

fn number(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |all, b| all << 8 | u64::from(*b))
}

/// Reads a repaired file; panics at anything that is not as it should be.
pub fn read(bytes: &[u8]) -> Read {
    let mut read = Read::default();
    let (mut at, mut segment, mut cluster, mut cluster_time) = (0, 0, 0, 0_i64);
    // where each block starts, counted from its cluster's content
    let mut places = std::collections::HashMap::new();
    let (mut seek_id, mut cue_time, mut cue_cluster, mut cues) = (0, 0, 0, Vec::new());
    while at < bytes.len() {
        let (id, size, content) = header(bytes, at);
        let end = content + size.unwrap_or(0);
        let inside = &bytes[content..end];
        match id {
            0x1853_8067 => segment = content,
            0x1F43_B675 => cluster = at,
            0xE7 => cluster_time = number(inside) as i64,
            0x4489 => read.duration = Some(f64::from_be_bytes(inside.try_into().unwrap())),
            0x53AB => seek_id = number(inside),
            0x53AC if seek_id == 0x1C53_BB6B => read.cues_at.0 = Some(segment + number(inside) as usize),
            0x1C53_BB6B => read.cues_at.1 = Some(at),
            0xB3 => cue_time = number(inside),
            0xF1 => cue_cluster = segment + number(inside) as usize,
            0xF0 => cues.push((cue_time, cue_cluster, number(inside) as usize)),
            0xA0 | 0xA3 => {
                let (mut data, mut key) = (inside, inside.get(3).is_some_and(|flags| flags & 0x80 != 0));
                if id == 0xA0 {
                    let (inner, size, from) = header(bytes, content);
                    assert_eq!(inner, 0xA1);
                    data = &bytes[from..from + size.unwrap()];
                    key = from + size.unwrap() == end;
                }
                let track = data[0] & 0x7F;
                let time = cluster_time + i64::from(i16::from_be_bytes([data[1], data[2]]));
                let key = key || track == 2;
                places.insert((cluster, at - cluster - 12), (track, time, key));
                read.blocks.push(Block { track, time, key, payload: data[4..].to_vec() });
            }
            _ => {}
        }
        let opens = [0x1853_8067, 0x1F43_B675, 0x114D_9B74, 0x4DBB, 0x1549_A966, 0x1C53_BB6B, 0xBB, 0xB7];
        at = if opens.contains(&id) { content } else { end };
        assert!(at <= bytes.len(), "element {id:x} ends behind the file");
    }
    read.cues = cues.into_iter().map(|(time, cluster, inside)| (time, places.get(&(cluster, inside)).copied())).collect();
    read
}
