//! Spaces and font sizes, all in points at a magnification of 1.

/// Sizes of the window's parts, in points.
pub mod size {
    /// Height of the bar at the top.
    pub const TOP_BAR: f32 = 44.0;
    /// Width of the list of articles at first.
    pub const LIST: f32 = 270.0;
    /// Width of the details at first.
    pub const DETAILS: f32 = 340.0;
    /// Height of the bar at the bottom.
    pub const STATUS_BAR: f32 = 28.0;
    /// The largest part of the window that the list takes by itself.
    pub const LIST_PART: f32 = 0.2;
    /// The largest part of the window that the details take by themselves.
    pub const DETAILS_PART: f32 = 0.26;
    /// The narrowest that a side panel can be drawn.
    pub const PANEL_MIN: f32 = 180.0;
    /// The widest that a side panel can be drawn.
    pub const PANEL_MAX: f32 = 560.0;
    /// The narrowest that the reader is left.
    pub const READER_MIN: f32 = 320.0;
    /// Smallest window.
    pub const WINDOW_MIN: [f32; 2] = [900.0, 600.0];
    /// Window at the first start.
    pub const WINDOW: [f32; 2] = [1440.0, 900.0];
    /// Height of the tabs of the panel at the right.
    pub const TAB: f32 = 40.0;
    /// Distance between two tabs where there is room.
    pub const TAB_GAP: f32 = 20.0;
    /// Height of a mark in a list of marks.
    pub const MARK_ROW: f32 = 40.0;
    /// Height of a row of one line.
    pub const LINE_ROW: f32 = 30.0;
    /// Width of the field in which is looked for something.
    pub const SEARCH: f32 = 260.0;
    /// The narrowest that this field is of use.
    pub const SEARCH_MIN: f32 = 120.0;
    /// Corner radius of fields, buttons and chips.
    pub const RADIUS: u8 = 6;
    /// Corner radius of cards and the little bar.
    pub const RADIUS_LARGE: u8 = 9;
    /// Distance of a panel's content from its edge.
    pub const PAD: f32 = 14.0;
    /// Distance between things that belong together.
    pub const GAP: f32 = 8.0;
    /// Height of a button, a field or a chip.
    pub const CONTROL: f32 = 28.0;
    /// Width of lines between parts.
    pub const LINE: f32 = 1.0;
    /// Height of one row in the list of articles.
    pub const ROW: f32 = 54.0;
    /// Distance of a button's words from its sides.
    pub const BUTTON_PAD: f32 = 10.0;
    /// Width of the ring around what has the focus.
    pub const FOCUS: f32 = 2.0;
    /// Width of the bar at the chosen row of a list.
    pub const ACCENT_BAR: f32 = 3.0;
    /// Height of a bar of progress.
    pub const PROGRESS: f32 = 5.0;
    /// Width of a scroll bar under the pointer.
    pub const SCROLL_BAR: f32 = 8.0;
    /// Side of the square in which a sign is painted.
    pub const SIGN: f32 = 12.0;
    /// Height of a key cap.
    pub const KEY_CAP: f32 = 18.0;
    /// Height of a label's chip.
    pub const CHIP: f32 = 22.0;
    /// Distance of a part's content from the lines above and below it.
    pub const PART_PAD: f32 = 12.0;
    /// Distance of a field's words from its edges: at the sides, and above and below.
    pub const FIELD_PAD: [f32; 2] = [10.0, 6.0];
    /// The same for a field in a row.
    pub const FIELD_PAD_SMALL: [f32; 2] = [4.0, 2.0];
    /// Corner radius of key caps and of figures inside a quotation.
    pub const RADIUS_SMALL: f32 = 3.0;
    /// Width of the line around what is chosen.
    pub const CHOSEN: f32 = 1.5;
    /// Room that is left for the way out of a project that is not saved.
    pub const WAY_OUT: f32 = 90.0;
    /// Where the first page begins, in parts of the window's height.
    pub const START_TOP: f32 = 0.14;
    /// The most that a long menu takes of the window's height, in parts of it.
    pub const MENU_PART: f32 = 0.6;
    /// Width of a menu.
    pub const MENU: f32 = 280.0;
    /// Width of a notice.
    pub const NOTICE: f32 = 380.0;
    /// The highest that a notice's details are before they scroll.
    pub const NOTICE_DETAILS: f32 = 160.0;
    /// Width of the first page's column.
    pub const START: f32 = 560.0;
    /// Distance in from the left edge of the words of a row that begins with a sign.
    pub const SIGN_INDENT: f32 = 38.0;
}

/// Sizes of type, in points.
pub mod type_size {
    /// The window's text.
    pub const UI: f32 = 13.0;
    /// Small text in the window.
    pub const SMALL: f32 = 12.0;
    /// A name that heads a screen.
    pub const HEADING: f32 = 20.0;
    /// The article's text.
    pub const READING: f32 = 19.0;
    /// Height of a line of the article, in parts of its type size: 31 points at 19.
    pub const READING_LINE: f32 = 1.65;
    /// The article's title.
    pub const TITLE: f32 = 32.0;
    /// Height of a line of the title, in parts of its type size.
    pub const TITLE_LINE: f32 = 1.2;
    /// A heading inside the article.
    pub const SECTION: f32 = 22.0;
    /// Height of a line of such a heading, in parts of its type size.
    pub const SECTION_LINE: f32 = 1.4;
    /// Captions and table rows.
    pub const CAPTION: f32 = 14.0;
    /// Height of a line of such text, in parts of its type size.
    pub const CAPTION_LINE: f32 = 1.6;
    /// A mark's words beside the article.
    pub const QUOTE: f32 = 16.0;
    /// Height of a line of those words, in parts of its type size.
    pub const QUOTE_LINE: f32 = 1.45;
    /// Key caps and what stands at the edge.
    pub const TINY: f32 = 11.0;
    /// The letter at the first glyph of a mark.
    pub const LETTER: f32 = 9.5;
}

/// The reader's own measures, in points.
pub mod reader {
    /// The widest that the column may be: 70 characters of the serif face at its reading size, whose narrowest lines of English come to 8.3 points each.
    pub const COLUMN: f32 = 580.0;
    /// Distance between the column and the reader's edges.
    pub const MARGIN: f32 = 70.0;
    /// The least such distance in a narrow window.
    pub const MARGIN_MIN: f32 = 28.0;
    /// Distance of the first line from the top.
    pub const TOP: f32 = 34.0;
    /// Height of an empty line, in parts of the reading size.
    pub const EMPTY_LINE: f32 = 0.9;
    /// Room under the title for the line about the article.
    pub const META: f32 = 31.0;
    /// Distance of that line's middle from the title.
    pub const META_MIDDLE: f32 = 19.0;
    /// Room under a title that is not in the text, with the line about the article.
    pub const UNDER_TITLE: f32 = 48.0;
    /// The least height of the sign that says where the window stands.
    pub const THUMB_MIN: f32 = 24.0;
    /// Room above a heading inside the article.
    pub const HEADING_SPACE: f32 = 8.0;
    /// Room below the last line.
    pub const BOTTOM: f32 = 120.0;
    /// Indent of quotes and list items.
    pub const INDENT: f32 = 24.0;
    /// Radius of a list item's dot.
    pub const BULLET: f32 = 2.5;
    /// Width of the ruler at the right edge.
    pub const RULER: f32 = 14.0;
    /// Width of the lines that a mark is drawn with: a claim's edges, a source's underline.
    pub const MARK_LINE: f32 = 2.0;
    /// Width of a figure's outline.
    pub const OUTLINE: f32 = 1.5;
    /// Width of the selected mark's outline.
    pub const SELECTED: f32 = 2.0;
    /// Corner radius of a mark.
    pub const MARK_RADIUS: u8 = 3;
    /// How far each level of nesting draws a mark in, above and below.
    pub const NEST: f32 = 2.0;
    /// How far above its line a mark's letter begins: it stands on the mark's upper edge, where no outline strikes it through.
    pub const LETTER_ABOVE: f32 = 7.5;
    /// Room at both sides of the reader in which the edges of the panels are taken hold of.
    pub const GRAB: f32 = 5.0;
    /// How long a dash and the gap behind it are.
    pub const DASH: [f32; 2] = [4.0, 3.0];
    /// Width of the curve that a link is drawn with.
    pub const LINK: f32 = 1.2;
    /// How high a curve rises above the higher of its ends.
    pub const LINK_RISE: f32 = 20.0;
    /// Width of the list of marks that lie over each other.
    pub const PICK: f32 = 300.0;
    /// How far the line around words that were found stands inside their line, above and below.
    pub const FOUND_INSET: f32 = 3.0;
    /// Width of the caret.
    pub const CARET: f32 = 1.5;
}

/// Two versions of an article beside each other, in points.
pub mod versions {
    /// The widest column of text.
    pub const COLUMN: f32 = 520.0;
    /// Between the columns.
    pub const GUTTER: f32 = 40.0;
    /// Between two rows.
    pub const BETWEEN: f32 = 14.0;
    /// Height of the line that stands for paragraphs that are the same.
    pub const HIDDEN: f32 = 34.0;
    /// How far from the words the bar stands that tells a change.
    pub const BAR: f32 = 11.0;
    /// Height of a mark in the list.
    pub const MARK: f32 = 68.0;
}

/// Boxes over the window, in points.
pub mod dialog {
    /// Width of a box that asks something.
    pub const ASK: f32 = 420.0;
    /// Width of the box in which a path is typed.
    pub const PATH: f32 = 640.0;
    /// Height of the list of files in it.
    pub const FILES: f32 = 320.0;
    /// Height of what stands above and below the list of files.
    pub const AROUND_FILES: f32 = 180.0;
    /// Height of one of its rows.
    pub const ROW: f32 = 26.0;
    /// Distance of a box's content from its edge.
    pub const PAD: i8 = 20;
    /// Width of the field over the window that finds commands, articles and marks.
    pub const PALETTE: f32 = 680.0;
    /// How far from the window's top it stands.
    pub const PALETTE_TOP: f32 = 52.0;
    /// Distance of its content from its edge.
    pub const PALETTE_PAD: i8 = 10;
    /// Height of a row of its list.
    pub const PALETTE_ROW: f32 = 30.0;
    /// How many rows it shows.
    pub const PALETTE_ROWS: usize = 18;
    /// Height of what stands above and below its list.
    pub const AROUND_PALETTE: f32 = 130.0;
    /// The least room for the name of a command, so that most tips begin under each other.
    pub const PALETTE_NAME: f32 = 190.0;
    /// The part of a row that a mark's words take; the rest says where it stands.
    pub const PALETTE_WORDS: f32 = 0.62;
    /// Width of the names of settings.
    pub const SETTING: f32 = 140.0;
    /// Width of the field in which a key is looked for.
    pub const FIND_KEY: f32 = 240.0;
    /// The least room for the name of an action beside its keys.
    pub const KEY_NAME: f32 = 210.0;
    /// Width of the page of help.
    pub const HELP: f32 = 720.0;
    /// Over the window while a box waits for an answer.
    pub const VEIL: egui::Color32 = egui::Color32::from_black_alpha(90);
}
