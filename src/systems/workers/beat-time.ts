/** Larger numbers are milliseconds, and larger ones still microseconds; seconds stay below this until the year 5138. */
const LARGEST_SECONDS = 1e11;
const LARGEST_MILLISECONDS = 1e14;
const ISO = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ?(Z|[+-]\d\d(?::?\d\d)?)?$/i;

/**
 * A moment as programs leave it: seconds, milliseconds or microseconds since 1970, a Date, or an ISO 8601 text, which is
 * UTC where it names no zone. Epoch milliseconds; null where it is none of these.
 */
export function beatTime(value: unknown): number | null {
  if (value instanceof Date) return finite(value.getTime());
  if (typeof value === 'bigint') return beatTime(Number(value));
  if (typeof value === 'number') return value > 0 ? inMilliseconds(value) : null;
  if (typeof value !== 'string') return null;
  const text = value.trim().replace(/^"(.*)"$/, '$1');
  if (/^\d+(\.\d+)?$/.test(text)) return beatTime(Number(text));
  const [, day, time, zone = 'Z'] = ISO.exec(text) ?? [];
  if (day === undefined || time === undefined) return null;
  return finite(Date.parse(`${day}T${time}${withMinutes(zone.toUpperCase())}`));
}

function inMilliseconds(value: number): number | null {
  if (value < LARGEST_SECONDS) return value * 1000;
  return finite(value < LARGEST_MILLISECONDS ? value : value / 1000);
}

/** `+03` and `+0300`, as PostgreSQL and Python write them, are `+03:00`. */
const withMinutes = (zone: string): string =>
  zone.replace(/^([+-]\d\d):?(\d\d)?$/, (_, hours, minutes = '00') => `${hours}:${minutes}`);

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
