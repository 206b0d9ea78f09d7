import hashlib
import hmac


# body: the raw bytes as they came, such as Flask's request.get_data()
# signature: request.headers.get('X-MGA-Signature')
# secret: the webhook's, whsec_ included
def has_genuine_body(body, signature, secret):
    expected = 'sha256=' + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(expected.encode(), (signature or '').encode())
