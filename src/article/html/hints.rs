//! What the names that a page gives its elements say about them: page furniture, or the article itself.

use super::names::{self, Name};
use super::tree::Tree;

/// What an element is, by its name, its role and the words of its class.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Hint {
    /// Nothing is said.
    #[default]
    None,
    /// Something around the article: navigation, offers, buttons to share, other articles.
    Furniture,
    /// What readers wrote.
    Comments,
    /// The article's words.
    Body,
}

/// What each node is.
pub(super) fn hints(tree: &Tree<'_>) -> Vec<Hint> {
    tree.nodes.iter().enumerate().map(|(at, node)| if node.name.is_empty() { Hint::None } else { of(tree, at, node.name) }).collect()
}

fn of(tree: &Tree<'_>, at: usize, name: Name) -> Hint {
    if matches!(name, "form" | "nav" | "footer" | "menu" | "dialog" | "search" | "noscript") {
        return Hint::Furniture;
    }
    let Some(node) = tree.get(at) else { return Hint::None };
    let (mut named, mut hint) = (String::new(), Hint::None);
    for (key, value) in node.attributes() {
        match key.to_ascii_lowercase().as_str() {
            "class" | "id" | "data-component" | "data-testid" | "data-module" | "data-block" => {
                named.push(' ');
                named.push_str(super::tokens::cut(value, 300));
            }
            "itemprop" | "property" if value.split_whitespace().any(|word| word == "articleBody" || word == "schema:articleBody") => hint = Hint::Body,
            "role" if ROLES.contains(&value) => return Hint::Furniture,
            _ => {}
        }
    }
    if hint == Hint::Body {
        return hint;
    }
    if named.is_empty() || matches!(name, "body" | "html" | "main" | "img") {
        return if name == "aside" { Hint::Furniture } else { Hint::None };
    }
    let words = words(&named);
    if says(&words, COMMENTS) {
        return Hint::Comments;
    }
    if name == "aside" || says(&words, FURNITURE) {
        return Hint::Furniture;
    }
    if is_body(&named) && names::is_block(name) { Hint::Body } else { Hint::None }
}

const ROLES: &[&str] =
    &["navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alertdialog", "menu", "menubar", "toolbar", "button", "tooltip"];

const COMMENTS: &[&str] = &[
    "comments",
    "comment list",
    "comment section",
    "comment thread",
    "disqus",
    "comentarios",
    "kommentare",
    "commentaires",
    "commenti",
    "respond",
    "commentlist",
    "commentarea",
    "livefyre",
    "comment block",
    "comment box",
    "comment form",
    "comment item",
    "user comment",
    "visitor comment",
    "visitors comment",
];

/// Words, or words that follow each other, that no part of an article is called by.
const FURNITURE: &[&str] = &[
    "ad",
    "ads",
    "adbox",
    "adslot",
    "advert",
    "advertisement",
    "advertising",
    "adv",
    "sponsor",
    "sponsored",
    "promo",
    "promos",
    "promoted",
    "promotion",
    "outbrain",
    "taboola",
    "dfp",
    "related",
    "relateds",
    "recommended",
    "recommendation",
    "recommendations",
    "recirc",
    "recirculation",
    "readmore",
    "read more",
    "read next",
    "read also",
    "more on",
    "more from",
    "more stories",
    "more news",
    "see also",
    "also read",
    "most read",
    "most popular",
    "popular",
    "trending",
    "latest news",
    "latest stories",
    "latest posts",
    "newsletter",
    "newsletters",
    "subscribe",
    "subscription",
    "signup",
    "sign up",
    "share",
    "shares",
    "sharing",
    "sharebar",
    "sharetools",
    "shareline",
    "sharedaddy",
    "addtoany",
    "addthis",
    "social",
    "socials",
    "socialmedia",
    "follow",
    "breadcrumb",
    "breadcrumbs",
    "pagination",
    "pager",
    "navigation",
    "nav",
    "navbar",
    "menu",
    "sidebar",
    "footer",
    "cookie",
    "cookies",
    "consent",
    "gdpr",
    "popup",
    "modal",
    "overlay",
    "lightbox",
    "toolbar",
    "articletools",
    "article tools",
    "pagetools",
    "page tools",
    "posttools",
    "post tools",
    "storytools",
    "story tools",
    "reaction",
    "reactions",
    "around web",
    "around the web",
    "from the web",
    "tags",
    "taglist",
    "tag list",
    "tag links",
    "keywords",
    "topics",
    "byline",
    "bylines",
    "authorbox",
    "author bio",
    "author box",
    "author info",
    "author card",
    "about author",
    "authors",
    "bio",
    "biography",
    "credit",
    "credits",
    "copyright",
    "sr only",
    "screen reader",
    "visually hidden",
    "visuallyhidden",
    "printonly",
    "print only",
    "skip link",
    "rating",
    "ratings",
    "masthead",
    "timestamp",
    "dateline time",
    "publish date",
    "published date",
    "post meta",
    "entry meta",
    "article meta",
    "meta data",
    "entry footer",
    "post footer",
    "article footer",
    "post navigation",
    "toc",
    "donate",
    "donation",
    "feedback",
    "poll",
    "quiz",
    "playlist",
    "player",
    "teasers",
    "carousel",
    "slider",
    "banner",
    "dropdown",
    "tooltip",
    "backtotop",
    "relatedarticles",
    "relatedcontent",
    "relatedlinks",
    "related links",
    "yarpp",
    "jp relatedposts",
    "wp block latest posts",
    "factbox links",
    "gallery nav",
    "noprint",
    "corrections link",
    "werbung",
    "anzeige",
    "publicidad",
    "publicite",
    "pubblicita",
    "reklama",
    "relacionadas",
    "relacionados",
    "compartir",
    "teilen",
    "partager",
    "etiquetas",
    "tagcloud",
    "paywall offer",
    "app download",
    "recommend",
];

fn says(words: &str, list: &[&str]) -> bool {
    list.iter().any(|entry| words.match_indices(entry).any(|(at, _)| is_whole(words, at, entry.len())))
}

fn is_whole(words: &str, at: usize, length: usize) -> bool {
    let space = |at: Option<usize>| at.and_then(|at| words.as_bytes().get(at)) == Some(&b' ');
    space(at.checked_sub(1)) && space(at.checked_add(length))
}

/// The words of names, in lower case with a space before and after each: `articleShare-bar` is ` article share bar `.
fn words(named: &str) -> String {
    let mut words = String::from(" ");
    let mut small = false;
    for character in named.chars() {
        if !character.is_alphanumeric() {
            if !words.ends_with(' ') {
                words.push(' ');
            }
        } else {
            if character.is_uppercase() && small {
                words.push(' ');
            }
            words.extend(character.to_lowercase());
        }
        small = character.is_lowercase();
    }
    words.push(' ');
    words
}

/// What publishers call the element with the article's words, without hyphens.
const BODIES: &[&str] = &[
    "articlebody",
    "articlecontent",
    "articletext",
    "articlemaincontent",
    "storybody",
    "storycontent",
    "storytext",
    "entrycontent",
    "postcontent",
    "postbody",
    "postentry",
    "posttext",
    "bodycopy",
    "bodytext",
    "newscontent",
    "newsbody",
    "newstext",
    "contentbody",
    "maintext",
    "articlewrapbody",
    "articlestory",
    "textcontent",
    "richtextbody",
    "articleparagraph",
    "articledetailcontent",
    "articleviewcontent",
    "newsdetail",
];

fn is_body(named: &str) -> bool {
    named.split_whitespace().any(|name| {
        let plain: String = name.chars().filter(|c| c.is_ascii_alphanumeric()).map(|c| c.to_ascii_lowercase()).collect();
        BODIES.iter().any(|body| plain.ends_with(body) || plain.starts_with(body) && plain.len() <= body.len() + 8)
    })
}
