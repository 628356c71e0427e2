//! Corrections.

use backfile_archive as core;
use backfile_article::{CodePoints, Span};

use super::count;
use crate::{
    CorrectionKind, CorrectionView, CorrectionsReadView, MentionCorrection, NameView, NamesCorrection,
    QuotationCorrection,
};

impl From<NameView> for core::Name {
    fn from(NameView { kind, name }: NameView) -> Self {
        Self { kind: kind.into(), name }
    }
}

impl From<core::Name> for NameView {
    fn from(core::Name { kind, name }: core::Name) -> Self {
        Self { kind: kind.into(), name }
    }
}

impl QuotationCorrection {
    /// The change the archive is to make to a quotation of an article with this `text`.
    #[must_use]
    pub fn change(self, text: &str) -> core::QuotationChange {
        match self {
            Self::NotAQuotation => core::QuotationChange::NotAQuotation,
            Self::Speaker { speaker } => core::QuotationChange::Speaker(core::Said::By(speaker.into())),
            Self::Unnamed => core::QuotationChange::Speaker(core::Said::Unnamed),
            Self::Nobody => core::QuotationChange::Speaker(core::Said::Nobody),
            Self::Ends { at, end } => {
                let points = CodePoints::new(text);
                let byte = |unit: u32| points.byte_from_utf16(unit as usize);
                core::QuotationChange::Ends((byte(at)..byte(end.max(at))).into())
            }
        }
    }
}

impl MentionCorrection {
    /// Which mention of an article with this `text` is what, and with which others.
    #[must_use]
    pub fn change(self, text: &str) -> (Span, Option<core::Name>, core::Reach) {
        let Self { at, end, is, onwards } = self;
        let points = CodePoints::new(text);
        let byte = |unit: u32| points.byte_from_utf16(unit as usize);
        let reach = if onwards { core::Reach::Onwards } else { core::Reach::Alone };
        (Span::new(byte(at), byte(end.max(at))), is.map(Into::into), reach)
    }
}

impl From<NamesCorrection> for core::NamesChange {
    fn from(correction: NamesCorrection) -> Self {
        match correction {
            NamesCorrection::NoName => Self::NoName,
            NamesCorrection::Same { is } => Self::Same(is.into()),
            NamesCorrection::Kind { kind } => Self::Kind(kind.into()),
        }
    }
}

impl From<core::CorrectionsRead> for CorrectionsReadView {
    fn from(read: core::CorrectionsRead) -> Self {
        let core::CorrectionsRead { added, updated, unchanged } = read;
        Self { added: count(added), updated: count(updated), unchanged: count(unchanged) }
    }
}

impl From<core::Correction> for CorrectionView {
    fn from(correction: core::Correction) -> Self {
        let core::Correction { id, decision, made, applied, headline } = correction;
        let article_id = decision.article().map(|article| article.to_string());
        let around = match &decision {
            core::Decision::Mention { mention, .. } => Some(mention.in_its_place()),
            _ => None,
        };
        let (what, words, kind, name, to) = match decision {
            core::Decision::NotAQuotation { article: _, quotation } => {
                (CorrectionKind::NotAQuotation, quotation.exact, None, None, None)
            }
            core::Decision::Speaker { article: _, quotation, kind: _, speaker } => {
                let (what, name) = match speaker {
                    core::Said::By(name) => (CorrectionKind::Speaker, Some(name.into())),
                    core::Said::Unnamed => (CorrectionKind::Unnamed, None),
                    core::Said::Nobody => (CorrectionKind::Nobody, None),
                };
                (what, quotation.exact, None, name, None)
            }
            core::Decision::Ends { article: _, quotation, kind: _, to } => {
                (CorrectionKind::Ends, quotation.exact, None, None, Some(to.exact))
            }
            core::Decision::Name { article: _, name, is } => {
                let what = if is.is_some() { CorrectionKind::Name } else { CorrectionKind::NoName };
                (what, name.name, Some(name.kind.into()), is.map(Into::into), None)
            }
            core::Decision::Mention { article: _, mention, is } => {
                let what = if is.is_some() { CorrectionKind::Mention } else { CorrectionKind::NoMention };
                (what, mention.exact, None, is.map(Into::into), None)
            }
        };
        Self { id: id.to_string(), what, words, kind, name, to, around, article_id, headline, made, applied }
    }
}
