import base64
import hashlib
import hmac
import time


# body: the raw bytes as they came, such as Flask's request.get_data()
# headers: request.headers
# secret: the webhook's, whsec_ included
def is_genuine(body, headers, secret):
    sent = headers.get('webhook-timestamp') or ''
    if not sent.isdigit() or abs(time.time() - int(sent)) > 300:
        return False
    key = base64.b64decode(secret.removeprefix('whsec_'))
    signed = f"{headers.get('webhook-id')}.{sent}.".encode() + body
    expected = b'v1,' + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest())
    signatures = (headers.get('webhook-signature') or '').encode().split(b' ')
    return any(hmac.compare_digest(expected, each) for each in signatures)
