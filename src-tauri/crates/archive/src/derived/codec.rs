//! An extraction as a few bytes.
//!
//! Numbers are LEB128, places are written as the distance from the one before,
//! strings follow their length. The format may change at any time: it carries
//! a version with the rest of what is derived, and is made again when it differs.

use backfile_article::Span;
use backfile_extract::{
    Addressee, Cue, DateMention, Entity, EntityKind, Extraction, Mention, Quotation, QuotationKind, Speaker,
};

/// `extraction` as bytes.
pub(crate) fn encode(extraction: &Extraction) -> Vec<u8> {
    let mut out = Out { bytes: Vec::with_capacity(512), at: 0 };
    out.list(&extraction.entities, |out, entity| {
        out.number(kind_number(entity.kind));
        out.text(&entity.name);
        out.list(&entity.aliases, |out, alias| out.text(alias));
        out.list(&entity.roles, |out, role| out.text(role));
    });
    out.at = 0;
    out.list(&extraction.mentions, |out, mention| {
        out.span(mention.span);
        out.number(mention.entity);
    });
    out.at = 0;
    out.list(&extraction.quotations, Out::quotation);
    out.at = 0;
    out.list(&extraction.dates, |out, date| {
        out.span(date.span);
        out.option(date.value.as_ref(), |out, value| out.text(value));
    });
    out.bytes
}

/// The extraction that `bytes` hold; none if they are damaged or do not fit `text`.
pub(crate) fn decode(bytes: &[u8], text: &str) -> Option<Extraction> {
    decode_checked(bytes, Some(text))
}

/// The names in `bytes`, whatever text they were of.
pub(crate) fn decode_entities(bytes: &[u8]) -> Option<Vec<Entity>> {
    decode_checked(bytes, None).map(|extraction| extraction.entities)
}

/// Numbers of which none is less than the one before, as bytes.
pub(crate) fn encode_rising(numbers: &[u32]) -> Vec<u8> {
    let mut out = Out { bytes: Vec::with_capacity(2 * numbers.len()), at: 0 };
    for number in numbers {
        out.number((*number as usize).saturating_sub(out.at));
        out.at = *number as usize;
    }
    out.bytes
}

/// The numbers that `bytes` hold; none behind a damage.
pub(crate) fn decode_rising(bytes: &[u8]) -> Vec<u32> {
    let mut input = In { bytes, at: 0, text: None };
    let mut numbers = Vec::with_capacity(bytes.len() / 2 + 1);
    while let Some(number) = input.number() {
        input.at = input.at.saturating_add(number);
        numbers.push(u32::try_from(input.at).unwrap_or(u32::MAX));
    }
    numbers
}

fn decode_checked(bytes: &[u8], text: Option<&str>) -> Option<Extraction> {
    let mut input = In { bytes, at: 0, text };
    let entities = input.list(|input| {
        Some(Entity {
            kind: kind_of(input.number()?)?,
            name: input.text()?,
            aliases: input.list(In::text)?,
            roles: input.list(In::text)?,
        })
    })?;
    input.at = 0;
    let mentions = input.list(|input| {
        let span = input.span()?;
        Some(Mention { span, entity: input.index(&entities)? })
    })?;
    input.at = 0;
    let quotations = input.list(|input| input.quotation(&entities))?;
    input.at = 0;
    let dates =
        input.list(|input| Some(DateMention { span: input.span()?, value: input.option(In::text)? }))?;
    input.bytes.is_empty().then_some(Extraction { entities, mentions, quotations, dates })
}

/// The number an entity's kind is kept as.
pub(crate) const fn kind_number(kind: EntityKind) -> usize {
    match kind {
        EntityKind::Person => 0,
        EntityKind::Organisation => 1,
        EntityKind::Place => 2,
    }
}

/// The entity kind kept as `number`.
pub(crate) const fn kind_of(number: usize) -> Option<EntityKind> {
    match number {
        0 => Some(EntityKind::Person),
        1 => Some(EntityKind::Organisation),
        2 => Some(EntityKind::Place),
        _ => None,
    }
}

/// The entity kind in column `idx` of `row`.
pub(crate) fn read_kind(row: &rusqlite::Row<'_>, idx: usize) -> rusqlite::Result<EntityKind> {
    let number: i64 = row.get(idx)?;
    let kind = usize::try_from(number).ok().and_then(kind_of);
    kind.ok_or(rusqlite::Error::IntegralValueOutOfRange(idx, number))
}

/// The number a quotation's kind is kept as.
pub(crate) const fn speech_number(kind: QuotationKind) -> usize {
    match kind {
        QuotationKind::Direct => 0,
        QuotationKind::Indirect => 1,
        QuotationKind::Mixed => 2,
    }
}

const fn speech_of(number: usize) -> Option<QuotationKind> {
    match number {
        0 => Some(QuotationKind::Direct),
        1 => Some(QuotationKind::Indirect),
        2 => Some(QuotationKind::Mixed),
        _ => None,
    }
}

struct Out {
    bytes: Vec<u8>,
    /// Start of the last span, which the next is written relative to.
    at: usize,
}

impl Out {
    fn number(&mut self, mut number: usize) {
        while number >= 0x80 {
            self.bytes.push((number & 0x7f) as u8 | 0x80);
            number >>= 7;
        }
        self.bytes.push(number as u8);
    }

    fn text(&mut self, text: &str) {
        self.number(text.len());
        self.bytes.extend_from_slice(text.as_bytes());
    }

    fn list<T>(&mut self, items: &[T], mut write: impl FnMut(&mut Self, &T)) {
        self.number(items.len());
        for item in items {
            write(self, item);
        }
    }

    fn option<T>(&mut self, value: Option<T>, write: impl FnOnce(&mut Self, T)) {
        self.number(usize::from(value.is_some()));
        if let Some(value) = value {
            write(self, value);
        }
    }

    /// The distance from the last start, zigzag, then the length.
    fn span(&mut self, span: Span) {
        let delta = span.start as i64 - self.at as i64;
        self.number(((delta << 1) ^ (delta >> 63)) as usize);
        self.number(span.end.saturating_sub(span.start));
        self.at = span.start;
    }

    fn quotation(&mut self, quotation: &Quotation) {
        self.span(quotation.span);
        self.number(speech_number(quotation.kind));
        self.option(quotation.speaker.as_ref(), Self::speaker);
        self.list(&quotation.also, Self::speaker);
        self.option(quotation.via.as_ref(), Self::speaker);
        self.option(quotation.cue, |out, cue| out.span(cue.span));
        self.option(quotation.addressee, |out, addressee| {
            out.span(addressee.span);
            out.option(addressee.entity, Self::number);
        });
        self.option(quotation.topic, Self::span);
        self.number(quotation.group as usize);
        self.number(quotation.part as usize);
        self.bytes.extend_from_slice(&quotation.confidence.to_le_bytes());
        self.text(&quotation.reason);
        self.number(usize::from(quotation.certain));
        self.number(usize::from(quotation.yours));
        self.option(quotation.repeats, |out, group| out.number(group as usize));
    }

    fn speaker(&mut self, speaker: &Speaker) {
        self.option(speaker.span, Self::span);
        self.option(speaker.entity, Self::number);
        self.number(usize::from(speaker.unnamed));
    }
}

struct In<'a> {
    bytes: &'a [u8],
    at: usize,
    /// What the places must fit.
    text: Option<&'a str>,
}

impl In<'_> {
    fn number(&mut self) -> Option<usize> {
        let mut number = 0u64;
        for shift in (0..63).step_by(7) {
            let (byte, rest) = self.bytes.split_first()?;
            self.bytes = rest;
            number |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return usize::try_from(number).ok();
            }
        }
        None
    }

    fn take(&mut self, n: usize) -> Option<&[u8]> {
        let (taken, rest) = self.bytes.split_at_checked(n)?;
        self.bytes = rest;
        Some(taken)
    }

    fn text(&mut self) -> Option<String> {
        let n = self.number()?;
        String::from_utf8(self.take(n)?.to_vec()).ok()
    }

    fn list<T>(&mut self, mut read: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let n = self.number()?;
        // Every item takes at least a byte: a damaged count allocates nothing.
        let mut items = Vec::with_capacity(n.min(self.bytes.len()));
        for _ in 0..n {
            items.push(read(self)?);
        }
        Some(items)
    }

    fn option<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<Option<T>> {
        match self.number()? {
            0 => Some(None),
            1 => Some(Some(read(self)?)),
            _ => None,
        }
    }

    fn span(&mut self) -> Option<Span> {
        let zigzag = self.number()? as u64;
        let delta = (zigzag >> 1).cast_signed() ^ -(zigzag & 1).cast_signed();
        let start = usize::try_from(i64::try_from(self.at).ok()?.checked_add(delta)?).ok()?;
        let end = start.checked_add(self.number()?)?;
        if let Some(text) = self.text {
            text.get(start..end)?;
        }
        self.at = start;
        Some(Span::new(start, end))
    }

    fn index<T>(&mut self, items: &[T]) -> Option<usize> {
        self.number().filter(|idx| *idx < items.len())
    }

    fn quotation(&mut self, entities: &[Entity]) -> Option<Quotation> {
        Some(Quotation {
            span: self.span()?,
            kind: speech_of(self.number()?)?,
            speaker: self.option(|input| input.speaker(entities))?,
            also: self.list(|input| input.speaker(entities))?,
            via: self.option(|input| input.speaker(entities))?,
            cue: self.option(|input| Some(Cue { span: input.span()? }))?,
            addressee: self.option(|input| {
                Some(Addressee { span: input.span()?, entity: input.option(|input| input.index(entities))? })
            })?,
            topic: self.option(Self::span)?,
            group: u32::try_from(self.number()?).ok()?,
            part: u32::try_from(self.number()?).ok()?,
            confidence: f32::from_le_bytes(self.take(4)?.try_into().ok()?),
            reason: self.text()?,
            certain: self.number()? == 1,
            yours: self.number()? == 1,
            repeats: self.option(|input| u32::try_from(input.number()?).ok())?,
        })
    }

    fn speaker(&mut self, entities: &[Entity]) -> Option<Speaker> {
        Some(Speaker {
            span: self.option(Self::span)?,
            entity: self.option(|input| input.index(entities))?,
            unnamed: self.number()? == 1,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example() -> (String, Extraction) {
        let text = "“Wir kämpfen,” sagte Jörg Öhm gestern dem Boten über den Deich.".to_owned();
        let at = |words: &str| {
            let start = text.find(words).unwrap();
            Span::new(start, start + words.len())
        };
        let speaker = Speaker { span: Some(at("Jörg Öhm")), entity: Some(0), unnamed: false };
        let extraction = Extraction {
            entities: vec![Entity {
                name: "Jörg Öhm".into(),
                kind: EntityKind::Person,
                aliases: vec!["Öhm".into()],
                roles: vec![],
            }],
            mentions: vec![Mention { span: at("Jörg Öhm"), entity: 0 }],
            quotations: vec![Quotation {
                span: at("“Wir kämpfen,”"),
                kind: QuotationKind::Direct,
                speaker: Some(speaker),
                also: Vec::new(),
                via: None,
                cue: Some(Cue { span: at("sagte") }),
                addressee: Some(Addressee { span: at("dem Boten"), entity: Some(0) }),
                topic: Some(at("den Deich")),
                group: 300,
                part: 1,
                confidence: 0.75,
                certain: true,
                reason: "named beside it".into(),
                yours: true,
                repeats: Some(7),
            }],
            dates: vec![DateMention { span: at("gestern"), value: None }],
        };
        (text, extraction)
    }

    #[test]
    fn an_extraction_comes_back_as_it_was() {
        let (text, extraction) = example();
        assert_eq!(decode(&encode(&extraction), &text), Some(extraction));
    }

    #[test]
    fn rising_numbers_come_back_as_they_were() {
        for numbers in [&[][..], &[0], &[7, 7, 300, 70_000, 70_000, u32::MAX]] {
            assert_eq!(decode_rising(&encode_rising(numbers)), numbers);
        }
        assert_eq!(decode_rising(&[3, 4, 0x80]), [3, 7]);
    }

    #[test]
    fn damaged_bytes_are_refused_without_harm() {
        let (text, extraction) = example();
        let bytes = encode(&extraction);
        for n in 0..bytes.len() {
            assert_eq!(decode(&bytes[..n], &text), None);
            let mut flipped = bytes.clone();
            flipped[n] ^= 0xff;
            let _ = decode(&flipped, &text);
        }
        assert_eq!(decode(&bytes, "too short"), None);
    }
}
