//! End-to-end tests of the headless core.
