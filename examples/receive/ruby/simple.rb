require 'openssl'

# body: the raw bytes as they came, from request.body.read
# signature: the header X-MGA-Signature
# secret: the webhook's, whsec_ included
def genuine_body?(body, signature, secret)
  expected = "sha256=#{OpenSSL::HMAC.hexdigest('SHA256', secret, body)}"
  OpenSSL.secure_compare(signature.to_s, expected)
end
