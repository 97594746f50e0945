import type { Notifications } from '../config/notifications.ts';
import type { StampedEvent } from '../engine/events.ts';
import { channelsOf } from './channels.ts';
import { attemptMessage, endMessage } from './compose.ts';
import { DELIVERY_MS, deliver } from './deliver.ts';
import type { Message } from './message.ts';

/** How long a run that was cut short, or is while it waits here, still tries to tell of it. */
const CUT_MS = 1000;

/** Tells the channels of a run: a listener of its events, with an end that is waited for. */
export interface Notifier {
  on(event: StampedEvent): void;
  /** Tell of the end; resolves when all is told, or the time for it is up: a second once the signal is aborted. Never throws. */
  finish(cut: AbortSignal): Promise<void>;
}

/** `failed` is told of each message that was not delivered. The events are redacted, and nothing here has a say in the run. */
export function openNotifier(settings: Notifications, failed: (message: string) => void): Notifier {
  const channels = channelsOf(settings);
  const events: StampedEvent[] = [];
  const over = new AbortController();
  const sending: Promise<void>[] = [];
  let hasTold = false;
  const tell = (message: Message | null): void => {
    if (message === null) return;
    const done = deliver(channels, message, over.signal).then(deliveries => {
      for (const { channel, failure } of deliveries)
        if (failure !== null) failed(`the notification by ${channel} was not delivered: ${failure}`);
    });
    sending.push(done);
  };
  return {
    on(event) {
      if (channels.length === 0) return;
      events.push(event);
      if (event.type !== 'heal:start' || hasTold) return;
      hasTold = true;
      tell(attemptMessage(events, settings));
    },
    async finish(cut) {
      if (channels.length === 0) return;
      tell(endMessage(events, settings));
      const end = (): void => over.abort();
      const timers = [setTimeout(end, DELIVERY_MS)];
      const hurry = (): void => void timers.push(setTimeout(end, CUT_MS));
      if (cut.aborted) hurry();
      else cut.addEventListener('abort', hurry, { once: true });
      await Promise.all(sending);
      cut.removeEventListener('abort', hurry);
      for (const timer of timers) clearTimeout(timer);
    },
  };
}
