const crypto = require('node:crypto');

// body: the raw bytes as they came, from express.raw({ type: 'application/json', limit: '1mb' })
// headers: req.headers
// publicKey: the webhook's, whpk_ included
function isGenuineByKey(body, headers, publicKey) {
  const { 'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': signatures } = headers;
  if (!signatures || !(Math.abs(Date.now() / 1000 - Number(time)) < 300)) return false;
  const x = Buffer.from(publicKey.replace('whpk_', ''), 'base64').toString('base64url');
  const key = crypto.createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  const signed = Buffer.concat([Buffer.from(`${id}.${time}.`), body]);
  return signatures.split(' ').some((signature) => signature.startsWith('v1a,')
    && crypto.verify(null, signed, key, Buffer.from(signature.slice(4), 'base64')));
}

module.exports = { isGenuineByKey };
