# Orixoon as a container beside the stack that it tests.
#
#   docker build -t orixoon .
#
#   install -d -m 0700 reports && install -d -m 1777 /tmp/orixoon-locks
#   docker run --rm --pid host --stop-timeout 60 \
#     --user "$(id -u):$(id -g)" --group-add "$(stat -c %g /var/run/docker.sock)" \
#     --network shop_default \
#     -v /var/run/docker.sock:/var/run/docker.sock \
#     -v "$PWD/healing_config.json:/gate/healing_config.json:ro" -v "$PWD/reports:/gate/reports" \
#     -v /tmp/orixoon-locks:/tmp/orixoon-locks \
#     -e DATABASE_URL -e REDIS_URL \
#     orixoon --auto-heal
#
# --network   the compose project's: the config names the services as they name each other (redis://redis:6379).
# socket      all that heals containers. Who may use it is root on the machine; --group-add lets a user who is not root.
# reports     a folder of the machine, owned by --user: the ledger lies there too, and must outlive the container.
# locks       shared with runs outside and in other containers, so that only one of them heals an environment.
# --pid host  so that a lock names its holder to all of them; and for workers that are processes of the machine.
#
# The exit code is the run's. Orixoon is the container's only process and hears SIGTERM itself: `docker stop` ends the
# run in order, with its report, within --stop-timeout. It never heals its own container.

# Where no registry can be reached: any image with Node 20.19 or newer and npm.
ARG NODE_IMAGE=node:22-bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --include=dev --ignore-scripts --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json rolldown.config.js ./
COPY scripts/prune-declarations.js scripts/
COPY schemas schemas
COPY src src
RUN npm run build && npm prune --omit=dev --ignore-scripts --no-audit --no-fund
# Old builders leave this stage lying about: docker image prune --filter label=orixoon.stage=build
LABEL orixoon.stage=build

FROM ${NODE_IMAGE}
WORKDIR /orixoon
COPY --from=build /build/package.json ./
COPY --from=build /build/node_modules node_modules
COPY --from=build /build/dist dist
COPY schemas schemas
COPY docs/issues docs/issues
COPY practice practice
COPY bin bin
# A run is no service, whatever the image below it says.
HEALTHCHECK NONE
USER 1000:1000
WORKDIR /gate
ENTRYPOINT ["node", "/orixoon/bin/orixoon.js"]
