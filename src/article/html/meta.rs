//! What a page says of its article: title, address, outlet, date, authors, language.

use super::json_ld::{self, Said, line};
use super::likeness::squash;
use super::tree::Tree;
use crate::article::Origin;

/// What a page says.
pub(super) struct About {
    /// The headlines that the page gives its article, the best first.
    pub(super) titles: Vec<String>,
    pub(super) origin: Origin,
    /// The article's words as the page says them for machines; often empty.
    pub(super) body: String,
}

/// Reads what a page says of itself.
pub(super) fn about(tree: &Tree<'_>) -> About {
    let said = json_ld::said(tree);
    let meta = Meta::of(tree);
    let own_title = tree.all(0, "title").find(|at| !inside_picture(tree, *at)).map(|at| tree.words(at)).unwrap_or_default();
    let origin = Origin {
        url: url(tree, &meta, &said),
        outlet: first([said.outlet.clone(), meta.first(&["og:site_name", "application-name", "dc.publisher", "citation_journal_title"])]),
        published: published(tree, &meta, &said),
        byline: byline(tree, &meta, &said),
        language: language(tree, &meta, &said),
        ..Origin::default()
    };
    let meta_title = meta.first(&["og:title", "twitter:title", "dc.title", "citation_title", "parsely-title", "sailthru.title"]);
    let bare = without_outlet(&own_title, &origin.outlet);
    let mut titles: Vec<String> = [without_outlet(&meta_title, &origin.outlet), said.headline.clone(), marked(tree, "headline"), bare].into();
    titles.retain(|title| !title.is_empty());
    About { titles, origin, body: said.body }
}

/// The `meta` elements: names in lower case, and values.
struct Meta(Vec<(String, String)>);

impl Meta {
    fn of(tree: &Tree<'_>) -> Self {
        let mut all = Vec::new();
        for node in tree.all(0, "meta").filter_map(|at| tree.get(at)).take(500) {
            let content = node.attribute("content");
            if content.trim().is_empty() {
                continue;
            }
            for key in ["property", "name", "itemprop", "http-equiv"] {
                for name in node.attribute(key).split_whitespace() {
                    all.push((name.to_lowercase(), line(&content)));
                }
            }
        }
        Self(all)
    }

    /// The value of the first of these names that has one.
    fn first(&self, names: &[&str]) -> String {
        names.iter().find_map(|name| self.0.iter().find(|(found, _)| found == name)).map(|(_, value)| value.clone()).unwrap_or_default()
    }

    fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |(found, _)| found == name).map(|(_, value)| value.as_str())
    }
}

fn first<const N: usize>(values: [String; N]) -> String {
    values.into_iter().find(|value| !value.is_empty()).unwrap_or_default()
}

/// The words of an element that is marked as a property of the article.
fn marked(tree: &Tree<'_>, property: &str) -> String {
    let has = |at: &usize| {
        tree.get(*at).is_some_and(|node| !matches!(node.name, "meta" | "") && node.attribute("itemprop").split_whitespace().any(|found| found == property))
    };
    (1..tree.nodes.len()).find(has).map(|at| line(&tree.words(at))).unwrap_or_default()
}

fn inside_picture(tree: &Tree<'_>, at: usize) -> bool {
    tree.ancestors(at).any(|above| tree.name(above) == "svg")
}

fn url(tree: &Tree<'_>, meta: &Meta, said: &Said) -> String {
    let is_canonical = |at: &usize| tree.get(*at).is_some_and(|node| node.attribute("rel").split_whitespace().any(|rel| rel.eq_ignore_ascii_case("canonical")));
    let canonical = tree.all(0, "link").find(is_canonical).and_then(|at| tree.get(at)).map(|node| node.attribute("href").trim().to_owned()).unwrap_or_default();
    let is_absolute = |url: &String| (url.starts_with("https://") || url.starts_with("http://")) && !url.contains(char::is_whitespace);
    [canonical, meta.first(&["og:url"]), said.url.clone()].into_iter().find(is_absolute).unwrap_or_default()
}

fn published(tree: &Tree<'_>, meta: &Meta, said: &Said) -> String {
    const NAMES: &[&str] = &[
        "article:published_time",
        "article:published",
        "og:published_time",
        "datepublished",
        "dc.date.issued",
        "dcterms.created",
        "dc.date",
        "dcterms.date",
        "date",
        "pubdate",
        "publishdate",
        "publish-date",
        "publication_date",
        "parsely-pub-date",
        "sailthru.date",
        "citation_publication_date",
        "cxenseparse:recs:publishtime",
        "last-modified",
    ];
    let time = || {
        let is_published = |node: &super::tree::Node<'_>| node.attribute("itemprop").contains("datePublished") || node.attribute_if_there("pubdate").is_some();
        let times: Vec<_> = (1..tree.nodes.len())
            .filter_map(|at| tree.get(at))
            .filter(|node| node.name == "time" || node.name == "span" && is_published(node))
            .take(50)
            .collect();
        let best = times.iter().find(|node| is_published(node)).or(times.first());
        best.map(|node| first([line(&node.attribute("datetime")), line(&node.attribute("content"))])).unwrap_or_default()
    };
    let known = first([said.published.clone(), meta.first(NAMES)]);
    if known.is_empty() { time() } else { known }
}

fn byline(tree: &Tree<'_>, meta: &Meta, said: &Said) -> String {
    let mut named: Vec<&str> = Vec::new();
    for name in ["author", "article:author", "dc.creator", "byl", "parsely-author", "sailthru.author", "citation_author"] {
        named = meta.all(name).filter(|value| !value.starts_with("http") && !value.starts_with("www.") && value.chars().count() <= 200).collect();
        named.dedup();
        if !named.is_empty() {
            break;
        }
    }
    let known = first([said.authors.clone(), named.join(", ")]);
    let known = if known.is_empty() { shown_byline(tree) } else { known };
    let name = ["By ", "by ", "BY ", "Von ", "Par ", "Por "].iter().find_map(|by| known.strip_prefix(by)).unwrap_or(&known);
    name.trim().to_owned()
}

/// The byline that readers see: a link to the author's page, or what is marked as the author.
fn shown_byline(tree: &Tree<'_>) -> String {
    let is_author = |at: &usize| {
        tree.get(*at).is_some_and(|node| {
            let has =
                |name: &str, wanted: &[&str]| node.attribute(name).split_whitespace().any(|word| wanted.iter().any(|wanted| word.eq_ignore_ascii_case(wanted)));
            !matches!(node.name, "meta" | "link" | "" | "body" | "html")
                && (has("rel", &["author"])
                    || has("itemprop", &["author"])
                    || has("class", &["byline", "author-name", "author__name", "article-author", "byline__name"]))
        })
    };
    let shown = (1..tree.nodes.len()).find(is_author).map(|at| line(&tree.words(at))).unwrap_or_default();
    if shown.chars().count() <= 120 { shown } else { String::new() }
}

fn language(tree: &Tree<'_>, meta: &Meta, said: &Said) -> String {
    let own = tree.get(0).map(|root| first([root.attribute("lang").into_owned(), root.attribute("xml:lang").into_owned()])).unwrap_or_default();
    let of_body = || tree.all(0, "body").next().and_then(|at| tree.get(at)).map(|body| body.attribute("lang").into_owned()).unwrap_or_default();
    let is_tag = |tag: &String| (2..=35).contains(&tag.len()) && tag.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    [own, of_body(), said.language.clone(), meta.first(&["content-language", "dc.language", "og:locale"])]
        .into_iter()
        .map(|tag| tag.trim().replace('_', "-"))
        .find(is_tag)
        .unwrap_or_default()
}

/// A title without the name of the outlet at its end or start: “Bridge closed – The Harbour Post”.
fn without_outlet(title: &str, outlet: &str) -> String {
    let mut parts: Vec<&str> =
        title.split(" | ").flat_map(|part| part.split(" - ")).flat_map(|part| part.split(" – ")).flat_map(|part| part.split(" — ")).collect();
    if !outlet.is_empty() && parts.len() > 1 {
        let is_outlet = |part: &&str| squash(part) == squash(outlet);
        let (kept_first, kept_last) = (parts.first().copied().filter(|part| !is_outlet(part)), parts.last().copied().filter(|part| !is_outlet(part)));
        if kept_last.is_none() {
            parts.pop();
            return title.get(..title.len() - ending(title, &parts)).unwrap_or(title).trim().to_owned();
        }
        if kept_first.is_none() {
            let start = parts.first().map_or(0, |part| part.len() + " | ".len());
            return title.get(start..).unwrap_or(title).trim_start_matches(|c: char| c.is_whitespace() || "|-–—".contains(c)).to_owned();
        }
    }
    // Without a name to go by, a short end after a bar is the outlet's.
    match title.rsplit_once(" | ") {
        Some((head, tail)) if tail.chars().count() <= 40 && head.chars().count() > tail.chars().count() => head.trim().to_owned(),
        // Chinese pages part them with low lines.
        Some(_) | None => title.split_once('_').map_or(title, |(head, _)| head).trim().to_owned(),
    }
}

/// How many bytes of a title come after the parts that are kept.
fn ending(title: &str, kept: &[&str]) -> usize {
    let last = kept.last().copied().unwrap_or_default();
    let start = last.as_ptr() as usize - title.as_ptr() as usize;
    title.len().saturating_sub(start + last.len())
}
