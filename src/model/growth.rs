//! How what resolve hands to graph became another one: what stayed as it was, and where it is now.

/// Where things from before are now; `u32::MAX` stands for the place of what is gone.
#[derive(Clone, Debug, Default)]
pub struct Growth {
    /// Where each document is.
    pub documents: Vec<u32>,
    /// Whether each document of today is a new one, or one of which something else is known than before.
    pub made: Vec<bool>,
    /// Where each relation is.
    pub relations: Vec<u32>,
    /// Where each task is.
    pub tasks: Vec<u32>,
}
