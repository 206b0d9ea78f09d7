"""Takes events in for both receivers, and works on them after the answer."""
import json
import queue
import threading

# A body has at most 256 KiB.
MAX_BODY = 1024 * 1024

# The newest 10,000 ids. Your server keeps events in a table whose key is the id, as memory ends with the process, and
# several processes don't share it.
_seen = {}
_lock = threading.Lock()
_events = queue.Queue()


def accept(body):
    """Takes an event in unless it came before."""
    event = json.loads(body)
    with _lock:
        if event['id'] in _seen:
            return
        _seen[event['id']] = True
        if len(_seen) > 10_000:
            del _seen[next(iter(_seen))]
    _events.put(event)


def _work():
    while True:
        event = _events.get()
        print(event['id'], event['type'], flush=True)


threading.Thread(target=_work, daemon=True).start()
