//! Pages that show captions, each with its own habits, for the tests: what is said goes in, what could be seen comes out.
//!
//! One function a site, so that a failing test names the habit.

use super::{Block, Observation};

/// What one person says without a pause: the speaker's number, and the words.
pub type Said = Vec<(usize, Vec<String>)>;

pub const NAMES: [&str; 4] = ["Ana Silva", "Ben Low", "佐藤 花子", "Zoë"];

/// Luck that is the same for the same seed (a linear congruential generator, Knuth's constants).
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % sides
    }
}

/// The words as a recogniser first takes them down: without capitals and full stops, the last one wrong now and then.
fn heard(words: &[String], dice: &mut Dice) -> Vec<String> {
    let mut heard: Vec<String> = words.iter().map(|w| w.to_lowercase().replace(['.', ','], "")).collect();
    if heard.len() > 1
        && dice.roll(4) == 0
        && let Some(last) = heard.last_mut()
    {
        *last = format!("mis{last}");
    }
    heard
}

struct Page {
    observations: Vec<Observation>,
    now: u64,
}

impl Page {
    fn new() -> Self {
        Self { observations: Vec::new(), now: 1_000 }
    }

    fn newest_words(&self) -> usize {
        let newest = self.observations.last().and_then(|o| o.blocks.last());
        newest.map_or(0, |b| b.text.split(' ').count())
    }

    fn show(&mut self, blocks: Vec<Block>, dice: &mut Dice) {
        self.now += 100 + u64::try_from(dice.roll(900)).unwrap_or(0);
        self.observations.push(Observation { time_ms: self.now, blocks });
    }
}

/// Steps in which an utterance grows: how many of its words are there after each.
fn steps(length: usize, most: usize, dice: &mut Dice) -> Vec<usize> {
    let (mut all, mut at) = (Vec::new(), 0);
    while at < length {
        at = (at + 1 + dice.roll(most)).min(length);
        all.push(at);
    }
    all
}

fn block(key: Option<String>, speaker: usize, words: &[String]) -> Block {
    Block { key, speaker: Some(NAMES[speaker].into()), avatar: None, text: words.join(" ") }
}

/// Google Meet: an element a turn; earlier turns are mended while later ones grow; a long speech starts over in the same
/// element; the oldest elements go. With `redrawn`, captions are switched off and on: the same texts, new elements.
pub fn meet(said: &Said, restart_words: usize, redrawn: bool, dice: &mut Dice) -> Vec<Observation> {
    let mut page = Page::new();
    let mut rows: Vec<(String, Block)> = Vec::new();
    let mut generation = 0;
    for (turn, (who, words)) in said.iter().enumerate() {
        for (part, chunk) in words.chunks(restart_words).enumerate() {
            for upto in steps(chunk.len(), 3, dice) {
                let text = heard(&chunk[..upto], dice);
                let name = format!("{turn}");
                match rows.iter_mut().find(|(n, _)| *n == name) {
                    Some((_, row)) => row.text = text.join(" "),
                    None => rows.push((name, block(None, *who, &text))),
                }
                // the turn before gets its capitals and full stops late
                if part == 0 && turn > 0 && dice.roll(2) == 0 {
                    finish(&mut rows, turn - 1, said, restart_words);
                }
                // fewer words could be said again as well as shown again
                if redrawn && page.newest_words() > 5 && dice.roll(10) == 0 {
                    generation += 1;
                    page.show(Vec::new(), dice);
                }
                show_keyed(&rows, generation, &mut page, dice);
            }
            rows.iter_mut().filter(|(n, _)| *n == format!("{turn}")).for_each(|(_, row)| row.text = chunk.join(" "));
            show_keyed(&rows, generation, &mut page, dice);
        }
        if turn > 0 {
            finish(&mut rows, turn - 1, said, restart_words);
            show_keyed(&rows, generation, &mut page, dice);
        }
        if rows.len() > 3 {
            rows.remove(0);
        }
    }
    page.observations
}

fn show_keyed(rows: &[(String, Block)], generation: usize, page: &mut Page, dice: &mut Dice) {
    let keyed = |(name, row): &(String, Block)| Block { key: Some(format!("{generation}:{name}")), ..row.clone() };
    page.show(rows.iter().map(keyed).collect(), dice);
}

fn finish(rows: &mut [(String, Block)], turn: usize, said: &Said, restart_words: usize) {
    let last = said[turn].1.chunks(restart_words).last().unwrap_or_default();
    rows.iter_mut().filter(|(n, _)| *n == format!("{turn}")).for_each(|(_, row)| row.text = last.join(" "));
}

/// Zoom: one line for whoever speaks, with a picture in place of the name most of the time; it grows at the end and is cut at
/// the front.
pub fn zoom(said: &Said, width: usize, dice: &mut Dice) -> Vec<Observation> {
    let mut page = Page::new();
    for (who, words) in said {
        for upto in steps(words.len(), 3, dice).into_iter().chain([words.len()]) {
            let last = upto == words.len();
            let text = if last { words[..upto].to_vec() } else { heard(&words[..upto], dice) };
            let shown = &text[upto.saturating_sub(width)..];
            let named = last && dice.roll(2) == 0;
            let speaker = named.then(|| NAMES[*who].to_owned());
            page.show(vec![Block { speaker, avatar: Some(format!("pic{who}")), ..block(None, *who, shown) }], dice);
            if last {
                // the name stands beside the picture once, in the list of people
                page.show(vec![Block { avatar: Some(format!("pic{who}")), ..block(None, *who, shown) }], dice);
            }
        }
    }
    page.observations
}

/// Teams: a list of the newest rows, without any key, drawn anew as it likes; first guesses are replaced; somebody scrolls back.
pub fn teams(said: &Said, rows_shown: usize, scrolls: bool, dice: &mut Dice) -> Vec<Observation> {
    let mut page = Page::new();
    let mut rows: Vec<Block> = Vec::new();
    for (who, words) in said {
        rows.push(Block::default());
        if rows.len() > 1 && dice.roll(3) == 0 {
            rows.pop();
            rows.push(block(None, *who, &["hmm".to_owned()]));
            page.show(newest(&rows, rows_shown), dice);
        }
        for upto in steps(words.len(), 4, dice) {
            let text = if upto == words.len() { words.clone() } else { heard(&words[..upto], dice) };
            rows.pop();
            rows.push(block(None, *who, &text));
            page.show(newest(&rows, rows_shown), dice);
            if scrolls && dice.roll(8) == 0 && rows.len() > rows_shown {
                let from = dice.roll(rows.len() - rows_shown);
                page.show(rows[from..from + rows_shown].to_vec(), dice);
                page.show(newest(&rows, rows_shown), dice);
            }
        }
    }
    page.observations
}

fn newest(rows: &[Block], shown: usize) -> Vec<Block> {
    rows[rows.len().saturating_sub(shown)..].to_vec()
}

/// Jitsi: an id an utterance, several people at once, unstable words replaced, a final text at the end.
pub fn jitsi(said: &Said, dice: &mut Dice) -> Vec<Observation> {
    let mut page = Page::new();
    for (pair, both) in said.chunks(2).enumerate() {
        let mut upto = vec![0; both.len()];
        while upto.iter().zip(both).any(|(n, (_, words))| *n < words.len()) {
            let turn = dice.roll(both.len());
            upto[turn] = (upto[turn] + 1 + dice.roll(3)).min(both[turn].1.len());
            let blocks = both.iter().zip(&upto).enumerate().filter(|(_, (_, n))| **n > 0).map(|(at, ((who, words), n))| {
                let text = if *n == words.len() { words.clone() } else { heard(&words[..*n], dice) };
                block(Some(format!("{pair}-{at}")), *who, &text)
            });
            let blocks = blocks.collect();
            page.show(blocks, dice);
        }
    }
    page.observations
}

/// Galene: each message whole, in place of the one before, and gone after three seconds.
pub fn galene(said: &Said, dice: &mut Dice) -> Vec<Observation> {
    let mut page = Page::new();
    for (who, words) in said {
        page.show(vec![block(None, *who, words)], dice);
        page.show(Vec::new(), dice);
    }
    page.observations
}
