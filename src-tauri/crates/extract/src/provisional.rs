//! Stands in until names are told apart by their owner: same last word, same entity.

use crate::{
    Entity, EntityKind, Mention,
    name::recogniser::{NameKind, Recogniser},
    token::Words,
};

pub(crate) fn names(words: &Words<'_>) -> (Vec<Entity>, Vec<Mention>) {
    thread_local!(static R: std::cell::RefCell<Recogniser<'static>> = std::cell::RefCell::new(Recogniser::shipped()));
    let list: Vec<&str> = (0..words.tokens.len()).map(|i| words.word(i)).collect();
    let sentences: Vec<_> = words.sentences.iter().map(|s| s.tokens.clone()).collect();
    let names = R.with(|r| r.borrow_mut().names(&list, &sentences));
    let mut entities: Vec<Entity> = Vec::new();
    let mut mentions = Vec::new();
    for pass in 0..2 {
        for name in &names {
            let kind = match name.kind {
                NameKind::Person => EntityKind::Person,
                NameKind::Organisation => EntityKind::Organisation,
                NameKind::Place => EntityKind::Place,
                NameKind::Other => continue,
            };
            let span = words.span(name.words.clone());
            let text = span.of(words.text);
            let full = text.contains(' ');
            if pass == 0 && !full {
                continue;
            }
            let last = text.rsplit(' ').next().unwrap_or(text);
            let found = entities.iter().position(|e| {
                e.name == text
                    || kind == EntityKind::Person
                        && e.kind == kind
                        && e.name.rsplit(' ').next() == Some(last)
                        && (!full || !e.name.contains(' ') || e.name.split(' ').next() == text.split(' ').next())
            });
            let idx = found.unwrap_or_else(|| {
                entities.push(Entity { name: text.into(), kind, aliases: vec![], roles: vec![] });
                entities.len() - 1
            });
            if pass == 1 {
                mentions.push(Mention { span, entity: idx });
            }
        }
    }
    (entities, mentions)
}
