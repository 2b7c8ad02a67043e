// Tells a component whether the page can be seen.
export function watch(component) {
    const tell = () => component.invokeMethodAsync('Hide', document.hidden);
    document.addEventListener('visibilitychange', tell);
    return { stop: () => document.removeEventListener('visibilitychange', tell) };
}
