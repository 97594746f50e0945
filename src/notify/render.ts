import type { Message } from './message.ts';
import { bodyOf } from './text.ts';

/** Discord refuses more than 2000 characters of content; Slack cuts a text at 40 000 and reads badly long before. */
const DISCORD_MAX = 2000;
const SLACK_MAX = 12_000;

function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  // Not within an entity, not within a surrogate pair.
  return `${text.slice(0, max - 1).replace(/&[a-z]{0,3}$|[\uD800-\uDBFF]$/, '')}…`;
}

/** Slack: `&`, `<` and `>` are its only controls, so that no `<!channel>` and no link can be made of what a log says. */
export function slackPayload(message: Message): object {
  const escaped = `${message.title}\n${bodyOf(message)}`
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
  const text = cut(escaped, SLACK_MAX);
  // `mrkdwn: false` and `parse: none`: nothing in it is bold, a mention or a link by its looks.
  return { text, mrkdwn: false, parse: 'none', link_names: false, unfurl_links: false, unfurl_media: false };
}

/** Discord: no mention is allowed to ping anybody, and what Markdown would format stands as it is. */
export function discordPayload(message: Message): object {
  const escaped = `${message.title}\n${bodyOf(message)}`
    .replace(/[\\`*_~|[\]<>]/g, '\\$&')
    .replace(/^(\s*)(#|-#)/gm, '$1\\$2')
    .replaceAll('://', ':\u200b//');
  // A backslash of its own at the cut would escape nothing.
  const content = cut(escaped, DISCORD_MAX).replace(/(?<!\\)\\…$/, '…');
  return { content, allowed_mentions: { parse: [] }, flags: 4 };
}

/** Any other service: everything, as data. `schema_version` changes when a key changes its meaning or goes. */
export const webhookPayload = (message: Message): object => ({ schema_version: 1, source: 'orixoon', ...message });

/** A header holds no line end, however the title came by one. */
export const mailSubject = (message: Message): string =>
  cut(`[orixoon] ${message.title}`.replace(/[\p{Cc}\u2028\u2029]+/gu, ' '), 200);

export const mailText = (message: Message): string => `${message.title}\n\n${bodyOf(message)}\n`;
