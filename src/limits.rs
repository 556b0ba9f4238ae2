//! Every limit in one place, each with its unit and its reason.

/// Sessions kept, count: more open forms than anybody has tabs; bounds the session store.
pub const SESSIONS_KEPT: usize = 64;
/// From mounting a frame to its hello, ms: a cold start of a loaded machine took under 10 s; a minute is a replay.
pub const SESSION_HELLO_MS: f64 = 60_000.0;
/// Quiet time before a form is read, ms: longer than the gap between two keys of a slow typist's word.
pub const SETTLE_MS: u32 = 400;
/// Clicks sooner than this after the card showed are ignored, ms: nobody reads and decides faster, a click aimed at what was there before does.
pub const CLICK_GUARD_MS: f64 = 500.0;
/// Reasons on the card, count.
pub const REASONS_SHOWN: usize = 4;
/// Reasons before the person asks why, count: an answer is read in a glance.
pub const REASONS_AT_FIRST: usize = 2;
/// Signals on the card, count: more would hide the answer; the rest is one click away.
pub const SIGNALS_SHOWN: usize = 3;
/// Events remembered for their agenda, count: a busy person's quarter.
pub const SEEN_KEPT: usize = 300;
/// From an event's start until it is forgotten, days: three meetings of a monthly series.
pub const SEEN_KEPT_DAYS: i64 = 100;
/// A calendar file, bytes: ten years of a full calendar are a few megabytes.
pub const ICS_BYTES: usize = 16 * 1024 * 1024;
/// Events of a calendar file, count.
pub const ICS_EVENTS: usize = 50_000;
/// Occurrences counted in one calendar file, those before today included: a few seconds of work at most.
pub const ICS_STEPS: usize = 500_000;
/// Days ahead for which a calendar file is kept: invites are rarely made for later.
pub const BUSY_DAYS: i64 = 90;
/// Busy stretches kept of a calendar file, count: over twenty a day.
pub const BUSY_KEPT: usize = 2_000;
/// Briefs listed on one page, count: the rest is one click away.
pub const BRIEFS_SHOWN: usize = 200;
/// One stored record, bytes of JSON: far above any brief; a larger one is a fault.
pub const RECORD_BYTES: usize = 512 * 1024;
/// Pictures kept with one brief, count: a brief is a text with a few things to look at. None is dropped for a new one.
pub const PICTURES_PER_BRIEF: usize = 6;
/// One picture, bytes of PNG: a 4K screen full of photographs is about as much.
pub const PICTURE_BYTES: usize = 16 * 1024 * 1024;
/// Bytes of one input line of the command line; a calendar description is a few kilobytes, a megabyte is a mistake.
pub const MAX_LINE_BYTES: usize = 1 << 20;

/// Characters of a title that are read; a longer one is pasted text, and its purpose stands at the start.
pub const MAX_TITLE_CHARS: usize = 2_000;

/// Characters of a description that are read for the verdict; keeps one judgement well under 50 ms in WebAssembly.
pub const MAX_DESCRIPTION_CHARS: usize = 20_000;

/// Items that are judged one by one.
pub const MAX_JUDGED_ITEMS: usize = 40;

/// Items of a drafted agenda; more than twelve is a document, not an agenda.
pub const MAX_AGENDA_ITEMS: usize = 12;

/// Minutes of a call on the points that writing left open: one point decided takes 10 to 15 (published timing guides).
pub const CALL_MIN: u32 = 15;

/// Briefs past their deadline that the popup lists; the library has them all.
pub const DUE_SHOWN: usize = 3;

/// Documents named as pre-read; more is a library, and nobody reads it beforehand.
pub const PRE_READ_LINKS: usize = 3;

/// Minutes that one item may be given; a longer one is a meeting of its own.
pub const MAX_ITEM_MIN: u32 = 240;

/// Characters of one drafted line (a question, a title) before it is cut at a word with an ellipsis.
pub const MAX_LINE_CHARS: usize = 200;

/// Characters of the context of a drafted brief; longer text is linked, not pasted.
pub const MAX_CONTEXT_CHARS: usize = 1_200;

/// Reasons that a verdict shows.
pub const MAX_REASONS: usize = 4;

/// Characters of one quotation that a reason rests on.
pub const MAX_EVIDENCE_CHARS: usize = 120;

/// Minutes assumed for a meeting whose length is unknown: the default length of most calendars.
pub const DEFAULT_MEETING_MIN: u32 = 30;

/// People from whom on a meeting is too large to decide (Fellow's meeting guidelines).
pub const CROWD: u32 = 8;

/// Characters of a name, an address or another short choice of the person: longer than any address may be (RFC 5321: 254).
pub const CHOICE_CHARS: usize = 254;
/// Entries of one list of choices: more than anybody keeps by hand; bounds a file that is read in.
pub const CHOICES_KEPT: usize = 500;
/// What a person decided against a verdict, count: years of it; the oldest goes first.
pub const OVERRIDES_KEPT: usize = 300;
/// Words of a title by which a decision is recognised, count: a title is a line, its first words say what it is.
pub const OVERRIDE_WORDS: usize = 24;

/// What stands before the first cluster of a recording, bytes: browsers write 150 to 320, codec data adds some kilobytes.
pub const RECORDING_HEAD_BYTES: usize = 256 * 1024;
/// The head that Baton writes is padded to a multiple of this, bytes, so that a later one fits in its place.
pub const RECORDING_HEAD_STEP: usize = 512;
/// Tracks of a recording, count: a screen, a camera, and a few voices.
pub const RECORDING_TRACKS: usize = 16;
/// One block of a recording, bytes: a 4K key frame without loss is about 10 MB. Bounds what is held of a torn file.
pub const RECORDING_BLOCK_BYTES: usize = 16 * 1024 * 1024;
/// Padding inside a recording that is stepped over, bytes: more is taken for a torn place, or it would hide what follows.
pub const RECORDING_VOID_BYTES: u64 = 1024 * 1024;
/// Seek points kept of a recording, count (80 KB): one every 5.3 s of three hours; from then on every second one goes.
pub const RECORDING_CUES: usize = 2_048;
/// Between two places at which the last seconds can be cut off, ms: recorders start a cluster about every second.
pub const RECORDING_MARK_MS: u64 = 500;
/// Such places kept, count: at least two minutes' worth, twice what "off the record" takes back.
pub const RECORDING_MARKS: usize = 256;
/// Assumed of the last frame of a track at most, ms: a still screen sends one a second or fewer.
pub const RECORDING_FRAME_MS: u64 = 1_000;
/// The latest time in a recording, ms (30 days): beyond it a time was torn or invented.
pub const RECORDING_MS: u64 = 30 * 24 * 3_600_000;
/// A transcript file, bytes: Teams writes some 170 KB an hour, a document ten times that.
pub const TRANSCRIPT_BYTES: usize = 16 * 1024 * 1024;
/// Text inside a document (.docx), bytes once inflated: a few words packed a thousandfold are an attack, not a transcript.
pub const DOCUMENT_XML_BYTES: usize = 64 * 1024 * 1024;
/// Cues of one transcript, count: thirty hours of captions have some 40 000.
pub const TRANSCRIPT_CUES: usize = 200_000;
/// Faults of a transcript file listed one by one, count; the rest is counted.
pub const TRANSCRIPT_PROBLEMS: usize = 100;
/// Entries of a glossary, count: a team's own words; bounds what is tried at each word.
pub const GLOSSARY_ENTRIES: usize = 5_000;
/// Cues of one speaker are put together for reading until they span this, ms: a paragraph with a time a minute.
pub const TURN_MS: u64 = 60_000;
/// Time that a letter takes to say, ms, where a source tells no times: 150 words of English a minute with six letters each are 15 a second.
pub const SPEECH_MS_PER_CHAR: u64 = 66;
/// Time a subtitle of unknown end stays after its words, ms.
pub const CUE_LINGER_MS: u64 = 2_000;
/// Caption blocks read of one view, count, the newest: pages show two to thirty.
pub const CAPTION_BLOCKS: usize = 64;
/// Captions looked at again when a view is matched, count: how far back somebody scrolls while others talk.
pub const CAPTIONS_LOOKED_BACK: usize = 256;
/// Words compared of a caption's beginning when its front was cut, count: more than the two lines a page shows.
pub const CAPTION_HEAD_WORDS: usize = 64;
/// Words of the earlier text searched for that beginning, count: thirty minutes of one speaker.
pub const CAPTION_TAIL_WORDS: usize = 6_000;
/// People of one call, count: told apart by their pictures, and hidden by name.
pub const CAPTION_PEOPLE: usize = 1_000;
