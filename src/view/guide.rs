//! The guide: what the project's labels mean, and its own guidelines.

use crate::article::{self, Block};
use crate::project::{Label, Project, Setting, SettingKey};

/// A paragraph of the guide.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Paragraph {
    /// What it is; none is plain text.
    pub block: Option<Block>,
    /// Its words.
    pub words: String,
}

/// The guide as its author wrote it, in Markdown; empty where there is none.
pub fn source(project: &Project) -> &str {
    match project.setting(&SettingKey::Guide) {
        Some(Setting::Guide(guide)) => guide,
        Some(_) | None => "",
    }
}

/// The guide's paragraphs.
pub fn paragraphs(source: &str) -> Vec<Paragraph> {
    let Ok(draft) = article::read("guide.md", source.as_bytes()) else { return Vec::new() };
    let block = |number: usize| draft.blocks.iter().find(|(at, _)| *at as usize == number).map(|(_, block)| *block);
    let all = (0..draft.text.paragraph_count()).map(|number| Paragraph { block: block(number), words: draft.text.paragraph_str(number).to_owned() });
    all.filter(|paragraph| !paragraph.words.trim().is_empty()).collect()
}

/// What a label means: as the guide says under a heading with its name, else as its own definition says, else as every project has it.
pub fn definition(project: &Project, guide: &[Paragraph], label: &Label) -> String {
    let said = said_under(guide, label.name());
    let own = project.own_labels().find(|own| Label::Own(own.name.clone()) == *label).map(|own| own.definition.clone());
    said.or(own.filter(|words| !words.is_empty())).unwrap_or_else(|| {
        match label {
            Label::Claim => "A statement that can be checked, or be found not to be one",
            Label::Source => "Who says it: a person, a body or a paper",
            Label::Figure => "A quantity, a date or a time",
            Label::Own(_) => "",
        }
        .to_owned()
    })
}

/// What a label means in a project; the guide is read for it.
pub fn definition_of(project: &Project, label: &Label) -> String {
    definition(project, &paragraphs(source(project)), label)
}

/// The first paragraph under the heading that is a label's name.
fn said_under(guide: &[Paragraph], name: &str) -> Option<String> {
    let is_heading = |paragraph: &Paragraph| matches!(paragraph.block, Some(Block::Title | Block::Heading));
    let is_its = |paragraph: &Paragraph| {
        let words = paragraph.words.trim();
        is_heading(paragraph) && (words.eq_ignore_ascii_case(name) || words.eq_ignore_ascii_case(&format!("{name}s")))
    };
    let place = guide.iter().position(is_its)?;
    guide.get(place + 1).filter(|paragraph| !is_heading(paragraph)).map(|paragraph| paragraph.words.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_means_what_the_guide_says_under_its_name() {
        let guide = paragraphs("# How we mark\n\nCarefully.\n\n## Claims\n\nOnly what can be **checked**.\n\n- one\n\n## Source\n\n## Figure\n\nالأرقام\n");
        let project = Project::default();
        assert_eq!(definition(&project, &guide, &Label::Claim), "Only what can be checked.");
        assert_eq!(definition(&project, &guide, &Label::Source), "Who says it: a person, a body or a paper", "a heading without words says nothing");
        assert_eq!(definition(&project, &guide, &Label::Figure), "الأرقام");
        assert_eq!(guide.iter().filter(|paragraph| paragraph.block == Some(Block::ListItem)).count(), 1);
        assert!(paragraphs("").is_empty() && paragraphs(" \n").is_empty());
    }
}
