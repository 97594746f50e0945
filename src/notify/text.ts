import type { Message, RootNews } from './message.ts';

const MAX_ROOTS = 20;
const MAX_WAITING = 10;

/** The first `most`, and how many more there are. */
function capped(all: readonly string[], most: number): string[] {
  return all.length <= most ? [...all] : [...all.slice(0, most), `… and ${all.length - most} more`];
}

function rootLine({ issue, target, message, action, details, recommendation, waiting, outcome }: RootNews): string {
  const did = action === null ? '' : `; ${action}${details === '' ? '' : `: ${details}`}`;
  const advice = recommendation === '' || outcome === 'healed' ? '' : `; ${recommendation}`;
  const waited = waiting.length === 0 ? '' : `\n    waiting for it: ${capped(waiting, MAX_WAITING).join(', ')}`;
  return `- ${issue} on ${target}: ${message}${did}${advice}${waited}`;
}

const section = (title: string, roots: readonly RootNews[]): string[] =>
  roots.length === 0 ? [] : [`${title}:`, ...capped(roots.map(rootLine), MAX_ROOTS)];

/** The message below its title, as lines of plain text. */
export function bodyOf(message: Message): string {
  const { decision, exit_code, reasons } = message;
  return [
    ...(decision === null ? [] : [`Decision: ${decision} (exit ${exit_code ?? ''})`]),
    ...capped(
      reasons.map(reason => `- ${reason}`),
      MAX_ROOTS,
    ),
    ...section('Being healed', message.attempted),
    ...section('Healed', message.healed),
    ...section('Not healed', message.unhealed),
    `Environment: ${message.environment}`,
    `Run: ${message.run_id}`,
    ...(message.report === null ? [] : [`Report: ${message.report}`]),
  ].join('\n');
}
