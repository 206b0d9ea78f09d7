# The check that many customers have in a Flask app, fed from standard input: one JSON line a
# request, with its secret, its body and its signature header. Prints true or false.
import base64
import hashlib
import hmac
import json
import sys


def verify(raw_body, signature, secret):
    expected = 'sha256=' + hmac.new(secret.encode(), raw_body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(expected, signature)


for line in sys.stdin:
    request = json.loads(line)
    ok = verify(base64.b64decode(request['body']), request['signature'], request['secret'])
    print('true' if ok else 'false')
