package dev.hooklane.embedded;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import kafka.server.StandardFaultHandlerFactory;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.image.loader.MetadataLoader;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.server.ServerSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * Kafka's controller and broker in one process, like {@link KafkaRaftServer}. But its broker starts
 * only after the controller has fenced the one before it.
 *
 * <p>After a kill, the metadata still name the killed broker as the leader of each partition. A
 * broker that starts with them resumes the transactions that were being ended, and loses its
 * partitions to the controller meanwhile. Kafka 4.3.0 to 4.4.0 take a partition without a leader
 * for a deleted one, and end the transaction without it (KAFKA-20734): it stays open there, and
 * holds its readers for ever.
 */
final class KraftNode {
    private static final Logger log = LoggerFactory.getLogger(KraftNode.class);

    private final ControllerServer controller;
    private final BrokerServer broker;
    private final SharedServer shared;
    private final KafkaConfig config;

    KraftNode(KafkaConfig config) {
        this.config = config;
        Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> directories =
                KafkaRaftServer.initializeLogDirs(config, log, "");
        String cluster = directories._1().clusterId().orElseThrow();
        this.shared =
                new SharedServer(
                        config,
                        directories._1(),
                        Time.SYSTEM,
                        Server.initializeMetrics(config, Time.SYSTEM, cluster),
                        CompletableFuture.completedFuture(
                                QuorumConfig.parseVoterConnections(config.quorumConfig().voters())),
                        QuorumConfig.parseBootstrapServers(
                                config.quorumConfig().bootstrapServers()),
                        new StandardFaultHandlerFactory(),
                        ServerSocketFactory.INSTANCE);
        this.broker = new BrokerServer(shared);
        this.controller =
                new ControllerServer(shared, KafkaRaftServer.configSchema(), directories._2());
    }

    /** Returns when the broker serves requests. */
    void start() {
        controller.startup();
        awaitFencing();
        broker.startup();
    }

    private void awaitFencing() {
        BrokerFencing fencing = new BrokerFencing(config.nodeId());
        MetadataLoader metadata = shared.loader();
        try {
            metadata.installPublishers(List.of(fencing)).get();
            fencing.await(config.serverMaxStartupTimeMs(), TimeUnit.MILLISECONDS);
            metadata.removeAndClosePublisher(fencing).get();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("broker: the killed one is not fenced", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("broker: interrupted while it starts", e);
        }
    }

    /** Stops both in an orderly way, as far as they were started, and returns when they are. */
    void stop() {
        broker.shutdown();
        controller.shutdown();
        broker.awaitShutdown();
        controller.awaitShutdown();
    }
}
