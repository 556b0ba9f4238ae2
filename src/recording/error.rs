//! Why something is no recording.

/// Why something is no recording.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// It does not start as a WebM file does.
    #[error("this is not a WebM recording: {0}")]
    NotWebm(String),
    /// Its head is broken: what says how the rest is to be played cannot be read.
    #[error("this is WebM, but its head is broken, and without it nothing can be played")]
    BadHead,
    /// It has no track.
    #[error("this is WebM, but it has no track that could be played")]
    NoTracks,
    /// No cluster within the limit.
    #[error("this is WebM, but no picture or sound starts in its first {} KB", crate::limits::RECORDING_HEAD_BYTES / 1024)]
    LongHead,
    /// Nothing whole in it.
    #[error("this is the start of a WebM recording, but not one whole picture or sound is in it")]
    Empty,
}

impl Error {
    /// Says what a file looks like instead.
    pub(super) fn not_webm(bytes: &[u8]) -> Self {
        let what = match bytes {
            [] => "it is empty",
            [_, _, _, _, b'f', b't', b'y', b'p', ..] => "it is an MP4 file",
            [b'O', b'g', b'g', b'S', ..] => "it is an Ogg file",
            [b'R', b'I', b'F', b'F', ..] => "it is a RIFF file, such as WAV or AVI",
            [0, ..] if bytes.iter().all(|b| *b == 0) => "it holds only zeros",
            _ => "it does not start with an EBML header",
        };
        Self::NotWebm(what.to_owned())
    }
}
