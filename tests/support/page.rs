//! Reads a saved page with a site map the way the page agent does, without a browser. What is hidden by a style sheet is not
//! known here; `hidden`, `style="display:none"` and `type=hidden` are.

use baton::sites::map::{Field, Read, Rung, Scope, SiteMap, Surface};
use baton::sites::{FieldValue, Values};
use scraper::{ElementRef, Html, Selector};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;

/// A page with the address it was opened at.
pub struct Page {
    html: Html,
    path: String,
}

impl Page {
    /// Parses `html` as the page at `path`.
    pub fn new(html: &str, path: &str) -> Self {
        Self { html: Html::parse_document(html), path: path.into() }
    }

    /// Every surface the agent would take, in its order of preference.
    pub fn surfaces<'a>(&'a self, map: &'a SiteMap) -> Vec<(&'a Surface, ElementRef<'a>)> {
        if map.hosts.is_empty() && map.recognise.as_deref().is_some_and(|css| self.all(css).is_empty()) {
            return Vec::new();
        }
        map.surfaces.iter().filter_map(|s| self.root(s).map(|root| (s, root))).collect()
    }

    fn root(&self, surface: &Surface) -> Option<ElementRef<'_>> {
        if !surface.url.is_empty() && !surface.url.iter().any(|u| self.path.contains(u.as_str())) {
            return None;
        }
        let fits = |root: ElementRef<'_>, css: &str| {
            let selector = Selector::parse(css).unwrap();
            (selector.matches(&root) && shown(root)) || root.select(&selector).any(shown)
        };
        surface.ladder.iter().find_map(|css| {
            self.all(css)
                .into_iter()
                .find(|e| shown(*e) && surface.has.iter().all(|h| fits(*e, h)) && !surface.not.iter().any(|n| fits(*e, n)))
        })
    }

    fn all(&self, css: &str) -> Vec<ElementRef<'_>> {
        self.html.select(&Selector::parse(css).unwrap()).collect()
    }

    /// The values of all fields of a surface.
    pub fn values(&self, surface: &Surface, root: ElementRef<'_>) -> Values {
        surface.fields.iter().map(|(name, field)| (name.clone(), self.value(field, root))).collect()
    }

    /// The key of a surface.
    pub fn key(&self, surface: &Surface, root: ElementRef<'_>) -> Json {
        let field = Field { ladder: surface.key.clone(), ..Field::default() };
        self.value(&field, root).value
    }

    fn held<'a>(&'a self, field: &Field, rung: &Rung, root: ElementRef<'a>) -> Vec<ElementRef<'a>> {
        let Some(css) = &rung.select else { return vec![root] };
        let selector = Selector::parse(css).unwrap();
        let found: Vec<_> = match field.scope {
            Scope::Page => self.html.select(&selector).collect(),
            Scope::Surface => root.select(&selector).collect(),
        };
        found.into_iter().filter(|e| !rung.visible || shown(*e)).collect()
    }

    fn value(&self, field: &Field, root: ElementRef<'_>) -> FieldValue {
        for (i, rung) in field.ladder.iter().enumerate() {
            let held = self.held(field, rung, root);
            let Some(first) = held.first() else { continue };
            let value = rung.read.as_ref().filter(|_| !field.rows).map_or(Json::Null, |read| self.read(*first, read));
            if field.rows || !value.is_null() {
                return FieldValue {
                    rung: i32::try_from(i).unwrap(),
                    matched: u32::try_from(held.len()).unwrap(),
                    value,
                    rows: field.rows.then(|| held.iter().map(|e| self.row(field, *e)).collect()),
                    broken: Vec::new(),
                };
            }
        }
        FieldValue { rung: -1, rows: field.rows.then(Vec::new), ..FieldValue::default() }
    }

    fn row(&self, field: &Field, e: ElementRef<'_>) -> BTreeMap<String, Json> {
        let part = |select: &Option<String>| match select {
            Some(css) => e.select(&Selector::parse(css).unwrap()).next(),
            None => Some(e),
        };
        field
            .parts
            .iter()
            .map(|(name, p)| (name.clone(), part(&p.select).map_or(Json::Null, |at| self.read(at, &p.read))))
            .collect()
    }

    fn read(&self, e: ElementRef<'_>, read: &Read) -> Json {
        match read {
            Read::Present => json!(true),
            Read::Attr(name) => e.attr(name).map_or(Json::Null, |v| json!(v)),
            Read::After(name) => {
                let mut parts = self.path.split('/').skip_while(|p| p != name).skip(1);
                parts.next().filter(|p| !p.is_empty()).map_or(Json::Null, |p| json!(p))
            }
            Read::Checked if e.value().name() == "input" => json!(e.attr("checked").is_some()),
            Read::Checked => e.attr("aria-checked").map_or(Json::Null, |v| json!(v == "true")),
            Read::Value => json!(e.attr("value").unwrap_or_default()),
            Read::Text => json!(e.text().collect::<String>()),
            Read::Flow => json!(flow(e)),
        }
    }
}

fn shown(e: ElementRef<'_>) -> bool {
    std::iter::once(e).chain(e.ancestors().filter_map(ElementRef::wrap)).all(|a| {
        let style: String = a.attr("style").unwrap_or_default().replace(' ', "");
        a.attr("hidden").is_none() && a.attr("type") != Some("hidden") && !style.contains("display:none") && !a.has_class_hidden()
    })
}

trait HiddenByClass {
    fn has_class_hidden(&self) -> bool;
}
impl HiddenByClass for ElementRef<'_> {
    /// AngularJS hides by this class; it is part of the framework, not of a page's design.
    fn has_class_hidden(&self) -> bool {
        self.value().classes().any(|c| c == "ng-hide")
    }
}

/// The agent's `flatten`, on a tree without styles.
fn flow(root: ElementRef<'_>) -> String {
    if matches!(root.value().name(), "input" | "textarea") {
        return root.attr("value").map_or_else(|| root.text().collect(), str::to_owned);
    }
    #[derive(Default)]
    struct Flow {
        text: String,
        used: bool,
        due: bool,
    }
    impl Flow {
        fn add(&mut self, part: &str) {
            if self.due {
                self.text.push('\n');
            }
            self.due = part.is_empty();
            self.used = true;
            self.text.push_str(part);
        }
        fn edge(&mut self) {
            self.due |= self.used;
            self.used = false;
        }
        fn walk(&mut self, node: ego_tree::NodeRef<'_, scraper::Node>) {
            for kid in node.children() {
                match kid.value() {
                    scraper::Node::Text(t) => {
                        let part = t.replace(['\t', '\n', '\r'], " ");
                        if self.used || part.contains(|c| c != ' ') {
                            self.add(&part);
                        }
                    }
                    scraper::Node::Element(e) if e.name() == "br" => self.add(""),
                    scraper::Node::Element(e) => {
                        let block =
                            matches!(e.name(), "div" | "p" | "ul" | "ol" | "li" | "table" | "tr" | "h1" | "h2" | "h3" | "pre");
                        if block {
                            self.edge();
                        }
                        self.walk(kid);
                        if block {
                            self.edge();
                        }
                    }
                    _ => {}
                }
            }
        }
    }
    let mut flow = Flow::default();
    flow.walk(*root);
    flow.text
}
