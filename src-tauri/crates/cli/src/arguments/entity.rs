//! What `entity` takes.

use clap::Args;

use super::Kind;

/// Show what is known of a name: roles, names used, what was joined to it and why
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  backfile-cli entity 'Ingrid Hallström'\n  \
                        backfile-cli entity Lumenta --kind org --json")]
pub struct Entity {
    /// A name in use; a bare surname shows all its bearers
    #[arg(allow_hyphen_values = true)]
    pub name: String,
    /// Only this kind
    #[arg(long, value_enum)]
    pub kind: Option<Kind>,
}
