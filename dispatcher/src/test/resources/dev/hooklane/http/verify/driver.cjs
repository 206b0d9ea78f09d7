const { isGenuine } = require('./standard.cjs');
const { hasGenuineBody } = require('./simple.cjs');
const { isGenuineByKey } = require('./public-key.cjs');

for (const line of require('fs').readFileSync(0, 'utf8').trim().split('\n')) {
  const [body, id, time, signatures, signature, secret] = line.split('\t');
  const raw = Buffer.from(body, 'base64');
  const headers = { 'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': signatures };
  console.log({
    STANDARD: () => isGenuine(raw, headers, secret),
    SIMPLE: () => hasGenuineBody(raw, signature, secret),
    PUBLIC_KEY: () => isGenuineByKey(raw, headers, secret),
  }[process.argv[2]]());
}
