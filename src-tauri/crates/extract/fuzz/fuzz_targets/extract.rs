//! Any text: no panic, and every mark at the words it says.

#![no_main]

#[path = "../../tests/whole/mod.rs"]
mod whole;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    // With and without a day of publication, by the text's length.
    let day = (text.len() % 2 == 0).then_some("2017-10-17");
    whole::check(text, &whole::extracted(text, day));
});
