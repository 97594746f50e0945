import { describe, expect, test } from 'vitest';
import { explainText, pageOf } from '../../../src/cli/explain.ts';
import type { Policy, Remedy } from '../../../src/core/policy.ts';
import { UsageError } from '../../../src/errors.ts';
import { catalogue } from '../../../src/systems/catalogue.ts';
import { policy } from '../core/given.ts';

const remedy = (issue: string, over: Partial<Remedy> = {}): Remedy => ({
  isEnabled: true,
  action: catalogue.actions[catalogue.issues[issue]?.action ?? ''] ?? null,
  maxRetries: 2,
  timeoutMs: 30_000,
  requiresConfirmation: false,
  ...over,
});

const policyWith = (issue: string, over: Partial<Remedy> = {}): Policy =>
  policy({ remedies: { [issue]: remedy(issue, over) } });

const explain = (issue: string, policy: Policy | null): string =>
  explainText(issue, catalogue, policy, '# the page\n').replace(/\s+/g, ' ');

describe('explain', () => {
  test('meaning, detection, action with risk, policy, then the page', () => {
    const text = explain('container_not_running', policyWith('container_not_running'));
    const parts = [
      'container_not_running: Container not running',
      'What it means The container exists',
      'How it is found',
      'Start container (start_container, low risk).',
      'With --auto-heal it does not ask; at most 3 attempts in a run, 10 s apart, each within 30 s; then not again on the same target for 1 min, and at most 5 times within a day.',
      '# the page',
    ];
    const places = parts.map(part => text.indexOf(part));
    expect(places.filter(place => place < 0)).toEqual([]);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  test.each([
    ['high risk asks, whatever requires_confirmation says', 'high_error_rate', {}, 'it asks first'],
    ['the config asks too', 'container_not_running', { requiresConfirmation: true }, 'it asks first'],
    ['switched off', 'container_not_running', { isEnabled: false }, 'enabled: false: it is not healed'],
    ['only reported', 'container_missing', {}, 'Nothing: it is reported'],
    [
      'mapped to another',
      'container_not_running',
      { action: catalogue.actions['restart_container'] ?? null },
      'the default is start_container',
    ],
    ['one attempt', 'container_not_running', { maxRetries: 0 }, 'at most 1 attempt in a run'],
  ])('%s', (_, issue, over, words) => {
    expect(explain(issue, policyWith(issue, over))).toContain(words);
  });

  test('without a config, and with healing off', () => {
    expect(explain('table_locks', null)).toContain('No config was read');
    expect(explain('table_locks', { ...policyWith('table_locks'), isEnabled: false })).toContain('nothing is healed');
  });

  test('an unknown type is a usage error that says what was perhaps meant, and lists all', () => {
    const ask = (): string => pageOf('container_not_runing', catalogue);
    expect(ask).toThrow(UsageError);
    expect(ask).toThrow(/Did you mean container_not_running\?[\s\S]*table_locks/);
    expect(() => pageOf('zzzzzz', catalogue)).toThrow(/^(?!.*Did you mean)/);
    expect(() => pageOf('__proto__', catalogue)).toThrow(UsageError);
    expect(pageOf('sync_delay', catalogue)).toBe('docs/issues/zoho-queue/sync_delay.md');
  });
});
