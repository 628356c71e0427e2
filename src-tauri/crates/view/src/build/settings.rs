//! Settings.

use backfile_archive::Settings;

use crate::SettingsView;

impl From<Settings> for SettingsView {
    fn from(settings: Settings) -> Self {
        let Settings {
            theme,
            text_size,
            font,
            line_width,
            marks,
            show_people,
            show_organisations,
            show_places,
            show_others,
            show_quotations,
            single_keys,
        } = settings;
        Self {
            theme,
            text_size,
            font,
            line_width,
            marks,
            show_people,
            show_organisations,
            show_places,
            show_others,
            show_quotations,
            single_keys,
        }
    }
}

impl From<SettingsView> for Settings {
    fn from(settings: SettingsView) -> Self {
        let SettingsView {
            theme,
            text_size,
            font,
            line_width,
            marks,
            show_people,
            show_organisations,
            show_places,
            show_others,
            show_quotations,
            single_keys,
        } = settings;
        Self {
            theme,
            text_size,
            font,
            line_width,
            marks,
            show_people,
            show_organisations,
            show_places,
            show_others,
            show_quotations,
            single_keys,
        }
    }
}
