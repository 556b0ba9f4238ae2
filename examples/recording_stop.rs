//! What a recording costs, measured from inside one process: `recording_stop loop REAL MEGABYTES OUT`, `live REAL MEGABYTES OUT`,
//! `repair IN OUT`, `hours REAL HOURS`. Figures go to standard output as JSON; Linux only, for its
//! counters. `index_ms` and `stop_ms` are time on the clock, and so at least the time on the CPU: the kernel counts that in
//! steps of some milliseconds, too coarse for a stop.
#![allow(clippy::print_stdout, clippy::print_stderr)]

use baton::recording::Recording;
use std::{
    error::Error,
    fs::{self, File},
    io::{BufWriter, Seek, SeekFrom, Write},
    path::Path,
    time::Instant,
};

type Outcome<T> = Result<T, Box<dyn Error>>;

/// A cluster as browsers open it.
const OPEN: [u8; 12] = [0x1F, 0x43, 0xB6, 0x75, 1, 255, 255, 255, 255, 255, 255, 255];
/// What a recorder hands out every two seconds at 2.5 Mbit/s.
const SLICE: usize = 640 * 1024;

fn main() -> Outcome<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args.as_slice() {
        ["loop", real, megabytes, out] => make(real, megabytes.parse()?, out),
        ["live", real, megabytes, out] => live(real, megabytes.parse()?, out),
        ["repair", input, output] => repair(input, output),
        ["hours", real, count] => hours(real, count.parse()?),
        _ => Err("loop REAL MEGABYTES OUT, live REAL MEGABYTES OUT, repair IN OUT, hours REAL HOURS".into()),
    }
}

/// CPU of this process so far, ms: it has one thread.
fn cpu_ms() -> Outcome<f64> {
    let text = fs::read_to_string("/proc/self/schedstat")?;
    Ok(text.split(' ').next().unwrap_or_default().parse::<f64>()? / 1e6)
}

/// A line of `/proc/self/status`, MB.
fn memory_mb(line: &str) -> Outcome<f64> {
    let text = fs::read_to_string("/proc/self/status")?;
    let found = text.lines().find_map(|l| l.strip_prefix(line)).ok_or("no such line")?;
    Ok(found.trim_start_matches(':').trim().trim_end_matches(" kB").parse::<f64>()? / 1024.0)
}

/// A real recording whose clusters come again and again, each time later.
struct Looped {
    bytes: Vec<u8>,
    /// Where each cluster starts, and where the last one ends.
    places: Vec<usize>,
    length_ms: u64,
}

impl Looped {
    fn read(path: &str) -> Outcome<Self> {
        let bytes = fs::read(path)?;
        let mut places: Vec<usize> = bytes
            .windows(OPEN.len() + 1)
            .enumerate()
            .filter(|(_, w)| w.starts_with(&OPEN) && w.ends_with(&[0xE7]))
            .map(|(at, _)| at)
            .collect();
        if places.is_empty() {
            return Err("no cluster without a size in it".into());
        }
        places.push(bytes.len());
        let mut whole = Recording::live();
        whole.push(&bytes, &mut |_| ())?;
        Ok(Self { length_ms: whole.recovered().kept_ms, bytes, places })
    }

    fn head(&self) -> &[u8] {
        self.places.first().and_then(|first| self.bytes.get(..*first)).unwrap_or_default()
    }

    /// Appends the whole once more, starting at `from_ms`.
    fn once(&self, from_ms: u64, out: &mut Vec<u8>) -> Outcome<()> {
        for pair in self.places.windows(2) {
            let &[at, end] = pair else { continue };
            let cluster = self.bytes.get(at..end).ok_or("clusters overlap")?;
            let width = usize::from(cluster.get(OPEN.len() + 1).ok_or("torn")? & 0x7F);
            let (time, blocks) = cluster.get(OPEN.len() + 2..).and_then(|rest| rest.split_at_checked(width)).ok_or("torn")?;
            let time = time.iter().fold(0_u64, |all, b| all << 8 | u64::from(*b)) + from_ms;
            out.extend(OPEN);
            out.extend([0xE7, 0x88]);
            out.extend(time.to_be_bytes());
            out.extend_from_slice(blocks);
        }
        Ok(())
    }
}

fn make(real: &str, megabytes: u64, out: &str) -> Outcome<()> {
    let looped = Looped::read(real)?;
    let mut file = BufWriter::new(File::create(out)?);
    file.write_all(looped.head())?;
    let (mut written, mut from, mut piece) = (0, 0, Vec::new());
    while written < megabytes * 1_000_000 {
        piece.clear();
        looped.once(from, &mut piece)?;
        file.write_all(&piece)?;
        written += piece.len() as u64;
        from += looped.length_ms;
    }
    file.flush()?;
    println!("{{\"bytes\": {written}, \"media_s\": {}}}", from / 1000);
    Ok(())
}

/// As the recorder does it: slices are indexed and appended as they come; then the stop.
fn live(real: &str, megabytes: u64, out: &str) -> Outcome<()> {
    let looped = Looped::read(real)?;
    let mut file = File::options().create(true).truncate(true).write(true).open(out)?;
    let (mut recording, mut from, mut piece, mut kept) = (Recording::live(), 0, Vec::new(), Vec::new());
    let (mut index_ms, mut taken) = (0.0, 0_u64);
    piece.extend_from_slice(looped.head());
    while taken < megabytes * 1_000_000 {
        looped.once(from, &mut piece)?;
        from += looped.length_ms;
        for slice in piece.chunks(SLICE) {
            kept.clear();
            let start = Instant::now();
            recording.push(slice, &mut |bytes| kept.extend_from_slice(bytes))?;
            index_ms += start.elapsed().as_secs_f64() * 1000.0;
            file.write_all(&kept)?;
            taken += slice.len() as u64;
        }
        piece.clear();
    }
    // what is in the disk's own queue is no part of the stop
    file.sync_all()?;
    let start = Instant::now();
    let plan = recording.finish()?;
    file.set_len(plan.length)?;
    file.seek(SeekFrom::Start(plan.length))?;
    file.write_all(&plan.append)?;
    file.seek(SeekFrom::Start(0))?;
    file.write_all(&plan.head)?;
    let stop_ms = start.elapsed().as_secs_f64() * 1000.0;
    file.sync_all()?;
    let synced_ms = start.elapsed().as_secs_f64() * 1000.0;
    println!(
        "{{\"bytes\": {taken}, \"index_ms\": {index_ms:.1}, \"stop_ms\": {stop_ms:.3}, \"synced_ms\": {synced_ms:.1}, \"cues\": {}, \"peak_mb\": {:.1}}}",
        recording.recovered().cues,
        memory_mb("VmHWM")?
    );
    Ok(())
}

fn repair(input: &str, output: &str) -> Outcome<()> {
    let start = Instant::now();
    let done = baton::repair::repair(Path::new(input), Path::new(output), true)?;
    let (wall, cpu) = (start.elapsed().as_secs_f64() * 1000.0, cpu_ms()?);
    println!(
        "{{\"wall_ms\": {wall:.0}, \"cpu_ms\": {cpu:.0}, \"cues\": {}, \"peak_mb\": {:.1}}}",
        done.cues,
        memory_mb("VmHWM")?
    );
    Ok(())
}

/// Memory and CPU of the index at every sixth of the time.
fn hours(real: &str, hours: u64) -> Outcome<()> {
    let looped = Looped::read(real)?;
    let (mut recording, mut from, mut piece) = (Recording::live(), 0, Vec::new());
    piece.extend_from_slice(looped.head());
    let (mut index_ms, mut kept, mut rows) = (0.0, 0_u64, Vec::new());
    for part in 1..=6 {
        let before_part = index_ms;
        while from < hours * 600_000 * part {
            looped.once(from, &mut piece)?;
            from += looped.length_ms;
            let before = cpu_ms()?;
            for slice in piece.chunks(SLICE) {
                recording.push(slice, &mut |bytes| kept += bytes.len() as u64)?;
            }
            index_ms += cpu_ms()? - before;
            piece.clear();
        }
        let (mb, cues) = (memory_mb("VmRSS")?, recording.recovered().cues);
        rows.push(format!(
            "{{\"minute\": {}, \"bytes\": {kept}, \"cpu_ms\": {:.1}, \"rss_mb\": {mb:.1}, \"cues\": {cues}}}",
            from / 60_000,
            index_ms - before_part
        ));
    }
    println!("[{}]", rows.join(", "));
    Ok(())
}
