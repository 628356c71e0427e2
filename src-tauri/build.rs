//! Prepares the window's configuration for the compiler.

fn main() {
    #[cfg(feature = "desktop")]
    desktop();
}

#[cfg(feature = "desktop")]
fn desktop() {
    // A pattern of one's own is not watched by tauri-build.
    println!("cargo:rerun-if-changed=src-tauri/capabilities");
    let attributes =
        tauri_build::Attributes::new().capabilities_path_pattern("src-tauri/capabilities/*.json");
    if let Err(error) = tauri_build::try_build(attributes) {
        println!("cargo:error=the window's configuration cannot be used: {error:#}");
        std::process::exit(1);
    }
}
