"""Loads the application's saved state before it starts; a state that does not parse ends it, again and again."""

import json
import pathlib
import sys
import time

STATE = pathlib.Path("/var/lib/tsh/state/session.json")

if not STATE.exists():
    STATE.write_text(json.dumps({"version": 1}))
try:
    json.loads(STATE.read_text())
except ValueError as error:
    print(f"CRITICAL tsh.app: cannot load {STATE}: {error}", flush=True)
    # As long as a real application takes to get that far.
    time.sleep(1)
    sys.exit(1)
