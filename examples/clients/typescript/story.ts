// Creates an endpoint that fails, publishes an event, mends the endpoint, and retries the delivery.
//
// Usage: HOOKLANE_API=http://127.0.0.1:8080 HOOKLANE_API_KEY=… BROKEN_URL=… RECEIVER_URL=… node story.js
import { strict as assert } from 'node:assert';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  Configuration, DeliveriesApi, EndpointsApi, EventsApi, ProblemFromJSON, ResponseError,
} from './hooklane';
import type { Delivery, DeliveryStatusEnum } from './hooklane';

const setting = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`set ${name}`);
  return value;
};

const account = process.env.ACCOUNT ?? 'acct_dev';
const configuration = new Configuration({
  basePath: setting('HOOKLANE_API'),
  accessToken: setting('HOOKLANE_API_KEY'),
});
const endpoints = new EndpointsApi(configuration);
const events = new EventsApi(configuration);
const deliveries = new DeliveriesApi(configuration);

// Returns the delivery to the endpoint once it has the status.
async function awaitStatus(endpoint: string, status: DeliveryStatusEnum): Promise<Delivery> {
  for (const deadline = Date.now() + 30_000; Date.now() < deadline; await sleep(200)) {
    const page = await deliveries.listDeliveries({ endpoint });
    const line = page.deliveries.find((each) => each.status === status);
    if (line) return deliveries.getDelivery({ id: line.id });
  }
  throw new Error(`the delivery to ${endpoint} is not ${status}`);
}

async function story(): Promise<void> {
  const text = `hello from TypeScript ${randomUUID()}`;
  const endpoint = await endpoints.createEndpoint({
    newEndpoint: {
      account,
      url: setting('BROKEN_URL'),
      eventTypes: ['message.created'],
      filter: { field: '/text', equals: text },
      schedule: ['0s', '2s'],
    },
  });
  assert(endpoint.secret.startsWith('whsec_') && endpoint.filter !== null && endpoint.timeout === null);
  const published = await events.publishEvent({ newEvent: { account, type: 'message.created', data: { text } } });
  console.log(`${endpoint.id} gets ${published.id}`);

  const dead = await awaitStatus(endpoint.id, 'dead');
  assert.deepEqual(dead.attempts.map((attempt) => attempt.number), [1, 2]);
  console.log(`${dead.id} is dead: ${dead.attempts.at(-1)?.outcome}`);

  const changed = await endpoints.updateEndpoint({
    id: endpoint.id,
    endpointChange: { url: setting('RECEIVER_URL'), filter: null },
  });
  assert.equal(changed.filter, null);
  assert.equal((await deliveries.retryDelivery({ id: dead.id })).attempt, 3);
  const delivered = await awaitStatus(endpoint.id, 'delivered');
  assert.equal(delivered.attempts.at(-1)?.status, 200);
  console.log(`${delivered.id} is delivered by attempt ${delivered.attempts.at(-1)?.number}`);

  await endpoints.deleteEndpoint({ id: endpoint.id });
  try {
    await endpoints.getEndpoint({ id: endpoint.id });
    assert.fail('the endpoint is still there');
  } catch (error) {
    if (!(error instanceof ResponseError)) throw error;
    const problem = ProblemFromJSON(await error.response.json());
    console.log(`${problem.code}: ${problem.detail}`);
  }
}

story().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
