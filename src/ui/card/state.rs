//! The card as pure state: what was heard, what is shown, what should happen next.

use super::agenda_form::AgendaForm;
use super::form::{BriefForm, Edit, Slot};
use super::time::Time;
use crate::agenda::{self, Agenda, AgendaEdit};
use crate::attend::Attend;
use crate::brief::{self, Brief, FollowUp, Target};
use crate::event::Event;
use crate::library::{
    BriefRecord, SeenEvent, Settings,
    overrides::{self, Override},
};
use crate::limits::SETTLE_MS;
use crate::protocol::orders::{Answer, GuardedEdit, Order, Refusal};
use crate::protocol::requests::Request;
use crate::protocol::trust::origin_of;
use crate::share::block::{self, Content};
use crate::signals::Around;
use crate::sites::{
    self, Field, Parsed, Prefill, Role, SiteId, Values,
    health::{self, Health},
};
use crate::verdict::{self, Kind, Outcome, Purpose, Verdict};
use crate::wording::Language;
use chrono::{NaiveDate, NaiveDateTime};
use std::collections::{BTreeMap, VecDeque};

/// Where the invite stands.
#[derive(Clone, Debug, PartialEq)]
pub enum Place {
    /// In a calendar's form, with an agent that can write there.
    Form {
        /// The site.
        site: SiteId,
        /// The surface of its map.
        surface: String,
    },
    /// Typed into Baton's own popup: nothing to write into.
    Typed,
}

/// Which side of the card is up.
#[derive(Clone, Debug, PartialEq)]
pub enum View {
    /// The answer.
    Verdict,
    /// The brief's form.
    Brief(Box<BriefForm>),
    /// The agenda's editor.
    Agenda(Box<AgendaForm>),
}

/// What a brief is to cover.
#[derive(Clone, Debug, PartialEq)]
enum Cover {
    /// The whole meeting.
    Whole,
    /// Its async items.
    AsyncItems,
    /// These items.
    Items(Vec<(String, Kind)>),
}

/// A line about what just happened, with what can be done about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// Message key in `_locales`.
    pub key: &'static str,
    /// What to fill in.
    pub fill: Vec<String>,
    /// Good news or a warning.
    pub good: bool,
    /// Offered beside it.
    pub offers: Vec<Offer>,
}

/// What a notice offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offer {
    /// Take Baton's block out again.
    TakeOut,
    /// Copy the text that could not be written.
    Copy,
    /// Open a prefilled form with the text in it.
    Prefilled,
}

/// What Baton's block in the description is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlockState {
    /// None there.
    Absent,
    /// Baton wrote it and can replace or remove it.
    Present,
    /// Something is wrong with it; the sentence says what.
    Broken(String),
}

/// An order whose answer is awaited.
#[derive(Clone, Debug, PartialEq)]
struct Pending {
    id: u32,
    job: Job,
}

#[derive(Clone, Debug, PartialEq)]
enum Job {
    /// Writing this block; `wanted` is the whole text that should be read back.
    Write { content: Box<Content>, wanted: String, planned_again: bool },
    /// Taking the block out.
    TakeOut { wanted: String },
    /// Setting up the all-day entry on `day`: the presses still to make.
    Press { rest: VecDeque<Field>, day: NaiveDate },
    /// Reading back whether the form now says all day and free on `day`.
    Check { day: NaiveDate },
}

/// Everything the card knows.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// Where the invite stands.
    pub place: Place,
    /// The invite as last read, Baton's own block left out of its description.
    pub event: Option<Event>,
    /// The answer.
    pub verdict: Option<Verdict>,
    /// What the person said the meeting is for, when asked.
    pub purpose: Option<Purpose>,
    /// Which side is up.
    pub view: View,
    /// Whether the sources are open.
    pub why_open: bool,
    /// The last thing that happened.
    pub notice: Option<Notice>,
    /// Baton's block in the description.
    pub block: BlockState,
    /// Whether the person organises this event.
    pub role: Role,
    /// Whether the event was not saved before.
    pub is_new: Option<bool>,
    /// The form is gone or the card may not show.
    pub hidden: bool,
    /// The person's clock.
    pub time: Time,
    /// What stands around the invite.
    pub around: Around,
    /// Whether all signals are shown.
    pub signals_open: bool,
    /// The person's own decision that made the verdict.
    pub learned: Option<Override>,
    /// The answer for somebody who was invited, where the person is one and said who they are.
    pub attend: Option<Attend>,
    settings: Settings,
    url: String,
    values: Values,
    description: Option<String>,
    unwritten: Option<String>,
    /// The agenda as the person edited it.
    edited: Option<AgendaForm>,
    /// Briefs still to be written of a meeting that was split.
    waiting: VecDeque<Brief>,
    pending: Option<Pending>,
    /// The form was just set to the freed slot; the brief that follows completes it.
    slot_set: bool,
    last_id: u32,
    health_told: Option<Health>,
    seen_told: Option<SeenEvent>,
}

/// Something happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// The form's values.
    Values {
        /// Address of the page.
        url: String,
        /// By field.
        fields: Values,
    },
    /// An invite typed into the popup.
    Typed(Event),
    /// The agent answered.
    Answered(Answer),
    /// The form has gone.
    Gone,
    /// The background refused, in its words.
    Refused(String),
    /// Write the agenda into the event (or copy it where there is no form).
    WriteAgenda,
    /// Open the agenda's editor.
    EditAgenda,
    /// The agenda changed.
    Agenda(AgendaEdit),
    /// Bring the deleted item back.
    UndoAgenda,
    /// Write the edited agenda, and go on with the brief of what goes into writing.
    FinishAgenda {
        /// Local wall-clock time.
        now: NaiveDateTime,
        /// IANA zone.
        zone: Option<String>,
    },
    /// Take Baton's block out.
    TakeOut,
    /// Open the brief's form; `now` is the person's local time.
    MakeAsync {
        /// Local wall-clock time.
        now: NaiveDateTime,
        /// IANA zone.
        zone: Option<String>,
    },
    /// Live items stay as agenda, async ones become a brief.
    Split {
        /// Local wall-clock time.
        now: NaiveDateTime,
        /// IANA zone.
        zone: Option<String>,
    },
    /// Back to the answer.
    Back,
    /// The form changed.
    Edit(Edit),
    /// Copy the brief for a place.
    CopyBrief(Target),
    /// Put the brief into the event as text.
    WriteBrief,
    /// Do what was chosen with the slot; `id` names the record.
    Finish {
        /// Random id.
        id: String,
    },
    /// The person said what the meeting is for.
    Purpose(Purpose),
    /// Show or hide the sources.
    Why,
    /// Show or hide the signals beyond the first.
    MoreSignals,
    /// What the background knows around the invite.
    Around(Around),
    /// Not for this kind again.
    Silence,
    /// The person decides against the verdict, for this and the like.
    Learn {
        /// `Live` or `Async`.
        outcome: Outcome,
        /// Random id.
        id: String,
        /// Local wall-clock time.
        now: NaiveDateTime,
    },
    /// The decision that holds here is taken back.
    Unlearn,
    /// The person was invited to what they type, or calls it.
    Invited(bool),
    /// Copy these words to the organiser.
    Reply(String),
    /// One of a notice's offers.
    Offer(Offer),
    /// The clipboard took it, or did not.
    Copied(bool),
    /// Close for this invite.
    Close,
}

/// Something to do outside.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Tell the agent.
    Order(Box<OrderOf>),
    /// Ask the background; the session is added on the way.
    Ask(Box<Ask>),
    /// Put on the clipboard.
    Copy(String),
}

/// The orders the card gives, comparable in tests.
#[derive(Clone, Debug, PartialEq)]
pub enum OrderOf {
    /// Write into the description.
    Write {
        /// Number of the order.
        id: u32,
        /// The field.
        field: Field,
        /// The text it was planned on.
        on: String,
        /// The change.
        edit: block::TextEdit,
    },
    /// Press a control.
    Press {
        /// Number of the order.
        id: u32,
        /// The control.
        field: Field,
    },
    /// Read the form once.
    Read {
        /// Number of the order.
        id: u32,
    },
    /// Show nothing.
    Hide,
    /// Close for this invite.
    Close,
}

impl OrderOf {
    /// The order as the agent takes it; `fields` are the surface's.
    pub fn into_order(self, fields: &BTreeMap<String, Field>) -> Order {
        match self {
            Self::Read { id } => Order::Read { id, fields: fields.clone() },
            Self::Write { id, field, on, edit } => Order::Write { id, field: Box::new(field), edit: GuardedEdit::new(edit, &on) },
            Self::Press { id, field } => Order::Press { id, field: Box::new(field) },
            Self::Hide => Order::Hide,
            Self::Close => Order::Close,
        }
    }
}

/// Questions to the background, before the session is known.
#[derive(Clone, Debug, PartialEq)]
pub enum Ask {
    /// Keep a brief.
    Keep(Box<BriefRecord>),
    /// Silence the verdict's kind.
    Silence(verdict::Kind),
    /// Remember a decision.
    Learn(Box<Override>),
    /// Take a decision back, by its id.
    Unlearn(String),
    /// Open a prefilled form.
    Open(String),
    /// Report what was found.
    Health(Health),
    /// Remember this event, and tell what stands around it.
    Seen(Box<SeenEvent>),
}

impl Ask {
    /// The request as the background reads it.
    pub fn into_request(self, session: Option<String>) -> Request {
        let named = session.clone().unwrap_or_default();
        match self {
            Self::Keep(record) => Request::KeepBrief { session, record },
            Self::Silence(kind) => Request::Silence { session, kind },
            Self::Learn(decided) => Request::Learn { session, decided },
            Self::Unlearn(id) => Request::Unlearn { session, id },
            Self::Open(url) => Request::OpenPrefilled { session: named, url },
            Self::Health(health) => Request::Health { session: named, health },
            Self::Seen(event) => Request::Seen { session: named, event },
        }
    }
}

impl State {
    /// A card that has heard nothing yet.
    pub fn new(place: Place, settings: Settings) -> Self {
        Self {
            place,
            event: None,
            verdict: None,
            purpose: None,
            view: View::Verdict,
            why_open: false,
            notice: None,
            block: BlockState::Absent,
            role: Role::Unknown,
            is_new: None,
            hidden: false,
            time: Time::default(),
            around: Around::default(),
            signals_open: false,
            learned: None,
            attend: None,
            settings,
            url: String::new(),
            values: Values::new(),
            description: None,
            unwritten: None,
            edited: None,
            waiting: VecDeque::new(),
            pending: None,
            slot_set: false,
            last_id: 0,
            health_told: None,
            seen_told: None,
        }
    }

    /// The order that starts following the form; `None` where there is none.
    pub fn follow(&self) -> Option<Order> {
        Some(Order::Follow { fields: self.fields()?, settle_ms: SETTLE_MS })
    }

    /// The fields of the form's surface.
    pub fn fields(&self) -> Option<BTreeMap<String, Field>> {
        let Place::Form { site, surface } = &self.place else { return None };
        sites::fields(*site, surface)
    }

    /// Whether there is something to show: an answer, for an organiser, of a kind that is not silenced.
    pub fn shows(&self) -> bool {
        !self.hidden
            && (self.role != Role::Attendee || self.attend.is_some())
            && self
                .verdict
                .as_ref()
                .is_some_and(|v| v.kind == verdict::Kind::Unclear || !self.settings.silenced.contains(&v.kind))
            && (self.place == Place::Typed || self.event.as_ref().is_some_and(is_begun))
    }

    pub(super) const fn settings_mut(&mut self) -> &mut Settings {
        &mut self.settings
    }

    /// The person's settings.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Whether the description could be read, empty or not.
    pub fn description_known(&self) -> bool {
        let read = |field: &str| self.values.get(field).is_some_and(|v| v.rung >= 0);
        self.place == Place::Typed || read("description") || read("description_shown")
    }

    /// Whether an order is under way.
    pub fn busy(&self) -> bool {
        self.pending.is_some()
    }

    /// Applies `action`; the effects are to be carried out in order.
    pub fn apply(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Values { url, fields } => self.heard(&url, &fields),
            Action::Typed(event) => {
                self.judge(event);
                Vec::new()
            }
            Action::Answered(answer) => self.answered(answer),
            Action::Gone => {
                self.hidden = true;
                vec![order(OrderOf::Hide)]
            }
            Action::Refused(why) => {
                self.warn("refused", vec![why], Vec::new());
                Vec::new()
            }
            Action::WriteAgenda => match self.agenda(false) {
                Some(content) => self.put(content),
                None => Vec::new(),
            },
            Action::TakeOut => self.take_out(),
            Action::EditAgenda => {
                self.edit_agenda();
                Vec::new()
            }
            Action::Agenda(edit) => {
                if let View::Agenda(form) = &mut self.view {
                    form.edit(edit);
                    self.edited = Some((**form).clone());
                }
                Vec::new()
            }
            Action::UndoAgenda => {
                if let View::Agenda(form) = &mut self.view {
                    form.undo();
                    self.edited = Some((**form).clone());
                }
                Vec::new()
            }
            Action::FinishAgenda { now, zone } => self.finish_agenda(now, zone),
            Action::MakeAsync { now, zone } => {
                self.open_form(now, zone, Cover::Whole);
                Vec::new()
            }
            Action::Split { now, zone } => {
                let effects = self.agenda(true).map_or_else(Vec::new, |content| self.put(content));
                self.open_form(now, zone, Cover::AsyncItems);
                effects
            }
            Action::Back => {
                self.view = View::Verdict;
                self.notice = None;
                Vec::new()
            }
            Action::Edit(edit) => {
                if let View::Brief(form) = &mut self.view {
                    form.edit(edit);
                }
                Vec::new()
            }
            Action::CopyBrief(target) => {
                let View::Brief(form) = &self.view else { return Vec::new() };
                let text = brief::output(&form.brief, target);
                self.copy(text)
            }
            Action::WriteBrief => match &self.view {
                View::Brief(form) => {
                    let content = Content::Brief(form.brief.clone());
                    self.put(content)
                }
                View::Verdict | View::Agenda(_) => Vec::new(),
            },
            Action::Finish { id } => self.finish(id),
            Action::Purpose(purpose) => {
                self.purpose = Some(purpose);
                if let Some(event) = self.event.clone() {
                    self.judge(event);
                }
                Vec::new()
            }
            Action::Why => {
                self.why_open = !self.why_open;
                Vec::new()
            }
            Action::MoreSignals => {
                self.signals_open = !self.signals_open;
                Vec::new()
            }
            Action::Around(around) => {
                self.around = around;
                Vec::new()
            }
            Action::Silence => match &self.verdict {
                Some(verdict) => {
                    let kind = verdict.kind;
                    self.settings.silenced.push(kind);
                    self.hidden = true;
                    vec![ask(Ask::Silence(kind)), order(OrderOf::Close)]
                }
                None => Vec::new(),
            },
            Action::Learn { outcome, id, now } => self.learn(outcome, id, now),
            Action::Unlearn => self.unlearn(),
            Action::Invited(invited) => self.invited(invited),
            Action::Reply(text) => self.copy(text),
            Action::Offer(offer) => self.offer(offer),
            Action::Copied(done) => {
                if done {
                    // what the copy was part of has been said already, and a refusal must not be talked over
                    if self.notice.is_none() {
                        self.tell("copied", Vec::new(), Vec::new());
                    }
                } else {
                    self.warn("not_copied", Vec::new(), Vec::new());
                }
                Vec::new()
            }
            Action::Close => {
                self.hidden = true;
                vec![order(OrderOf::Close)]
            }
        }
    }

    fn heard(&mut self, url: &str, fields: &Values) -> Vec<Effect> {
        let Place::Form { site, surface } = self.place.clone() else { return Vec::new() };
        let mut effects = Vec::new();
        let health = sites::health(site, &surface, fields);
        let Parsed { mut event, role, is_new, .. } = match sites::parse(site, &surface, url, fields) {
            Ok(parsed) => parsed,
            Err(_) => {
                // The form is still there but nothing of it can be read: the popup says so, the page is left alone
                self.verdict = None;
                return health.map(|h| ask(Ask::Health(h))).into_iter().chain([order(OrderOf::Hide)]).collect();
            }
        };
        url.clone_into(&mut self.url);
        self.values.clone_from(fields);
        self.role = role;
        self.is_new = is_new;
        self.description = fields.get("description").and_then(|v| v.text().map(String::from));
        self.block = match block::take_out(&event.description) {
            Ok(None) => BlockState::Absent,
            Ok(Some(edit)) => {
                event.description = block::apply(&event.description, &edit).unwrap_or(event.description);
                BlockState::Present
            }
            Err(e) => BlockState::Broken(e.to_string()),
        };
        self.judge(event);
        // told again whenever it changes: fields come late, and what a person reads in the popup should be what is so now
        let lost = |h: &Health| h.state == health::State::Lost;
        let news = health.filter(|h| (self.shows() || lost(h)) && self.health_told.as_ref() != Some(h));
        if let Some(news) = news {
            self.health_told = Some(news.clone());
            effects.push(ask(Ask::Health(news)));
        }
        if !self.shows() {
            effects.push(order(OrderOf::Hide));
        }
        if let Some(seen) = self.seen().filter(|seen| self.seen_told.as_ref() != Some(seen)) {
            self.seen_told = Some(seen.clone());
            effects.push(ask(Ask::Seen(Box::new(seen))));
        }
        effects
    }

    pub(super) fn judge(&mut self, event: Event) {
        let verdict = verdict::judge(&event);
        let verdict = match self.purpose {
            Some(purpose) if verdict.outcome == Outcome::Unclear => verdict::with_purpose(&event, purpose),
            _ => verdict,
        };
        let (verdict, learned) = overrides::apply(verdict, &event, &self.settings);
        self.attend = self.for_me(&event, &verdict);
        (self.verdict, self.learned) = (Some(verdict), learned);
        if let View::Agenda(form) = &mut self.view {
            form.hear(&event);
        }
        self.event = Some(event);
    }

    /// The agenda as block content; with `live_only`, of the live items alone.
    fn agenda(&self, live_only: bool) -> Option<Content> {
        let (event, verdict) = (self.event.as_ref()?, self.verdict.as_ref()?);
        if let Some(edited) = self.edited.as_ref().filter(|form| !live_only && form.is_of(event)) {
            return Some(Content::Agenda(self.with_receipt(edited.agenda.clone())));
        }
        let language = self.language(event);
        let drafted =
            if live_only { agenda::draft_live(event, verdict, language) } else { agenda::draft_in(event, verdict, language) };
        Some(Content::Agenda(self.with_receipt(drafted)))
    }

    /// With the line that says why it is live, where the person switched that on.
    fn with_receipt(&self, agenda: Agenda) -> Agenda {
        Agenda { receipt: self.receipt(agenda::Chosen::Live, agenda.language), ..agenda }
    }

    fn receipt(&self, chosen: agenda::Chosen, language: Language) -> Option<String> {
        let (event, verdict) = (self.event.as_ref()?, self.verdict.as_ref()?);
        self.settings.receipt.then(|| agenda::receipt(event, verdict, chosen, language)).flatten()
    }

    /// What is written for others is in the invite's language; where that does not tell, in the person's.
    fn language(&self, event: &Event) -> Language {
        let own = self.settings.language.as_deref().and_then(Language::of_tag).unwrap_or_default();
        Language::of(event, own)
    }

    fn edit_agenda(&mut self) {
        let Some(event) = &self.event else { return };
        let kept = self.edited.clone().filter(|form| form.is_of(event));
        let form = kept.or_else(|| match self.agenda(false) {
            Some(Content::Agenda(drafted)) => Some(AgendaForm::new(drafted, event)),
            _ => None,
        });
        if let Some(mut form) = form {
            form.hear(event);
            self.view = View::Agenda(Box::new(form));
            self.notice = None;
        }
    }

    fn finish_agenda(&mut self, now: NaiveDateTime, zone: Option<String>) -> Vec<Effect> {
        let View::Agenda(form) = &self.view else { return Vec::new() };
        let (agenda, items) = (form.agenda.clone(), form.in_writing());
        self.view = View::Verdict;
        let effects =
            if agenda.live().next().is_some() { self.put(Content::Agenda(self.with_receipt(agenda))) } else { Vec::new() };
        if !items.is_empty() {
            self.open_form(now, zone, Cover::Items(items));
        }
        effects
    }

    fn open_form(&mut self, now: NaiveDateTime, zone: Option<String>, cover: Cover) {
        let (Some(event), Some(verdict)) = (&self.event, &self.verdict) else { return };
        let language = self.language(event);
        let mut drafted: VecDeque<Brief> = match &cover {
            Cover::Whole => VecDeque::from([brief::draft_in(event, verdict, now, language)]),
            Cover::AsyncItems => brief::draft_async_parts(event, verdict, now, language).into(),
            Cover::Items(items) => brief::draft_items(event, verdict, items, now, language).into(),
        };
        let Some(first) = drafted.pop_front() else { return };
        self.waiting = drafted;
        self.show_brief(first, now, zone, cover != Cover::Whole);
        if cover == Cover::Whole {
            self.notice = None;
        }
    }

    fn show_brief(&mut self, mut drafted: Brief, now: NaiveDateTime, zone: Option<String>, async_part: bool) {
        let Some(event) = &self.event else { return };
        let writer = self.time.writer(now, zone.as_deref());
        let readers = self.settings.readers(event, zone.as_deref().unwrap_or_default());
        let deadlines = brief::deadlines(&*self.time.zones, &writer, &readers);
        drafted.time_zone = zone.or(drafted.time_zone);
        drafted.receipt = self.receipt(agenda::Chosen::Written, drafted.language);
        // the page knows the person's name where the event only has their address
        let named = |field: &str| self.values.get(field).and_then(|v| v.text()).map(str::trim).filter(|t| !t.is_empty());
        if let (Some(name), Some(address)) = (named("user_name"), named("user_email"))
            && drafted.owner.eq_ignore_ascii_case(address)
        {
            drafted.owner = name.to_owned();
        }
        let mut form = BriefForm::new(drafted, deadlines, now, async_part);
        form.more = self.waiting.len();
        self.view = View::Brief(Box::new(form));
    }

    /// The next brief of a meeting that was split, once one is done.
    fn next_brief(&mut self) {
        let View::Brief(form) = &self.view else { return };
        let (now, zone) = (form.now, form.brief.time_zone.clone());
        if let Some(next) = self.waiting.pop_front() {
            self.show_brief(next, now, zone, true);
        }
    }

    /// Copies because the person asked for that alone: what was said before has been answered.
    fn copy(&mut self, text: String) -> Vec<Effect> {
        self.notice = None;
        vec![Effect::Copy(text)]
    }

    /// Writes `content` into the description, or copies it where there is no form.
    fn put(&mut self, content: Content) -> Vec<Effect> {
        if self.busy() {
            return Vec::new();
        }
        let Some(field) = self.description_field() else {
            return self.copy(block::render(&content));
        };
        let text = self.description.clone().unwrap_or_default();
        self.plan_put(content, field, text, false)
    }

    fn plan_put(&mut self, content: Content, field: Field, text: String, planned_again: bool) -> Vec<Effect> {
        match block::put(&text, &content).and_then(|edit| Ok((block::apply(&text, &edit)?, edit))) {
            Ok((wanted, edit)) => {
                self.unwritten = Some(block::render(&content));
                let id = self.start(Job::Write { content: Box::new(content), wanted, planned_again });
                vec![order(OrderOf::Write { id, field, on: text, edit })]
            }
            Err(e) => {
                self.unwritten = Some(block::render(&content));
                self.warn("block_broken", vec![e.to_string()], vec![Offer::Copy]);
                Vec::new()
            }
        }
    }

    fn take_out(&mut self) -> Vec<Effect> {
        if self.busy() {
            return Vec::new();
        }
        let (Some(field), Some(text)) = (self.description_field(), self.description.clone()) else { return Vec::new() };
        match block::take_out(&text).and_then(|edit| edit.map(|e| Ok((block::apply(&text, &e)?, e))).transpose()) {
            Ok(Some((wanted, edit))) => {
                let id = self.start(Job::TakeOut { wanted });
                vec![order(OrderOf::Write { id, field, on: text, edit })]
            }
            Ok(None) => Vec::new(),
            Err(e) => {
                self.warn("block_broken", vec![e.to_string()], Vec::new());
                Vec::new()
            }
        }
    }

    fn answered(&mut self, answer: Answer) -> Vec<Effect> {
        let Some(pending) = self.pending.take_if(|p| p.id == answer.id) else { return Vec::new() };
        match pending.job {
            Job::Write { content, wanted, planned_again } => {
                if answer.text.as_deref().is_some_and(|text| block::same_text(text, &wanted)) {
                    self.description = answer.text;
                    self.block = BlockState::Present;
                    let key = match *content {
                        Content::Agenda(_) => "agenda_written",
                        Content::Brief(_) if std::mem::take(&mut self.slot_set) => "slot_set",
                        Content::Brief(_) => "brief_written",
                    };
                    self.tell(key, Vec::new(), vec![Offer::TakeOut]);
                    return Vec::new();
                }
                if answer.why == Some(Refusal::Changed)
                    && !planned_again
                    && let (Some(text), Some(field)) = (answer.text, self.description_field())
                {
                    return self.plan_put(*content, field, text, true);
                }
                self.not_written(answer.why);
            }
            Job::TakeOut { wanted } => {
                if answer.text.as_deref().is_some_and(|text| block::same_text(text, &wanted)) {
                    self.description = answer.text;
                    self.block = BlockState::Absent;
                    self.tell("taken_out", Vec::new(), Vec::new());
                } else {
                    self.warn(refusal_key(answer.why), Vec::new(), Vec::new());
                }
            }
            Job::Press { rest, day } if answer.ok => return self.press_next(rest, day),
            Job::Press { .. } => self.warn("slot_not_set", Vec::new(), vec![Offer::Copy]),
            Job::Check { day } => {
                let Place::Form { site, .. } = self.place else { return Vec::new() };
                let set = answer.fields.is_some_and(|fields| sites::is_all_day_free(site, &fields, day));
                if set {
                    // the entry stands for the brief, so it carries it, as the prefilled one does elsewhere
                    if let View::Brief(form) = &self.view {
                        let content = Content::Brief(form.brief.clone());
                        self.slot_set = true;
                        return self.put(content);
                    }
                    self.tell("slot_set", Vec::new(), Vec::new());
                } else {
                    self.warn("slot_not_set", Vec::new(), vec![Offer::Copy]);
                }
            }
        }
        Vec::new()
    }

    fn not_written(&mut self, why: Option<Refusal>) {
        let mut offers = vec![Offer::Copy];
        if self.prefilled().is_some() {
            offers.push(Offer::Prefilled);
        }
        self.warn(refusal_key(why), Vec::new(), offers);
    }

    /// Carries out what was chosen for the slot, and keeps the brief.
    fn finish(&mut self, id: String) -> Vec<Effect> {
        let View::Brief(form) = &self.view else { return Vec::new() };
        let form = form.clone();
        let record = BriefRecord {
            id,
            made: form.now,
            host: match &self.place {
                Place::Form { site, .. } => site.as_str().into(),
                Place::Typed => String::new(),
            },
            page: origin_of(&self.url).unwrap_or_default().into(),
            follow_up: FollowUp::default(),
            slot: form.slot.as_str().into(),
            person_minutes: self.verdict.as_ref().and_then(|v| v.cost.as_ref()).map_or(0, crate::event::Cost::person_minutes),
            brief: form.brief.clone(),
        };
        let mut effects = vec![ask(Ask::Keep(Box::new(record)))];
        match (form.slot, self.prefill_for(&form)) {
            (Slot::None, _) => {
                effects.push(Effect::Copy(brief::to_plain(&form.brief)));
                self.tell(if self.is_new == Some(false) { "slot_none_saved" } else { "slot_none_done" }, Vec::new(), Vec::new());
            }
            (_, Some(url)) => {
                effects.push(ask(Ask::Open(url)));
                let key = if form.slot == Slot::AllDay { "slot_all_day_opened" } else { "slot_focus_opened" };
                self.tell(key, Vec::new(), Vec::new());
            }
            (Slot::AllDay, None) => effects.extend(self.set_all_day(&form)),
            (Slot::Focus, None) => {
                // The event keeps its time; the brief stands in its description
                effects.extend(self.put(Content::Brief(form.brief)));
            }
        }
        self.next_brief();
        effects
    }

    /// Sets the form itself to an all-day, free entry, where the site's map knows controls that do not depend on language.
    fn set_all_day(&mut self, form: &BriefForm) -> Vec<Effect> {
        let Place::Form { site, surface } = &self.place else { return Vec::new() };
        let day = form.brief.reply_by.date();
        self.unwritten = Some(brief::to_plain(&form.brief));
        match sites::all_day_steps(*site, surface, &self.values, day) {
            Some(steps) => self.press_next(steps.into(), day),
            None => {
                self.warn("slot_not_set", Vec::new(), vec![Offer::Copy]);
                Vec::new()
            }
        }
    }

    /// Presses the next control, or reads the form back after the last.
    fn press_next(&mut self, mut rest: VecDeque<Field>, day: NaiveDate) -> Vec<Effect> {
        match rest.pop_front() {
            Some(field) => {
                let id = self.start(Job::Press { rest, day });
                vec![order(OrderOf::Press { id, field })]
            }
            None => {
                let id = self.start(Job::Check { day });
                vec![order(OrderOf::Read { id })]
            }
        }
    }

    fn offer(&mut self, offer: Offer) -> Vec<Effect> {
        match offer {
            Offer::TakeOut => self.take_out(),
            Offer::Copy => match self.unwritten.clone() {
                Some(text) => self.copy(text),
                None => Vec::new(),
            },
            Offer::Prefilled => self.prefilled().map(|url| ask(Ask::Open(url))).into_iter().collect(),
        }
    }

    /// A prefilled form with the text that could not be written.
    fn prefilled(&self) -> Option<String> {
        let Place::Form { site, .. } = &self.place else { return None };
        let event = self.event.as_ref()?;
        let mut description = event.description.trim_end().to_owned();
        if !description.is_empty() {
            description.push_str("\n\n");
        }
        description.push_str(self.unwritten.as_deref()?);
        sites::prefill(*site, &self.url, &Prefill::of(event, description))
    }

    fn prefill_for(&self, form: &BriefForm) -> Option<String> {
        let Place::Form { site, .. } = &self.place else { return None };
        let event = self.event.as_ref()?;
        let slot = match form.slot {
            Slot::None => return None,
            Slot::AllDay => sites::Slot::AllDayFree(form.brief.reply_by.date()),
            Slot::Focus => sites::Slot::busy(event)?,
        };
        let mut prefill = Prefill::of(event, block::render(&Content::Brief(form.brief.clone())));
        prefill.slot = Some(slot);
        prefill.guests = Vec::new();
        prefill.location = String::new();
        sites::prefill(*site, &self.url, &prefill)
    }

    fn description_field(&self) -> Option<Field> {
        self.fields()?.remove("description")
    }

    fn start(&mut self, job: Job) -> u32 {
        self.last_id += 1;
        self.notice = None;
        self.pending = Some(Pending { id: self.last_id, job });
        self.last_id
    }

    fn tell(&mut self, key: &'static str, fill: Vec<String>, offers: Vec<Offer>) {
        self.notice = Some(Notice { key, fill, good: true, offers });
    }

    fn warn(&mut self, key: &'static str, fill: Vec<String>, offers: Vec<Offer>) {
        self.notice = Some(Notice { key, fill, good: false, offers });
    }
}

/// Whether the form says anything yet: an empty form is not asked about.
fn is_begun(event: &Event) -> bool {
    event.title.trim().chars().count() >= 2 || !event.description.trim().is_empty() || !event.attendees.is_empty()
}

fn refusal_key(why: Option<Refusal>) -> &'static str {
    match why {
        Some(Refusal::Missing) => "why_missing",
        Some(Refusal::Ambiguous) => "why_ambiguous",
        Some(Refusal::Changed) => "why_changed",
        Some(Refusal::Covered) => "why_covered",
        Some(Refusal::NotAllowed) => "why_not_allowed",
        Some(Refusal::Gone) => "why_gone",
        Some(Refusal::NotTaken | Refusal::Unknown) | None => "why_not_taken",
    }
}

fn order(order: OrderOf) -> Effect {
    Effect::Order(Box::new(order))
}

fn ask(question: Ask) -> Effect {
    Effect::Ask(Box::new(question))
}
