package dev.hooklane.embedded;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.image.MetadataDelta;
import org.apache.kafka.image.MetadataImage;
import org.apache.kafka.image.loader.LoaderManifest;
import org.apache.kafka.image.publisher.MetadataPublisher;
import org.apache.kafka.metadata.BrokerRegistration;

/** Waits until the metadata name no broker of this id as alive. A new cluster's name none. */
final class BrokerFencing implements MetadataPublisher {
    private final int id;
    private final CompletableFuture<Void> fenced = new CompletableFuture<>();

    BrokerFencing(int id) {
        this.id = id;
    }

    void await(long timeout, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        fenced.get(timeout, unit);
    }

    @Override
    public String name() {
        return "BrokerFencing";
    }

    @Override
    public void onMetadataUpdate(
            MetadataDelta delta, MetadataImage image, LoaderManifest manifest) {
        BrokerRegistration registration = image.cluster().broker(id);
        if (registration == null || registration.fenced()) {
            fenced.complete(null);
        }
    }

    /** Ends the wait, if there still is one. */
    @Override
    public void close() {
        fenced.cancel(false);
    }
}
