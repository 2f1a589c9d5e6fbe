//! What stands around the reader. A panel reads the session and pushes what it asks for; its own struct holds only what painting needs.
//! The ui that a panel is given has no inner margin: rows and lines go from edge to edge.

pub mod details;
pub(super) mod keys;
pub mod linking;
pub mod list;
mod list_menu;
mod list_row;
mod menu;
mod modes;
pub mod notices;
pub mod review;
pub mod side;
pub mod start;
pub mod status;
mod strip;
pub mod top;

pub use details::DetailsPanel;
pub use linking::LinkBar;
pub use list::ListPanel;
pub(super) use menu::is_offered;
pub use notices::NoticesPanel;
pub use review::ReviewPanel;
pub use side::{SearchBox, SidePanel};
pub use start::StartPage;
pub use status::StatusBar;
pub use strip::strip;
pub use top::TopBar;
