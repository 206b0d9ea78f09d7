package dev.hooklane.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.deploy.SecuredCluster.Ran;
import dev.hooklane.dispatcher.Dispatcher;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code hooklane doctor} finds on a Kafka with TLS, passwords and access lists. */
final class DoctorIT {
    private static final String ALL_ROLES = "fan-out,delivery,control-plane";

    private static SecuredCluster cluster;
    private static SecuredClients clients;

    @BeforeAll
    static void makeUsersAndTopics() throws Exception {
        cluster = new SecuredCluster();
        clients = new SecuredClients(cluster);
        cluster.addUser("topics", "topics-apply");
        cluster.addUser("all", "instance", "fan-out", "delivery", "control-plane");
        cluster.addUser("fan-out", "instance", "fan-out");
        cluster.addUser("publisher", "publisher");
        assertThat(cluster.run("topics", "topics", ALL_ROLES, "topics", "apply").err()).isEmpty();
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void allIsWellBesideARunningInstanceWhichGoesOnDelivering() throws Exception {
        try (Customer customer = new Customer();
                Dispatcher all = clients.start("all", ALL_ROLES)) {
            Api api = new Api(all.apiPort());
            String endpoint = api.addEndpoint(customer.url(), "bot.updated");

            Ran run = cluster.run("all", "all", ALL_ROLES, "doctor");

            assertThat(run.exitCode()).as(run.out()).isZero();
            assertThat(run.out())
                    .containsPattern("(?m)^ok +keys ")
                    .containsPattern("(?m)^ok +state ")
                    .containsPattern("(?m)^ok +dns ")
                    .containsPattern("(?m)^ok +kafka +1 brokers")
                    .containsPattern("(?m)^ok +rights ")
                    .containsPattern("(?m)^ok +topics ")
                    .containsPattern("(?m)^ok +clocks +this machine's clock is \\d+ ms ")
                    .containsPattern("(?m)^warn +config .*not public\\R +mend: ");
            clients.deliveryOf("bot.updated", api, endpoint, "delivered");
        }
    }

    @Test
    void aMissingRightIsNamedWithItsRemedy() {
        Ran run = cluster.run("fan-out", "fan-out", ALL_ROLES, "doctor");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .containsPattern("(?m)^fail +rights .*role delivery needs it\\R +mend: .*acls.sh")
                .containsPattern("(?m)^(fail|ok) +topics ");
    }

    @Test
    void aWrongPasswordIsAFailureAsJsonToo() {
        Ran run = cluster.run("all", "wrong", ALL_ROLES, "doctor", "--json");

        JsonNode json = JsonMapper.shared().readTree(run.out());
        JsonNode last = json.path("checks").valueStream().toList().getLast();
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(json.path("failed").asBoolean()).isTrue();
        assertThat(last.path("check").asString()).isEqualTo("kafka");
        assertThat(last.path("state").asString()).isEqualTo("fail");
        assertThat(last.path("text").asString()).contains("127.0.0.1");
        assertThat(last.path("mend").asString()).contains("kafka.sasl");
    }

    @Test
    void missingTopicsAreFailures() throws Exception {
        cluster.unsettle("Create");
        try {
            Ran run = cluster.run("all", "all", ALL_ROLES, "doctor");

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.out()).containsPattern("(?m)^fail +topics .*\\R +mend: .*topics apply");
        } finally {
            cluster.run("topics", "topics", ALL_ROLES, "topics", "apply");
        }
    }
}
