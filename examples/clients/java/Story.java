import hooklane.client.ApiClient;
import hooklane.client.ApiException;
import hooklane.client.api.DeliveriesApi;
import hooklane.client.api.EndpointsApi;
import hooklane.client.api.EventsApi;
import hooklane.client.model.Delivery;
import hooklane.client.model.DeliveryLine;
import hooklane.client.model.EndpointChange;
import hooklane.client.model.EndpointWithSecret;
import hooklane.client.model.Filter;
import hooklane.client.model.NewEndpoint;
import hooklane.client.model.NewEvent;
import hooklane.client.model.Problem;
import hooklane.client.model.PublishedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Creates an endpoint that fails, publishes an event, mends the endpoint, and retries the delivery.
 * Reads HOOKLANE_API, HOOKLANE_API_KEY, BROKEN_URL and RECEIVER_URL from the environment.
 */
public final class Story {
    private final String account = System.getenv().getOrDefault("ACCOUNT", "acct_dev");
    private final ApiClient client = new ApiClient();
    private final EndpointsApi endpoints;
    private final EventsApi events;
    private final DeliveriesApi deliveries;

    private Story() {
        client.updateBaseUri(System.getenv("HOOKLANE_API"));
        String authorization = "Bearer " + System.getenv("HOOKLANE_API_KEY");
        client.setRequestInterceptor(request -> request.header("Authorization", authorization));
        endpoints = new EndpointsApi(client);
        events = new EventsApi(client);
        deliveries = new DeliveriesApi(client);
    }

    public static void main(String[] arguments) throws Exception {
        new Story().run();
    }

    private void run() throws Exception {
        String text = "hello from Java " + UUID.randomUUID();
        EndpointWithSecret endpoint =
                endpoints.createEndpoint(
                        new NewEndpoint()
                                .account(account)
                                .url(java.net.URI.create(System.getenv("BROKEN_URL")))
                                .eventTypes(List.of("message.created"))
                                .filter(new Filter().field("/text").equalTo(text))
                                .schedule(List.of("0s", "2s")),
                        null);
        check(endpoint.getSecret().startsWith("whsec_") && endpoint.getFilter() != null, "no endpoint was created");
        check(endpoint.getTimeout() == null, "it has a timeout");
        PublishedEvent published =
                events.publishEvent(
                        new NewEvent().account(account).type("message.created").data(Map.of("text", text)),
                        null,
                        null,
                        null);
        System.out.println(endpoint.getId() + " gets " + published.getId());

        Delivery dead = await(endpoint.getId(), "dead");
        check(dead.getAttempts().size() == 2, dead.getAttempts().size() + " attempts, and not 2");
        System.out.println(dead.getId() + " is dead: " + dead.getAttempts().get(1).getOutcome());

        endpoints.updateEndpoint(
                endpoint.getId(),
                new EndpointChange().url(java.net.URI.create(System.getenv("RECEIVER_URL"))).filter(null),
                null,
                null);
        check(endpoints.getEndpoint(endpoint.getId(), null).getFilter() == null, "it still has its filter");
        check(deliveries.retryDelivery(dead.getId(), null, null).getAttempt() == 3, "it is not the third attempt");
        Delivery delivered = await(endpoint.getId(), "delivered");
        check(delivered.getAttempts().get(2).getStatus() == 200, "the answer was not 200");
        System.out.println(delivered.getId() + " is delivered by attempt 3");

        endpoints.deleteEndpoint(endpoint.getId(), null, null);
        try {
            endpoints.getEndpoint(endpoint.getId(), null);
            throw new IllegalStateException("the endpoint is still there");
        } catch (ApiException gone) {
            Problem problem = client.getObjectMapper().readValue(gone.getResponseBody(), Problem.class);
            System.out.println(problem.getCode().getValue() + ": " + problem.getDetail());
        }
    }

    /** Returns the delivery to the endpoint once it has the status. */
    private Delivery await(String endpoint, String status) throws Exception {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(30));
        while (Instant.now().isBefore(deadline)) {
            Optional<DeliveryLine> line =
                    deliveries
                            .listDeliveries(null, endpoint, null, null, null, null, null, null, null)
                            .getDeliveries()
                            .stream()
                            .filter(each -> each.getStatus().getValue().equals(status))
                            .findFirst();
            if (line.isPresent()) {
                return deliveries.getDelivery(line.get().getId());
            }
            Thread.sleep(200);
        }
        throw new IllegalStateException("the delivery to " + endpoint + " is not " + status);
    }

    private static void check(boolean rule, String broken) {
        if (!rule) {
            throw new IllegalStateException(broken);
        }
    }
}
