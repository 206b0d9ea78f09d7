const crypto = require('node:crypto');

// body: the raw bytes as they came, from express.raw({ type: 'application/json', limit: '1mb' })
// headers: req.headers
// secret: the webhook's, whsec_ included
function isGenuine(body, headers, secret) {
  const { 'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': signatures } = headers;
  if (!signatures || !(Math.abs(Date.now() / 1000 - Number(time)) < 300)) return false;
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const expected = crypto.createHmac('sha256', key).update(`${id}.${time}.`).update(body).digest();
  return signatures.split(' ').some((signature) => {
    const given = Buffer.from(signature.replace('v1,', ''), 'base64');
    return given.length === expected.length && crypto.timingSafeEqual(given, expected);
  });
}

module.exports = { isGenuine };
