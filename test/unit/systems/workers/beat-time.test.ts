import { expect, test } from 'vitest';
import { beatTime } from '../../../../src/systems/workers/beat-time.ts';

test('a moment in seconds, milliseconds, microseconds or ISO 8601 is the same moment', () => {
  const at = Date.UTC(2025, 0, 10, 14, 30, 15, 250);
  for (const value of [at / 1000, String(at / 1000), at, String(at), at * 1000, new Date(at), BigInt(at)])
    expect(beatTime(value)).toBe(at);
  for (const text of [
    '2025-01-10T14:30:15.250Z',
    '2025-01-10 14:30:15.25+00',
    '2025-01-10T17:30:15.25+0300',
    '"2025-01-10T14:30:15.25"',
  ])
    expect(beatTime(text)).toBe(at);
  for (const nothing of ['', 'soon', 'alive', 0, -5, null, undefined, {}, '2025-13-45T99:00', 'Fri'])
    expect(beatTime(nothing)).toBeNull();
});
