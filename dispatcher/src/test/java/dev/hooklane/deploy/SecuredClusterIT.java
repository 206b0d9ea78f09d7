package dev.hooklane.deploy;

import static dev.hooklane.deploy.SecuredClients.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hooklane.dispatcher.Dispatcher;
import dev.hooklane.event.AccountId;
import dev.hooklane.producer.EventPublisher;
import dev.hooklane.producer.PublishException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Hooklane on a Kafka with TLS, passwords and access lists: it does all its work with what {@code
 * deploy/kafka/acls.txt} lists, and says what it lacks.
 */
final class SecuredClusterIT {
    private static final String ALL_ROLES = "fan-out,delivery,control-plane,sources";

    private static final String SHOP_SOURCE =
            """
            {"topics":["shop.*"],"begin":"earliest",
             "mapping":{"account":"'acme'","type":"'message.created'","id":"value.id","data":{}}}
            """;

    private static SecuredCluster cluster;
    private static SecuredClients clients;

    @BeforeAll
    static void makeUsersAndTopics() throws Exception {
        cluster = new SecuredCluster();
        clients = new SecuredClients(cluster);
        cluster.addUser("topics", "topics-apply");
        for (String role : List.of("fan-out", "delivery", "control-plane", "sources")) {
            cluster.addUser(role, "instance", role);
        }
        cluster.addUser("all", "instance", "fan-out", "delivery", "control-plane", "sources");
        cluster.addUser("publisher", "publisher");
        assertThat(cluster.run("topics", "topics", ALL_ROLES, "topics", "apply").err()).isEmpty();
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void instancesWithOneRoleEachDoAllWorkWithTheirListedRights() throws Exception {
        try (Customer customer = new Customer();
                Dispatcher _ = clients.start("fan-out", "fan-out");
                Dispatcher _ = clients.start("delivery", "delivery");
                Dispatcher _ = clients.start("sources", "sources");
                Dispatcher control = clients.start("control-plane", "control-plane")) {
            Api api = new Api(control.apiPort());
            String failing = api.addEndpoint(customer.url(), "message.created");
            String told = api.addEndpoint(customer.alwaysWell(), "endpoint.failing");
            customer.answer(500);

            String dead = clients.deliveryOf("message.created", api, failing, "dead");

            // Its account is told by an event, which the delivery role publishes.
            api.awaitDelivery(told, "delivered");
            customer.answer(200);
            api.call("POST", "/v1/deliveries/" + dead + "/retry", "", 202);
            api.awaitDelivery(failing, "delivered");
            api.publishOnce("evt_once");
            clients.writtenTo("hooklane.fan-out-first-published-changelog");
            clients.publishNoEvent();
            clients.writtenTo("hooklane.rejected");
            api.call("POST", "/v1/keys", "{\"name\":\"k\",\"role\":\"publisher\"}", 201);
            assertThat(api.call("GET", "/v1/audit", "", 200).path("entries").size()).isPositive();
            cluster.addShopTopic("shop.orders", "sources", "publisher");
            clients.write("shop.orders", "{\"id\":\"evt_of_shop\"}");
            api.call("PUT", "/v1/sources/orders", SHOP_SOURCE, 201);
            api.awaitDelivered("evt_of_shop");
            api.erase();
        }
    }

    @Test
    void anInstanceWithAllRolesNeedsTheRightsOfEach() throws Exception {
        try (Customer customer = new Customer();
                Dispatcher all =
                        clients.start(
                                "all",
                                ALL_ROLES,
                                Map.of(
                                        "fan-out.processing-guarantee",
                                        "exactly-once",
                                        // Else it waits for the other's history until that is
                                        // given up.
                                        "instance",
                                        "control-plane"))) {
            Api api = new Api(all.apiPort());
            String endpoint = api.addEndpoint(customer.url(), "bot.updated");

            clients.deliveryOf("bot.updated", api, endpoint, "delivered");
        }
    }

    /** A right, and the metric of an alert that its loss shows in. */
    private record Needed(String holder, String name, String metric) {
        KafkaAcls.Line right() throws IOException {
            return SecuredCluster.lines(holder).stream()
                    .filter(line -> line.name().equals(name) && line.operations().contains("Write"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void aRightThatIsTakenAwayHoldsBackWhatNeedsItAndLosesNothing() throws Exception {
        List<Needed> each =
                List.of(
                        new Needed(
                                "fan-out",
                                "hooklane.deliveries",
                                "hooklane_fanout_restarts_total "),
                        new Needed(
                                "delivery",
                                "hooklane.history",
                                "hooklane_outcomes_waiting{topic=\"hooklane.history\"} "),
                        new Needed(
                                "delivery",
                                "hooklane.dispatcher-",
                                "hooklane_commits_failed_total "));
        try (Customer customer = new Customer();
                Dispatcher all =
                        clients.start("all", ALL_ROLES, Map.of("instance", "control-plane"))) {
            Api api = new Api(all.apiPort());
            api.addEndpoint(customer.url(), "message.updated");
            for (Needed needed : each) {
                String event = "evt_needs_" + each.indexOf(needed);
                double before = api.metric(needed.metric());

                cluster.revoke("all", needed.right());
                try {
                    api.publishOnce(event);
                    Awaitility.await(needed.metric() + "rises")
                            .atMost(SOON)
                            .until(() -> api.metric(needed.metric()) > before);
                } finally {
                    cluster.grant("all", needed.right());
                }

                api.awaitDelivered(event);
            }
        }
    }

    static Stream<Arguments> linesOfRoles() throws IOException {
        return Stream.of("fan-out", "delivery", "control-plane", "sources")
                .flatMap(role -> lines(role));
    }

    private static Stream<Arguments> lines(String role) {
        try {
            return SecuredCluster.lines("instance", role).stream()
                    .map(line -> Arguments.of(role, line));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @MethodSource("linesOfRoles")
    void aStartWithoutOneOfTheRightsSaysInOneLineWhich(String role, KafkaAcls.Line line)
            throws Exception {
        cluster.revoke(role, line);
        SecuredCluster.Ran ran;
        try {
            ran = cluster.run(role, role, role, "run");
        } finally {
            cluster.grant(role, line);
        }

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.err().lines())
                .containsExactly(
                        "hooklane: Kafka does not allow this user to %s %s %s%s; %s needs it"
                                .formatted(
                                        String.join(",", line.operations()),
                                        line.resource().replace('-', ' '),
                                        line.name(),
                                        line.pattern().equals("prefixed") ? "*" : "",
                                        line.holder().equals("instance")
                                                ? "every instance"
                                                : "role " + role),
                        "deploy/kafka/acls.txt lists what each role needs, deploy/kafka/acls.sh grants it");
    }

    @ParameterizedTest
    @MethodSource("operationsOfTopicsApply")
    void topicsCanNotBeMadeWithoutOneOfTheRights(KafkaAcls.Line line, String operation)
            throws Exception {
        KafkaAcls.Line one =
                new KafkaAcls.Line(
                        line.holder(),
                        line.resource(),
                        line.pattern(),
                        line.name(),
                        List.of(operation));
        cluster.revoke("topics", one);
        SecuredCluster.Ran ran;
        try {
            cluster.unsettle(operation);
            ran = cluster.run("topics", "topics", ALL_ROLES, "topics", "apply");
        } finally {
            cluster.grant("topics", one);
            cluster.run("topics", "topics", ALL_ROLES, "topics", "apply");
        }

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.err().lines())
                .containsExactly(
                        "hooklane: Kafka does not allow this user to %s topic hooklane.*; topics-apply in deploy/kafka/acls.txt needs it"
                                .formatted(operation));
    }

    static Stream<Arguments> operationsOfTopicsApply() throws IOException {
        return SecuredCluster.lines("topics-apply").stream()
                .flatMap(line ->
                        line.operations().stream()
                                // Whoever may alter may describe as well.
                                .filter(operation -> !operation.startsWith("Describe"))
                                .map(operation -> Arguments.of(line, operation)));
    }

    @Test
    void aWrongPasswordIsToldInOneLine() {
        SecuredCluster.Ran ran = cluster.run("all", "another", ALL_ROLES, "run");

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.err().lines())
                .singleElement()
                .asString()
                .startsWith("hooklane: Kafka refused: Authentication failed")
                .doesNotContain("another");
    }

    @Test
    void aServiceWithoutTheRightToPublishIsToldWhichTopic() {
        try (EventPublisher publisher = clients.publisher("topics")) {
            assertThatThrownBy(() ->
                            publisher
                                    .publish(
                                            new AccountId("acme"), clients.event("message.created"))
                                    .get())
                    .cause()
                    .isInstanceOf(PublishException.class)
                    .hasMessageMatching(
                            "event \\S+ of account acme was not acknowledged by topic hooklane.events: .* authorization failed.");
        }
    }
}
