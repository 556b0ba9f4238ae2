//! Takes comments and idle spaces out of our own page agent, so that what is loaded into every page is small.
//!
//! Hardly a minifier: names stay, and a statement a line, so that the shipped file can be read beside its source. It knows strings, template
//! literals (with code in them) and regular expressions, in which `//`, `/*` and spaces mean something else.

/// The same program without its comments, the blank lines they leave, indentation, spaces that part no words, line breaks within
/// brackets and semicolons that a line end stands for. `const` becomes `let`: whoever assigns to one hears of it in the source.
pub fn shrink(source: &str) -> String {
    let lines = scan(source, true);
    let mut out = String::with_capacity(lines.len());
    for line in lines.lines() {
        let Some(first) = line.chars().next() else { continue };
        if first == '}' && may_drop_semicolon(&out) {
            out.pop();
        }
        if out.ends_with(['{', '(', '[', ',', ':', '&', '|', '?', '=']) || matches!(first, '}' | ')' | ']') {
            out.push_str(line);
            continue;
        }
        let word = line.split(|letter| !is_word(letter)).next().unwrap_or_default();
        if !word.is_empty() && word != "in" && word != "instanceof" && may_drop_semicolon(&out) {
            out.pop();
        }
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(line);
    }
    out.push('\n');
    out
}

/// Whether the last semicolon only ends a statement; that of `for (…);` is one by itself.
fn may_drop_semicolon(out: &str) -> bool {
    let line = out.rsplit(['\n', '{', '}']).next().unwrap_or_default();
    out.ends_with(';') && !(out.ends_with(");") && ["if(", "for(", "while(", "else "].iter().any(|start| line.contains(start)))
}

fn scan(source: &str, squeeze: bool) -> String {
    let mut scanner = Scanner {
        rest: source,
        out: String::with_capacity(source.len()),
        templates: Vec::new(),
        before: Before::Nothing,
        squeeze,
    };
    scanner.code();
    let mut lines = String::with_capacity(scanner.out.len());
    for line in scanner.out.lines().map(str::trim_end).filter(|line| !line.is_empty()) {
        lines.push_str(line);
        lines.push('\n');
    }
    // line breaks inside template literals were hidden from the tidying above
    lines.replace(HIDDEN_BREAK, "\n")
}

/// Stands for a line break inside a template literal while lines are tidied; a private-use character that no source contains.
const HIDDEN_BREAK: &str = "\u{f8ff}";

/// What stood before a slash decides whether it divides or starts a regular expression.
#[derive(Clone, Copy, PartialEq)]
enum Before {
    /// Start of the file, an operator, an opening bracket, a keyword: an expression is due.
    Nothing,
    /// A name, a number, a string, a closing bracket: a value stands there.
    Value,
}

struct Scanner<'s> {
    rest: &'s str,
    out: String,
    /// For each template literal we are inside of: how many braces are open in its `${…}`.
    templates: Vec<u32>,
    before: Before,
    /// Drop spaces that part no words.
    squeeze: bool,
}

/// Words after which an expression follows, so that a slash starts a regular expression.
const EXPRESSION_FOLLOWS: [&str; 13] =
    ["return", "typeof", "case", "do", "else", "in", "instanceof", "new", "of", "throw", "void", "delete", "await"];

impl Scanner<'_> {
    fn code(&mut self) {
        while let Some(next) = self.rest.chars().next() {
            if self.rest.starts_with("//") {
                let end = self.rest.find(['\n', '\r']).unwrap_or(self.rest.len());
                self.skip(end);
            } else if self.rest.starts_with("/*") {
                let end = self.rest.find("*/").map_or(self.rest.len(), |at| at + 2);
                self.block_comment(end);
            } else {
                match next {
                    '"' | '\'' => self.quoted(next),
                    '`' => self.template(),
                    '/' if self.before == Before::Nothing => self.regex(),
                    '{' => {
                        if let Some(open) = self.templates.last_mut() {
                            *open += 1;
                        }
                        self.take(1, Before::Nothing);
                    }
                    '}' => self.closing_brace(),
                    ')' | ']' => self.take(1, Before::Value),
                    _ if is_word(next) => self.word(),
                    _ if next.is_whitespace() && self.squeeze => self.space(),
                    _ if next.is_whitespace() => {
                        let before = self.before;
                        self.take(next.len_utf8(), before);
                    }
                    // `x++ / 2`: a value stands before the slash as it stood before the operator
                    '+' | '-' if self.rest.starts_with("++") || self.rest.starts_with("--") => {
                        let before = self.before;
                        self.take(2, before);
                    }
                    _ => self.take(next.len_utf8(), Before::Nothing),
                }
            }
        }
    }

    fn split(&mut self, length: usize) -> &str {
        let (head, tail) = self.rest.split_at_checked(length).unwrap_or((self.rest, ""));
        self.rest = tail;
        head
    }

    fn skip(&mut self, length: usize) {
        self.split(length);
    }

    fn take(&mut self, length: usize, before: Before) {
        let (head, tail) = self.rest.split_at_checked(length).unwrap_or((self.rest, ""));
        self.rest = tail;
        self.out.push_str(head);
        self.before = before;
    }

    /// A run of white space: a line end stays one, other spaces stay only where two things would grow together without them.
    fn space(&mut self) {
        let length = self.rest.find(|letter: char| !letter.is_whitespace()).unwrap_or(self.rest.len());
        let broken = self.split(length).contains('\n');
        let (last, next) = (self.out.chars().last().unwrap_or('\n'), self.rest.chars().next().unwrap_or('\n'));
        let apart = (is_word(last) && is_word(next))
            || ("+-".contains(last) && "+-".contains(next))
            // a regular expression has flags; `1 .c`; `a < !--b`
            || last == '/'
            || (last.is_ascii_digit() && next == '.')
            || (last == '<' && next == '!');
        if broken {
            self.out.push('\n');
        } else if apart {
            self.out.push(' ');
        }
    }

    /// A comment with a line break counts as one, where a statement may end without a semicolon; one within a line must not let
    /// the words on its two sides grow together.
    fn block_comment(&mut self, end: usize) {
        let broken = self.split(end).contains('\n');
        if broken {
            self.out.push('\n');
        } else if self.out.ends_with(is_word) && self.rest.starts_with(is_word) {
            self.out.push(' ');
        }
    }

    fn word(&mut self) {
        let length = self.rest.find(|letter| !is_word(letter)).unwrap_or(self.rest.len());
        let (word, _) = self.rest.split_at_checked(length).unwrap_or((self.rest, ""));
        // `a.return / 2` divides: after a dot it is only a name
        let is_property = self.out.trim_end().ends_with('.') && !self.out.trim_end().ends_with("...");
        let before = if EXPRESSION_FOLLOWS.contains(&word) && !is_property { Before::Nothing } else { Before::Value };
        if self.squeeze && word == "const" && !is_property {
            self.skip(length);
            self.out.push_str("let");
            return;
        }
        self.take(length, before);
    }

    fn quoted(&mut self, quote: char) {
        let length = end_of(self.rest, |letter, _| letter == quote);
        self.take(length, Before::Value);
    }

    fn regex(&mut self) {
        // a slash within […] is an ordinary letter
        let length = end_of(self.rest, |letter, in_class| letter == '/' && !in_class);
        self.take(length, Before::Value);
        // flags
        let flags = self.rest.find(|letter| !is_word(letter)).unwrap_or(self.rest.len());
        self.take(flags, Before::Value);
    }

    /// From a back quote, or from the brace that ends `${…}`, up to the end of the literal or the next `${`.
    fn template(&mut self) {
        let mut escaped = false;
        let mut length = 1;
        let mut opens = false;
        let mut previous = ' ';
        for letter in self.rest.chars().skip(1) {
            length += letter.len_utf8();
            if escaped {
                // an escaped dollar sign opens nothing
                (escaped, previous) = (false, ' ');
                continue;
            }
            if letter == '\\' {
                escaped = true;
            } else if letter == '`' {
                break;
            } else if letter == '{' && previous == '$' {
                opens = true;
                break;
            }
            previous = letter;
        }
        let text = self.split(length).replace('\n', HIDDEN_BREAK);
        self.out.push_str(&text);
        if opens {
            self.templates.push(0);
            self.before = Before::Nothing;
        } else {
            self.before = Before::Value;
        }
    }

    fn closing_brace(&mut self) {
        match self.templates.last_mut() {
            Some(0) => {
                self.templates.pop();
                self.template();
            }
            Some(open) => {
                *open -= 1;
                self.take(1, Before::Nothing);
            }
            // after a block a slash starts an expression; dividing an object literal is nothing anybody writes
            None => self.take(1, Before::Nothing),
        }
    }
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_' || letter == '$' || letter == '#'
}

/// Length up to and including the closing letter of a literal, whose first letter opens it. A line end closes it too: neither
/// strings nor regular expressions run over one unescaped.
fn end_of(text: &str, closes: impl Fn(char, bool) -> bool) -> usize {
    let (mut escaped, mut in_class) = (false, false);
    let mut length = 0;
    for (index, letter) in text.chars().enumerate() {
        length += letter.len_utf8();
        if index == 0 {
            continue;
        }
        if escaped {
            escaped = false;
        } else if letter == '\\' {
            escaped = true;
        } else if closes(letter, in_class) || letter == '\n' {
            return length;
        } else if letter == '[' {
            in_class = true;
        } else if letter == ']' {
            in_class = false;
        }
    }
    length
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strip(source: &str) -> String {
        scan(source, false)
    }

    #[test]
    fn idle_spaces_go_and_needed_ones_stay() {
        assert_eq!(shrink("if (a) {\n    const b = c ? 1 : -2; // d\n  }\n"), "if(a){let b=c?1:-2}\n");
        assert_eq!(shrink("a + +b - -c; d + ++e; f = g / /h i/.x; j = /k/ in l"), "a+ +b- -c;d+ ++e;f=g/ /h i/.x;j=/k/ in l\n");
        assert_eq!(shrink("case ' a  b ': return ` c  ${ d  + ' e ' } `;"), "case' a  b ':return` c  ${d+' e '} `;\n");
        assert_eq!(shrink("async () => { await x; return !y in z }"), "async()=>{await x;return!y in z}\n");
        assert_eq!(shrink("a = 1 .b; c\n\n  d"), "a=1 .b;c\nd\n", "a line end may end a statement");
        assert_eq!(shrink("a();\nb();\n(c);\n[d];\nfor (;;);\ne();\n/f/;\ng"), "a()\nb();\n(c);\n[d]\nfor(;;);\ne();\n/f/\ng\n");
        assert_eq!(shrink("f(a,\n  { b: 1,\n  });\nif (x) while (y);\n}"), "f(a,{b:1,})\nif(x)while(y);}\n");
    }

    #[test]
    fn comments_go_and_code_stays() {
        assert_eq!(strip("// head\na(); // tail\n\n/* block */ b();\n/** doc\n * more\n */\nc()\n"), "a();\n b();\nc()\n");
        assert_eq!(strip("a/* x */b"), "a b\n");
        assert_eq!(strip("return/* a\nb */x"), "return\nx\n", "a comment over two lines ends the statement as a line end would");
    }

    #[test]
    fn strings_keep_what_looks_like_comments() {
        for line in [r#"a("https://x", '/* no */');"#, r#"b("\"// no", '\'// no');"#, r#"c = "\\"; "#] {
            assert_eq!(strip(line), format!("{}\n", line.trim_end()));
        }
        assert_eq!(strip(r#"c = "\\"; // yes"#), "c = \"\\\\\";\n");
    }

    #[test]
    fn template_literals_keep_text_and_lose_comments_in_their_code() {
        assert_eq!(
            strip("x = `a // b ${c /* gone */ + `in // ${d}`} // e`; // gone"),
            "x = `a // b ${c  + `in // ${d}`} // e`;\n"
        );
        assert_eq!(strip("x = `a\n\n  // b  \n`;\n"), "x = `a\n\n  // b  \n`;\n", "lines of a literal are left alone");
        assert_eq!(strip("`${ {a: {b: 1}} }//${1}`//x"), "`${ {a: {b: 1}} }//${1}`\n");
        assert_eq!(strip("`\\${//`//x"), "`\\${//`\n");
    }

    #[test]
    fn regular_expressions_are_told_from_divisions() {
        for line in [
            "a = /[/*]\\/\\//g;",
            "return /\\/\\//.test(b);",
            "f(/'/, /`/);",
            "a = b / c; d = '/' / 2;",
            "(a + b) / c / d;",
            "x[0] / 2 / y;",
            "i++ / 2; g(/\"/);",
            "o.return / 2 / p;",
            "[...in_, /\"/];",
        ] {
            assert_eq!(strip(&format!("{line} // gone")), format!("{line}\n"));
        }
    }
}
