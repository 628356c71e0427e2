//! Names: training the recogniser, and measuring it.

mod augment;
mod classes;
mod corpus;
mod crf;
mod measure;
mod raw;
mod score;
mod train;

pub use classes::{WordClasses, run as word_classes};
pub use measure::{Ner, cpu_seconds, run as measure};
pub use train::{TrainNer, run as train};
