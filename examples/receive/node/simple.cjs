const crypto = require('node:crypto');

// body: the raw bytes as they came, from express.raw({ type: 'application/json', limit: '1mb' })
// signature: req.get('X-MGA-Signature')
// secret: the webhook's, whsec_ included
function hasGenuineBody(body, signature, secret) {
  const expected = 'sha256=' + crypto.createHmac('sha256', secret).update(body).digest('hex');
  const given = Buffer.from(signature ?? '');
  return given.length === expected.length && crypto.timingSafeEqual(given, Buffer.from(expected));
}

module.exports = { hasGenuineBody };
