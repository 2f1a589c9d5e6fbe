//! A CAS of UIMA, whatever its spelling: what INCEpTION and dkpro-cassis say in XMI and in JSON alike. Places are UTF-16 code units, half open.
//!
//! A mark is a `webanno.custom.Factspan` with features of type String: `markId`, `label`, `note` and the attributes by their names, but for `kind`,
//! which is `kindOf`, because `kind` is a label elsewhere. A link is a `webanno.custom.Factlink` with `Governor`, where it begins, `Dependent`, where
//! it leads, and `label`; as INCEpTION wants it, it stands where its `Dependent` does. Each fragment of a mark is a span of its own, and links
//! `continues` tie each to the next. `DocumentMetaData` has the article's id and title. Words and sentences are DKPro's `Token` and `Sentence`.
//!
//! Read is any CAS. What has a begin and an end is a mark, with `Governor` and `Dependent` a link. Its label is the first of `kind`, `label`, `value`
//! that it has, else its only feature that is a string, else the name of its type without the package. A link feature (`role`, `target`) whose role
//! is one of our kinds of links is a link. Words, sentences and grammar (DKPro's `segmentation`, `lexmorph`, `syntax`) are no marks and are not kept:
//! they are made from the text when it is written, which is told. Only the view `_InitialView` is read, or the only one.
//!
//! Characters that XML cannot hold are put back into the text where a `factmark.Characters` says which they are.
//!
//! What is kept, each as one entry of JSON, so that it is written as it was:
//!
//! - on a mark `{"span":TYPE,"id":20,"label":FEATURE,"features":{…}}`, where it is no plain `Factspan`, or something that is kept refers to it;
//! - on a mark `{"link":TYPE,…}` for a link that begins at it and is no plain `Factlink`;
//! - on the article `{"structure":TYPE,…}` for everything else, `{"document":{…}}` for what is said of the document, and `{"types":{…}}` for
//!   the types of what is kept.

mod characters;
mod files;
mod held;
mod ids;
mod model;
mod read;
mod roles;
mod sentences;
mod types;
mod write;

pub(super) use characters::{STANDIN, code, is_unwritable, replaced};
pub(super) use files::{ends, refuse_other, whole};
pub(super) use held::{types_as_json, types_of_json};
pub(super) use model::{Cas, Feature, MOST_FEATURES, Sofa, Structure, Type, Types, Value, is_feature, is_type};
pub(super) use read::read;
pub(super) use roles::{CHARACTERS, CONTROLS};
pub(super) use types::add;
pub(super) use write::written;
