import type { Channel } from './channels.ts';
import type { Message } from './message.ts';
import { within } from '../within.ts';

/** How long one message may take, all tries and waits together. */
export const DELIVERY_MS = 10_000;

export interface Delivery {
  readonly channel: Channel['name'];
  /** Why it was not delivered; null where it was. */
  readonly failure: string | null;
}

/** Send one message by every channel at once; never throws, and ends within DELIVERY_MS or with the signal. */
export function deliver(
  channels: readonly Channel[],
  message: Message,
  signal: AbortSignal,
): Promise<readonly Delivery[]> {
  const deadlineMs = Date.now() + DELIVERY_MS;
  const bound = within(DELIVERY_MS, signal);
  return Promise.all(
    channels.map(async ({ name, send }): Promise<Delivery> => {
      try {
        await send(message, deadlineMs, bound);
        return { channel: name, failure: null };
      } catch (error) {
        return { channel: name, failure: error instanceof Error ? error.message : String(error) };
      }
    }),
  );
}
