// Dialogs of the browser can only be opened by a script.
export const open = dialog => dialog.showModal();
export const close = dialog => dialog.close();
