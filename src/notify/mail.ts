import type { Message } from './message.ts';
import { mailSubject, mailText } from './render.ts';

interface Email {
  readonly smtp_url: string;
  readonly from: string;
  readonly to: readonly string[];
}

/** Send by SMTP; broken off, socket and all, when the signal is aborted. Throws with the reason. */
export async function sendMail(email: Email, message: Message, signal: AbortSignal): Promise<void> {
  // Loaded at its first use: most runs send none.
  const [{ default: Connection }, { default: Composer }] = await Promise.all([
    import('nodemailer/lib/smtp-connection'),
    import('nodemailer/lib/mail-composer'),
  ]);
  if (email.from === '' || email.to.length === 0) throw new Error('email needs from and to');
  const { auth, ...server } = serverOf(email.smtp_url);
  const node = new Composer({
    from: email.from,
    to: [...email.to],
    subject: mailSubject(message),
    text: mailText(message),
    // What a log says must not become a file that is read, or a page that is fetched.
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile();
  const text = await node.build();
  signal.throwIfAborted();
  const connection = new Connection({ ...server, ...TIMES });
  await new Promise<void>((resolve, reject) => {
    const fail = (error: unknown): void => reject(error instanceof Error ? error : new Error(String(error)));
    const onAbort = (): void => {
      // First: a connection that is closed says so itself.
      fail(new Error('no answer in time'));
      connection.close();
    };
    signal.addEventListener('abort', onAbort, { once: true });
    const end = (): void => signal.removeEventListener('abort', onAbort);
    connection.on('error', error => {
      end();
      fail(error);
    });
    connection.on('end', () => fail(new Error('the server closed the connection')));
    const send = (): void =>
      connection.send(node.getEnvelope(), text, error => {
        end();
        if (error) fail(error);
        else resolve();
      });
    connection.connect(error => {
      if (error) fail(error);
      else if (auth === undefined) send();
      else
        connection.login(auth, refused => {
          if (refused) fail(refused);
          else send();
        });
    });
  }).finally(() => connection.close());
}

/** `socketCloseTimeout: 0` destroys a socket where it would wait for the other side's goodbye. */
const TIMES = {
  connectionTimeout: 5000,
  greetingTimeout: 5000,
  socketTimeout: 5000,
  dnsTimeout: 5000,
  socketCloseTimeout: 0,
};

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$/i;

/** smtps:// speaks TLS from the first byte; smtp:// must come to it by STARTTLS, but on this machine or with `?starttls=off`. */
function serverOf(text: string) {
  const url = new URL(text);
  const isSecure = url.protocol === 'smtps:';
  const starttls = url.searchParams.get('starttls');
  const strange = [...url.searchParams.keys()].some(key => key !== 'starttls');
  if (strange || (starttls !== null && (starttls !== 'off' || isSecure)))
    throw new Error('expected no parameter in smtp_url but ?starttls=off, with smtp:// alone');
  const user = decodeURIComponent(url.username);
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (isSecure ? 465 : 587) : Number(url.port),
    secure: isSecure,
    requireTLS: !isSecure && starttls !== 'off' && !LOOPBACK.test(url.hostname),
    ignoreTLS: starttls === 'off',
    auth: user === '' ? undefined : { user, pass: decodeURIComponent(url.password) },
  };
}
