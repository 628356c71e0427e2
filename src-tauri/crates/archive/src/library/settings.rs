//! Settings, and the state of the window. The library keeps what differs from
//! `defaults.toml`.

use std::sync::LazyLock;

use rusqlite::OptionalExtension;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{Archive, ArchiveError};

/// Every setting with the value that holds now; `defaults.toml` says what each means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
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

static DEFAULTS: LazyLock<Settings> = LazyLock::new(|| {
    toml::from_str(include_str!("defaults.toml")).expect("a test reads the file of defaults")
});

impl Default for Settings {
    fn default() -> Self {
        DEFAULTS.clone()
    }
}

impl Settings {
    /// The settings with every value that cannot hold replaced by one that can.
    #[must_use]
    pub fn valid(self) -> Self {
        let one_of = |value: String, values: &[&str], default: &str| match values.contains(&value.as_str()) {
            true => value,
            false => default.to_owned(),
        };
        Self {
            theme: one_of(self.theme, &["system", "light", "dark"], &DEFAULTS.theme),
            font: one_of(self.font, &["serif", "sans", "hyperlegible"], &DEFAULTS.font),
            marks: one_of(self.marks, &["off", "quiet", "strong"], &DEFAULTS.marks),
            text_size: self.text_size.clamp(14, 30),
            line_width: self.line_width.clamp(50, 90),
            ..self
        }
    }

    /// The settings as values by name.
    fn map(&self) -> Map<String, Value> {
        match serde_json::to_value(self) {
            Ok(Value::Object(map)) => map,
            _ => Map::new(),
        }
    }

    /// The defaults with `differing` put over them, as far as they can hold.
    fn from_differing(differing: Vec<(String, String)>) -> Self {
        let mut settings = DEFAULTS.clone();
        for (key, value) in differing {
            let Ok(value) = serde_json::from_str::<Value>(&value) else { continue };
            let mut map = settings.map();
            // A name this version does not know stays in the file, unread.
            if map.insert(key, value).is_some()
                && let Ok(changed) = serde_json::from_value(Value::Object(map))
            {
                settings = changed;
            }
        }
        settings.valid()
    }
}

impl Archive {
    /// The settings that hold now.
    ///
    /// # Errors
    /// Any store error.
    pub fn settings(&self) -> Result<Settings, ArchiveError> {
        let differing = self.library.read(|conn| {
            let mut statement = conn.prepare_cached("SELECT key, value FROM setting")?;
            statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
        })?;
        Ok(Settings::from_differing(differing))
    }

    /// Keeps `settings` and returns them as they hold: values that cannot are
    /// replaced by the nearest that can.
    ///
    /// # Errors
    /// Any store error.
    pub fn set_settings(&self, settings: Settings) -> Result<Settings, ArchiveError> {
        let settings = settings.valid();
        let defaults = DEFAULTS.map();
        self.library.write(|conn| {
            for (key, value) in settings.map() {
                if defaults.get(&key) == Some(&value) {
                    conn.prepare_cached("DELETE FROM setting WHERE key = ?1")?.execute([&key])?;
                } else {
                    conn.prepare_cached("INSERT OR REPLACE INTO setting VALUES (?1, ?2)")?
                        .execute((&key, value.to_string()))?;
                }
            }
            Ok(())
        })?;
        Ok(settings)
    }

    /// The state of the window as it was last kept, in the window's own words.
    ///
    /// # Errors
    /// Any store error.
    pub fn ui_state(&self) -> Result<Option<String>, ArchiveError> {
        self.library.read(|conn| {
            conn.prepare_cached("SELECT value FROM state WHERE key = 'ui'")?
                .query_row([], |row| row.get(0))
                .optional()
        })
    }

    /// Keeps the state of the window.
    ///
    /// # Errors
    /// Any store error.
    pub fn set_ui_state(&self, state: &str) -> Result<(), ArchiveError> {
        self.library.write(|conn| {
            conn.prepare_cached("INSERT OR REPLACE INTO state VALUES ('ui', ?1)")?.execute([state])?;
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_are_whole_valid_and_each_has_a_comment() {
        let file = include_str!("defaults.toml");
        let defaults: Settings = toml::from_str(file).unwrap();
        assert_eq!(defaults.clone().valid(), defaults);
        let lines: Vec<&str> = file.lines().collect();
        for key in defaults.map().keys() {
            let at = lines.iter().position(|line| line.starts_with(&format!("{key} = "))).unwrap();
            assert!(lines[at - 1].starts_with("# "), "{key}");
        }
    }

    #[test]
    fn what_cannot_hold_is_left_out() {
        let differing = [
            ("theme", "\"pink\""),
            ("text_size", "400"),
            ("marks", "3"),
            ("single_keys", "false"),
            ("?", "1"),
        ];
        let settings =
            Settings::from_differing(differing.map(|(key, value)| (key.to_owned(), value.to_owned())).into());
        let expected = Settings { text_size: 30, single_keys: false, ..Settings::default() };
        assert_eq!(settings, expected);
    }
}
