//! The settings of the user, in the configuration folder. A damaged file is set aside and told, never lost; what a newer
//! program wrote there is passed over.

use super::disk::Disk;
use super::error::{StoreError, io_error};
use super::{Folders, place};
use crate::project::{ArticleId, Moment};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The name of the file.
const FILE: &str = "settings.ron";
/// The most bytes that the file may have.
const LIMIT_BYTES: u64 = 16 * 1024 * 1024;
/// How many projects are remembered.
const RECENT: usize = 20;

/// Light or dark.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    const ALL: [(&str, Self); 3] = [("System", Self::System), ("Light", Self::Light), ("Dark", Self::Dark)];
}

/// Where the window stood, in points.
#[derive(Clone, Copy, PartialEq, Debug, serde::Serialize, serde::Deserialize)]
pub struct WindowPlace {
    /// Left edge.
    pub x: f32,
    /// Upper edge.
    pub y: f32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
    /// Whether it filled the screen.
    pub maximised: bool,
}

/// A project that was open, and where in it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Recent {
    /// Its file.
    pub path: PathBuf,
    /// Its title.
    pub title: String,
    /// The article that was read last.
    pub article: Option<ArticleId>,
    /// The place in it, in bytes of its text.
    pub byte: usize,
}

/// What is remembered about the user and the window. Widths are in points; none is what the program thinks best.
#[derive(Clone, PartialEq, Debug)]
pub struct Preferences {
    /// Who is working here; empty until they said so.
    pub who: String,
    /// Light or dark.
    pub theme: Theme,
    /// Magnification; 1 is the size as designed.
    pub zoom: f32,
    /// Where the window stood.
    pub window: Option<WindowPlace>,
    /// Width of the list of articles.
    pub list_width: Option<f32>,
    /// Width of the details.
    pub details_width: Option<f32>,
    /// Whether the list is hidden.
    pub hides_list: bool,
    /// Whether the details are hidden.
    pub hides_details: bool,
    /// The folder that a file was chosen from last.
    pub last_folder: Option<PathBuf>,
    /// Projects that were open, the last one first.
    pub recent: Vec<Recent>,
    /// Keys that were changed: the action's name and its keys in words, none for no key.
    pub keys: BTreeMap<String, String>,
    /// Commands that were found by a few letters and done, by the names of their actions, the last one first.
    pub commands: Vec<String>,
    /// The format that data was taken in last, by its name; empty before the first time.
    pub import_format: String,
    /// The format that data was written in last, by its name; empty before the first time.
    pub export_format: String,
    /// What labels of other programs became: their names in small letters, and ours.
    pub labels: BTreeMap<String, String>,
}

impl Default for Preferences {
    fn default() -> Self {
        Row::default().into_preferences()
    }
}

/// A damaged file of settings that was set aside.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("the settings could not be read ({why}); they are kept as {}, and the program starts with its own", kept.display())]
pub struct SetAside {
    /// What was wrong with it, and where.
    pub why: String,
    /// Where it is now.
    pub kept: PathBuf,
}

impl Preferences {
    /// Reads the settings; where there are none yet, the program's own. A damaged file is renamed to `settings.ron.damaged-DATE`.
    ///
    /// # Errors
    /// Where a file is there and cannot be read or set aside; then the program should not save settings over it.
    pub fn read(folders: &Folders, now: Moment) -> Result<(Self, Option<SetAside>), StoreError> {
        let disk = Disk::default();
        let path = folders.config.join(FILE);
        let why = match disk.read(&path, LIMIT_BYTES) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok((Self::default(), None)),
            Err(error) => return Err(io_error("read the settings", &path)(error)),
            Ok(None) => "the file is too large".to_owned(),
            Ok(Some(bytes)) => match parse(&bytes) {
                Ok(row) => return Ok((row.into_preferences(), None)),
                Err(why) => why,
            },
        };
        let kept = free_name(&path, now);
        disk.rename(&path, &kept).map_err(io_error("set aside the damaged settings", &path))?;
        Ok((Self::default(), Some(SetAside { why, kept })))
    }

    /// Writes the settings, whole or not at all.
    ///
    /// # Errors
    /// Where the disk refuses; the old settings stay.
    pub fn write(&self, folders: &Folders) -> Result<(), StoreError> {
        let disk = Disk::default();
        disk.make_folder(&folders.config).map_err(io_error("make the folder", &folders.config))?;
        // The file may be a link into a folder of such files that somebody keeps elsewhere.
        let path = place::resolve(&folders.config.join(FILE))?;
        let layout = ron::ser::PrettyConfig::new().new_line("\n".to_owned()).depth_limit(2);
        let words = ron::ser::to_string_pretty(&Row::of(self), layout).map_err(|error| StoreError::Settings { path: path.clone(), why: error.to_string() })?;
        disk.replace(&path, format!("{words}\n").as_bytes(), || Ok(true)).map_err(io_error("save the settings", &path)).map(|_| ())
    }

    /// Puts a project at the head of those that were open.
    pub fn opened(&mut self, project: Recent) {
        self.recent.retain(|other| other.path != project.path);
        self.recent.insert(0, project);
        self.recent.truncate(RECENT);
    }

    /// What is remembered of a project.
    pub fn recent(&self, path: &Path) -> Option<&Recent> {
        self.recent.iter().find(|recent| recent.path == path)
    }
}

/// The file's words. Fields may come, so that an older program passes over what it does not know.
#[derive(Default, serde::Serialize, serde::Deserialize)]
#[serde(default)]
struct Row {
    who: String,
    theme: String,
    zoom: f32,
    window: Option<WindowPlace>,
    list_width: Option<f32>,
    details_width: Option<f32>,
    hides_list: bool,
    hides_details: bool,
    last_folder: Option<String>,
    recent: Vec<RecentRow>,
    keys: BTreeMap<String, String>,
    commands: Vec<String>,
    import_format: String,
    export_format: String,
    labels: BTreeMap<String, String>,
}

#[derive(Default, serde::Serialize, serde::Deserialize)]
#[serde(default)]
struct RecentRow {
    path: String,
    title: String,
    article: String,
    byte: usize,
}

impl Row {
    /// Names of files that are no text are left out: RON has no way to write them.
    fn of(preferences: &Preferences) -> Self {
        let text = |path: &Path| path.to_str().map(str::to_owned);
        let theme = Theme::ALL.into_iter().find(|(_, theme)| *theme == preferences.theme).map_or("", |(word, _)| word);
        let recent = preferences.recent.iter().filter_map(|recent| {
            let article = recent.article.map(|id| id.to_string()).unwrap_or_default();
            Some(RecentRow { path: text(&recent.path)?, title: recent.title.clone(), article, byte: recent.byte })
        });
        Self {
            who: preferences.who.clone(),
            theme: theme.to_owned(),
            zoom: preferences.zoom,
            window: preferences.window,
            list_width: preferences.list_width,
            details_width: preferences.details_width,
            hides_list: preferences.hides_list,
            hides_details: preferences.hides_details,
            last_folder: preferences.last_folder.as_deref().and_then(text),
            recent: recent.collect(),
            keys: preferences.keys.clone(),
            commands: preferences.commands.clone(),
            import_format: preferences.import_format.clone(),
            export_format: preferences.export_format.clone(),
            labels: preferences.labels.clone(),
        }
    }

    /// A value that makes no sense is passed over.
    fn into_preferences(self) -> Preferences {
        let sane = |size: &f32| size.is_finite() && *size > 0.0;
        let is_sane = |window: &WindowPlace| window.x.is_finite() && window.y.is_finite() && sane(&window.width) && sane(&window.height);
        let recent = self.recent.into_iter().filter(|row| !row.path.is_empty());
        Preferences {
            who: self.who,
            theme: Theme::ALL.into_iter().find(|(word, _)| *word == self.theme).map_or(Theme::System, |(_, theme)| theme),
            zoom: if sane(&self.zoom) { self.zoom } else { 1.0 },
            window: self.window.filter(is_sane),
            list_width: self.list_width.filter(sane),
            details_width: self.details_width.filter(sane),
            hides_list: self.hides_list,
            hides_details: self.hides_details,
            last_folder: self.last_folder.map(PathBuf::from),
            recent: recent.map(|row| Recent { path: row.path.into(), title: row.title, article: row.article.parse().ok(), byte: row.byte }).collect(),
            keys: self.keys,
            commands: self.commands,
            import_format: self.import_format,
            export_format: self.export_format,
            labels: self.labels,
        }
    }
}

fn parse(bytes: &[u8]) -> Result<Row, String> {
    let words = std::str::from_utf8(bytes).map_err(|_| "it is not UTF-8 text".to_owned())?;
    ron::from_str(words.trim_start_matches('\u{feff}')).map_err(|error| error.to_string())
}

fn free_name(path: &Path, now: Moment) -> PathBuf {
    let stamp = now.strftime(".damaged-%Y-%m-%d");
    let name = |number: usize| {
        let end = if number == 1 { stamp.to_string() } else { format!("{stamp}-{number}") };
        path.with_file_name(place::with_end(place::name_of(path), &end))
    };
    (1..).map(name).find(|path| !path.exists()).unwrap_or_else(|| name(1))
}
