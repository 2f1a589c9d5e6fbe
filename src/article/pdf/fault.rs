//! The sentences for a PDF that gives no article.

/// Why no article came of a PDF. It travels from the process that reads the file to the one that asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, serde::Serialize, serde::Deserialize)]
pub enum PdfFault {
    /// It opens with a password only.
    #[error("this PDF opens with a password only: open it in a PDF viewer, print it to a new PDF without one, and add that file")]
    Password,
    /// It is damaged, or no PDF at all.
    #[error("this PDF is damaged, and no page of it could be found: open it in a PDF viewer, print it to a new PDF, and add that file")]
    Damaged,
    /// Its pages are pictures of text.
    #[error(
        "there is no text in this PDF: its pages are pictures ({pages} of them), as a scanner makes them. Let a program read the letters in them (OCR) and add the PDF that it makes"
    )]
    Pictures {
        /// How many pages have pictures.
        pages: u32,
    },
    /// There are letters, but the file does not say which.
    #[error(
        "the letters of this PDF cannot be read: its fonts do not say which letters their shapes are. Let a program read them from the pages (OCR) and add the PDF that it makes"
    )]
    Nameless,
    /// No page could be read, although there are some.
    #[error("no page of this PDF could be read: open it in a PDF viewer, print it to a new PDF, and add that file")]
    Unread,
    /// It has pages, and nothing on them.
    #[error("there is no text in this PDF, its pages are empty: choose a file with the article's words")]
    Blank,
    /// The reading took longer than it may.
    #[error("this PDF took longer than {seconds} seconds to read: print the pages of the article to a new PDF and add that file")]
    TooLong {
        /// How long it may take.
        seconds: u64,
    },
    /// The reading needed more memory than it may.
    #[error("this PDF needs more than {megabytes} MB of memory to read: print the pages of the article to a new PDF and add that file")]
    TooMuchMemory {
        /// How much it may need.
        megabytes: u64,
    },
    /// There is more on its pages than an article may have.
    #[error("there is more text in this PDF than an article may have: print the pages of the article to a new PDF and add that file")]
    TooMuch,
    /// What reads it broke off.
    #[error("the reading of this PDF broke off, it is damaged in a way that nobody foresaw: open it in a PDF viewer, print it to a new PDF, and add that file")]
    BrokeOff,
    /// The process that reads it could not be started or talked to.
    #[error(
        "this PDF could not be read, because the reading could not be started ({reason}): try again, or save its text as plain text (.txt) and add that file"
    )]
    NotStarted {
        /// What the system says.
        reason: String,
    },
}
