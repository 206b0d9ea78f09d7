"""Reads Grafana dashboards with Grafana's own SDK and writes them again: what is lost or changed on the way, Grafana does not know.

    dashboards.py FILE...
"""

import json
import sys

from grafana_foundation_sdk.cog.encoder import JSONEncoder
from grafana_foundation_sdk.models.dashboard import Dashboard


def differences(written, known, path=""):
    if isinstance(written, dict) and isinstance(known, dict):
        for key, value in written.items():
            if key in known:
                yield from differences(value, known[key], f"{path}/{key}")
            else:
                yield f"{path}/{key} is unknown"
    elif isinstance(written, list) and isinstance(known, list) and len(written) == len(known):
        for index, value in enumerate(written):
            yield from differences(value, known[index], f"{path}/{index}")
    elif written != known:
        yield f"{path} is {written!r}, which Grafana takes for {known!r}"


def wrong(file):
    with open(file, encoding="utf-8") as text:
        written = json.load(text)
    known = json.loads(JSONEncoder(sort_keys=True).encode(Dashboard.from_json(written)))
    yield from differences(written, known)
    if not written["panels"]:
        yield "/panels is empty"


failures = [f"{file}: {each}" for file in sys.argv[1:] for each in wrong(file)]
print("\n".join(failures))
sys.exit(bool(failures) or len(sys.argv) < 2)
