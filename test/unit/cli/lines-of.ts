import { linesFor } from '../../../src/cli/lines.ts';
import type { LineOptions } from '../../../src/cli/rows.ts';
import { withoutDoubleGaps } from '../../../src/cli/rows.ts';
import { follow, noStory } from '../../../src/cli/story.ts';
import type { RunEvent } from '../../../src/engine/events.ts';

/** The lines of a whole run: what a pipe shows. */
export function linesOf(events: Iterable<RunEvent>, options: LineOptions): string[] {
  let story = noStory;
  const lines: string[] = [];
  for (const event of events) {
    lines.push(...withoutDoubleGaps(linesFor(event, options, story), lines.at(-1) ?? ''));
    story = follow(story, event);
  }
  return lines;
}
