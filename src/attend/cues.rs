//! The words around a name, or of an invite, that say what somebody is there for. Lower case, six languages.

/// The person decides or signs off.
#[rustfmt::skip]
pub const DECIDES: &[&str] = &[
    "decides", "decide", "decision", "decider", "approve", "approves", "approval", "approver", "sign-off", "sign off", "signs off", "go/no-go", "has the final say",
    "entscheidet", "entscheidung", "freigabe", "gibt frei", "genehmigt", "décide", "décision", "valide", "approuve", "decide", "decisión", "aprueba", "decisão", "aprova",
    "決定", "決裁", "承認", "決める",
];
/// Nobody else knows it.
#[rustfmt::skip]
pub const EXPERT: &[&str] = &[
    "expert", "only one who", "knows", "ask ", "questions to", "questions for", "expertin", "experte", "fragen an", "kennt sich", "weiß", "la seule à", "le seul à", "connaît",
    "questions à", "experto", "experta", "conoce", "preguntas a", "especialista", "conhece", "perguntas para", "詳しい", "担当者", "質問は",
];
/// The person need not be there.
#[rustfmt::skip]
pub const OPTIONAL: &[&str] = &[
    "optional", "fyi", "for your information", "cc", "cc:", "no need to join", "need not attend", "optional:", "fakultativ", "zur info", "zur kenntnis", "z. k.", "freiwillig",
    "facultatif", "facultative", "pour info", "pour information", "opcional", "para información", "para conocimiento", "para informação", "para conhecimento", "任意", "参考まで", "情報共有まで",
];
/// Everybody has a part.
#[rustfmt::skip]
pub const EVERYBODY: &[&str] = &[
    "everyone reports", "everybody reports", "each of you", "each of us", "everyone shares", "everyone brings", "everybody brings", "everyone says", "each person", "each team", "everyone presents",
    "jeder berichtet", "alle berichten", "jeder von", "jede und jeder", "reihum", "chacun", "chacune", "cada uno", "cada una", "todos informan", "cada um", "cada uma", "各自", "全員が", "それぞれ",
];

/// The first of `cues` in `text`, as a whole word where it begins and ends with letters that take spaces.
pub fn find(text: &str, cues: &[&str]) -> bool {
    let lower = text.to_lowercase();
    let joins = |c: Option<char>| {
        c.is_some_and(|c| c.is_alphanumeric() && !matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}'))
    };
    cues.iter().any(|cue| {
        lower.match_indices(cue).any(|(at, _)| {
            let (before, after) =
                (lower.get(..at).and_then(|t| t.chars().next_back()), lower.get(at + cue.len()..).and_then(|t| t.chars().next()));
            !(joins(before) && joins(cue.chars().next()) || joins(after) && joins(cue.chars().next_back()))
        })
    })
}
