//! Settings, as the window knows them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Every setting with the value that holds now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SettingsView {
    /// `system`, `light` or `dark`.
    pub theme: String,
    /// Reading size in pixels, 14 to 30.
    pub text_size: u32,
    /// `serif`, `sans` or `hyperlegible`.
    pub font: String,
    /// Characters a line, 50 to 90.
    pub line_width: u32,
    /// How names are marked: `off`, `quiet` or `strong`.
    pub marks: String,
    /// Whether people are marked.
    pub show_people: bool,
    /// Whether organisations are marked.
    pub show_organisations: bool,
    /// Whether places are marked.
    pub show_places: bool,
    /// Whether other names (events, works, peoples, laws, hashtags) are marked.
    pub show_others: bool,
    /// Whether quotations are marked.
    pub show_quotations: bool,
    /// Whether single letters are commands.
    pub single_keys: bool,
}
