import type { Availability } from '../doctor/availability.ts';
import type { Consultation, Part } from '../doctor/consultation.ts';
import type { Health, Mend, Sign } from '../doctor/sign.ts';
import { padTo } from './columns.ts';
import { printable } from './printable.ts';
import { count, duration, render } from './rows.ts';
import type { LineOptions, Row, Style } from './rows.ts';

const marks: Readonly<Record<Health, readonly [mark: string, style: Style]>> = {
  ok: ['✓', 'green'],
  note: ['-', 'dim'],
  warning: ['!', 'yellow'],
  failed: ['✗', 'red'],
};

const states: Readonly<Record<Availability['state'], Health>> = {
  available: 'ok',
  unavailable: 'failed',
  unknown: 'note',
  not_set_up: 'note',
  off: 'note',
};

const words: Readonly<Record<Availability['state'], string>> = {
  available: 'available',
  unavailable: 'unavailable',
  unknown: 'cannot be known',
  not_set_up: 'not set up',
  off: 'off',
};

/** Where a mend is typed; a sentence is typed nowhere. */
function placeOf(place: Mend['in']): string {
  if (place === 'do') return '';
  return place === 'sql' ? 'psql' : place === 'redis' ? 'redis-cli' : place;
}

/** `orixoon doctor`, for a terminal: each part with its signs, then what can be tested and healed, then the one line that counts. */
export function doctorText(consultation: Consultation, options: LineOptions): string[] {
  const { environment, config, version, parts, phases, heals } = consultation;
  const title = `Orixoon ${version} · ${printable(environment, 100)} · doctor: looks, changes nothing`;
  return [
    ...render({ lead: '', text: title, style: 'bold', tail: config }, options),
    ...parts.flatMap(part => partLines(part, options)),
    ...tableLines('What can be tested', phases, options),
    ...tableLines('What can be healed', heals, options),
    '',
    ...endLines(consultation, options),
  ];
}

/** The names of signs stand in one column, mends under the text beside it. */
const ABOUT = 12;

function partLines({ title, health, signs }: Part, options: LineOptions): string[] {
  const { color, quiet } = options;
  if (health === 'not_configured') return quiet ? [] : ['', `${color.bold(title)}  ${color.dim('not configured')}`];
  const shown = quiet ? signs.filter(one => one.health === 'warning' || one.health === 'failed') : signs;
  return shown.length === 0 ? [] : ['', color.bold(title), ...shown.flatMap(one => signLines(one, options))];
}

function signLines({ about, health, message, mend }: Sign, options: LineOptions): string[] {
  const [mark, style] = marks[health];
  const row: Row = { lead: `  ${mark} ${padTo(about, ABOUT)}`, text: message, leadStyle: style };
  return [...render(row, options), ...mend.flatMap(one => mendLines(one, options))];
}

/** What is to be copied is neither wrapped nor cut. */
function mendLines({ in: place, text }: Mend, options: LineOptions): string[] {
  const indent = ' '.repeat(4 + ABOUT);
  const lead = placeOf(place) === '' ? `${indent}→ ` : `${indent}→ ${options.color.dim(placeOf(place))}  `;
  if (place === 'do' || place === 'config')
    return render(
      { lead: `${indent}→ ${placeOf(place) === '' ? '' : `${placeOf(place)}  `}`, text, leadStyle: 'dim' },
      options,
    );
  return [`${lead}${options.color.cyan(printable(text, 4000))}`];
}

/** In fewer columns beside its name a reason is a tower of words: it stands beneath. */
const NARROW = 45;

function tableLines(title: string, all: readonly Availability[], options: LineOptions): string[] {
  const { color, quiet } = options;
  const shown = quiet ? all.filter(({ state }) => state === 'unavailable') : all;
  if (shown.length === 0) return [];
  const widest = Math.max(...shown.map(({ name, action }) => nameOf(name, action).length));
  return [
    '',
    color.bold(title),
    ...shown.flatMap(({ name, action, state, why }) => {
      const [mark, style] = marks[states[state]];
      const text = why === null ? words[state] : `${words[state]}: ${why}`;
      const dim = states[state] === 'note' ? ({ style: 'dim' } as const) : {};
      const lead = `  ${mark} ${padTo(nameOf(name, action), widest)}  `;
      const beside = options.columns === undefined ? Infinity : options.columns - lead.length - 1;
      if (beside >= NARROW || text.length <= beside) return render({ lead, text, leadStyle: style, ...dim }, options);
      const named = { lead: `  ${mark} `, text: nameOf(name, action), leadStyle: style, ...dim };
      return [...render(named, options), ...render({ lead: ' '.repeat(6), text, ...dim }, options)];
    }),
  ];
}

const nameOf = (name: string, action: string | null): string => (action === null ? name : `${name} → ${action}`);

function endLines({ ready, duration_ms, parts, phases, heals }: Consultation, { color }: LineOptions): string[] {
  const signs = parts.flatMap(part => part.signs);
  const failed = signs.filter(({ health }) => health === 'failed').length;
  const warned = signs.filter(({ health }) => health === 'warning').length;
  const out = (all: readonly Availability[]): number => all.filter(({ state }) => state === 'unavailable').length;
  const told = [
    ...(failed > 0 ? [`${failed} to mend`] : []),
    ...(warned > 0 ? [count(warned, 'warning')] : []),
    ...(out(phases) > 0 ? [`${count(out(phases), 'phase')} unavailable`] : []),
    ...(out(heals) > 0 ? [`${count(out(heals), 'heal')} unavailable`] : []),
  ];
  const name = ready ? color.green('READY') : color.red('NOT READY');
  return [
    `${color.bold(name)}  ${duration(duration_ms)}`,
    `  ${told.length === 0 ? 'all that is configured can be used in full' : told.join(', ')}`,
  ];
}
