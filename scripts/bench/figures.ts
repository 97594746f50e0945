import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const PAGE = fileURLToPath(new URL('../../docs/performance.md', import.meta.url));

/** Puts what a part measured between its marks in docs/performance.md. Throws where the page has no such marks. */
export function writeFigures(part: string, machine: string, table: string): void {
  const page = readFileSync(PAGE, 'utf8');
  const [begin, end] = [`<!-- figures: ${part} -->`, '<!-- end -->'];
  const from = page.indexOf(begin);
  const to = page.indexOf(end, from);
  if (from === -1 || to === -1) throw new Error(`${PAGE} has no place for ${part}: expected ${begin} and ${end}`);
  const figures = `${begin}\n\n${table}\n\nMeasured on ${machine}.\n\n`;
  writeFileSync(PAGE, page.slice(0, from) + figures + page.slice(to));
}
