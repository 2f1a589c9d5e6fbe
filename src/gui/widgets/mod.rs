//! Small things that panels are made of. Each takes what it shows and gives egui's response; none knows a session.

mod buttons;
mod chips;
mod letters;
mod list;
mod signs;
mod text;

pub use buttons::{button, icon_button, option_info, primary_button, ring, row_button, toggle};
pub use chips::{choice_chip, key_cap, key_cap_width, label_choice, label_square, paint_key_cap, tag_chip, words_width};
pub use letters::{Letters, Line, Prose, Quote, is_right_to_left};
pub use list::{List, Spoken, Walked, list};
pub use signs::{Sign, paint_sign, sign};
pub use text::{field_ring, hairline, heading, muted, progress_bar, strong_label, take_enter, truncated};
