//! Writes the TypeScript twins of the types in this crate.

use ts_rs::{Config, TS};

/// The TypeScript declarations of every type the window exchanges with the
/// core: the contents of `ui/src/lib/backend/types.ts`.
#[must_use]
pub fn declarations() -> String {
    let config = Config::new().with_large_int("number");
    let mut text = String::from(
        "// Written by `make types` from src-tauri/crates/view; do not edit.\n// Offsets count UTF-16 units of the article's text.\n",
    );
    macro_rules! declare {
        ($($name:ident),* $(,)?) => {
            $(text.push_str("\nexport "); text.push_str(&crate::$name::decl(&config)); text.push('\n');)*
        };
    }
    declare!(
        KindView,
        Run,
        EntityRef,
        MonthCount,
        NameCount,
        ArticleRow,
        ArticlesView,
        BlockKindView,
        BlockView,
        NamedHow,
        MentionView,
        ArticleEntityView,
        DateView,
        OtherView,
        WarningView,
        AlikeView,
        ArticleView,
        SpanView,
        ArticleEdit,
        QuotationKindView,
        ContextRun,
        QuotationView,
        QuotesRequest,
        QuotesView,
        EntityRow,
        EntitiesRequest,
        EntitiesView,
        RoleView,
        CompanionView,
        JoinView,
        EntityView,
        EntityCardView,
        SearchRequest,
        NamedView,
        ProblemView,
        RepairView,
        SearchView,
        RootView,
        LibraryView,
        RecentArchive,
        PaletteItem,
        BookmarkState,
        DiffRun,
        QuoteResultView,
        QuotePlaceView,
        QuoteCheckView,
        BookmarkView,
        BookmarksRequest,
        BookmarksView,
        NewBookmark,
        BookmarkEdit,
        UndoView,
        NameView,
        QuotationCorrection,
        NamesCorrection,
        MentionCorrection,
        CorrectionsReadView,
        CorrectionKind,
        CorrectionView,
        SettingsView,
        ImportProgress,
        ImportFailure,
        ImportReportView,
        CommandError,
    );
    text
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    /// The file in the repository is what the types give now. Set
    /// `BACKFILE_WRITE_TYPES` to write it (`make types`).
    #[test]
    fn typescript_types_are_up_to_date() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../ui/src/lib/backend/types.ts");
        let declarations = super::declarations();
        if std::env::var_os("BACKFILE_WRITE_TYPES").is_some() {
            std::fs::write(&path, &declarations).unwrap();
        }
        let written = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(written == declarations, "{} is out of date: run `make types`", path.display());
    }
}
