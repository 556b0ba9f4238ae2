//! Recordings of every shape, cut, torn and hostile: what is kept, and that it can be played and seeked.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

#[path = "support/webm.rs"]
mod webm;

use baton::{
    limits::{RECORDING_BLOCK_BYTES, RECORDING_CUES, RECORDING_HEAD_BYTES},
    recording::{Error, Recording},
};
use proptest::prelude::*;
use webm::{Block, Shape, element, ordinary, read, recording};

const SHAPES: [Shape; 3] = [Shape::Chromium, Shape::Firefox, Shape::Sized];

/// The file after the plan.
fn finished(mut file: Vec<u8>, recording: &Recording) -> Vec<u8> {
    let plan = recording.finish().unwrap();
    file.truncate(usize::try_from(plan.length).unwrap());
    file.extend(plan.append);
    file[..plan.head.len()].copy_from_slice(&plan.head);
    file
}

fn through(mut recording: Recording, bytes: &[u8], slice: usize) -> Result<(Vec<u8>, Recording), Error> {
    let mut file = Vec::new();
    for part in bytes.chunks(slice) {
        recording.push(part, &mut |kept| file.extend_from_slice(kept))?;
    }
    recording.end(&mut |kept| file.extend_from_slice(kept))?;
    Ok((finished(file, &recording), recording))
}

fn repaired(bytes: &[u8]) -> Result<Vec<u8>, Error> {
    through(Recording::torn(), bytes, usize::MAX).map(|(file, _)| file)
}

/// Cues rise, and each points at a key frame of its time.
fn seekable(file: &[u8]) -> webm::Read {
    let read = read(file);
    assert_eq!(read.cues_at.0, read.cues_at.1, "the seek head leads to the cues");
    assert!(read.cues.windows(2).all(|pair| pair[0].0 < pair[1].0));
    for (time, block) in &read.cues {
        let (_, at, key) = block.unwrap_or_else(|| panic!("the cue of {time} points at no block"));
        assert!(key && u64::try_from(at).unwrap() == *time, "the cue of {time} points at {block:?}");
    }
    read
}

#[test]
fn all_blocks_stay_in_a_file_with_duration_and_cues() {
    for shape in SHAPES {
        let (bytes, blocks) = recording(shape, &ordinary(10));
        for start in [Recording::live(), Recording::torn()] {
            let (file, state) = through(start, &bytes, 700).unwrap();
            let read = seekable(&file);
            assert_eq!(read.blocks, blocks.iter().map(|(_, b)| b.clone()).collect::<Vec<_>>(), "{shape:?}");
            assert_eq!(read.duration, Some(10_005.0), "the last sound starts at 9.905 and lasts as long as the one before");
            assert_eq!(read.cues.iter().map(|cue| cue.0).collect::<Vec<_>>(), [0, 3000, 6000, 9000]);
            assert_eq!((state.recovered().lost_bytes, state.recovered().to_string()), (0, "0:10".to_owned()));
        }
    }
}

#[test]
fn sound_alone_can_be_entered_at_every_cluster() {
    let sound = |cluster: Vec<Block>| cluster.into_iter().filter(|b| b.track == 2).collect();
    for shape in SHAPES {
        let (bytes, _) = recording(shape, &ordinary(4).into_iter().map(sound).collect::<Vec<_>>());
        let read = seekable(&repaired(&bytes).unwrap());
        assert_eq!((read.blocks.len(), read.cues.len()), (40, 4), "{shape:?}");
    }
}

#[test]
fn cut_anywhere_all_whole_blocks_before_the_cut_are_kept() {
    for shape in SHAPES {
        let (bytes, blocks) = recording(shape, &ordinary(5));
        let first = blocks[0].0;
        for cut in 0..bytes.len() {
            let result = repaired(&bytes[..cut]);
            if cut < first {
                let expected = if cut < 4 && cut == 0 { Error::NotWebm("it is empty".into()) } else { Error::Empty };
                if cut == 0 || cut >= 4 {
                    assert_eq!(result.unwrap_err(), expected, "{shape:?} at {cut}");
                }
                continue;
            }
            let whole: Vec<Block> = blocks.iter().filter(|(end, _)| *end <= cut).map(|(_, b)| b.clone()).collect();
            assert_eq!(seekable(&result.unwrap()).blocks, whole, "{shape:?} at {cut}");
        }
    }
}

#[test]
fn zeros_and_garbage_behind_the_last_whole_write_are_left_out() {
    for shape in SHAPES {
        let (bytes, blocks) = recording(shape, &ordinary(5));
        let mut zeros = bytes[..blocks[80].0].to_vec();
        zeros.resize(zeros.len() + 5000, 0);
        assert_eq!(seekable(&repaired(&zeros).unwrap()).blocks.len(), 81, "{shape:?}");
        // a block that became zeros in its middle goes, too
        let mut torn = bytes[..blocks[80].0 + 6].to_vec();
        torn.resize(torn.len() + 5000, 0);
        assert_eq!(seekable(&repaired(&torn).unwrap()).blocks.len(), 81, "{shape:?}");
        // behind garbage nobody can tell whether the last block is whole, so it goes
        let mut garbage = bytes[..blocks[80].0].to_vec();
        garbage.extend((0..5000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8 | 1));
        assert_eq!(seekable(&repaired(&garbage).unwrap()).blocks.len(), 80, "{shape:?}");
    }
}

#[test]
fn behind_a_torn_place_pictures_start_with_a_key_frame_and_nothing_torn_is_kept() {
    for shape in SHAPES {
        let (bytes, blocks) = recording(shape, &ordinary(9));
        // from the middle of a picture in second 1 into second 2: the next key frame is that of second 3
        let from = blocks[29].0 + 12;
        let to = blocks[45].0 + 7;
        let (file, state) = through(Recording::torn(), &[&bytes[..from], &bytes[to..]].concat(), 4096).unwrap();
        let kept = seekable(&file).blocks;
        let all: Vec<Block> = blocks.iter().map(|(_, b)| b.clone()).collect();
        assert_eq!(kept[..30], all[..30], "{shape:?}");
        assert_eq!(kept[30..], all[60..], "{shape:?}");
        let said = state.recovered();
        assert_eq!(said.torn_places, 1);
        assert!(said.lost_bytes > 0 && said.lost_bytes < 2000, "{said:?}");
    }
}

#[test]
fn what_is_missing_at_the_end_is_told() {
    let clusters: Vec<Vec<Block>> =
        (0..41 * 60 + 12).map(|s| vec![Block { track: 1, time: s * 1000, key: s % 5 == 0, payload: vec![7; 40] }]).collect();
    let (bytes, blocks) = recording(Shape::Chromium, &clusters);
    let cut = blocks[41 * 60 + 9].0;
    let (_, state) = through(Recording::torn(), &bytes[..cut + 30], 4096).unwrap();
    assert_eq!(state.recovered().to_string(), "41:10", "a torn frame at 41:10 lets nobody miss anything");
    let mut late = clusters[..41 * 60 + 10].to_vec();
    late.push(vec![Block { track: 1, time: (41 * 60 + 12) * 1000, key: false, payload: vec![7; 40] }]);
    let (bytes, _) = recording(Shape::Chromium, &late);
    let (_, state) = through(Recording::torn(), &bytes[..bytes.len() - 1], 4096).unwrap();
    assert_eq!(state.recovered().to_string(), "41:10 of 41:12");
}

#[test]
fn a_file_of_our_own_is_mended_where_it_is() {
    let (bytes, blocks) = recording(Shape::Chromium, &ordinary(6));
    let (file, state) = through(Recording::live(), &bytes, 997).unwrap();
    assert!(!state.finish().unwrap().in_place, "a recorder's own file has no room for a duration");
    // never finished: the head as it was written first, torn in a block
    let mut raw = Vec::new();
    let mut live = Recording::live();
    live.push(&bytes, &mut |kept| raw.extend_from_slice(kept)).unwrap();
    assert_eq!(read(&raw).duration, None);
    for torn in [raw[..raw.len() - 3].to_vec(), raw.clone(), file.clone()] {
        let mut state = Recording::torn();
        for part in torn.chunks(997) {
            state.push(part, &mut |_| ()).unwrap();
        }
        state.end(&mut |_| ()).unwrap();
        let plan = state.finish().unwrap();
        assert!(plan.in_place);
        let left = if torn.len() == raw.len() - 3 { blocks.len() - 1 } else { blocks.len() };
        assert_eq!(seekable(&finished(torn, &state)).blocks.len(), left);
    }
    // something between the blocks of its last cluster: what is behind it would have to move
    let last = raw.len() - (blocks[119].0 - blocks[118].0);
    let padded = [&raw[..last], &element(&[0xEC], 1, &[0; 9]), &raw[last..]].concat();
    let (_, state) = through(Recording::torn(), &padded, 997).unwrap();
    assert!(!state.finish().unwrap().in_place);
    assert_eq!(state.recovered().blocks, 120);
    assert_eq!(repaired(&file).unwrap(), file, "mending what is whole changes nothing");
}

#[test]
fn off_the_record_leaves_nothing_of_the_last_seconds() {
    for shape in SHAPES {
        for seconds in [30, 60, 500] {
            let (bytes, blocks) = recording(shape, &ordinary(100));
            // within the cluster of second 91, and within a sound: what has come of it belongs to what is taken back
            let until = blocks.iter().position(|(_, b)| b.time == 91_505).unwrap();
            let torn_at = blocks[until].0 - 3;
            let mut file = Vec::new();
            let mut live = Recording::live();
            live.push(&bytes[..torn_at], &mut |kept| file.extend_from_slice(kept)).unwrap();
            let end = live.recovered().kept_ms;
            assert_eq!(end, 91_600, "the last picture lasts as long as the one before");
            let cut = live.cut_last(seconds * 1000);
            file.truncate(usize::try_from(cut.length).unwrap());
            assert!(cut.removed_ms >= (seconds * 1000).min(end) && cut.removed_ms <= seconds * 1000 + 2_000, "{cut:?}");
            assert_eq!(cut.end_ms + cut.removed_ms, end);
            if cut.end_ms > 0 {
                let read = seekable(&finished(file.clone(), &live));
                assert_eq!(read.duration, Some(cut.end_ms as f64));
            }
            live.push(&bytes[torn_at..], &mut |kept| file.extend_from_slice(kept)).unwrap();
            live.end(&mut |kept| file.extend_from_slice(kept)).unwrap();
            let read = seekable(&finished(file, &live));
            let after: Vec<&Block> = read.blocks.iter().filter(|b| u64::try_from(b.time).unwrap() >= cut.end_ms).collect();
            assert_eq!((after[0].track, after[0].time), (2, 91_605), "{shape:?}: sound goes on with the next that is whole");
            let picture = after.iter().find(|b| b.track == 1).unwrap();
            assert_eq!((picture.time, picture.key), (93_000, true), "{shape:?}: pictures go on with a key frame");
            assert_eq!(read.duration, Some(100_005.0));
        }
    }
}

#[test]
fn three_hours_keep_a_bounded_list_of_seek_points() {
    let mut live = Recording::live();
    live.push(&webm::head(Shape::Chromium, true), &mut |_| ()).unwrap();
    let (mut length, mut slice) = (0, Vec::new());
    // ten key frames a second, a hundred thousand of them: far more than any recorder makes
    for second in 0..10_800_i64 {
        let blocks =
            (0..10).map(|n| Block { track: 1, time: second * 1000 + n * 100, key: true, payload: vec![1; 20] }).collect();
        slice.clear();
        slice.extend(recording(Shape::Chromium, &[blocks]).0);
        let at = slice.windows(4).position(|four| four == webm::CLUSTER).unwrap();
        live.push(&slice[at..], &mut |kept| length += kept.len()).unwrap();
        assert!(live.recovered().cues <= RECORDING_CUES);
    }
    let plan = live.finish().unwrap();
    assert_eq!((live.recovered().blocks, live.recovered().to_string()), (108_000, "3:00:00".to_owned()));
    assert!(live.recovered().cues > RECORDING_CUES / 4, "{:?}", live.recovered());
    assert!(plan.append.len() < RECORDING_CUES * 32 && length > 1_000_000);
}

#[test]
fn times_that_go_back_and_lacing_are_taken_as_they_come() {
    let one = |time: i64| vec![Block { track: 1, time, key: true, payload: b"frame".to_vec() }];
    let (bytes, _) = recording(Shape::Firefox, &[one(5000), one(1000), one(9000)]);
    let read = seekable(&repaired(&bytes).unwrap());
    assert_eq!((read.blocks.len(), read.cues.len(), read.duration), (3, 2, Some(10_000.0)));
    // two frames in one block of sound, Xiph lacing
    let mut bytes = webm::head(Shape::Firefox, false);
    bytes.extend([&webm::CLUSTER[..], &[0xFF], &element(&[0xE7], 1, &[0])].concat());
    bytes.extend(element(&[0xA3], 1, &[0x82, 0, 0, 0x02, 1, 3, b'a', b'b', b'c', b'd']));
    assert_eq!(seekable(&repaired(&bytes).unwrap()).blocks.len(), 1);
}

#[test]
fn what_is_no_recording_is_named() {
    let said = |bytes: &[u8]| repaired(bytes).unwrap_err().to_string();
    assert!(said(b"").contains("empty"));
    assert!(said(b"\0\0\0\x1cftypisom").contains("MP4"));
    assert!(said(b"OggS\0\x02").contains("Ogg"));
    assert!(said(b"WEBVTT\n").contains("EBML header"));
    assert!(said(&[0; 100]).contains("zeros"));
    let other = element(&[0x1A, 0x45, 0xDF, 0xA3], 1, &element(&[0x42, 0x82], 1, b"mine"));
    assert!(said(&other).contains("document type"));
    let (bytes, _) = recording(Shape::Chromium, &ordinary(1));
    let tracks = bytes.windows(4).position(|four| four == [0x16, 0x54, 0xAE, 0x6B]).unwrap();
    let cluster = bytes.windows(4).position(|four| four == webm::CLUSTER).unwrap();
    assert_eq!(repaired(&[&bytes[..tracks], &bytes[cluster..]].concat()).unwrap_err(), Error::NoTracks);
}

#[test]
fn claimed_sizes_are_not_believed() {
    let (bytes, blocks) = recording(Shape::Firefox, &ordinary(3));
    let huge = [0x01, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF];
    // a block of 2^55 bytes is a torn place; the cluster behind it is found
    let mut hostile = bytes[..blocks[19].0].to_vec();
    hostile.extend([&[0xA3][..], &huge, &[0x81, 0, 0, 0x80]].concat());
    hostile.extend(&bytes[blocks[19].0..]);
    let (file, state) = through(Recording::torn(), &hostile, 64).unwrap();
    assert_eq!(state.recovered().torn_places, 1);
    // the block before it is given up for what follows it; pictures behind it wait for a key frame that does not come
    assert_eq!(seekable(&file).blocks.len(), 19 + 20);
    // a head that never ends
    let mut head = bytes[..40].to_vec();
    head.extend([&[0xEC][..], &huge].concat());
    head.resize(RECORDING_HEAD_BYTES * 2, 0);
    assert_eq!(through(Recording::torn(), &head, 4096).unwrap_err(), Error::LongHead);
    // the largest block that is waited for, never complete
    let mut wait = bytes.clone();
    wait.extend(&[0xA3, 0x10 | (((RECORDING_BLOCK_BYTES - 5) >> 24) as u8), 0xFF, 0xFF, 0xFB, 0x81, 0, 0, 0x80]);
    wait.resize(wait.len() + 100_000, 5);
    assert_eq!(seekable(&repaired(&wait).unwrap()).blocks.len(), blocks.len());
}

/// How a file was damaged.
#[derive(Clone, Debug)]
enum Harm {
    Flip(usize, u8),
    Remove(usize, usize),
    Zero(usize, usize),
    Insert(usize, Vec<u8>),
}

fn harm() -> impl Strategy<Value = Harm> {
    prop_oneof![
        (any::<usize>(), any::<u8>()).prop_map(|(at, bits)| Harm::Flip(at, bits)),
        (any::<usize>(), 0..3000_usize).prop_map(|(at, len)| Harm::Remove(at, len)),
        (any::<usize>(), 0..3000_usize).prop_map(|(at, len)| Harm::Zero(at, len)),
        (any::<usize>(), proptest::collection::vec(any::<u8>(), 0..300)).prop_map(|(at, bytes)| Harm::Insert(at, bytes)),
    ]
}

/// Damage to the part from `spared` on.
fn harmed(mut bytes: Vec<u8>, spared: usize, all: &[Harm]) -> Vec<u8> {
    for one in all {
        let place = |at: &usize, len: usize| {
            let from = spared + at % (bytes.len() - spared).max(1);
            from.min(bytes.len())..(from + len).min(bytes.len())
        };
        match one {
            Harm::Flip(at, bits) => {
                let range = place(at, 1);
                bytes[range].iter_mut().for_each(|b| *b ^= bits);
            }
            Harm::Zero(at, len) => {
                let range = place(at, *len);
                bytes[range].fill(0);
            }
            Harm::Remove(at, len) => {
                let range = place(at, *len);
                bytes.drain(range);
            }
            Harm::Insert(at, new) => {
                let range = place(at, 0);
                bytes.splice(range, new.iter().copied());
            }
        }
    }
    bytes
}

proptest! {
    #[test]
    fn slices_cut_anywhere_give_the_same_file(shape in 0..3_usize, sizes in proptest::collection::vec(1..900_usize, 1..60), torn: bool) {
        let (bytes, _) = recording(SHAPES[shape], &ordinary(6));
        let start = || if torn { Recording::torn() } else { Recording::live() };
        let (whole, _) = through(start(), &bytes, usize::MAX).unwrap();
        let (mut file, mut state, mut at) = (Vec::new(), start(), 0);
        for size in sizes.iter().cycle() {
            let to = (at + size).min(bytes.len());
            state.push(&bytes[at..to], &mut |kept| file.extend_from_slice(kept)).unwrap();
            at = to;
            if at == bytes.len() { break; }
        }
        state.end(&mut |kept| file.extend_from_slice(kept)).unwrap();
        prop_assert_eq!(finished(file, &state), whole);
    }

    #[test]
    fn damage_never_stops_it_and_what_is_kept_can_be_played(shape in 0..3_usize, harms in proptest::collection::vec(harm(), 1..6), slice in 1..5000_usize) {
        let (bytes, _) = recording(SHAPES[shape], &ordinary(6));
        let damaged = harmed(bytes, webm::head(SHAPES[shape], true).len(), &harms);
        for start in [Recording::live(), Recording::torn()] {
            if let Ok((file, state)) = through(start, &damaged, slice) {
                let out = read(&file);
                prop_assert_eq!(out.blocks.len() as u64, state.recovered().blocks);
                prop_assert!(file.len() < damaged.len() + 16_384);
            }
        }
    }

    #[test]
    fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..3000), slice in 1..300_usize, with_head: bool) {
        let head = if with_head { webm::head(Shape::Chromium, true) } else { Vec::new() };
        let input = [head, webm::CLUSTER.to_vec(), vec![0xFF, 0xE7, 0x81, 0], bytes].concat();
        for start in [Recording::live(), Recording::torn()] {
            let _any = through(start, &input, slice);
        }
    }

    #[test]
    fn a_damaged_head_never_panics(shape in 0..3_usize, harms in proptest::collection::vec(harm(), 1..4), slice in 1..300_usize) {
        let head = webm::head(SHAPES[shape], true);
        let (bytes, _) = recording(SHAPES[shape], &ordinary(2));
        let damaged = [harmed(head.clone(), 0, &harms), bytes[head.len()..].to_vec()].concat();
        for start in [Recording::live(), Recording::torn()] {
            let _any = through(start, &damaged, slice);
        }
    }
}
