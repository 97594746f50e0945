/** How a command of the docs is run. */
export interface Run {
  /** Exit codes that are right; default, what the page promises, else 0. Each other one has its reason. */
  readonly ends?: readonly [codes: readonly number[], because: string];
  /** What has to be so before: a line for the same shell. */
  readonly first?: string;
  /** It breaks, stops or restarts something: nothing else runs beside it. */
  readonly isAlone?: true;
  /** Run with the page that it belongs to alone, though it stands in others too. */
  readonly in?: 'docs/tutorial.md';
}

const nobody = [[2], 'nobody is there to be asked; at a terminal: test/e2e/init.test.ts'] as const;
const noMatch = [[0, 1], 'a stack that is well has no such line, and grep says 1'] as const;
const oneOfTwo = 'an engine has one of the two versions of cgroups; no such folder is 2';
const alone: Run = { isAlone: true };
const tutorial: Run = { in: 'docs/tutorial.md' };

/** The commands of Orixoon, each in the folder of somebody who reads that page. */
const ours: Readonly<Record<string, Run>> = {
  orixoon: {},
  'node bin/orixoon.js': {},
  'orixoon --auto-heal': {},
  'orixoon --auto-heal --dry-run': {},
  'orixoon --auto-heal --dry-run -v': {},
  'orixoon --auto-heal --approve high_error_rate': {},
  'orixoon --auto-heal --deadline 300': {},
  'orixoon --auto-heal --deadline 300 && ./deploy.sh': {},
  'orixoon --auto-heal --deadline 300 --reports-dir "$HOME/orixoon-reports"': {},
  'orixoon --auto-heal && echo "deployed"': {},
  'orixoon --auto-heal < /dev/null': {},
  'orixoon --config production.json --auto-heal': {},
  'orixoon --config production.json --auto-heal --dry-run': {},
  'orixoon --config staging.json --auto-heal': {},
  'orixoon --phase containers,redis --output json': {},
  'orixoon completion': {},
  'source <(orixoon completion bash)': {},
  'orixoon demo --keep': tutorial,
  'orixoon doctor': {},
  'orixoon doctor --config production.json': {},
  'orixoon drill container_not_running --config staging.json --allow-environment staging': alone,
  'orixoon drill table_locks --allow-environment staging': alone,
  'orixoon explain container_not_running': {},
  'orixoon explain redis_not_responding': {},
  'orixoon explain table_locks': {},
  'orixoon explain table_locks --config staging.json': {},
  'orixoon heal --issue-file f.json': {},
  'orixoon heal --issue-file issues.json --dry-run': {},
  'orixoon heal --issue-file reports/latest/report.json': { ...alone, first: 'docker stop redis && ! orixoon' },
  'orixoon init': { ends: nobody },
  'orixoon init --force': { ends: nobody },
  'orixoon init --yes --config staging.json': { first: 'rm staging.json' },
  'orixoon list': {},
  'orixoon notify --test': {},
  'orixoon report': {},
  'orixoon report 20260110_143015 --output json': {
    first: 'cp -R "reports/$(readlink reports/latest)" reports/20260110_143015',
  },
  'orixoon stats': {},
  'orixoon stats --last 100 --output json': {},
  'orixoon stats --since 30': {},
  'orixoon validate': {},
  'orixoon validate --config staging.json --output json': {},
  'node bin/orixoon.js validate --config examples/plugins/healing_config.json': {},
  'node bin/orixoon.js --config examples/plugins/healing_config.json --auto-heal --dry-run': {
    ends: [[1], 'nobody serves the endpoint of the example'],
  },
  'npm run lab -- break high_error_rate': tutorial,
  'npm run lab -- break container_missing': tutorial,
  'npm run lab -- mend': tutorial,
  'export ORIXOON_CONFIG=/tmp/orixoon-demo-root/healing_config.json': tutorial,
};

/** What stands around them in scripts. */
const around: Readonly<Record<string, Run>> = {
  'set -euo pipefail': {},
  './deploy.sh': {},
  './deploy.sh staging': {},
  './deploy.sh production': {},
  'rm -rf orixoon-report && cp -RL "$HOME/orixoon-reports/latest" orixoon-report': {},
};

/** What the page of an issue says to do by hand. */
const byHand: Readonly<Record<string, Run>> = {
  "docker inspect --format '{{.State.Status}} restarts {{.RestartCount}} exit {{.State.ExitCode}} oom {{.State.OOMKilled}}' app":
    {},
  "docker inspect --format '{{.HostConfig.Memory}} oom {{.State.OOMKilled}}' app": {},
  "docker inspect --format '{{.State.Status}} exit {{.State.ExitCode}} oom {{.State.OOMKilled}} {{.State.Error}}' redis":
    {},
  "docker inspect --format '{{.State.Status}} paused {{.State.Paused}} since {{.State.StartedAt}}' neurolink": {},
  "docker inspect --format '{{json .State.Health}}' app": {},
  "docker inspect --format '{{json .Config.Healthcheck}}' app": {},
  'docker ps --all --format \'{{.Names}}\\t{{.Status}}\\t{{.Label "com.docker.compose.project"}}/{{.Label "com.docker.compose.service"}}\'':
    {},
  "docker ps --all --filter name='^/redis$'": {},
  'docker context show; echo "$DOCKER_HOST"': {},
  'docker events --since 10m --until 0s --filter container=app --filter event=die': {},
  'docker logs --since 10m app': {},
  'docker logs --tail 100 app': {},
  'docker logs --tail 100 tds-scheduler': {},
  'docker logs --tail 50 redis': {},
  "docker logs --since 5m app 2>&1 | grep -cE '\\b(ERROR|CRITICAL|Exception)\\b'": { ends: noMatch },
  "docker logs --since 5m app 2>&1 | grep -E '\\b(ERROR|CRITICAL|Exception)\\b' | sort | uniq -c | sort -rn | head": {},
  'docker stats --no-stream app': {},
  'docker system df': {},
  'docker top app -eo pid,ppid,stat,args | grep uvicorn': {},
  'docker top app -eo pid,stat,etime,wchan:20,args': {},
  'docker top neurolink': {},
  'docker top tds-scheduler -eo pid,etime,args': {},
  'docker update --restart=no app': {},
  'docker exec app sh -c \'cat /sys/fs/cgroup/memory.current /sys/fs/cgroup/memory.max; grep -E "^(anon|inactive_file|shmem) " /sys/fs/cgroup/memory.stat\'':
    { ends: [[0, 2], oneOfTwo] },
  'docker exec app sh -c \'cd /sys/fs/cgroup/memory && cat memory.usage_in_bytes memory.limit_in_bytes && grep -E "^total_(rss|inactive_file|shmem) " memory.stat\'':
    { ends: [[0, 2], oneOfTwo] },
  "docker exec app sh -c 'command -v py-spy && py-spy dump --pid 1'": {
    ends: [[1, 127], 'the image of the practice stack has no py-spy, and the line says so by its exit code'],
  },
  'docker exec app ps -eo pid,rss,args --sort=-rss | head': {},
  'docker exec redis redis-cli INFO persistence': {},
  'docker exec redis redis-cli SLOWLOG GET 10': {},
  'docker start redis': { ...alone, first: 'docker stop redis' },
  'docker unpause neurolink': { ...alone, first: 'docker pause neurolink' },
  'docker kill neurolink; docker wait neurolink; docker start neurolink': alone,
  'docker restart app': alone,
  'docker restart redis': alone,
  'docker restart tds-scheduler': alone,
  'redis-cli -u "$REDIS_URL" --bigkeys': {},
  'redis-cli -u "$REDIS_URL" --memkeys': {},
  'redis-cli -u "$REDIS_URL" CONFIG GET maxmemory-policy': {},
  'redis-cli -u "$REDIS_URL" CONFIG SET maxmemory 512mb': alone,
  'redis-cli -u "$REDIS_URL" GET tds:scheduler:heartbeat': {},
  'redis-cli -u "$REDIS_URL" INFO keyspace': {},
  'redis-cli -u "$REDIS_URL" INFO memory': {},
  'redis-cli -u "$REDIS_URL" INFO memory | grep -E \'used_memory_human|maxmemory_human|mem_fragmentation_ratio\'': {},
  'redis-cli -u "$REDIS_URL" MEMORY PURGE': {},
  'curl -i --max-time 5 http://127.0.0.1:8000/health': {},
  'df -h; df -i': {},
  'du -xh --max-depth=2 /var | sort -rh | head -20': {},
  "dmesg | grep -i 'killed process'": { ends: noMatch },
};

/** Every command of the docs that a test runs. */
export const runs: Readonly<Record<string, Run>> = { ...ours, ...around, ...byHand };

/** Why a command of the docs is not run here, and the test that does the same, by its file and its title. */
export interface Excuse {
  readonly why: string;
  readonly shownBy?: readonly [file: string, title: string];
}

const itself = 'it would run this very test again';
const machine = 'it would change the machine of whoever runs the tests';
const down = 'it would take away the engine and the images of all other tests';
const unit = 'it needs units of systemd with these names; the heals of such units run under a systemd of their own';
const restartUnit = ['test/e2e/systemd.test.ts', 'a unit whose process was killed is found, restarted'] as const;
const downShown = ['test/practice/stack.test.ts', 'and down leaves nothing of it'] as const;
const fresh = ['test/e2e/github-action.test.ts', 'a fresh checkout installs and builds itself once'] as const;
const demo = ['test/e2e/demo.test.ts', 'brings the stack up, breaks it, heals it'] as const;

/** Every other one. */
export const excused: Readonly<Record<string, Excuse>> = {
  'npm ci && npm run demo': { why: `npm ci: ${machine}`, shownBy: demo },
  'orixoon demo': { why: 'the tutorial runs it with --keep, and heals what it leaves', shownBy: demo },
  'orixoon --config /tmp/orixoon-demo-root/healing_config.json --auto-heal': {
    why: 'it is what the demo prints and runs',
    shownBy: ['test/e2e/demo.test.ts', 'the command that it prints heals it'],
  },
  'orixoon demo --down': { why: down, shownBy: downShown },
  'npm run demo -- --down': { why: down, shownBy: downShown },
  'orixoon drill': {
    why: 'twenty faults, one after the other, take minutes',
    shownBy: ['test/e2e/drill.test.ts', 'without a config: the practice stack, brought up, drilled'],
  },
  'npm ci': { why: machine, shownBy: fresh },
  'npm ci && npm link': {
    why: `npm ci: ${machine}; npm link alone is run, with a prefix of its own`,
    shownBy: ['test/e2e/package.test.ts', 'npm link makes a checkout the command orixoon'],
  },
  'npm ci && npm test': { why: itself },
  'npm test': { why: itself },
  'npm run check': { why: 'npm test runs it first' },
  'npx vitest run --project unit': { why: itself },
  'npm run bench': { why: 'it takes many minutes, on a machine that does nothing else' },
  'npm run build': {
    why: 'npm test builds first, and another build would empty dist/ under those who run it',
    shownBy: fresh,
  },
  'npm run pictures': { why: 'it writes pictures that are committed' },
  'npm run test:mutation': { why: 'it takes minutes, on all processors' },
  'npm run test:soak': { why: 'it takes hours' },
  'npm run schemas': {
    why: 'it writes files that are committed',
    shownBy: ['test/house/config-schema.test.ts', 'npm run schemas'],
  },
  'npm run reference': {
    why: 'it writes files that are committed',
    shownBy: ['test/house/reference.test.ts', 'npm run reference'],
  },
  'docker compose up -d app': { why: 'it is for a compose file of yours; the practice stack has none' },
  'docker image prune': { why: machine },
  'docker builder prune': { why: machine },
  'journalctl --vacuum-size=200M': { why: machine },
  'redis-cli -u "$REDIS_URL" --latency-history -i 1': { why: 'it goes on until somebody presses Ctrl-C' },
  'lsof +L1': { why: 'not every machine has lsof, and nothing else here needs it' },
  'systemctl status tds-scheduler; systemctl restart tds-scheduler': { why: unit, shownBy: restartUnit },
  'systemctl status tsh-app; journalctl -u tsh-app -n 100; systemctl restart tsh-app': {
    why: unit,
    shownBy: restartUnit,
  },
};
