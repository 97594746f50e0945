import type { Json } from '../../core/json.ts';
import { unavailable } from '../../core/plan.ts';
import { StaleError } from '../../errors.ts';
import type { HealAction, Look } from '../system.ts';
import { disksOf, fullestOf } from './disk.ts';
import { dockerData } from './docker-data.ts';
import { emergencyCleanup } from './issues.ts';
import { deleteReports, oldReports } from './old-reports.ts';
import { planImages, removeImages, stepFor } from './unused-images.ts';
import type { Removed } from './unused-images.ts';

const BY_HAND =
  'look at docker system df, journalctl --disk-usage and du -xh / | sort -h by hand; orixoon explain disk_space_low tells more';
const MARGIN_MS = 30_000;
/** A large image on a slow disk. */
const MS_FOR_AN_IMAGE = 10_000;

/** Delete report directories of earlier runs, those beyond `reports.keep`, and Docker's images that nothing names or uses: all that is certainly waste. */
const cleanup: HealAction = {
  ...emergencyCleanup,
  // Reports are deleted without anybody's leave; images, where Docker lets it.
  needs: () => [],
  isItemwise: true,
  async draft(_, look) {
    const { directory, old } = await oldReports(look);
    const plan = await planImages(look);
    const why = 'why' in plan ? plan.why : null;
    if (old.length === 0 && why !== null)
      return unavailable(
        `nothing on this disk is safe for a program to delete: no report is older than reports.keep asks for, and ${why}; ${BY_HAND}`,
      );
    const reports = `delete ${plural(old.length, 'report directory', 'report directories')} in ${directory}, the oldest: ${old.join(', ')}`;
    return {
      identity: { directory, old, images: plan.images.map(({ id }) => id) },
      steps: [...(old.length > 0 ? [reports] : []), ...plan.images.map(stepFor), ...(why === null ? [] : [why])],
      // Nothing that a list of the blacklist could name: no container uses any of these images.
      touches: [],
      unavailable: null,
      minTimeoutMs: MARGIN_MS + plan.images.length * MS_FOR_AN_IMAGE,
    };
  },
  async run({ identity }, hands, look) {
    const reports = await deleteReports(textsOf(identity.old), hands, look);
    const images = await removeImages(textsOf(identity.images), hands);
    if (reports + images.removed === 0) {
      if (images.failure !== null) throw new Error(images.failure);
      throw new StaleError(`nothing is waste any more of what was when the plan was made: ${detailsOf(0, images)}`);
    }
    const details = detailsOf(reports, images);
    return {
      changed: { deleted_reports: reports, deleted_images: images.removed },
      details: details + (await free(look)),
    };
  },
};

const textsOf = (value: Json | undefined): readonly string[] =>
  Array.isArray(value) ? value.filter(one => typeof one === 'string') : [];

const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** Named in full up to here. */
const MOST_NAMED = 5;

function detailsOf(reports: number, { removed, leftAlone, failure }: Removed): string {
  const named = leftAlone.slice(0, MOST_NAMED).join('; ') + (leftAlone.length > MOST_NAMED ? '; …' : '');
  return [
    `deleted ${plural(reports, 'old report directory', 'old report directories')} and ${plural(removed, 'untagged image', 'untagged images')}`,
    ...(leftAlone.length > 0 ? [`${plural(leftAlone.length, 'image was', 'images were')} left alone: ${named}`] : []),
    ...(failure === null ? [] : [`then it failed: ${failure}`]),
  ].join('; ');
}

/** Docker may give space back a little later: the re-test goes on looking. */
async function free(look: Look): Promise<string> {
  const fullest = fullestOf(await disksOf(look, await dockerData(look)));
  return fullest === undefined ? '' : `; ${fullest.freeGb.toFixed(2)} GB are free for ${fullest.place} now`;
}

/** The only writers of this system. */
export const actions: readonly HealAction[] = [cleanup];
