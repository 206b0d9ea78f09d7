"""Creates an endpoint that fails, publishes an event, mends the endpoint, and retries the delivery.

Usage: HOOKLANE_API=http://127.0.0.1:8080 HOOKLANE_API_KEY=… BROKEN_URL=… RECEIVER_URL=… python story.py
"""
import os
import time
import uuid

import hooklane_client as hooklane

ACCOUNT = os.environ.get("ACCOUNT", "acct_dev")
configuration = hooklane.Configuration(
    host=os.environ["HOOKLANE_API"], access_token=os.environ["HOOKLANE_API_KEY"])
client = hooklane.ApiClient(configuration)
endpoints = hooklane.EndpointsApi(client)
events = hooklane.EventsApi(client)
deliveries = hooklane.DeliveriesApi(client)


def await_status(endpoint, status):
    """Returns the delivery to the endpoint once it has the status."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        for line in deliveries.list_deliveries(endpoint=endpoint).deliveries:
            if line.status == status:
                return deliveries.get_delivery(line.id)
        time.sleep(0.2)
    raise SystemExit(f"the delivery to {endpoint} is not {status}")


text = f"hello from Python {uuid.uuid4()}"
endpoint = endpoints.create_endpoint(hooklane.NewEndpoint(
    account=ACCOUNT,
    url=os.environ["BROKEN_URL"],
    event_types=["message.created"],
    filter=hooklane.Filter(field="/text", equals=text),
    schedule=["0s", "2s"],
))
assert endpoint.secret.startswith("whsec_") and endpoint.filter is not None and endpoint.timeout is None
published = events.publish_event(hooklane.NewEvent(account=ACCOUNT, type="message.created", data={"text": text}))
print(f"{endpoint.id} gets {published.id}")

dead = await_status(endpoint.id, "dead")
assert [attempt.number for attempt in dead.attempts] == [1, 2]
print(f"{dead.id} is dead: {dead.attempts[-1].outcome}")

changed = endpoints.update_endpoint(endpoint.id, hooklane.EndpointChange(url=os.environ["RECEIVER_URL"], filter=None))
assert changed.filter is None
assert deliveries.retry_delivery(dead.id).attempt == 3
delivered = await_status(endpoint.id, "delivered")
assert delivered.attempts[-1].status == 200
print(f"{delivered.id} is delivered by attempt {delivered.attempts[-1].number}")

endpoints.delete_endpoint(endpoint.id)
try:
    endpoints.get_endpoint(endpoint.id)
    raise SystemExit("the endpoint is still there")
except hooklane.exceptions.NotFoundException as gone:
    print(f"{gone.data.code.value}: {gone.data.detail}")
