//! `factmark formats`: what can be read and written.

use super::style::padded;
use super::terminal::Terminal;
use super::{Output, Status, Trouble};
use crate::formats::{ALL, About};

/// List the formats: what is read and written, in what places are counted, and what each cannot hold.
#[derive(clap::Args, Debug)]
pub struct Formats {
    #[command(flatten)]
    output: Output,
}

#[derive(serde::Serialize)]
struct FormatJson {
    name: &'static str,
    title: &'static str,
    reads: bool,
    writes: bool,
    unit: Option<&'static str>,
    cannot_hold: Vec<&'static str>,
}

impl Formats {
    pub(super) fn run(self, terminal: &mut Terminal<'_>) -> Result<Status, Trouble> {
        let all: Vec<About> = ALL.iter().map(|format| format.about()).collect();
        if self.output.json {
            let shapes: Vec<FormatJson> = all.into_iter().map(shape).collect();
            terminal.print_json(&shapes)?;
            return Ok(Status::Done);
        }
        let mut out = String::new();
        for about in all {
            let does = match (about.reads, about.writes) {
                (true, true) => "reads, writes",
                (true, false) => "reads",
                (false, _) => "writes",
            };
            let unit = about.unit.map(|unit| unit.name()).unwrap_or("no places");
            let missing = cannot_hold(about);
            let missing = if !about.writes {
                "is not written".to_owned()
            } else if missing.is_empty() {
                "holds everything of an article".to_owned()
            } else {
                format!("cannot hold {}", missing.join(", "))
            };
            out.push_str(&format!("{}{}{}\n{}{missing}\n", padded(about.name, 14), padded(does, 15), unit, padded("", 14)));
        }
        for (name, what) in [("html", "a report for a browser or a printer"), ("markdown", "a report in GitHub-flavoured Markdown")] {
            out.push_str(&format!("{}{}{what}\n", padded(name, 14), padded("writes", 15)));
        }
        terminal.print(&out)?;
        Ok(Status::Done)
    }
}

fn shape(about: About) -> FormatJson {
    FormatJson {
        name: about.name,
        title: about.title,
        reads: about.reads,
        writes: about.writes,
        unit: about.unit.map(|unit| unit.name()),
        cannot_hold: cannot_hold(about),
    }
}

fn cannot_hold(about: About) -> Vec<&'static str> {
    let holds = about.holds;
    if !about.writes {
        return Vec::new();
    }
    if holds.only_checks {
        return vec!["texts, marks and links"];
    }
    let all = [
        (holds.any_label, "every label as it is written"),
        (holds.fragments, "fragments"),
        (holds.overlaps, "marks over others"),
        (holds.links, "links"),
        (holds.links_across || !holds.links, "links into other articles"),
        (holds.cues || !holds.links, "the words that say a link"),
        (holds.attributes, "attributes"),
        (holds.notes, "notes"),
        (holds.tags, "tags"),
        (holds.authors, "who made a mark"),
        (holds.states, "states"),
        (holds.scores, "scores and decisions"),
        (holds.articles, "titles and origins"),
        (holds.zones, "zones"),
    ];
    all.into_iter().filter(|(is_held, _)| !is_held).map(|(_, what)| what).collect()
}
