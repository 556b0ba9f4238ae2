//! Cues in their place: negated, conditional, or standing.

use super::{
    cues::{Cue, HARD, Negated, cue},
    lexicon::lexicon,
    text::{Field, Prepared, stands_alone},
};

/// One cue that stands, with the words it rests on.
#[derive(Clone)]
pub(crate) struct Signal {
    pub cue: &'static Cue,
    pub field: Field,
    pub evidence: String,
    /// First word.
    pub at: usize,
    /// Word after the last.
    pub to: usize,
    /// A single word, which in running text may be a mention and not the purpose ("after the training we …").
    pub mention: bool,
}

impl Signal {
    /// What the cue weighs in its place: a mention in the body weighs less where the cue alone would decide.
    pub fn weight(&self) -> f32 {
        const MENTION: f32 = 0.6;
        if self.mention && self.cue.weight >= HARD { self.cue.weight * MENTION } else { self.cue.weight }
    }
}

/// Words that take away what follows in their clause.
#[rustfmt::skip]
const REMOVES: &[&str] = &[
    "no", "not", "without", "nothing", "never", "isn't", "isnt", "won't", "wont", "aren't", "instead", "rather", "neither", "nor", "don't", "dont", "doesn't", "needn't", "skip", "cancel",
    "kein", "keine", "keinen", "keiner", "keinem", "nicht", "nichts", "ohne", "statt", "sans", "pas", "aucun", "aucune", "ni", "sin", "nada", "ningún", "ninguna", "não", "sem", "nenhum", "nenhuma",
];

/// Words that deny an ability or an event, not a purpose: "we can't agree", "have not decided".
#[rustfmt::skip]
const INABILITY: &[&str] = &[
    "can't", "cant", "cannot", "couldn't", "haven't", "havent", "hasn't", "didn't", "have", "has", "could", "can", "did", "yet", "only", "just", "sure", "know", "able", "nur", "noch", "können", "können", "seulement", "solo", "sólo", "só", "apenas",
];

/// Words that put what follows under a condition.
#[rustfmt::skip]
const CONDITIONS: &[&str] = &["if", "unless", "falls", "wenn", "sofern", "si", "s'il", "s'ils", "se", "caso", "should"];

/// Cues that fall under a condition: talk that may not happen. An emergency under a condition is still one.
const SOFT: &[&str] = &["discussion", "debate", "decide_together", "conflict", "qa", "troubleshooting"];

/// Every signal of one field.
pub(crate) fn signals(text: &Prepared<'_>) -> Vec<Signal> {
    let mut hits = lexicon().hits(&text.words);
    // A longer phrase speaks for the words it covers: "no need to discuss" is not also "discuss".
    hits.sort_by_key(|h| std::cmp::Reverse(h.to - h.from));
    let mut covered: Vec<(usize, usize)> = vec![(0, 0); text.words.len()];
    let mut found = Vec::new();
    for hit in hits {
        let longer =
            covered.get(hit.from).is_some_and(|(from, to)| *from <= hit.from && hit.to <= *to && to - from > hit.to - hit.from);
        if longer {
            continue;
        }
        for place in covered.iter_mut().take(hit.to).skip(hit.from).filter(|(from, to)| to - from < hit.to - hit.from) {
            *place = (hit.from, hit.to);
        }
        let (cue, from) = match negator(text, hit.from) {
            None => (hit.cue, hit.from),
            Some(no) => match hit.cue.negated {
                Negated::Stays => (hit.cue, hit.from),
                Negated::Drops => continue,
                Negated::Becomes(other) => match cue(other) {
                    Some(other) => (other, no),
                    None => continue,
                },
            },
        };
        if SOFT.contains(&cue.code) && conditional(text, hit.from) {
            continue;
        }
        // a phrase out of running text is quoted with its clause: the words around it are what a person recognises
        let evidence = if text.field == Field::Title { text.quote(from, hit.to) } else { text.quote_clause(from, hit.to) };
        let Some(evidence) = evidence else { continue };
        let single = hit.to - from == 1 && text.words.get(from).is_some_and(|w| !w.norm.chars().all(stands_alone));
        found.push(Signal {
            cue,
            field: text.field,
            evidence,
            at: from,
            to: hit.to,
            mention: single && text.field == Field::Body,
        });
    }
    found.sort_by_key(|s| s.at);
    found
}

/// The word that negates the phrase at `from`, looked for backwards in its clause.
fn negator(text: &Prepared<'_>, from: usize) -> Option<usize> {
    const SCOPE: usize = 5;
    let clause = text.words.get(from)?.clause;
    for at in (from.saturating_sub(SCOPE)..from).rev() {
        let word = text.words.get(at)?;
        if word.clause != clause {
            return None;
        }
        if REMOVES.contains(&word.norm.as_str()) {
            let beside = |i: usize| text.words.get(i).is_some_and(|w| w.clause == clause && INABILITY.contains(&w.norm.as_str()));
            let denies_ability = (at > 0 && beside(at - 1)) || (at + 1 < from && beside(at + 1));
            return if denies_ability { None } else { Some(at) };
        }
        if INABILITY.iter().take(8).any(|w| *w == word.norm) {
            return None;
        }
    }
    None
}

/// Whether a "no", "not" or "without" takes away the word at `at`.
pub(crate) fn removed(text: &Prepared<'_>, at: usize) -> bool {
    negator(text, at).is_some()
}

/// `true` when an "if" stands before the phrase at `from`, in the same sentence and close.
fn conditional(text: &Prepared<'_>, from: usize) -> bool {
    const SCOPE: usize = 9;
    let Some(sentence) = text.words.get(from).map(|w| w.sentence) else { return false };
    (from.saturating_sub(SCOPE)..from)
        .rev()
        .map_while(|at| text.words.get(at).filter(|w| w.sentence == sentence))
        .any(|w| CONDITIONS.contains(&w.norm.as_str()))
}
