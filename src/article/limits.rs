//! How large, how deep and how many: what a file may have before a reader gives up, each with its reason. The size of the file itself and
//! of the text is [`super::LIMIT_BYTES`].

// Every text.

/// The most paragraphs of an article, empty ones too. A book has 20,000; each costs memory and a line of the project file.
pub(super) const PARAGRAPHS: usize = 5_000_000;
/// The most bytes of a Markdown text: 12 MiB. Its parser takes up to seventy bytes of memory for each of brackets and signs.
pub(super) const MARKDOWN_BYTES: usize = 12 * 1024 * 1024;

// Archives: office documents and books.

/// Most entries of an archive. A book of a thousand chapters with as many pictures has a few thousand.
pub(super) const ARCHIVE_ENTRIES: usize = 20_000;
/// Most bytes that one entry may unpack to: as much as an article may have, for its markup goes.
pub(super) const ENTRY_BYTES: u64 = 64 * 1024 * 1024;
/// Most bytes of all entries that are read from one archive; pictures are not read. A document of 64 MiB of markup and its notes fit.
pub(super) const UNPACKED_BYTES: u64 = 160 * 1024 * 1024;
/// How many times its packed size an entry may unpack to. Markup is packed to a twentieth, a monotonous table to a hundredth; deflate ends
/// at a thousandth, which only a file that is made for it reaches.
pub(super) const PACKED_RATIO: u64 = 400;
/// Entries of fewer bytes may be packed as well as they like: a few blank pages are no bomb.
pub(super) const PACKED_FREE_BYTES: u64 = 1024 * 1024;

// XML, in memory as a tree.

/// How deep elements may stand in each other. Word's own limit of tables in tables comes to about a hundred; walking the tree uses the
/// stack.
pub(super) const XML_DEPTH: usize = 256;
/// Most elements, texts and attributes of one tree, about 40 bytes each. A document of a thousand pages whose every word has its own
/// format has about two million.
pub(super) const XML_NODES: usize = 4_000_000;
/// Most namespaces that may be declared at once: each name is looked up among them. Word declares about forty.
pub(super) const XML_NAMESPACES: usize = 200;

// Office documents.

/// How many styles may be based on each other; a circle ends here. Real ones are three or four deep.
pub(super) const STYLE_CHAIN: usize = 32;
/// The levels that a list has in Word and in OpenDocument's usual programs.
pub(super) const LIST_LEVELS: usize = 10;
/// Most bytes of a style's or list's name, of what stands around a list's numbers, or of a language's tag: they are written again for each
/// paragraph, and a name of a megabyte would be a megabyte many times.
pub(super) const NAME_BYTES: usize = 256;
/// Most columns that one cell may span or stand for: spreadsheets repeat the empty cell at the end of a row sixteen thousand times.
pub(super) const CELL_COLUMNS: usize = 64;

// Books.

/// Most chapters of a book. A Bible with a file for each chapter has 1,189.
pub(super) const BOOK_CHAPTERS: usize = 10_000;

// HTML

/// The deepest nesting of elements; what is deeper counts as inside the last of them. Browsers stop at 512; pages of people have 40.
pub(super) const HTML_DEPTH: usize = 200;
/// The most elements and pieces of text that are told apart; the words of further ones are kept without them. The longest pages of people
/// (a law with its notes, a live report of a day) have 100,000.
pub(super) const HTML_NODES: usize = 600_000;
/// The most bytes of a tag that are searched for attributes. Those that matter are short and stand first.
pub(super) const HTML_TAG_BYTES: usize = 32 * 1024;
/// The most attributes of a tag that are looked at.
pub(super) const HTML_ATTRIBUTES: usize = 100;
/// The most empty columns that a cell of a table may add because it is wider than one.
pub(super) const HTML_SPAN: usize = 50;
/// The most scripts of metadata that are read, and the most bytes of each: they may hold the whole article once more.
pub(super) const HTML_METADATA_SCRIPTS: usize = 20;
/// See [`HTML_METADATA_SCRIPTS`].
pub(super) const HTML_METADATA_BYTES: usize = 4 * 1024 * 1024;
/// How far into a page its encoding is looked for. HTML says 1,024 bytes; pages that name it later are read by browsers, too.
pub(super) const HTML_PRESCAN_BYTES: usize = 4096;
/// The most bytes of an article for machines that are compared with the page: longer than any article.
pub(super) const HTML_BODY_BYTES: usize = 400_000;

// PDF.

/// The most pages of a PDF that are read. A book has a thousand; files beyond this are data and no article.
pub(super) const PDF_PAGES: usize = 5_000;
/// The most bytes that one stream of a PDF may unpack to: 32 MiB. The drawing of a page takes some 100 KB, that of a dense map 10 MB; a
/// few KB can be made to unpack to gigabytes.
pub(super) const PDF_STREAM_BYTES: usize = 32 * 1024 * 1024;
/// How deep drawings may stand in drawings. Programs nest three or four; a drawing that holds itself has no end.
pub(super) const PDF_DRAWING_DEPTH: usize = 12;
/// The most operations of one page, with the drawings in it. A page of text has some 5,000; drawings that hold each other twice double
/// at each level.
pub(super) const PDF_OPERATIONS: usize = 2_000_000;
/// The most characters of one page. A newspaper's page has 40,000.
pub(super) const PDF_CHARACTERS: usize = 200_000;
/// The most characters of the whole document: a text of at most 64 MiB comes of them.
pub(super) const PDF_CHARACTERS_IN_ALL: usize = 16 * 1024 * 1024;
/// The most lines of a page that are laid out in columns. A newspaper's page has some 2,000, with stretched lines in pieces 10,000; what has
/// more is a drawing whose labels come row by row.
pub(super) const PDF_LINES_IN_COLUMNS: usize = 20_000;
/// How deep the tree of pages may be, and how many of its nodes are looked at for each page that may be read.
pub(super) const PDF_TREE_DEPTH: usize = 64;
/// The most letters that one font may name. Fonts have at most 65,536 shapes.
pub(super) const PDF_LETTERS_OF_A_FONT: usize = 65_536;
/// How much memory the process may have that takes a PDF apart: 1 GiB, several times what the largest usual files need.
pub const PDF_MEMORY_BYTES: u64 = 1024 * 1024 * 1024;
/// How many seconds it may take. A book takes one or two; people wait no longer for an article.
pub const PDF_SECONDS: u64 = 20;
// Tables of articles: JSON, CSV, TSV

/// The most rows of a table, each an article. The largest sets of checked claims have 60,000; a project of more cannot be worked through.
pub(super) const ROWS: usize = 200_000;
/// The most columns of a table. Spreadsheets end at 16,384, but sets of articles have at most a few hundred; a file of nothing but commas
/// would take fifty times its size in memory.
pub(super) const ROW_COLUMNS: usize = 2_000;
/// The most bytes of a column's name: it is kept again with each article.
pub(super) const ROW_NAME_BYTES: usize = 200;
/// The most filled cells beside the texts, in all rows together, each some 100 bytes in memory: 200,000 articles with fifteen each.
pub(super) const ROW_DETAILS: usize = 3_000_000;
/// How many bytes of a table are looked at to tell how its cells are parted.
pub(super) const ROW_SAMPLE_BYTES: usize = 1024 * 1024;

// RTF

/// How many groups may be open at once and be told apart; the words of deeper ones are kept as if they were in the last. Word gives up at a
/// hundred or so; tables in tables come to fifty.
pub(super) const RTF_DEPTH: usize = 1_000;
/// The most fonts, and the most styles, that are kept. Documents have some hundred.
pub(super) const RTF_FONTS: usize = 10_000;
/// The most bytes of a style's name.
pub(super) const RTF_NAME_BYTES: usize = 200;

// Mails

/// How deep parts and forwarded mails may stand in each other. Long threads of forwarded mails have ten.
pub(super) const MAIL_DEPTH: usize = 20;
/// The most parts of a mail that are read, and the most that a part is split into. A digest of a month has some hundred.
pub(super) const MAIL_PARTS: usize = 1_000;
/// The most bytes of the fields of a mail or a part. Mail servers refuse mails with 64 KB to 128 KB of them.
pub(super) const MAIL_FIELDS_BYTES: usize = 256 * 1024;
/// The most bytes of one field that are kept: a mail to a thousand people has 30 KB of them.
pub(super) const MAIL_FIELD_BYTES: usize = 16 * 1024;
/// The most bytes of one encoded word of a field. The rules say 75; some programs write a whole subject as one.
pub(super) const MAIL_WORD_BYTES: usize = 2_000;
/// The most mails of one file, each an article.
pub(super) const MAILS: usize = 20_000;

// Subtitles

/// The most lines of a cue that are held at once. Screens show four; a file of lines without times would fill the memory.
pub(super) const CUE_LINES: usize = 500;
