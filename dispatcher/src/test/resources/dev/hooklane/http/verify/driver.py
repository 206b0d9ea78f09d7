import base64
import sys

if sys.argv[1] == 'PUBLIC_KEY':
    from public_key import is_genuine_by_key
from simple import has_genuine_body
from standard import is_genuine

for line in sys.stdin:
    body, id, time, signatures, signature, secret = line.strip().split('\t')
    raw = base64.b64decode(body)
    headers = {'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': signatures}
    genuine = {
        'STANDARD': lambda: is_genuine(raw, headers, secret),
        'SIMPLE': lambda: has_genuine_body(raw, signature, secret),
        'PUBLIC_KEY': lambda: is_genuine_by_key(raw, headers, secret),
    }[sys.argv[1]]()
    print('true' if genuine else 'false')
