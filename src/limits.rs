//! Every limit in one place, each with its unit and its reason.

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
