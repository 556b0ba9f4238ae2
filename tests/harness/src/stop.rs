//! Being asked to stop: Ctrl-C, or a polite signal from whoever started us.

use tokio::signal::unix::{SignalKind, signal};

/// Returns when the person presses Ctrl-C or the process is told to terminate.
pub async fn asked() {
    let Ok(mut terminate) = signal(SignalKind::terminate()) else {
        let _interrupted = tokio::signal::ctrl_c().await;
        return;
    };
    tokio::select! {
        _interrupted = tokio::signal::ctrl_c() => {}
        _terminated = terminate.recv() => {}
    }
}
