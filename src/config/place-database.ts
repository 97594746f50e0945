import type { Json } from '../core/json.ts';
import type { ConfigDocument } from './config-document.ts';
import { keyOf } from './flaw.ts';
import type { Flaw } from './flaw.ts';
import type { Env } from './interpolate.ts';
import { postgresPlace } from './postgres-place.ts';
import type { PostgresPlace } from './postgres-place.ts';
import type { Secret } from './secrets.ts';
import { textAt } from './url-checks.ts';
import type { IsSocket } from './usual-engine.ts';
import type { Place } from './values.ts';

/** The URLs of the database as they are meant here, or what is wrong with them. */
export interface PlacedDatabase {
  readonly url: string | null;
  readonly adminUrl: string | null;
  readonly noPassword: string | null;
  readonly flaws: readonly Flaw[];
  readonly secrets: readonly Secret[];
}

const KEYS = { url: '/connections/database/url', adminUrl: '/connections/database/admin_url' };

/** Complete the URLs that are there and sound so far. */
export function placeDatabase(
  filled: Json,
  places: ReadonlyMap<string, Place>,
  found: readonly Flaw[],
  here: { readonly env: Env; readonly isSocket: IsSocket },
): PlacedDatabase {
  const place = (pointer: string): PostgresPlace | null => {
    const text = textAt(filled, pointer);
    const isJudged = found.some(flaw => flaw.pointer === pointer);
    return text === undefined || isJudged ? null : postgresPlace(text, here.env, here.isSocket);
  };
  const url = place(KEYS.url);
  const adminUrl = place(KEYS.adminUrl);
  const each = [[KEYS.url, url] as const, [KEYS.adminUrl, adminUrl] as const];
  return {
    url: urlOf(url),
    adminUrl: urlOf(adminUrl),
    noPassword:
      [url, adminUrl].map(one => (one !== null && 'url' in one ? one.noPassword : null)).find(Boolean) ?? null,
    flaws: each.flatMap(([pointer, one]) =>
      (one !== null && 'problems' in one ? one.problems : []).map(problem => ({
        offset: places.get(pointer)?.offset ?? 0,
        pointer,
        message: `${keyOf(pointer)}: ${problem}`,
      })),
    ),
    secrets: each.flatMap(([pointer, one]) =>
      (one !== null && 'url' in one ? one.secrets : []).map(value => ({ name: keyOf(pointer), value })),
    ),
  };
}

const urlOf = (place: PostgresPlace | null): string | null => (place !== null && 'url' in place ? place.url : null);

/** The config with the URLs that are meant. */
export function withDatabase(config: ConfigDocument, { url, adminUrl, noPassword }: PlacedDatabase): ConfigDocument {
  if (url === null) return config;
  const database = {
    url,
    ...(adminUrl === null ? {} : { admin_url: adminUrl }),
    ...(noPassword === null ? {} : { no_password: noPassword }),
  };
  return { ...config, connections: { ...config.connections, database } };
}
