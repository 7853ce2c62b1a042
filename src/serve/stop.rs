//! When the server ends: Ctrl-C, or the signal by which services are stopped.

/// Waits for Ctrl-C, or for the signal by which services are stopped.
pub(super) async fn stopped() {
    // Without a signal handler the server runs until it is killed, which loses nothing: it only reads.
    let interrupted = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    tokio::select! {
        () = interrupted => {}
        () = terminated() => {}
    }
}

#[cfg(unix)]
async fn terminated() {
    match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(mut signal) => {
            signal.recv().await;
        }
        Err(_) => std::future::pending().await,
    }
}

#[cfg(not(unix))]
async fn terminated() {
    std::future::pending().await
}
