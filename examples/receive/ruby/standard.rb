require 'openssl'

# body: the raw bytes as they came, from request.body.read
# id, time, signatures: the headers webhook-id, webhook-timestamp, webhook-signature
# secret: the webhook's, whsec_ included
def genuine?(body, id, time, signatures, secret)
  return false unless signatures && time.to_s.match?(/\A\d{1,12}\z/)
  return false if (Time.now.to_i - time.to_i).abs > 300

  key = secret.delete_prefix('whsec_').unpack1('m')
  mac = OpenSSL::HMAC.digest('SHA256', key, "#{id}.#{time}.".b + body.b)
  expected = "v1,#{[mac].pack('m0')}"
  signatures.split(' ').any? { |signature| OpenSSL.secure_compare(signature, expected) }
end
