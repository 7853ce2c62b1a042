//! Runs a reader of a foreign format in a thread of its own, with a stack that deep files do not exhaust, so that what
//! makes a library panic is one diagnostic.

use super::refusal::Refusal;

/// Stack of the thread.
const STACK: usize = 256 << 20;
/// Name of the thread, by which its panics are known.
const THREAD: &str = "read-contained";

/// Keeps quiet the panics of contained readers: the diagnostic says them. Other panics are printed as ever.
pub fn quiet_contained_panics() {
    let other = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if std::thread::current().name() != Some(THREAD) {
            other(panic);
        }
    }));
}

/// Runs a reader; its panic is a refusal.
pub(super) fn contained<T: Send>(
    format: &'static str,
    reader: impl FnOnce() -> Result<T, Refusal> + Send,
) -> Result<T, Refusal> {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().name(THREAD.to_owned()).stack_size(STACK);
        let running = thread.spawn_scoped(scope, reader).map_err(|e| Refusal::broken(format, e.to_string()))?;
        running.join().unwrap_or_else(|_| Err(Refusal::broken(format, "its structure is damaged")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_a_refusal() {
        let found: Result<(), Refusal> = contained("Word", || std::panic::resume_unwind(Box::new(())));
        assert!(matches!(found, Err(Refusal::Broken { .. })));
        assert_eq!(contained("Word", || Ok(7)), Ok(7));
    }
}
