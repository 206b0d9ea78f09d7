package dev.hooklane.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.client.ApiClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** All of Hooklane in this process, with customers, events, and some of all that can go wrong. */
final class SampleInstance implements AutoCloseable {
    static final String KEY = WholeInstance.KEY;
    static final String SHOP = "acct_shop";
    static final String BANK = "acct_bank";
    private static final int EVENTS = 120;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final WholeInstance instance;
    private final CustomerServer customers;
    private final ApiClient api;
    private final Map<String, String> endpoints = new HashMap<>();
    private String customerKey = "";
    private String viewerKey = "";

    private SampleInstance(WholeInstance instance, CustomerServer customers) {
        this.instance = instance;
        this.customers = customers;
        this.api = new ApiClient(uri(""), KEY);
    }

    static SampleInstance start(Path folder)
            throws IOException, GeneralSecurityException, InterruptedException {
        CustomerServer customers = CustomerServer.start(folder);
        WholeInstance instance =
                new WholeInstance(
                        folder,
                        Map.of(
                                "instance", "hooklane-0",
                                "retry.schedule", "0s,5s,10m,2h,8h",
                                "log.attempts", "false",
                                "endpoints.allow-http", "false"));
        SampleInstance sample = new SampleInstance(instance, customers);
        sample.fill();
        return sample;
    }

    URI uri(String path) {
        return instance.uri(path);
    }

    /** With which a customer signs in. */
    String customerKey() {
        return customerKey;
    }

    /** The key of somebody who may look at everything and change nothing. */
    String viewerKey() {
        return viewerKey;
    }

    /** The id of the endpoint at that host. */
    String endpoint(String host) {
        String id = endpoints.get(host);
        if (id == null) {
            throw new IllegalArgumentException("there is no endpoint at " + host);
        }
        return id;
    }

    /** The id of the first that a list has. */
    String firstId(String path, String list, Map<String, String> query) {
        return api.get(path, query).path(list).path(0).path("id").asString();
    }

    private void fill() throws InterruptedException {
        add(SHOP, "hooks.shop.example", "/conversations", "Order service", "*");
        add(
                SHOP,
                "crm.shop.example",
                "/mga/webhook",
                "Contacts in the CRM",
                "conversation.*",
                "message.created");
        add(SHOP, "old.shop.example", "/hook", "", "bot.*");
        add(
                SHOP,
                "chat.shop.example",
                "/alerts",
                "Tells the team",
                "endpoint.*",
                "delivery.exhausted");
        add(BANK, "api.bank.example", "/events", "Core", "message.*");
        add(BANK, "push.bank.example", "/", "Phones", "message.created");
        add(BANK, "data.bank.example", "/in", "Warehouse", "conversation.completed");
        // Gives up soon; the others wait for long.
        api.patch(
                "/v1/endpoints/" + endpoint("api.bank.example"),
                JSON.readTree("{\"schedule\":[\"0s\",\"5s\"]}"));
        api.patch(
                "/v1/endpoints/" + endpoint("data.bank.example"),
                JSON.createObjectNode().put("state", "paused"));
        key("billing", "publisher", "");
        key("support desk", "operator", "");
        customerKey = key("shop.example", "account", SHOP);
        viewerKey = key("auditor", "viewer", "");
        publish(SHOP, EVENTS);
        publish(BANK, EVENTS / 4);
        publishWrongOnes();
        SampleOrders.fill(api, instance.bootstrapServers(), SHOP);
        test("hooks.shop.example");
        awaitAll();
    }

    private String key(String name, String role, String account) {
        ObjectNode body = JSON.createObjectNode().put("name", name).put("role", role);
        if (!account.isEmpty()) {
            body.put("account", account);
        }
        return api.post("/v1/keys", body).path("key").asString();
    }

    private void add(
            String account, String host, String path, String description, String... types) {
        ObjectNode body = JSON.createObjectNode();
        body.put("account", account)
                .put("url", customers.url(host, path))
                .put("description", description);
        ArrayNode chosen = body.putArray("eventTypes");
        Stream.of(types).forEach(chosen::add);
        endpoints.put(host, api.post("/v1/endpoints", body).path("id").asString());
    }

    /** Events of each type in turn, with the catalogue's examples as data. */
    private void publish(String account, int count) {
        List<JsonNode> types =
                api.get("/v1/event-types", Map.of("archived", "false"))
                        .path("eventTypes")
                        .valueStream()
                        .filter(type ->
                                List.of("conversation", "message", "bot")
                                        .contains(type.path("group").asString()))
                        .toList();
        ObjectNode body = JSON.createObjectNode();
        ArrayNode events = body.putArray("events");
        for (int i = 0; i < count; i++) {
            JsonNode type = types.get(i % types.size());
            events.addObject()
                    .put("account", account)
                    .put("type", type.path("name").asString())
                    .set("data", type.path("example"));
        }
        api.post("/v1/events/batch", body);
    }

    private void publishWrongOnes() throws InterruptedException {
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", instance.bootstrapServers()),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            for (String value :
                    List.of(
                            "{\"id\":\"evt_1\",\"type\":\"mesage.created\",\"timestamp\":\"2026-01-15T10:30:00Z\",\"data\":{}}",
                            "id=evt_2&type=message.created")) {
                producer.send(new ProducerRecord<>("hooklane.events", SHOP, value.getBytes(UTF_8)))
                        .get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka does not take the wrong ones", e);
        }
    }

    private void test(String host) {
        api.post(
                "/v1/endpoints/%s/test?wait=5s".formatted(endpoint(host)), JSON.createObjectNode());
    }

    /** Until some have failed for good, and what is rejected is there. */
    private void awaitAll() {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(500))
                .until(() ->
                        listed("/v1/deliveries", "deliveries", Map.of("status", "dead")) > 5
                                && listed("/v1/rejected", "rejected", Map.of()) > 1);
    }

    private int listed(String path, String list, Map<String, String> query) {
        return api.get(path, query).path(list).size();
    }

    @Override
    public void close() {
        api.close();
        instance.close();
        customers.close();
    }
}
