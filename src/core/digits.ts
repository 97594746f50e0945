/**
 * A number as text, with as few decimals (one at first) as still show on which side of each threshold it lies: 74.96 against 75
 * is not shown as 75. What is compared is always the number, never this text.
 */
export function digitsApart(value: number, ...thresholds: readonly number[]): string {
  for (let digits = 1; digits <= 12; digits++) {
    const shown = Number(value.toFixed(digits));
    if (thresholds.every(at => Math.sign(shown - at) === Math.sign(value - at))) return String(shown);
  }
  return String(value);
}
