import type { Notifications } from '../config/notifications.ts';
import { sendMail } from './mail.ts';
import type { Message } from './message.ts';
import { postJson } from './post.ts';
import { discordPayload, slackPayload, webhookPayload } from './render.ts';

/** One way to tell somebody. `send` rejects with the reason, in words that hold no address. */
export interface Channel {
  readonly name: Notifications['notification_channels'][number];
  readonly send: (message: Message, deadlineMs: number, signal: AbortSignal) => Promise<void>;
}

/** The chosen channels that have an address. */
export function channelsOf(settings: Notifications): readonly Channel[] {
  const { slack, discord, webhook, email } = settings;
  const hook = (url: string | undefined, render: (message: Message) => object): Channel['send'] | undefined =>
    url === undefined ? undefined : (message, until, signal) => postJson(url, render(message), until, signal);
  const { smtp_url } = email;
  const ways: Readonly<Record<Channel['name'], Channel['send'] | undefined>> = {
    slack: hook(slack.webhook_url, slackPayload),
    discord: hook(discord.webhook_url, discordPayload),
    webhook: hook(webhook.url, webhookPayload),
    email:
      smtp_url === undefined ? undefined : (message, _, signal) => sendMail({ ...email, smtp_url }, message, signal),
  };
  return [...new Set(settings.notification_channels)].flatMap(name => {
    const send = ways[name];
    return send === undefined ? [] : [{ name, send }];
  });
}
