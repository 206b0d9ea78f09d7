// The check that many customers have in an Express app with express.json(), fed from standard input:
// one JSON line a request, with its secret, its body and its signature header. Prints true or false.
const crypto = require('crypto');
const readline = require('readline');

function verify(req, secret) {
  const expected =
    'sha256=' + crypto.createHmac('sha256', secret).update(JSON.stringify(req.body)).digest('hex');
  const given = Buffer.from(req.headers['x-mga-signature']);
  return given.length === expected.length && crypto.timingSafeEqual(given, Buffer.from(expected));
}

readline.createInterface({ input: process.stdin }).on('line', (line) => {
  const { secret, body, signature } = JSON.parse(line);
  const raw = Buffer.from(body, 'base64').toString('utf8');
  console.log(verify({ body: JSON.parse(raw), headers: { 'x-mga-signature': signature } }, secret));
});
