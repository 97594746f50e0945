import { printable } from '../cli/printable.ts';
import type { Flags } from '../cli/program.ts';
import { jsonText } from '../core/json.ts';
import { channelsOf } from '../notify/channels.ts';
import { testMessage } from '../notify/compose.ts';
import { deliver } from '../notify/deliver.ts';
import { makeRedact } from '../report/redact.ts';
import { UsageError } from '../errors.ts';
import { listenForInterrupts } from './interrupts.ts';
import type { Io } from './io.ts';
import { loadFor } from './load.ts';
import { tell } from './tell.ts';

/** `orixoon notify --test`: a message to each channel; 0 where all took it, 1 where one did not. */
export async function notifyCommand(isTest: boolean, flags: Flags, io: Io): Promise<number> {
  if (!isTest)
    throw new UsageError(
      'nothing was sent, for --test was not given. To send a test message to each channel: orixoon notify --test',
    );
  const { notifications, settings, secrets } = await loadFor(flags, io);
  const channels = channelsOf(notifications);
  if (channels.length === 0)
    throw new UsageError(
      'no channel is configured: notifications.notification_channels names none that has an address (slack.webhook_url, discord.webhook_url, webhook.url, email.smtp_url). Give one its address, name it there, and try again',
    );
  const interrupts = listenForInterrupts(undefined, () => undefined);
  const redact = makeRedact(secrets);
  const message = testMessage(redact(settings.environment));
  const deliveries = await deliver(channels, message, interrupts.signal);
  interrupts.close();
  const told = deliveries.map(({ channel, failure }) => ({
    channel,
    ok: failure === null,
    reason: failure === null ? null : redact(failure),
  }));
  if (flags.output !== 'pretty') io.stdout.write(`${jsonText({ channels: told })}\n`);
  else
    for (const { channel, reason } of told) {
      const text = reason === null ? 'ok' : `failed: ${printable(reason, 1000)}`;
      tell(io.stdout, { lead: `  ${channel}: `, text });
    }
  return told.every(({ ok }) => ok) ? 0 : 1;
}
