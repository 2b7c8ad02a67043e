// Copies a field's text. Browsers allow it on secure addresses only; elsewhere the text is selected.
export async function copy(id) {
    const field = document.getElementById(id);
    field.select();
    try {
        await navigator.clipboard.writeText(field.value);
        return true;
    } catch {
        return false;
    }
}
