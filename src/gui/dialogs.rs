//! What stands over the window and waits for an answer: the choice of files, questions, and who is working here. One at a time.

use super::path_box::{Ended, PathBox};
use super::picker::{PickRequest, Picker, Purpose};
use super::style::room;
use super::theme::{Theme, dialog};
use super::widgets::{button, field_ring, primary_button};
use egui::{Context, Frame, Id, Key, Margin, Modal, Modifiers, TextEdit, Ui};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, TryRecvError};
use std::time::{Duration, Instant};

/// A dialog of the system that ends this soon without files was never there.
const NO_DIALOG: Duration = Duration::from_millis(150);

/// The boxes.
pub struct Dialogs {
    picker: Box<dyn Picker>,
    waiting: Option<Waiting>,
    open: Option<Box<Open>>,
}

enum Open {
    Path(PathBox),
    Question(Asked),
    Who(Who),
}

/// A question on the screen.
struct Asked {
    question: Question,
    wants_focus: bool,
}

struct Waiting {
    request: PickRequest,
    since: Instant,
    answer: Receiver<Option<Vec<PathBuf>>>,
}

/// A question with the answers that it has; the first is the one that most will want, the last lets everything be as it is.
pub struct Question {
    /// What is asked, in a few words.
    pub title: String,
    /// Why, in a sentence or two.
    pub why: String,
    /// The answers and what stands on their buttons.
    pub choices: Vec<(&'static str, Choice)>,
}

/// An answer to a question.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Choice {
    /// The file goes.
    Replace(Purpose, PathBuf),
    /// The project gets a file first.
    SaveAs,
    /// A review begins.
    BeginReview {
        /// Whether names are hidden.
        is_blind: bool,
    },
    /// The work stays where it is, without a file, or unsaved in the journal.
    Keep,
    /// Nothing happens.
    Cancel,
}

/// What the boxes gave.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Answer {
    /// Files were chosen.
    Picked(Purpose, Vec<PathBuf>),
    /// None were chosen.
    NotPicked(Purpose),
    /// A question was answered.
    Chose(Choice),
    /// Somebody said who is working here.
    Who(String),
}

struct Who {
    name: String,
    wants_focus: bool,
}

impl Dialogs {
    /// No box is open.
    pub fn new(picker: Box<dyn Picker>) -> Self {
        Self { picker, waiting: None, open: None }
    }

    /// Whether something stands over the window and takes the keys.
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Lets the analyst choose files, by the system's dialog if it has one.
    pub fn pick(&mut self, request: PickRequest) {
        if self.waiting.is_none() && self.open.is_none() {
            let answer = self.picker.pick(request.clone());
            self.waiting = Some(Waiting { request, since: Instant::now(), answer });
        }
    }

    /// Lets the analyst type a path.
    pub fn type_path(&mut self, ctx: &Context, request: PickRequest) {
        if self.open.is_none() {
            self.open = Some(Box::new(Open::Path(PathBox::new(ctx, request))));
        }
    }

    /// Asks a question; it goes before what else is open.
    pub fn ask(&mut self, question: Question) {
        self.open = Some(Box::new(Open::Question(Asked { question, wants_focus: true })));
    }

    /// Asks who is working here.
    pub fn ask_who(&mut self, proposed: &str) {
        self.open = Some(Box::new(Open::Who(Who { name: proposed.to_owned(), wants_focus: true })));
    }

    /// Paints what is open, and gives what was answered.
    pub fn show(&mut self, ctx: &Context) -> Option<Answer> {
        if let Some(answer) = self.take_picked(ctx) {
            return Some(answer);
        }
        let mut open = self.open.take()?;
        let frame = Frame::popup(&ctx.global_style()).fill(Theme::of(ctx).page).inner_margin(Margin::same(dialog::PAD));
        // Each sort has its own size, which egui remembers by this name.
        let id = Id::unique(match &*open {
            Open::Path(_) => "path dialog",
            Open::Question(_) => "question",
            Open::Who(_) => "who works here",
        });
        let shown = Modal::new(id).backdrop_color(dialog::VEIL).frame(frame).show(ctx, |ui| match &mut *open {
            Open::Path(path) => show_path(path, ui),
            Open::Question(asked) => show_question(asked, ui),
            Open::Who(who) => show_who(who, ui),
        });
        let is_left = ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        let step = shown.inner.or_else(|| is_left.then(|| left(&open)).flatten());
        match step {
            Some(Step::Answer(answer)) => {
                ctx.request_repaint();
                Some(answer)
            }
            Some(Step::Ask(question)) => {
                self.open = Some(Box::new(Open::Question(Asked { question, wants_focus: true })));
                ctx.request_repaint();
                None
            }
            None => {
                self.open = Some(open);
                None
            }
        }
    }

    fn take_picked(&mut self, ctx: &Context) -> Option<Answer> {
        let waiting = self.waiting.as_ref()?;
        let picked = match waiting.answer.try_recv() {
            Ok(picked) => picked,
            Err(TryRecvError::Empty) => return None,
            Err(TryRecvError::Disconnected) => None,
        };
        let soon = waiting.since.elapsed() < NO_DIALOG;
        let request = self.waiting.take()?.request;
        match picked.filter(|files| !files.is_empty()) {
            Some(files) => Some(Answer::Picked(request.purpose, files)),
            None if soon => {
                self.type_path(ctx, request);
                None
            }
            None => Some(Answer::NotPicked(request.purpose)),
        }
    }
}

/// What came of a box in one frame.
enum Step {
    Answer(Answer),
    Ask(Question),
}

/// What Esc means.
fn left(open: &Open) -> Option<Step> {
    match open {
        Open::Path(path) => Some(Step::Answer(Answer::NotPicked(path.purpose()))),
        Open::Question(asked) => asked.question.choices.last().map(|(_, choice)| Step::Answer(Answer::Chose(choice.clone()))),
        // Work begins with a name; a proposed one is taken as it stands.
        Open::Who(who) => said(&who.name),
    }
}

fn show_path(path: &mut PathBox, ui: &mut Ui) -> Option<Step> {
    let purpose = path.purpose();
    Some(match path.show(ui)? {
        Ended::With(files) => Step::Answer(Answer::Picked(purpose, files)),
        Ended::Without => Step::Answer(Answer::NotPicked(purpose)),
        Ended::WithExisting(file) => Step::Ask(replace(purpose, file)),
    })
}

/// Whether a file may go.
fn replace(purpose: Purpose, file: PathBuf) -> Question {
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Question {
        title: format!("Replace {name}?"),
        why: format!("{} is there already. What is in it goes.", file.display()),
        choices: vec![("Replace", Choice::Replace(purpose, file)), ("Cancel", Choice::Cancel)],
    }
}

fn show_question(asked: &mut Asked, ui: &mut Ui) -> Option<Step> {
    let question = &asked.question;
    ui.set_width(dialog::ASK.min(room(ui.ctx()).x));
    ui.heading(&question.title);
    ui.label(&question.why);
    let mut chosen = None;
    ui.horizontal_wrapped(|ui| {
        for (index, (words, choice)) in question.choices.iter().enumerate() {
            let response = if index == 0 { primary_button(ui, words) } else { button(ui, words) };
            // The box has the keys, so that none reaches the article behind it.
            if index == 0 && std::mem::take(&mut asked.wants_focus) {
                response.request_focus();
            }
            if response.clicked() {
                chosen = Some(choice.clone());
            }
        }
    });
    chosen.map(|choice| Step::Answer(Answer::Chose(choice)))
}

fn show_who(who: &mut Who, ui: &mut Ui) -> Option<Step> {
    ui.set_width(dialog::ASK.min(room(ui.ctx()).x));
    ui.heading("Who is working here?");
    ui.label("Your name stands with every mark you make, so that colleagues can tell whose it is.");
    let field = ui.add(TextEdit::singleline(&mut who.name).desired_width(f32::INFINITY).char_limit(80).margin(Margin::symmetric(8, 6)));
    let field = field.accessible_name("Your name");
    field_ring(ui, &field);
    if std::mem::take(&mut who.wants_focus) {
        field.request_focus();
    }
    let is_entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    let is_pressed = ui.add_enabled_ui(!who.name.trim().is_empty(), |ui| primary_button(ui, "Begin")).inner.clicked();
    if is_entered || is_pressed { said(&who.name) } else { None }
}

fn said(name: &str) -> Option<Step> {
    let name = name.trim();
    (!name.is_empty()).then(|| Step::Answer(Answer::Who(name.to_owned())))
}
