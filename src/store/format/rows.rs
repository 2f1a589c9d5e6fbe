//! The mirror structs: what the RON crate reads, field by field, before anything is believed. Whatever can be is borrowed
//! from the source, for speed and so that an error found later can still say in which line and column it stands.

use super::record::{Few, PerRange, Rows, record};
use super::values::{Ident, Named, Prose, Str};
use ron::value::RawValue;
use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};
use std::fmt;

record! {
    /// The whole file.
    ProjectRow {
        format: u32,
        title: Str<'a>,
        analyst: Str<'a>,
        labels: Vec<LabelRow<'a>>,
        link_kinds: Vec<LinkKindRow<'a>>,
        tags: Vec<Str<'a>>,
        scale: Vec<Str<'a>>,
        guide: Prose,
        silenced: Vec<SilencedRow<'a>>,
        review: ReviewRow<'a>,
        moved: Vec<MovedRow<'a>>,
        theirs: Vec<TheirMarkRow<'a>>,
        articles: Vec<ArticleRow<'a>>,
        checks: Vec<CheckRow<'a>>,
        comments: Vec<CommentRow<'a>>,
        kept: Vec<KeptRow<'a>>,
    }
}

record! {
    /// An own label.
    LabelRow {
        name: Str<'a>,
        key: &'a RawValue,
        colour: Str<'a>,
        definition: Str<'a>,
    }
}

record! {
    /// An own kind of link.
    LinkKindRow {
        name: Str<'a>,
        definition: Str<'a>,
    }
}

record! {
    /// A silenced rule.
    SilencedRow {
        rule: Str<'a>,
        about: Str<'a>,
        why: Str<'a>,
    }
}

record! {
    /// Whose work is reviewed.
    ReviewRow {
        blind: bool,
        analysts: Vec<ReviewedRow<'a>>,
    }
}

record! {
    /// An analyst whose work is reviewed.
    ReviewedRow {
        name: Str<'a>,
        articles: Vec<TheirArticleRow<'a>>,
        comments: Vec<(Str<'a>, Str<'a>)>,
    }
}

record! {
    /// An article as an analyst has it.
    TheirArticleRow {
        here: Str<'a>,
        there: Str<'a>,
        state: Ident<'a>,
        title: Str<'a>,
        origin: OriginRow<'a>,
        skip: Vec<(u32, u32)>,
        kept: Vec<KeptRow<'a>>,
    }
}

record! {
    /// What an analyst's mark has beside its copy.
    TheirMarkRow {
        copy: Str<'a>,
        whose: Str<'a>,
        by: Str<'a>,
        on: Str<'a>,
        note: Str<'a>,
        discuss: bool,
        tags: Vec<Str<'a>>,
        links: Vec<LinkRow<'a>>,
        decided: Box<DecidedRow<'a>>,
        kept: Vec<KeptRow<'a>>,
        check: CheckRow<'a>,
    }
}

record! {
    /// A link that a decision moved.
    MovedRow {
        from: Str<'a>,
        link: LinkRow<'a>,
        now: Str<'a>,
    }
}

record! {
    /// An article with its marks.
    ArticleRow {
        id: Str<'a>,
        title: Str<'a>,
        origin: OriginRow<'a>,
        state: Ident<'a>,
        blocks: Vec<(u32, Ident<'a>)>,
        text: Vec<Str<'a>>,
        skip: Vec<(u32, u32)>,
        marks: Rows<MarkRow<'a>>,
        earlier: Vec<VersionRow<'a>>,
        kept: Vec<KeptRow<'a>>,
    }
}

record! {
    /// An earlier version of an article, with its marks as they stood.
    VersionRow {
        id: Str<'a>,
        title: Str<'a>,
        origin: OriginRow<'a>,
        blocks: Vec<(u32, Ident<'a>)>,
        text: Vec<Str<'a>>,
        skip: Vec<(u32, u32)>,
        marks: Rows<MarkRow<'a>>,
        by: Str<'a>,
        on: Str<'a>,
    }
}

record! {
    /// Where an article came from.
    OriginRow {
        file: Str<'a>,
        url: Str<'a>,
        outlet: Str<'a>,
        published: Str<'a>,
        byline: Str<'a>,
        language: Str<'a>,
        encoding: Str<'a>,
        details: Vec<(Str<'a>, Str<'a>)>,
        places: Vec<(u32, Str<'a>)>,
        bom: bool,
        crlf: bool,
    }
}

record! {
    /// A mark.
    MarkRow {
        id: Str<'a>,
        label: Named<'a>,
        version: Str<'a>,
        at: PerRange<(u32, u32)>,
        quote: PerRange<Str<'a>>,
        worth: Ident<'a>,
        voice: Ident<'a>,
        kinds: Vec<Ident<'a>>,
        check: Str<'a>,
        name: Str<'a>,
        naming: Ident<'a>,
        low: &'a RawValue,
        high: &'a RawValue,
        how: Ident<'a>,
        unit: Str<'a>,
        what: Str<'a>,
        trend: Ident<'a>,
        kind: Ident<'a>,
        links: Few<LinkRow<'a>>,
        note: Str<'a>,
        discuss: bool,
        tags: Vec<Str<'a>>,
        state: Ident<'a>,
        decided: Box<DecidedRow<'a>>,
        score: f64,
        by: Str<'a>,
        on: Str<'a>,
        of: Vec<(Str<'a>, Str<'a>)>,
        kept: Vec<KeptRow<'a>>,
    }
}

record! {
    /// A link.
    LinkRow {
        kind: Named<'a>,
        to: Str<'a>,
        cue: Vec<(u32, u32)>,
        auto: bool,
    }
}

record! {
    /// A decision about a proposal.
    DecidedRow {
        by: Str<'a>,
        on: Str<'a>,
        why: Str<'a>,
    }
}

record! {
    /// What another tool's file held.
    KeptRow {
        format: Str<'a>,
        text: Str<'a>,
    }
}

record! {
    /// A check.
    CheckRow {
        id: Str<'a>,
        statement: Str<'a>,
        verdict: Str<'a>,
        justification: Str<'a>,
        evidence: Vec<EvidenceRow<'a>>,
        speaker: Str<'a>,
        claimed_on: Str<'a>,
        by: Str<'a>,
        on: Str<'a>,
    }
}

record! {
    /// One row of evidence.
    EvidenceRow {
        question: Str<'a>,
        answer: Str<'a>,
        title: Str<'a>,
        url: Str<'a>,
        archived: Str<'a>,
        quote: Str<'a>,
        medium: Str<'a>,
        retrieved: Str<'a>,
    }
}

record! {
    /// A comment.
    CommentRow {
        id: Str<'a>,
        about: Str<'a>,
        reply_to: Str<'a>,
        text: Str<'a>,
        by: Str<'a>,
        on: Str<'a>,
        resolved: bool,
    }
}
