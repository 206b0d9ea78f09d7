package dev.hooklane.api;

import dev.hooklane.access.ApiKey;
import dev.hooklane.catalogue.CatalogueType;
import dev.hooklane.endpoint.Endpoint;
import dev.hooklane.event.AccountId;
import dev.hooklane.quota.Quota;
import java.util.Map;

/** Something that a manifest describes. */
sealed interface ManifestObject {
    /** Returns its kind, as manifests name it. */
    String kind();

    /** Returns where it is in the order of manifests. */
    String place();

    /** An event type that did not come with Hooklane as it is. */
    record TypeEntry(CatalogueType type) implements ManifestObject {
        static final String KIND = "eventType";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public String place() {
            return "1/" + type.type().value();
        }
    }

    /** The limits that an operator has set for an account. */
    record LimitsEntry(AccountId account, Map<Quota, Long> limits) implements ManifestObject {
        static final String KIND = "quotas";

        public LimitsEntry {
            limits = Map.copyOf(limits);
        }

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public String place() {
            return "2/" + account.value();
        }
    }

    /** An endpoint. */
    record EndpointEntry(Endpoint endpoint) implements ManifestObject {
        static final String KIND = "endpoint";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public String place() {
            return "3/%s/%s".formatted(endpoint.account(), endpoint.id());
        }
    }

    /** A key that is not revoked. */
    record KeyEntry(ApiKey key) implements ManifestObject {
        static final String KIND = "key";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public String place() {
            return "4/%s/%s".formatted(key.account().map(AccountId::value).orElse(""), key.id());
        }
    }
}
