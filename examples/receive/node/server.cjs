// Receives webhooks with Express. Usage: WEBHOOK_SECRET=whsec_… PORT=3000 node server.cjs
const express = require('express');
const { isGenuine } = require('./standard.cjs');
const { hasGenuineBody } = require('./simple.cjs');

const secret = process.env.WEBHOOK_SECRET;
if (!secret) throw new Error('set WEBHOOK_SECRET');

const app = express();
// The raw bytes, and not express.json(): the signature is of those. A body may have 256 KiB, and Express takes 100 KB
// by default.
app.use(express.raw({ type: () => true, limit: '1mb' }));

// By Standard Webhooks: nobody can send a recorded request again after five minutes.
app.post('/webhooks', (request, response) => {
  const body = bytes(request);
  if (!isGenuine(body, request.headers, secret)) return response.sendStatus(401);
  accept(JSON.parse(body));
  response.sendStatus(204);
});

// By X-MGA-Signature. Offer one of both, never both on one path: the weaker one would decide.
app.post('/webhooks/simple', (request, response) => {
  const body = bytes(request);
  if (!hasGenuineBody(body, request.get('X-MGA-Signature'), secret)) return response.sendStatus(401);
  accept(JSON.parse(body));
  response.sendStatus(204);
});

function bytes(request) {
  return Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
}

// The newest 10,000 ids. Your server keeps events in a table whose key is the id, as memory ends with the process.
const seen = new Set();

// Takes an event in unless it came before. The work is done after the answer.
function accept(event) {
  if (seen.has(event.id)) return;
  seen.add(event.id);
  if (seen.size > 10_000) seen.delete(seen.values().next().value);
  setImmediate(work, event);
}

function work(event) {
  console.log(`${event.id} ${event.type}`);
}

app.listen(Number(process.env.PORT ?? 3000), '127.0.0.1');
