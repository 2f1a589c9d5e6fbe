//! `factmark add`: adds article files and folders to a project.

use super::desk::{self, Desk};
use super::style::{one_line, title};
use super::terminal::Terminal;
use super::{Output, Status, Trouble};
use crate::article::{self, Draft, Encoding, Found, Refusal};
use crate::edit::{Change, Edit};
use crate::project::{Article, ArticleId, Project};
use crate::session::{Outcome, ReadFile};
use crate::store;
use crate::text::{Fingerprint, Likenesses, Sketch};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Add article files, or folders of them, to a project.
///
/// Prints the id of each article that was added. A text that the project already has is not added again.
#[derive(clap::Args, Debug)]
pub struct Add {
    /// The project.
    #[arg(value_name = "PROJECT.ron")]
    project: PathBuf,
    /// Articles, or folders with articles; `-` is standard input.
    #[arg(value_name = "ARTICLE", required = true)]
    articles: Vec<PathBuf>,
    /// The encoding of all of them, by its usual name such as `windows-1251`, where it is not the one that is guessed.
    #[arg(long, value_name = "NAME", value_parser = article::encoding_named)]
    encoding: Option<&'static Encoding>,
    #[command(flatten)]
    output: Output,
}

/// What was read of files and folders.
pub(super) struct ReadArticles {
    /// Each with the name that it was given by, and whether it is all that is under that name.
    drafts: Vec<(PathBuf, bool, Draft)>,
    /// How this ends: refusals are to be looked at, and where there is nothing else it failed.
    pub(super) status: Status,
}

/// What `add` and `new` print.
#[derive(serde::Serialize)]
pub(super) struct Added<'a> {
    project: String,
    added: Vec<AddedArticle<'a>>,
    refused: Vec<String>,
    warnings: Vec<String>,
}

#[derive(serde::Serialize)]
struct AddedArticle<'a> {
    id: String,
    title: &'a str,
    file: &'a str,
}

impl Add {
    pub(super) fn run(self, terminal: &mut Terminal<'_>) -> Result<Status, Trouble> {
        // Opened first, so that a wrong name does not cost the time to read the articles.
        let mut desk = Desk::open(terminal, &self.project)?;
        let read = ReadArticles::of(terminal, &self.articles, self.encoding)?;
        let status = read.status;
        let (outcome, known) = read.split(desk.project(), desk.number());
        let changes = desk.finish(terminal, outcome)?;
        tell_known(terminal, desk.project(), &known);
        tell_alike(terminal, desk.project(), &changes);
        let saved = desk.close(terminal)?;
        print(terminal, &self.project, &changes, self.output)?;
        Ok(status.max(saved))
    }
}

impl ReadArticles {
    /// Reads files and folders in their order; says what was refused and what there is to know about the rest.
    pub(super) fn of(terminal: &mut Terminal<'_>, paths: &[PathBuf], encoding: Option<&'static Encoding>) -> Result<Self, Trouble> {
        let mut drafts = Vec::new();
        let mut is_any_refused = false;
        for run in paths.chunk_by(|a, b| !desk::is_stream(a) && !desk::is_stream(b)) {
            let program = terminal.world.folders.program.clone();
            let how = store::Reading { program: program.as_deref(), encoding, before: None };
            let read: Vec<(PathBuf, bool, Result<Draft, String>)> = match run {
                [one] if desk::is_stream(one) => {
                    let bytes = terminal.read_input(article::LIMIT_BYTES as u64)?;
                    let rows = store::read_bytes("", &bytes, how).map(Found::into_drafts);
                    let told = |refusal: Refusal| format!("standard input: {refusal}");
                    rows.unwrap_or_else(|refusal| vec![Err(refusal)]).into_iter().map(|draft| (one.clone(), false, draft.map_err(told))).collect()
                }
                files => terminal
                    .during("Reading articles", || store::read_articles(files, how))
                    .into_iter()
                    .map(|read| (read.path, read.is_whole, read.draft.map_err(|error| error.to_string())))
                    .collect(),
            };
            for (path, is_whole, read) in read {
                match read {
                    Ok(draft) => {
                        draft.warnings.iter().for_each(|warning| terminal.warn(format!("{}: {warning}", path.display())));
                        drafts.push((path, is_whole, draft));
                    }
                    Err(refusal) => {
                        is_any_refused = true;
                        terminal.refuse(refusal);
                    }
                }
            }
        }
        let status = match (is_any_refused, drafts.is_empty()) {
            (false, _) => Status::Done,
            (true, false) => Status::LookAt,
            (true, true) => Status::Failed,
        };
        Ok(Self { drafts, status })
    }

    /// For the session: the texts that are not in the project yet. The others are left with what names their text.
    pub(super) fn split(self, project: &Project, into: u64) -> (Outcome, Vec<Known>) {
        let mut prints: BTreeSet<Fingerprint> = project.articles().map(|article| article.text.fingerprint()).collect();
        let (mut fresh, mut known) = (Vec::new(), Vec::new());
        for (path, is_whole, draft) in self.drafts {
            let print = draft.text.fingerprint();
            if prints.insert(print) {
                let path = Some(path).filter(|path| is_whole && !desk::is_stream(path));
                fresh.push(ReadFile { path, draft, alike: None });
            } else {
                known.push(Known { path, print });
            }
        }
        (Outcome::Articles { into, read: fresh, refused: Vec::new(), warnings: Vec::new() }, known)
    }
}

/// An article whose text the project has, or another of the same call.
pub(super) struct Known {
    path: PathBuf,
    print: Fingerprint,
}

/// Says under which ids the texts are that were not added again.
pub(super) fn tell_known(terminal: &mut Terminal<'_>, project: &Project, known: &[Known]) {
    for Known { path, print } in known {
        if let Some(article) = project.article_with(*print) {
            terminal.warn(format!("{} is in the project already (article {})", path.display(), article.id));
        }
    }
}

/// Says which of the articles that were added tell the same story as another.
pub(super) fn tell_alike(terminal: &mut Terminal<'_>, project: &Project, changes: &[Arc<Change>]) {
    let added: Vec<&Article> = changes.iter().flat_map(|change| &change.edits).filter_map(added_article).collect();
    if added.is_empty() {
        return;
    }
    let is_added = |article: &Article| added.iter().any(|other| other.id == article.id);
    let there: Vec<&Arc<Article>> = project.articles().filter(|article| !is_added(article)).collect();
    let mut all: Likenesses = there.iter().map(|article| Sketch::of(&article.text)).collect();
    let mut names: Vec<(ArticleId, String)> = there.iter().map(|article| (article.id, one_line(&article.title))).collect();
    for article in added {
        let sketch = Sketch::of(&article.text);
        if let Some((nearest, (other, title))) = all.nearest(&sketch).and_then(|nearest| Some((nearest, names.get(nearest.index)?))) {
            let part = (nearest.likeness * 100.0).floor();
            terminal.warn(format!(
                "{}: this tells the same story as article {other}, “{title}” ({part} % the same): if it is its newer version, remove {} and use `factmark update`",
                article.origin.file, article.id
            ));
        }
        all.add(&sketch);
        names.push((article.id, one_line(&article.title)));
    }
}

/// Prints what changes added.
pub(super) fn print(terminal: &mut Terminal<'_>, project: &Path, changes: &[Arc<Change>], output: Output) -> Result<(), Trouble> {
    let added: Vec<&Article> = changes.iter().flat_map(|change| &change.edits).filter_map(added_article).collect();
    if output.json {
        let rows = added.iter().map(|article| AddedArticle { id: article.id.to_string(), title: &article.title, file: &article.origin.file });
        let value =
            Added { project: project.display().to_string(), added: rows.collect(), refused: terminal.refused.clone(), warnings: terminal.warnings.clone() };
        return terminal.print_json(&value);
    }
    let width = added.iter().map(|article| article.origin.file.chars().count()).max().unwrap_or(0);
    let line = |article: &&Article| format!("{}  {}  {}\n", article.id, super::style::padded(&one_line(&article.origin.file), width), title(article));
    terminal.print(&added.iter().map(line).collect::<String>())
}

fn added_article(edit: &Edit) -> Option<&Article> {
    match edit {
        Edit::Article(swap) if swap.before.is_none() => swap.after.as_deref(),
        Edit::Article(_) | Edit::Mark(_) | Edit::Version(_) | Edit::Check(_) | Edit::Comment(_) | Edit::Setting(_) => None,
    }
}
