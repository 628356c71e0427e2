//! The part of the shell that needs no window: arguments, folders, the
//! archives opened before, handing over to a window that is open already.
//!
//! The window itself is in `main.rs` and its modules.

#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod arguments;
pub mod control;
pub mod files;
pub mod frame;
pub mod handover;
pub mod recent;
pub mod sample;
