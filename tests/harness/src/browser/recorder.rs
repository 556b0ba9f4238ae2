//! Real recordings: what the browser's own `MediaRecorder` writes of a moving picture and a tone.

use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::json;

use super::{Options, Session};
use crate::error::{Error, Result};

/// Draws thirty frames a second, numbers and noise; the tone comes from the browser's fake microphone.
const RECORD: &str = "
const [mime, ms, slice, done] = arguments;
(async () => {
  const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 360 });
  const pen = canvas.getContext('2d', { alpha: false });
  let frame = 0;
  const drawing = setInterval(() => {
    frame++;
    pen.fillStyle = `hsl(${frame * 7 % 360} 60% 50%)`;
    pen.fillRect(0, 0, 640, 360);
    for (let i = 0; i < 60; i++) { pen.fillStyle = `hsl(${Math.random() * 360} 60% 50%)`; pen.fillRect(Math.random() * 640, Math.random() * 360, 20, 20); }
    pen.fillStyle = '#000'; pen.font = '60px sans-serif'; pen.fillText(frame, 50, 200);
  }, 33);
  const voice = await navigator.mediaDevices.getUserMedia({ audio: true });
  const tracks = [...(mime.startsWith('audio') ? [] : canvas.captureStream(30).getVideoTracks()), ...voice.getAudioTracks()];
  const recorder = new MediaRecorder(new MediaStream(tracks), { mimeType: mime, videoBitsPerSecond: 2500000 });
  const slices = [];
  recorder.ondataavailable = (e) => slices.push(e.data);
  recorder.start(slice);
  await new Promise((then) => setTimeout(then, ms));
  await new Promise((then) => { recorder.onstop = then; recorder.stop(); });
  clearInterval(drawing);
  tracks.forEach((track) => track.stop());
  const bytes = await new Promise((then, not) => {
    const reader = new FileReader();
    reader.onload = () => then(reader.result.split(',')[1]); reader.onerror = not;
    reader.readAsDataURL(new Blob(slices, { type: 'application/octet-stream' }));
  });
  return [slices.map((one) => one.size), bytes];
})().then((found) => done(['ok', ...found]), (e) => done(['failed', [], String(e)]));";

/// Plays a file, jumps to a part of it, and says how long it is and where it came to stand.
const SEEK: &str = "
const [base64, part, done] = arguments;
(async () => {
  const bytes = await (await fetch('data:application/octet-stream;base64,' + base64)).arrayBuffer();
  const video = Object.assign(document.createElement('video'), { muted: true, src: URL.createObjectURL(new Blob([bytes], { type: 'video/webm' })) });
  const event = (name) => new Promise((then, not) => { video.addEventListener(name, then, { once: true }); video.addEventListener('error', () => not(video.error.message), { once: true }); });
  await event('loadedmetadata');
  const duration = video.duration;
  video.currentTime = duration * part;
  await event('seeked');
  const at = video.currentTime;
  await video.play();
  await event('ended');
  return [Number.isFinite(duration) ? duration : -1, at, video.currentTime];
})().then((found) => done(['ok', ...found]), (e) => done(['failed: ' + e, 0, 0, 0]));";

/// What a recorder handed out.
pub struct Made {
    /// Bytes of each slice.
    pub slices: Vec<usize>,
    /// All slices in a row.
    pub bytes: Vec<u8>,
}

/// How a player took a file, seconds.
#[derive(Debug)]
pub struct Played {
    /// What it takes for the duration; -1 when it knows none.
    pub duration: f64,
    /// Where it stood after the jump.
    pub at: f64,
    /// Where it stood at the end.
    pub end: f64,
}

/// Options with which a session can record without a device and without a question.
pub fn recorder_options() -> Options {
    let prefs =
        ["media.navigator.permission.disabled", "media.navigator.streams.fake"].map(|name| (name.to_owned(), json!(true)));
    let autoplay = [("media.autoplay.default".to_owned(), json!(0))];
    let args =
        ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream", "--autoplay-policy=no-user-gesture-required"];
    Options {
        bare: true,
        chrome_args: args.map(str::to_owned).to_vec(),
        firefox_prefs: prefs.into_iter().chain(autoplay).collect(),
        ..Options::default()
    }
}

impl Session {
    /// Records a moving picture and a tone for `ms`, handed out every `slice_ms`. The page must be a secure one without a policy.
    ///
    /// # Errors
    /// When the browser cannot record as `mime`.
    pub async fn record(&self, mime: &str, ms: u32, slice_ms: u32) -> Result<Made> {
        self.driver.set_script_timeout(std::time::Duration::from_secs(120)).await?;
        let args = vec![json!(mime), json!(ms), json!(slice_ms)];
        let (how, slices, text): (String, Vec<usize>, String) = self.driver.execute_async(RECORD, args).await?.convert()?;
        let bytes = if how == "ok" { STANDARD.decode(&text).map_err(|error| error.to_string()) } else { Err(text) };
        Ok(Made { slices, bytes: bytes.map_err(|why| Error::Command { command: format!("record {mime}"), why })? })
    }

    /// Plays a file from `part` (0 to 1) of its length to its end.
    ///
    /// # Errors
    /// When the browser cannot play it or does not reach its end in time.
    pub async fn play_from(&self, file: &[u8], part: f64) -> Result<Played> {
        self.driver.set_script_timeout(std::time::Duration::from_secs(60)).await?;
        let answer = self.driver.execute_async(SEEK, vec![json!(STANDARD.encode(file)), json!(part)]).await?;
        let (how, duration, at, end): (String, f64, f64, f64) = answer.convert()?;
        if how == "ok" { Ok(Played { duration, at, end }) } else { Err(Error::Command { command: "play".to_owned(), why: how }) }
    }
}
