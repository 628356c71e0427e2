//! Which crate may use which.

use std::{collections::BTreeSet, process::Command};

/// The crates of the core, each with those it may use.
const CORE: [(&str, &[&str]); 6] = [
    ("backfile-article", &[]),
    ("backfile-import", &["article"]),
    ("backfile-extract", &["article"]),
    ("backfile-archive", &["article", "import", "extract"]),
    ("backfile-view", &["article", "import", "extract", "archive"]),
    ("backfile-cli", &["article", "import", "extract", "archive", "view"]),
];

/// Libraries that open a window.
const WINDOWS: [&str; 9] = ["tauri", "wry", "tao", "gtk", "gdk", "webkit", "javascriptcore", "soup", "muda"];

/// The libraries that `package` is made of, itself included.
fn libraries(package: &str) -> BTreeSet<String> {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--offline", "--edges", "normal", "--prefix", "none", "--format={lib}"])
        .args(["--package", package])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let lines = String::from_utf8(output.stdout).unwrap();
    lines.lines().map(|line| line.trim_end_matches(" (*)").to_owned()).collect()
}

#[test]
fn no_crate_of_the_core_reaches_a_window() {
    for (package, _) in CORE {
        let libraries = libraries(package);
        assert!(libraries.len() > 1, "{package}");
        for library in &libraries {
            let window = WINDOWS.iter().find(|name| library.starts_with(**name));
            assert_eq!(window, None, "{package} uses {library}");
        }
    }
}

#[test]
fn data_flows_one_way() {
    for (package, may_use) in CORE {
        let own = package.replace('-', "_");
        for library in libraries(package) {
            let Some(name) = library.strip_prefix("backfile_") else { continue };
            assert!(library == own || may_use.contains(&name), "{package} uses {library}");
        }
    }
}
