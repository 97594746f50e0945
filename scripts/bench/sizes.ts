/** BENCH_SHARE=0.01 tries a part out on a hundredth of its rows, keys and sessions, and BENCH_RUNS=2 in two runs; no target is judged by that. */
const share = Number(process.env['BENCH_SHARE'] ?? 1);

/** So many, or a share of them. */
export const sized = (count: number): number => Math.round(count * share);

/** Runs that count, of each side. */
export const RUNS = Number(process.env['BENCH_RUNS'] ?? 10);

/** Whether what is measured is what the targets speak of. */
export const isFullSize = share === 1 && RUNS >= 10;
