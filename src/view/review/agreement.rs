//! The agreement of a review: a table by label, who marked what, and the articles from the worst.

use crate::project::{ArticleId, Label, Project, Review};
use crate::review::Measured;
use crate::review::agreement::{Gammas, Measure, Undefined};
use crate::view::{grouped, shorten};
use std::collections::BTreeSet;

/// The panel.
#[derive(Clone, PartialEq, Debug)]
pub struct AgreementShown {
    /// “24 articles · 412 marks A · 398 marks B”.
    pub head: String,
    /// A row for each label that somebody used, then all.
    pub labels: Vec<LabelShown>,
    /// The interval in words.
    pub interval: String,
    /// Why there are dashes, a sentence each.
    pub reasons: Vec<String>,
    /// For each pair of analysts who marked what.
    pub confusions: Vec<ConfusionShown>,
    /// The articles, the worst first.
    pub articles: Vec<ArticleShown>,
}

/// A row of the table.
#[derive(Clone, PartialEq, Debug)]
pub struct LabelShown {
    /// The label; none is all.
    pub label: Option<Label>,
    /// F1 exact, F1 overlap, uα, κ; a dash where there is none.
    pub values: [String; 4],
}

/// Who marked what.
#[derive(Clone, PartialEq, Debug)]
pub struct ConfusionShown {
    /// The analysts' letters.
    pub letters: (String, String),
    /// The labels of rows and columns; none last.
    pub labels: Vec<Option<Label>>,
    /// Characters by row and column, with what they filter by.
    pub cells: Vec<Vec<(String, Cell)>>,
}

/// The label, or none, of two analysts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cell {
    /// The two analysts, by number.
    pub analysts: (usize, usize),
    /// The first one's.
    pub first: Option<Label>,
    /// The second one's.
    pub second: Option<Label>,
}

/// An article with how far its analysts agree.
#[derive(Clone, PartialEq, Debug)]
pub struct ArticleShown {
    /// Which.
    pub id: ArticleId,
    /// Its title.
    pub title: String,
    /// Its partial F1.
    pub value: String,
    /// Whether it is so low that it should be looked at.
    pub is_low: bool,
}

/// Below this F1 an article stands out.
const LOW: f64 = 0.5;

/// What the panel shows.
pub fn agreement(project: &Project, measured: &Measured) -> AgreementShown {
    let mut reasons = BTreeSet::new();
    let mut value = |measure: Option<&Measure>, label: Option<&Label>| match measure {
        Some(Ok(value)) => two_digits(*value),
        Some(Err(why)) => {
            reasons.insert(why.words(label));
            "–".to_owned()
        }
        None => "–".to_owned(),
    };
    let mut labels: Vec<LabelShown> = Vec::new();
    for of_label in measured.all.labels.iter().filter(|label| label.marks.iter().any(|marks| *marks > 0)) {
        let [_, exact, _, overlap, _] = &of_label.f1;
        let measures = [exact, overlap, &of_label.u_alpha, &of_label.characters.kappa];
        labels.push(LabelShown { label: Some(of_label.label.clone()), values: measures.map(|measure| value(Some(measure), Some(&of_label.label))) });
    }
    let [_, exact, _, overlap, _] = &measured.all.f1;
    let all = [exact, overlap, &measured.all.u_alpha, &measured.all.sets.kappa];
    labels.push(LabelShown { label: None, values: all.map(|measure| value(Some(measure), None)) });
    let articles = measured.each.iter().map(|(id, agreement)| {
        let partial = agreement.f1.get(2).copied();
        let title = project.article(*id).map(|article| shorten(&article.title, 80)).unwrap_or_default();
        let shown = partial.and_then(Result::ok).map_or("–".to_owned(), two_digits);
        ArticleShown { id: *id, title, value: shown, is_low: partial.and_then(Result::ok).is_some_and(|value| value < LOW) }
    });
    AgreementShown {
        head: head(measured),
        labels,
        interval: interval(measured),
        confusions: (0..measured.confusions.len()).filter_map(|pair| confusion(measured, pair)).collect(),
        articles: articles.collect(),
        reasons: reasons.into_iter().collect(),
    }
}

/// γ in words, with a reason for each dash.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct GammaShown {
    /// “γ 0.62, γcat 0.71; claim 0.55, source 0.70”.
    pub words: String,
    /// Why there are dashes, a sentence each.
    pub reasons: Vec<String>,
}

/// What was measured of γ; labels that nobody used are left out.
pub fn gamma(measured: &Measured, gammas: &Gammas) -> GammaShown {
    let mut reasons = BTreeSet::new();
    let mut value = |measure: Measure, label: Option<&Label>| match measure {
        Ok(value) => two_digits(value),
        Err(why) => {
            reasons.insert(why.words(label));
            "–".to_owned()
        }
    };
    let all = format!("γ {}, γcat {}", value(gammas.all, None), value(gammas.category, None));
    let used = measured.all.labels.iter().zip(&gammas.labels).filter(|(label, _)| label.marks.iter().any(|marks| *marks > 0));
    let labels: Vec<String> = used.map(|(label, gamma)| format!("{} {}", label.label.name().to_lowercase(), value(*gamma, Some(&label.label)))).collect();
    let words = if labels.is_empty() { all } else { format!("{all}; {}", labels.join(", ")) };
    GammaShown { words, reasons: reasons.into_iter().collect() }
}

/// A value with two digits and a true minus.
fn two_digits(value: f64) -> String {
    let digits = format!("{value:.2}");
    let digits = if digits == "-0.00" { "0.00" } else { &digits };
    digits.replace('-', "−")
}

fn head(measured: &Measured) -> String {
    let articles = if measured.articles == 1 { "1 shared article".to_owned() } else { format!("{} shared articles", grouped(measured.articles)) };
    let marks = measured.marks.iter().enumerate().map(|(analyst, marks)| format!("{} marks {}", grouped(*marks as usize), Review::letter(analyst)));
    std::iter::once(articles).chain(marks).collect::<Vec<_>>().join(" · ")
}

fn interval(measured: &Measured) -> String {
    match (&measured.interval, measured.all.u_alpha) {
        (Ok(interval), Ok(value)) => {
            format!("uα {}, 95% interval {} to {} over articles", two_digits(value), two_digits(interval.low), two_digits(interval.high))
        }
        (Err(Undefined::TooFewArticles), Ok(_)) => "No interval: it needs at least 8 articles that two opened".to_owned(),
        (_, _) => String::new(),
    }
}

fn confusion(measured: &Measured, pair: usize) -> Option<ConfusionShown> {
    let confusion = measured.confusions.get(pair)?;
    let used: BTreeSet<&Label> = confusion.characters.keys().flat_map(|(one, two)| [one, two]).flatten().collect();
    let labels: Vec<Option<Label>> = used.into_iter().cloned().map(Some).chain([None]).collect();
    let cell = |first: &Option<Label>, second: &Option<Label>| {
        let count = confusion.characters.get(&(first.clone(), second.clone())).copied().unwrap_or(0);
        (grouped(count as usize), Cell { analysts: confusion.analysts, first: first.clone(), second: second.clone() })
    };
    let cells = labels.iter().map(|first| labels.iter().map(|second| cell(first, second)).collect()).collect();
    let (first, second) = confusion.analysts;
    Some(ConfusionShown { letters: (Review::letter(first), Review::letter(second)), labels, cells })
}
