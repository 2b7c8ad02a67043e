// Draws values over time with uPlot. A chart is made once and then given new values; its colours follow light and dark.
let library;

function load() {
    library ??= new Promise((resolve, reject) => {
        const script = document.createElement('script');
        script.src = new URL('./lib/uplot/uPlot.iife.min.js', import.meta.url);
        script.onload = resolve;
        script.onerror = reject;
        document.head.append(script);
    });
    return library;
}

const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const dashes = [[], [6, 3], [2, 3], [10, 3, 2, 3]];
const height = 208;
const day = 86400;

// Times are in UTC on every page; from two days on the date says more than the hour.
const time = seconds => new Date(seconds * 1000).toISOString();
const marks = (_, splits) => splits.map(split => splits.at(-1) - splits[0] < 2 * day ? time(split).slice(11, 16) : time(split).slice(5, 10));

export async function create(element, names, unit) {
    await load();
    const dark = matchMedia('(prefers-color-scheme: dark)');
    let data = [[], ...names.map(() => [])];
    let plot;

    const axis = () => ({ stroke: colour('--muted'), grid: { stroke: colour('--line'), width: 1 }, ticks: { stroke: colour('--line'), width: 1 } });
    const draw = () => {
        plot?.destroy();
        plot = new uPlot({
            width: Math.max(element.clientWidth, 200),
            height,
            tzDate: seconds => uPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC'),
            series: [{ label: 'Time', value: (_, seconds) => seconds == null ? '–' : time(seconds).slice(0, 16).replace('T', ' ') }, ...names.map((label, i) => ({
                label, stroke: colour(`--series-${i % 4 + 1}`), width: 2, dash: dashes[i % 4], spanGaps: false,
                value: (_, value) => value == null ? '–' : `${+value.toFixed(2)}${unit}`,
            }))],
            axes: [{ ...axis(), values: marks }, { ...axis(), size: 64, values: (_, values) => values.map(value => `${value}${unit}`) }],
        }, data, element);
    };

    const resize = new ResizeObserver(() => plot?.setSize({ width: Math.max(element.clientWidth, 200), height }));
    resize.observe(element);
    dark.addEventListener('change', draw);
    return {
        show(times, values) {
            data = [times, ...values];
            if (times.length === 0) {
                return;
            }

            plot ? plot.setData(data) : draw();
        },
        destroy() {
            resize.disconnect();
            dark.removeEventListener('change', draw);
            plot?.destroy();
        },
    };
}
