import base64
import time

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


# body: the raw bytes as they came, such as Flask's request.get_data()
# headers: request.headers
# public_key: the webhook's, whpk_ included
def is_genuine_by_key(body, headers, public_key):
    sent = headers.get('webhook-timestamp') or ''
    if not sent.isdigit() or abs(time.time() - int(sent)) > 300:
        return False
    key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public_key.removeprefix('whpk_')))
    signed = f"{headers.get('webhook-id')}.{sent}.".encode() + body
    for signature in (headers.get('webhook-signature') or '').split(' '):
        try:
            if signature.startswith('v1a,'):
                key.verify(base64.b64decode(signature[4:]), signed)
                return True
        except (InvalidSignature, ValueError):
            pass
    return False
