//! Data sets: a project in parts, records and shards, with a card.

use super::super::style::one_line;
use super::super::terminal::Terminal;
use super::super::{Status, Trouble, desk};
use super::{Export, State};
use crate::exchange::{read_back, unwatched, write};
use crate::formats::dataset::{Card, Data, Group, Layout, Records, Shares, Wanted, card, parts, unaligned};
use crate::formats::{About, Export as Exported, Format, Loss, losses};
use crate::project::{Label, Parts, Project, Setting};
use crate::report;
use crate::store::{self, Sheaf, SheafPlace, StoreError};
use crate::text::counted;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// What makes a data set of an export.
#[derive(clap::Args, Debug)]
pub(super) struct Options {
    /// Deal the articles out, as 80/10/10 (train, validation, test) or 80/20 (train, test).
    #[arg(long, value_name = "SHARES")]
    split: Option<Shares>,
    /// The seed of the split; the same one gives the same split, also when articles are added.
    #[arg(long, value_name = "N", default_value_t = 0)]
    seed: u64,
    /// What stays together in the split: texts that are nearly the same, or nothing.
    #[arg(long, value_name = "GROUP", value_enum, default_value_t = Together::Story)]
    group: Together,
    /// What a record is; no mark is cut.
    #[arg(long, value_name = "RECORD", value_enum, default_value_t = Record::Article)]
    records: Record,
    /// Only marks of this label; several with commas, or given again.
    #[arg(long, value_name = "LABEL", value_delimiter = ',')]
    label: Vec<String>,
    /// What to leave out; several with commas, or given again.
    #[arg(long, value_name = "WHAT", value_enum, value_delimiter = ',')]
    without: Vec<Without>,
    /// At most so many records a file.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    shard: Option<u32>,
    /// The licence that the card names.
    #[arg(long, value_name = "LICENCE")]
    licence: Option<String>,
}

/// What stays together.
#[derive(clap::ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
enum Together {
    /// Texts that are nearly the same.
    Story,
    /// Each article by itself.
    Article,
}

/// What a record is.
#[derive(clap::ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
enum Record {
    /// A whole article.
    Article,
    /// A paragraph.
    Paragraph,
    /// A sentence.
    Sentence,
}

/// What can be left out.
#[derive(clap::ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
enum Without {
    /// Attributes, checks and notes.
    Attributes,
    /// Links.
    Links,
}

/// What `--json` prints.
#[derive(serde::Serialize)]
struct DatasetJson {
    format: &'static str,
    files: Vec<String>,
    parts: Vec<PartJson>,
    /// Unfinished articles without marks.
    left_out: usize,
    losses: Vec<super::LossJson>,
    /// Marks that begin or end inside a word.
    unaligned: Vec<MarkJson>,
    warnings: Vec<String>,
}

#[derive(serde::Serialize)]
struct PartJson {
    name: String,
    articles: usize,
    records: usize,
    marks: usize,
    links_cut: usize,
}

#[derive(serde::Serialize)]
struct MarkJson {
    id: String,
    quote: String,
}

impl Options {
    /// Whether a data set is wanted, and not just the project in another format.
    pub(super) fn is_asked_for(&self) -> bool {
        let is_narrowed = !self.label.is_empty() || !self.without.is_empty() || self.records != Record::Article;
        self.split.is_some() || is_narrowed || self.shard.is_some() || self.licence.is_some()
    }

    fn wanted(&self, state: State) -> Wanted {
        let records = match self.records {
            Record::Article => Records::Article,
            Record::Paragraph => Records::Paragraph,
            Record::Sentence => Records::Sentence,
        };
        Wanted {
            labels: self.label.iter().map(|name| Label::named(name)).collect(),
            attributes: !self.without.contains(&Without::Attributes),
            links: !self.without.contains(&Without::Links),
            all_states: state == State::All,
            records,
        }
    }

    /// How many records a file may have.
    fn most(&self) -> usize {
        self.shard.map_or(usize::MAX, |most| most as usize)
    }

    fn group(&self) -> Group {
        match self.group {
            Together::Story => Group::Story,
            Together::Article => Group::Article,
        }
    }
}

impl Export {
    /// Writes a data set into a folder.
    pub(super) fn dataset(&self, terminal: &mut Terminal<'_>, format: &dyn Format) -> Result<Status, Trouble> {
        let about = format.about();
        if self.output.extension().is_some() {
            return Err(Trouble::Refused("a data set is several files: name a folder with -o, without an extension".to_owned()));
        }
        let project = self.project(terminal)?;
        let wanted = self.dataset.wanted(self.state);
        self.know_labels(&project, &wanted)?;
        let split = self.dataset.split.as_ref().map(|shares| (shares, self.dataset.group(), self.dataset.seed));
        let (found, left_out) = terminal.during("Dealing out", || parts(&project, &wanted, split, Layout::of(format).whole())).map_err(broken)?;
        let (found, empty): (Vec<Data>, Vec<Data>) = found.into_iter().partition(|part| part.articles > 0);
        for part in empty {
            terminal.warn(format!("{} has no article and is not written: another --seed or other shares may give it some", part.name));
        }
        if found.is_empty() {
            return Err(Trouble::Refused("there is no data: no article is finished, and none has a mark that was asked for".to_owned()));
        }
        let lost = all_losses(&found, &wanted, format);
        self.tell(terminal, about, &lost)?;
        if let Err(StoreError::Exists(path)) = Sheaf::new(SheafPlace::Folder(self.output.clone()), self.force) {
            return Err(Trouble::Exists(path));
        }
        let mut paths = Vec::new();
        for part in &found {
            paths.extend(self.part(terminal, format, part)?);
        }
        let unaligned: Vec<MarkJson> = found.iter().flat_map(|part| unaligned(&part.project).into_iter().map(|mark| shown(&part.project, mark))).collect();
        paths
            .push(self.card(terminal, &Made { format, project: &project, wanted: &wanted, parts: &found, left_out, lost: &lost, unaligned: unaligned.len() })?);
        self.say(terminal, about, &found, left_out, &paths, lost, unaligned)
    }

    /// Labels that are asked for must be some of the project's.
    fn know_labels(&self, project: &Project, wanted: &Wanted) -> Result<(), Trouble> {
        let known: BTreeSet<Label> = project.labels().collect();
        match wanted.labels.iter().find(|label| !known.contains(label)) {
            Some(unknown) => {
                let names: Vec<&str> = known.iter().map(Label::name).collect();
                Err(Trouble::Refused(format!("`{}` is no label of this project: choose from {}", unknown.name(), names.join(", "))))
            }
            None => Ok(()),
        }
    }

    /// Writes one part, in shards if it is large, and reads each back.
    fn part(&self, terminal: &mut Terminal<'_>, format: &dyn Format, part: &Data) -> Result<Vec<PathBuf>, Trouble> {
        let about = format.about();
        let shards = part.shards(self.dataset.most()).map_err(broken)?;
        let count = shards.len();
        let mut paths = Vec::new();
        for (number, shard) in shards.iter().enumerate() {
            let path = self.output.join(Layout::of(format).file(about, &part.name, number, count));
            let place = if about.per_article { SheafPlace::Folder(path) } else { SheafPlace::File { path, stem: about.name.to_owned() } };
            let export = Exported::of(shard, self.state == State::All);
            let written = terminal.during(&format!("Writing {}", about.title), || write(&export, format, &place, self.force, &unwatched))?;
            terminal.during("Reading it back", || read_back(&export, format, &place, &written)).map_err(Trouble::Refused)?;
            paths.extend(written.into_iter().map(|(path, _)| path));
        }
        Ok(paths)
    }

    fn card(&self, terminal: &Terminal<'_>, made: &Made<'_>) -> Result<PathBuf, Trouble> {
        let inputs = self.projects.iter().map(|path| {
            if desk::is_stream(path) {
                return Ok(("standard input".to_owned(), blake3::hash(store::format::write(made.project).as_bytes()).to_hex().to_string()));
            }
            let hash = store::hash_file(path).map_err(|why| Trouble::Refused(format!("{} cannot be read: {why}", path.display())))?;
            Ok((desk::file_name(path), hash))
        });
        let inputs: Vec<(String, String)> = inputs.collect::<Result<_, Trouble>>()?;
        let agreement = terminal.during("Measuring agreement", || report::agreement(made.project));
        let (about, layout, features) = (made.format.about(), Layout::of(made.format), made.format.features());
        let files: Vec<String> = made.parts.iter().map(|part| layout.pattern(about, &part.name, part.shard_count(self.dataset.most()))).collect();
        let shares = self.dataset.split.as_ref().map(ToString::to_string);
        let said = Card {
            project: made.project,
            about,
            wanted: made.wanted,
            split: shares.as_deref().map(|shares| (shares, self.dataset.group(), self.dataset.seed)),
            features: features.as_deref(),
            parts: made.parts,
            files: &files,
            left_out: made.left_out,
            losses: made.lost,
            inputs: &inputs,
            licence: self.dataset.licence.as_deref(),
            agreement: agreement.as_deref(),
            unaligned: made.unaligned,
        };
        let path = self.output.join("README.md");
        store::write_text(&path, &card(&said), self.force)?;
        Ok(path)
    }

    #[expect(clippy::too_many_arguments, reason = "what is said of a data set")]
    fn say(
        &self,
        terminal: &mut Terminal<'_>,
        about: About,
        found: &[Data],
        left_out: usize,
        paths: &[PathBuf],
        lost: Vec<Loss>,
        unaligned: Vec<MarkJson>,
    ) -> Result<Status, Trouble> {
        if self.printed.json {
            let part = |part: &Data| PartJson {
                name: part.name.clone(),
                articles: part.articles,
                records: part.project.article_count(),
                marks: part.project.mark_count(),
                links_cut: part.cut_links,
            };
            terminal.print_json(&DatasetJson {
                format: about.name,
                files: paths.iter().map(|path| path.display().to_string()).collect(),
                parts: found.iter().map(part).collect(),
                left_out,
                losses: lost.into_iter().map(super::LossJson::from).collect(),
                unaligned,
                warnings: terminal.warnings.clone(),
            })?;
            return Ok(Status::Done);
        }
        if let Some(first) = unaligned.first() {
            terminal.note(&format!("{} begin or end inside a word, such as {} “{}”", counted(unaligned.len(), "mark"), first.id, one_line(&first.quote)));
        }
        let cut: usize = found.iter().map(|part| part.cut_links).sum();
        if cut > 0 {
            terminal.note(&format!("{} left out: the other end stands in another record or is no data", counted(cut, "link")));
        }
        if left_out > 0 {
            terminal.note(&format!("{} left out: unfinished and without marks", counted(left_out, "article")));
        }
        for part in found {
            let (articles, marks) = (counted(part.articles, "article"), counted(part.project.mark_count(), "mark"));
            terminal.note(&format!("{}: {articles}, {}, {marks}", part.name, counted(part.project.article_count(), "record")));
        }
        terminal.note(&format!("{} in {}", counted(paths.len(), "file"), self.output.display()));
        Ok(Status::Done)
    }
}

/// What a card is written of.
struct Made<'a> {
    format: &'a dyn Format,
    project: &'a Project,
    wanted: &'a Wanted,
    parts: &'a [Data],
    left_out: usize,
    lost: &'a [Loss],
    unaligned: usize,
}

/// What the format cannot hold of all parts.
fn all_losses(found: &[Data], wanted: &Wanted, format: &dyn Format) -> Vec<Loss> {
    let mut all: Vec<Loss> = Vec::new();
    for loss in found.iter().flat_map(|part| losses(&Exported::of(&part.project, wanted.all_states), format)) {
        match all.iter_mut().find(|other| other.what == loss.what) {
            Some(other) => other.count += loss.count,
            None => all.push(loss),
        }
    }
    all
}

fn shown(project: &Project, mark: &crate::project::Mark) -> MarkJson {
    let quote = project.article(mark.article).map(|article| mark.at.words(&article.text)).unwrap_or_default();
    MarkJson { id: mark.id.to_string(), quote }
}

/// Several projects as one; what they mark with is that of the first, with what the others have beside it.
pub(super) fn together(mut projects: Vec<Project>) -> Result<Project, Trouble> {
    if let (Some(_), 1) = (projects.first(), projects.len()) {
        return Ok(projects.remove(0));
    }
    let mut all = Parts::default();
    let (mut keys, mut ids) = (BTreeSet::new(), BTreeSet::new());
    for project in &projects {
        for article in project.articles() {
            if !ids.insert(article.id) {
                let why = "merge the projects, or make a review of them, before they are written together";
                return Err(Trouble::Refused(format!("article {} is in two of these projects: {why}", article.id)));
            }
        }
        all.articles.extend(project.articles().map(|article| article.as_ref().clone()));
        all.marks.extend(project.marks().cloned());
        all.versions.extend(project.versions().map(|version| version.as_ref().clone()));
        all.checks.extend(project.checks().map(|check| check.as_ref().clone()));
        all.comments.extend(project.comments().map(|comment| comment.as_ref().clone()));
        all.settings.extend(project.settings().filter(|setting| !matches!(setting, Setting::Order(_)) && keys.insert(setting.key())).cloned());
    }
    Project::assemble(all).map_err(broken)
}

/// What cannot be as long as projects keep their invariants, except that ids of two projects meet.
fn broken(faults: Vec<crate::project::Fault>) -> Trouble {
    let first = faults.first().map(ToString::to_string).unwrap_or_default();
    Trouble::Refused(format!("these projects cannot be written together: {first}"))
}
