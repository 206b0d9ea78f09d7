package dev.hooklane.road;

import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A source's cluster belongs to others: it has other readers. */
@ExtendWith(Brokers.class)
class SourceClustersIT {

    /** Staging and production have all names in common, those of their sources included. */
    @Test
    void anotherInstallationTakesNoPartitionsAway(Broker broker) {
        int orders = 40;
        try (SourceShop shop = new SourceShop();
                BrokerOfItsOwn others = new BrokerOfItsOwn();
                Road production = Road.on(broker, settings(shop));
                Road staging = Road.on(others, settings(shop))) {
            shop.apply(production, false);
            shop.apply(staging, false);
            production.start("one");
            staging.start("two");

            shop.pay(0, orders);

            awaitPublished(production, orders);
            awaitPublished(staging, orders);
        }
    }

    private static Map<String, String> settings(SourceShop shop) {
        Map<String, String> settings = new HashMap<>(shop.settings());
        settings.put("topics.prefix", "twin.");
        return settings;
    }

    private static void awaitPublished(Road road, int count) {
        Awaitility.await(count + " published")
                .until(() -> SourceShop.published(road).size() == count);
    }
}
