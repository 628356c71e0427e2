//! Where the sample articles are.

use std::path::{Path, PathBuf};

/// The folder of the sample articles: that of the checkout the program at
/// `program` was built in, else `articles` in the `resources` installed with it.
#[must_use]
pub fn articles(program: Option<&Path>, resources: Option<&Path>) -> Option<PathBuf> {
    let checkout = program
        .into_iter()
        .flat_map(Path::ancestors)
        .find(|folder| folder.join("tauri.conf.json").is_file() && folder.join("articles").is_dir());
    checkout.or(resources).map(|folder| folder.join("articles")).filter(|articles| articles.is_dir())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_checkout_is_preferred_to_what_is_installed() {
        let folder = tempfile::tempdir().unwrap();
        let [checkout, resources] = ["checkout", "lib"].map(|name| folder.path().join(name));
        let program = checkout.join("target/debug/backfile");
        fs::create_dir_all(resources.join("articles")).unwrap();
        assert_eq!(articles(Some(&program), Some(&resources)), Some(resources.join("articles")));
        fs::create_dir_all(checkout.join("articles")).unwrap();
        fs::write(checkout.join("tauri.conf.json"), "{}").unwrap();
        assert_eq!(articles(Some(&program), Some(&resources)), Some(checkout.join("articles")));
        assert_eq!(articles(None, None), None);
    }
}
