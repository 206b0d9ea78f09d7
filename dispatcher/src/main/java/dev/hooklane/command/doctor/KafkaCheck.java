package dev.hooklane.command.doctor;

import dev.hooklane.config.HooklaneConfig;
import dev.hooklane.config.Role;
import dev.hooklane.delay.BrokerClock;
import dev.hooklane.kafka.KafkaClients;
import dev.hooklane.poll.ClockProbe;
import dev.hooklane.progress.OffsetsRetention;
import dev.hooklane.rights.KafkaRights;
import dev.hooklane.rights.RightsCheck;
import dev.hooklane.topic.BrokerAnswers;
import dev.hooklane.topic.KafkaUnavailableException;
import dev.hooklane.topic.TopicSpec;
import dev.hooklane.topic.Topics;
import dev.hooklane.topic.TopicsAdmin;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;

/** Checks Kafka: whether it answers, what this user may do, its topics, and its clocks. */
final class KafkaCheck {
    private static final String KAFKA = "kafka";
    private static final String RIGHTS = "rights";
    private static final String TOPICS = "topics";
    private static final String CLOCKS = "clocks";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** Beyond it, times in lists look wrong to people. */
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(2);

    /** Beyond it, instances refuse each other's calls. */
    private static final Duration CLOCKS_WRONG = Duration.ofSeconds(30);

    private final HooklaneConfig config;
    private final Topics topics;
    private final BrokerAnswers answers = new BrokerAnswers(TIMEOUT);
    private final Consumer<Finding> findings;

    KafkaCheck(HooklaneConfig config, Consumer<Finding> findings) {
        this.config = config;
        this.topics = config.topicNames();
        this.findings = findings;
    }

    void run() {
        try {
            var _ = new KafkaClients(config).ask(this::check);
        } catch (KafkaUnavailableException | KafkaException e) {
            findings.accept(
                    Finding.fail(
                            KAFKA,
                            "at %s: %s"
                                    .formatted(config.kafka().bootstrapServers(), e.getMessage()),
                            "check kafka.bootstrap.servers, and kafka.security and kafka.sasl;"
                                    + " topics, rights and clocks are not checked"));
        }
    }

    private boolean check(Admin admin) {
        int brokers = answers.await(admin.describeCluster().nodes()).size();
        int replicas = config.topics().replicationFactor();
        findings.accept(
                brokers < replicas
                        ? Finding.fail(
                                KAFKA,
                                "%d brokers, but topics need %d".formatted(brokers, replicas),
                                "start more brokers, or lower topics.replication-factor")
                        : Finding.ok(KAFKA, "%d brokers answer".formatted(brokers)));
        check(RIGHTS, "grant this user what deploy/kafka/acls.txt lists", () -> rights(admin));
        check(TOPICS, "`hooklane topics check` says more", () -> topics(admin));
        if (config.has(Role.DELIVERY)) {
            check(CLOCKS, "correct what topics and rights report, then try again", this::clocks);
        }
        return true;
    }

    private void check(String name, String mend, Runnable check) {
        try {
            check.run();
        } catch (KafkaUnavailableException | KafkaException e) {
            findings.accept(Finding.fail(name, "can't be checked: " + e.getMessage(), mend));
        }
    }

    private void rights(Admin admin) {
        List<String> missing =
                new RightsCheck(admin, TIMEOUT)
                        .missing(
                                KafkaRights.of(config.roles(), config.topics().prefix(), topics),
                                topics.specs().stream().map(TopicSpec::name).toList());
        report(
                RIGHTS,
                missing,
                "deploy/kafka/acls.txt lists what each role needs, deploy/kafka/acls.sh grants it",
                "this user may do what its roles need");
    }

    private void topics(Admin admin) {
        report(
                TOPICS,
                new TopicsAdmin(admin, topics, config.topics(), TIMEOUT).check(),
                "`hooklane topics apply` makes and mends them",
                "all topics are correct");
        new OffsetsRetention(admin)
                .problem(topics)
                .ifPresent(problem ->
                        findings.accept(
                                Finding.warn(
                                        TOPICS,
                                        problem,
                                        "set it on the brokers, and restart them")));
    }

    private void report(String check, List<String> problems, String mend, String fine) {
        if (problems.isEmpty()) {
            findings.accept(Finding.ok(check, fine));
        }
        problems.forEach(problem -> findings.accept(Finding.fail(check, problem, mend)));
    }

    private void clocks() {
        BrokerClock clock = new BrokerClock(InstantSource.system(), System::nanoTime);
        try (Producer<byte[], byte[]> producer = new KafkaClients(config, clock).probe()) {
            producer.initTransactions();
            ClockProbe.send(producer, topics.parkedTopicList().getFirst());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        findings.accept(clocks(clock.ownAhead()));
    }

    /**
     * @param ahead how far this machine's clock is ahead of the brokers'
     */
    static Finding clocks(Duration ahead) {
        String text =
                "this machine's clock is %d ms %s the brokers'"
                        .formatted(
                                ahead.abs().toMillis(), ahead.isNegative() ? "behind" : "ahead of");
        String mend =
                "synchronise the clocks of this machine and of the brokers, such as by chrony";
        if (ahead.abs().compareTo(CLOCKS_WRONG) >= 0) {
            return Finding.fail(CLOCKS, text, mend);
        }
        return ahead.abs().compareTo(CLOCKS_DIFFER) >= 0
                ? Finding.warn(CLOCKS, text, mend)
                : Finding.ok(CLOCKS, text);
    }
}
