// A system from outside: HTTP endpoints of yours, and the command that restarts each. See docs/how-to/custom-system.md.
import { join } from 'node:path';
import { StaleError, defineSystem } from 'orixoon';

/**
 * @typedef {import('orixoon').Look} Look
 * @typedef {object} Endpoint
 * @property {string} name
 * @property {string} url
 * @property {string} [match] a part of the command line of its process
 * @property {readonly string[]} [restart_command] argv; never a shell string
 * @property {readonly import('orixoon').NodeId[]} [rests_on]
 * @typedef {import('orixoon').PhaseSettings & { expected?: readonly Endpoint[], expect_status: number, answer_within_ms: number }} Section
 */

/** This phase's section of the config, complete with its defaults. @param {import('orixoon').Settings} settings */
const sectionOf = settings => /** @type {Section} */ (settings.phases['http_endpoint']);

/** The processes that serve an endpoint: what a restart is planned on. @param {Endpoint} endpoint @param {Look} look */
async function processesOf({ match }, look) {
  if (match === undefined) return [];
  const all = await look.host.processes();
  return all.filter(one => !one.isOurs && one.command.includes(match));
}

/** @param {Awaited<ReturnType<typeof processesOf>>} processes */
const identityOf = processes => ({ processes: processes.map(({ pid, startTime }) => `${pid} ${startTime}`).sort() });

/** @param {string} target @param {Look} look */
function endpointOf(target, look) {
  const found = sectionOf(look.settings).expected?.find(({ name }) => name === target);
  if (found === undefined) throw new Error(`no endpoint is named ${target}`);
  return found;
}

/** One question to each endpoint. What gives no answer is a reading too. @param {Look} look */
async function probe(look) {
  const { expected = [], expect_status, answer_within_ms } = sectionOf(look.settings);
  return Promise.all(
    expected.map(async endpoint => {
      try {
        const { status } = await look.http.get(endpoint.url, answer_within_ms);
        return { endpoint, expect_status, seen: `it answers ${status}`, isWell: status === expect_status };
      } catch (error) {
        // Nobody listens, or not in time: that is what the issue is about. Anything else is "could not tell".
        const fault = error instanceof Error && 'fault' in error ? String(error.fault) : 'other';
        if (!['refused', 'reset', 'timeout'].includes(fault)) throw error;
        return { endpoint, expect_status, seen: `no answer (${fault})`, isWell: false };
      }
    }),
  );
}

/** @type {import('orixoon').HealAction} */
const restartEndpoint = {
  id: 'restart_endpoint',
  title: 'Restart the endpoint',
  risk: 'low',
  // There is no budget of its own: a restart counts with the restarts of containers.
  budget: 'container',
  fits: ['application'],
  async draft(problem, look) {
    const endpoint = endpointOf(problem.target, look);
    const command = endpoint.restart_command;
    if (command === undefined)
      return { identity: {}, steps: [], touches: [], unavailable: `${endpoint.name} has no restart_command` };
    const processes = await processesOf(endpoint, look);
    return {
      identity: identityOf(processes),
      steps: [`run ${command.join(' ')}`],
      // The blacklist is matched on these names: leave none out.
      touches: [
        {
          kind: 'process',
          names: [endpoint.name, ...(endpoint.match ? [endpoint.match] : []), ...processes.map(one => one.command)],
          effect: 'restart',
          sacred: null,
        },
      ],
      unavailable: null,
    };
  },
  async run(permit, hands, look) {
    const { target } = permit.planned.problem;
    const endpoint = endpointOf(target, look);
    const now = identityOf(await processesOf(endpoint, look));
    if (JSON.stringify(now) !== JSON.stringify(permit.identity))
      throw new StaleError(`${target} has other processes than when this was planned: nothing was done`);
    await hands.host.runCommand(
      endpoint.restart_command ?? [],
      join(hands.keepIn, 'restart-endpoint.log'),
      hands.signal,
    );
    return { changed: { restarted: 1 }, details: `Endpoint ${target} restarted` };
  },
};

export default defineSystem({
  id: 'http_endpoint',
  title: 'HTTP endpoints',
  settings: {
    type: 'object',
    properties: {
      expected: {
        type: 'array',
        description: 'The endpoints. Left out: the phase is skipped.',
        items: {
          type: 'object',
          required: ['name', 'url'],
          properties: {
            name: { type: 'string', minLength: 1 },
            url: { type: 'string', pattern: '^https?://' },
            match: { type: 'string', minLength: 1 },
            restart_command: { type: 'array', minItems: 1, items: { type: 'string' } },
            rests_on: { type: 'array', items: { type: 'string' } },
          },
        },
      },
      expect_status: { type: 'integer', minimum: 100, maximum: 599, default: 200 },
      answer_within_ms: { type: 'integer', minimum: 1, maximum: 60000, default: 2000 },
    },
  },
  issues: {
    endpoint_down: {
      title: 'Endpoint down',
      target: 'application',
      action: 'restart_endpoint',
      meaning: 'An endpoint does not answer, or not with expect_status.',
      detection: 'One GET for each endpoint.',
    },
  },
  notConfigured: settings =>
    sectionOf(settings).expected === undefined ? 'phases.http_endpoint.expected is not set' : null,
  probe,
  checks: [
    {
      id: 'answers',
      title: 'Each endpoint answers',
      evaluate: readings =>
        readings.map(({ endpoint, expect_status, seen, isWell }) => ({
          target: endpoint.name,
          status: isWell ? 'passed' : 'failed',
          message: isWell ? seen : `${seen}, expected ${expect_status}`,
          restsOn: endpoint.rests_on ?? [],
          ...(isWell ? {} : { issue: 'endpoint_down' }),
        })),
    },
  ],
  actions: [restartEndpoint],
});
