//! Two versions of an article: what changed in the text, what becomes of each mark, and the keys that decide it. The texts stand in the place
//! of the article, the marks in the place of the details.

mod marks;
mod texts;

use crate::gui::actions::{Action, Asks};
use crate::gui::panels::keys;
use crate::gui::style::plain;
use crate::gui::theme::{Theme, size, type_size};
use crate::gui::widgets::{Letters, Line as Words, button, choice_chip, key_cap, muted, primary_button};
use crate::project::{MarkId, Project};
use crate::session::{Command, Comparing, Other, Session, VersionCommand};
use crate::view::versions::{Kind, Line, Painted, Row, Texts};
use crate::view::{moment, versions as view};
use egui::{Frame, Key, Margin, Modifiers, Panel, RichText, Sense, Stroke, Ui};
use texts::{Clicked, Scrolled, Shown};

/// The page.
#[derive(Default)]
pub(in crate::gui) struct VersionsPage {
    texts: Option<Known>,
    marks: Option<Marked>,
    filter: Filter,
    is_whole: bool,
    /// The mark that is decided about.
    current: Option<MarkId>,
    scrolled: Scrolled,
    /// Whether the list is to bring its row into view.
    moved: bool,
}

/// What is known of the two texts.
struct Known {
    /// Tells this comparison from others.
    of: u64,
    texts: Texts,
    lines: Vec<Line>,
}

/// What is known of the marks, at a revision of the session.
struct Marked {
    revision: u64,
    rows: Vec<Row>,
    painted: [Painted; 2],
}

/// Which marks are listed.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum Filter {
    /// Those that an analyst has to look at.
    #[default]
    NeedsALook,
    /// Those of one kind.
    Only(Kind),
    /// All.
    All,
}

impl Filter {
    fn takes(self, kind: Kind) -> bool {
        match self {
            Self::NeedsALook => kind.needs_a_look(),
            Self::Only(only) => kind == only,
            Self::All => true,
        }
    }
}

impl VersionsPage {
    /// Shows the texts; `true` when the page is to be closed.
    pub(super) fn show(&mut self, ui: &mut Ui, session: &Session, letters: &mut Letters, asks: &mut Asks) -> bool {
        let Some((project, comparing)) = session.project().zip(session.comparing()) else { return true };
        self.learn(project, comparing, session.revision());
        self.keys(ui, project, comparing, asks);
        let theme = Theme::of(ui.ctx());
        ui.painter().rect_filled(ui.max_rect(), 0, theme.page);
        let frame = Frame::NONE.fill(theme.page).inner_margin(Margin::same(size::PAD as i8));
        Panel::top("versions").resizable(false).frame(frame).show(ui, |ui| self.head(ui, session, project, comparing, letters, asks));
        column_heads(ui, project, comparing, letters);
        let (Some(known), Some(marked)) = (&self.texts, &self.marks) else { return false };
        let comparison = comparing.carriage.comparison();
        let [old, new] = &marked.painted;
        let shown = Shown {
            project,
            texts: &known.texts,
            lines: &known.lines,
            strings: [comparison.old(), comparison.new_text()],
            painted: [old, new],
            current: self.current,
            offer: self.current.and_then(|id| view::mark_shown(project, comparing, id)?.offer),
        };
        match self.scrolled.show(ui, &shown, letters) {
            Some(Clicked::Mark(mark)) => self.go_to(mark),
            Some(Clicked::Hidden) => self.show_whole(true),
            None => {}
        }
        false
    }

    /// Leaves the page; nothing is changed.
    pub(super) fn leave(asks: &mut Asks) {
        asks.command(Command::Version(VersionCommand::Leave));
    }

    fn learn(&mut self, project: &Project, comparing: &Comparing, revision: u64) {
        let of = comparing.number;
        if self.texts.as_ref().is_none_or(|known| known.of != of) {
            let texts = view::texts(project, comparing);
            self.texts = Some(Known { of, lines: view::lines(&texts, self.is_whole), texts });
            self.scrolled.forget();
            (self.marks, self.current, self.filter) = (None, None, Filter::default());
        }
        if self.marks.as_ref().is_none_or(|marked| marked.revision != revision) {
            let painted = [view::painted_old(project, comparing), view::painted_new(project, comparing)];
            self.marks = Some(Marked { revision, rows: view::rows(project, comparing), painted });
            if !self.rows().any(|row| self.filter.takes(row.kind)) {
                self.filter = if self.rows().any(|row| row.kind.needs_a_look()) { Filter::NeedsALook } else { Filter::All };
            }
            if !self.listed().any(|row| Some(row.id) == self.current) {
                self.current = None;
                let first = self.listed().find(|row| row.waits).or_else(|| self.listed().next()).map(|row| row.id);
                if let Some(first) = first {
                    self.bring(first, project, comparing);
                }
            }
        }
    }

    fn rows(&self) -> impl DoubleEndedIterator<Item = &Row> {
        self.marks.iter().flat_map(|marked| &marked.rows)
    }

    /// The marks of the list.
    fn listed(&self) -> impl DoubleEndedIterator<Item = &Row> {
        self.rows().filter(|row| self.filter.takes(row.kind))
    }

    fn count(&self, takes: impl Fn(&Row) -> bool) -> usize {
        self.rows().filter(|row| takes(row)).count()
    }

    /// Decides about a mark, with its words in view in both texts.
    fn bring(&mut self, id: MarkId, project: &Project, comparing: &Comparing) {
        self.current = Some(id);
        self.moved = true;
        if let Some(shown) = view::mark_shown(project, comparing, id) {
            self.scrolled.bring([Some(shown.from), shown.to]);
        }
    }

    /// A mark that was clicked in the texts: the list goes there.
    fn go_to(&mut self, id: MarkId) {
        let Some(row) = self.rows().find(|row| row.id == id).copied() else { return };
        if !self.filter.takes(row.kind) {
            self.filter = Filter::All;
        }
        self.current = Some(id);
        self.moved = true;
    }

    fn show_whole(&mut self, is_whole: bool) {
        self.is_whole = is_whole;
        if let Some(known) = &mut self.texts {
            let before = std::mem::replace(&mut known.lines, view::lines(&known.texts, is_whole));
            self.scrolled.change(&before, &known.lines);
        }
    }

    fn keys(&mut self, ui: &Ui, project: &Project, comparing: &Comparing, asks: &mut Asks) {
        let is_free = ui.memory(|memory| memory.focused().is_none()) && !egui::Popup::is_any_open(ui.ctx());
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if pressed(Key::Escape) {
            Self::leave(asks);
        }
        if !is_free {
            return;
        }
        let forward = pressed(Key::ArrowDown) | pressed(Key::J);
        let back = pressed(Key::ArrowUp) | pressed(Key::K);
        if forward || back {
            self.step(forward, project, comparing);
        }
        if pressed(Key::F) {
            self.show_whole(!self.is_whole);
        }
        self.decide_by_key(ui, project, comparing, asks);
    }

    fn step(&mut self, forward: bool, project: &Project, comparing: &Comparing) {
        let all: Vec<MarkId> = self.listed().map(|row| row.id).collect();
        let here = all.iter().position(|id| Some(*id) == self.current);
        let next = match (here, forward) {
            (Some(here), true) => here.checked_add(1),
            (Some(here), false) => here.checked_sub(1),
            (None, _) => Some(0),
        };
        if let Some(next) = next.and_then(|next| all.get(next)) {
            self.bring(*next, project, comparing);
        }
    }

    fn head(&mut self, ui: &mut Ui, session: &Session, project: &Project, comparing: &Comparing, letters: &mut Letters, asks: &mut Asks) {
        let theme = Theme::of(ui.ctx());
        ui.spacing_mut().item_spacing.y = size::GAP * 0.75;
        let title = Words { size: type_size::HEADING, is_strong: true, ink: theme.ink };
        let room = ui.available_width();
        let heading = view::heading(project, comparing);
        let response = letters.label(ui, &heading, title, room, Sense::hover());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Heading, true, &heading));
        let summary = self.texts.as_ref().map(|known| known.texts.summary.clone()).unwrap_or_default();
        let open = self.count(|row| row.waits);
        let about_marks = match (self.rows().next().is_some(), open) {
            (false, _) => "no marks to decide about".to_owned(),
            (true, 0) => "every mark has its place or was decided about".to_owned(),
            (true, 1) => "one mark needs a look".to_owned(),
            (true, many) => format!("{many} marks need a look"),
        };
        muted(ui, &format!("{summary} · {about_marks}"));
        if view::reopens(project, comparing) {
            muted(ui, "The article was done; with the new text it is in progress again");
        }
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = size::GAP * 0.75;
            if comparing.is_new() {
                if ui.add_enabled_ui(session.is_writable(), |ui| primary_button(ui, "Take the new version")).inner.clicked() {
                    asks.command(Command::Version(VersionCommand::Take));
                }
                key_cap(ui, &keys::of(ui.ctx(), Action::DoneAndNext));
                if button(ui, "Not now").clicked() {
                    Self::leave(asks);
                }
            } else if button(ui, "Close").clicked() {
                Self::leave(asks);
            }
            key_cap(ui, "Esc");
            if choice_chip(ui, "Whole text", self.is_whole, true, None).on_hover_text("F: also what is the same").clicked() {
                self.show_whole(!self.is_whole);
            }
            self.versions(ui, session, project, comparing, asks);
        });
    }

    /// The earlier versions to choose from, and the way to be rid of the one that is shown.
    fn versions(&self, ui: &mut Ui, session: &Session, project: &Project, comparing: &Comparing, asks: &mut Asks) {
        if comparing.is_new() {
            return;
        }
        let all = view::versions(project, comparing);
        if all.len() > 1 {
            for version in &all {
                if choice_chip(ui, &version.words, version.is_shown, true, None).clicked() && !version.is_shown {
                    asks.command(Command::Version(VersionCommand::Look(version.id)));
                }
            }
        }
        let Some(shown) = all.iter().find(|version| version.is_shown).filter(|_| session.is_writable()) else { return };
        let waits = self.rows().next().is_some();
        let remove = ui.add_enabled_ui(!waits, |ui| button(ui, "Remove this version")).inner;
        if remove.on_hover_text("Remove the earlier text and its record of marks").on_disabled_hover_text("Decide about its marks first").clicked() {
            asks.command(Command::Version(VersionCommand::Remove(shown.id)));
        }
    }
}

/// What stands over each text.
fn column_heads(ui: &mut Ui, project: &Project, comparing: &Comparing, letters: &mut Letters) {
    let theme = Theme::of(ui.ctx());
    let [before, now] = match &comparing.other {
        Other::New { draft, .. } => ["In the project".to_owned(), if draft.origin.file.is_empty() { "New".to_owned() } else { draft.origin.file.clone() }],
        Other::Earlier(version) => {
            let until = project.version(*version).and_then(|version| version.on).map_or_else(|| "Then".to_owned(), |on| format!("Until {}", moment(on)));
            [until, "Now".to_owned()]
        }
    };
    let (rect, _) = ui.allocate_exact_size(egui::vec2(ui.available_width(), size::CONTROL), Sense::hover());
    let line = Words { size: type_size::SMALL, is_strong: true, ink: theme.muted };
    for (left, words) in texts::lefts(rect.left(), rect.width()).into_iter().zip([before, now]) {
        let place = egui::Rect::from_min_max(egui::pos2(left, rect.top()), egui::pos2(left + rect.width() / 2.5, rect.bottom()));
        letters.paint_line(ui, place, &words, line);
    }
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(size::LINE, theme.line));
}

/// Words of less weight in a font of their own size.
fn small(words: &str, theme: &Theme) -> RichText {
    RichText::new(words).font(plain(type_size::SMALL)).color(theme.muted)
}
