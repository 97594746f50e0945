#!/usr/bin/env bash
# Deploys to staging, then to production, each only where Orixoon says ALLOW. Copy it, and put your own deploy in its place.
#
#   examples/deploy.sh                     both: test and heal staging, deploy there; then the same for production
#   examples/deploy.sh staging             one of them
#   DRY_RUN_FIRST=yes examples/deploy.sh   show first what would be healed, ask, and only then heal
#   APPROVE="<plan id>" examples/deploy.sh staging
#                                          approve what an earlier run asked for (exit 4 printed the id)
#
# It ends with Orixoon's exit code where that is not 0: 1 BLOCK, 2 USAGE, 3 INCONCLUSIVE, 4 APPROVAL, 5 LOCKED. Nothing
# has been deployed then, to this stage or a later one. Each stage has its own config: <CONFIGS>/<stage>.json.
set -euo pipefail

ORIXOON=${ORIXOON:-orixoon}
CONFIGS=${CONFIGS:-.}
DEPLOY=${DEPLOY:-./deploy-step.sh} # gets the stage as its one argument
DRY_RUN_FIRST=${DRY_RUN_FIRST:-no}

# What a person approved. Without names nothing is approved.
approvals=()
for name in ${APPROVE:-}; do approvals+=("--approve=$name"); done

gate() { "$ORIXOON" --config "$CONFIGS/$1.json" --auto-heal "${@:2}"; }

# Method 2 of the guide. A dry run heals nothing, so it ends with 1 where something is broken: that is no reason to stop.
look_first() {
  local code=0 answer
  gate "$1" --dry-run || code=$?
  case $code in
    0 | 1) ;;
    *) return "$code" ;;
  esac
  [ "$code" -eq 0 ] && return
  read -rp "Heal $1 as shown above? (y/N) " answer || answer=no
  [ "$answer" = y ] && return
  echo "Not healed, not deployed: $1." >&2
  return "$code"
}

explain() {
  case $2 in
    4) echo "$1 waits for your approval. Read what would be done, then: APPROVE=\"<plan id>\" $0 $1" >&2 ;;
    5) echo "Another run is at work on $1. Nothing was tested here." >&2 ;;
    *) echo "Orixoon says no (exit $2): $1 is not deployed." >&2 ;;
  esac
}

[ $# -gt 0 ] || set -- staging production
for stage in "$@"; do
  code=0
  # Not in an `if` or before `||`: there, `set -e` would not hold inside.
  set +e
  (
    set -e
    if [ "$DRY_RUN_FIRST" = yes ]; then look_first "$stage"; fi
    gate "$stage" ${approvals[@]+"${approvals[@]}"}
  )
  code=$?
  set -e
  if [ "$code" -ne 0 ]; then
    explain "$stage" "$code"
    exit "$code"
  fi
  "$DEPLOY" "$stage"
done
