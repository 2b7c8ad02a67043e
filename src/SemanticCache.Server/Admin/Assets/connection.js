// A restarted service knows nothing of this page's connection: only loading the page again helps.
document.getElementById('components-reconnect-modal')?.addEventListener('components-reconnect-state-changed', event => {
    if (event.detail.state === 'rejected') {
        location.reload();
    }
});
