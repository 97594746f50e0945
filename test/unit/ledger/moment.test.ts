import { readFileSync } from 'node:fs';
import { uptime } from 'node:os';
import { describe, expect, test } from 'vitest';
import { elapsedMs } from '../../../src/core/clock.ts';
import { bootId, moment } from '../../../src/ledger/moment.ts';
import { fromPs, processStart } from '../../../src/ledger/process-start.ts';

describe('moment', () => {
  test('tells the wall clock, the uptime and the boot', () => {
    const before = Date.now();
    const { wallMs, uptimeMs, bootId: boot } = moment();
    expect(wallMs).toBeGreaterThanOrEqual(before);
    expect(wallMs).toBeLessThanOrEqual(Date.now());
    expect(Math.abs(uptimeMs - uptime() * 1000)).toBeLessThan(10_000);
    expect(Number.isInteger(uptimeMs)).toBe(true);
    expect(boot).toBe(bootId());
  });

  test('never goes back', () => {
    const moments = Array.from({ length: 200 }, moment);
    for (const [index, then] of moments.entries())
      expect(elapsedMs(moments[0] ?? then, then)).toBeGreaterThanOrEqual(
        elapsedMs(moments[0] ?? then, moments[Math.max(0, index - 1)] ?? then),
      );
  });

  test.runIf(process.platform === 'linux')('the boot is the kernel’s own name for it', () => {
    expect(bootId()).toBe(readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim());
  });
});

describe('the start of a process', () => {
  test('is the same whoever asks, and differs from a later process’s', () => {
    expect(processStart(process.pid)).toEqual(processStart(process.pid));
    expect(processStart(process.pid)).toMatchObject({ kind: 'at' });
    expect(processStart(1)).not.toEqual(processStart(process.pid));
  });

  test('by ps, as on macOS: the same in every language and time zone', () => {
    const { TZ, LC_ALL } = process.env;
    const usual = fromPs(process.pid);
    process.env['TZ'] = 'Asia/Baghdad';
    process.env['LC_ALL'] = 'ar_IQ.UTF-8';
    try {
      expect(usual).toMatchObject({ kind: 'at' });
      expect(fromPs(process.pid)).toEqual(usual);
    } finally {
      for (const [name, value] of Object.entries({ TZ, LC_ALL }))
        if (value === undefined) Reflect.deleteProperty(process.env, name);
        else process.env[name] = value;
    }
  });

  test('a process that is not there is gone', () => {
    // The highest pid that any Linux hands out is below this.
    expect(processStart(2 ** 22 + 1)).toEqual({ kind: 'gone' });
    expect(fromPs(2 ** 22 + 1)).toBeUndefined();
  });
});
